"""What the commands share: options, exit codes, and text that is safe to show."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from qualityfilter.apps.cli.shared import DECISIONS, MORE_DECISIONS
from qualityfilter.core.config import LOSSES, Loss, Settings
from qualityfilter.core.errors import (
    ArtifactError,
    ContentError,
    QualityFilterError,
    UntrustedArtifact,
    UsageError,
    WorkerError,
    WriteError,
)
from qualityfilter.core.presets import PRESETS
from qualityfilter.core.reasons import REASONS
from qualityfilter.core.toml import naming
from qualityfilter.records.runs.files import writing

if TYPE_CHECKING:
    from qualityfilter.decide.profiles import Profile
    from qualityfilter.pipeline.filter import QualityFilter

FAILED, WRONG_USE, STOPPED, NOT_WRITTEN = 1, 2, 3, 4

EXIT_CODES = (
    "Exit codes: 0 all well; 1 some records failed; 2 wrong use; 3 stopped by Ctrl-C; "
    "4 could not write."
)

SCORES = {
    "quality": "the grade a reader would give; higher is better",
    "boilerplate": "share of the input that was cut",
    "promotion": "share cut as social, subscription, advertising",
    "spam": "how far it is spam; none in languages that spam is not known in",
    "repetition": "share of the input that repeats itself",
    "hedged": "share of the words left in hedged sentences",
    "speculative": "  marked as uncertain",
    "unattributed": "  resting on nobody in particular",
    "hypothetical": "  imagined or conditional",
    "damage": "share of the words left that are garbled or glued together",
    "completeness": "whether it starts and ends as a whole text does; higher is better",
}
"""The scores in the order in which they are shown, and what they mean."""

TOLD = (
    "Scores: "
    + "; ".join(f"{name}, {meaning.strip()}" for name, meaning in SCORES.items())
    + "; words, how many are left.\n\nReasons of a verdict: "
    + "; ".join(f"{code} ({decision}), {meaning}" for code, (decision, meaning) in REASONS.items())
    + "."
)
"""What the help of commands that judge texts says of scores and reasons."""

SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE_OR_PRESET",
        help="A file as `qualityfilter settings` prints it, or a preset: "
        + ", ".join(PRESETS)
        + ".",
        show_default=False,
        rich_help_panel=DECISIONS,
    ),
]
Actions = Annotated[
    list[str] | None,
    typer.Option(
        "--action",
        metavar="LABEL=ACTION",
        help="Cut, mark or keep a label, as caption=keep.",
        show_default=False,
        rich_help_panel=DECISIONS,
    ),
]
Threshold = Annotated[
    float | None,
    typer.Option(
        metavar="CHANCE",
        help="Cut where the chance of junk is at least this (above 0, to 1). "
        "Not together with --max-loss.",
        show_default="the model's own",
        rich_help_panel=MORE_DECISIONS,
    ),
]
MaxLoss = Annotated[
    str | None,
    typer.Option(
        metavar="SHARE",
        help="Share of good words that may be lost: 0 to 1, or "
        + ", ".join(f"{name} ({share:g})" for name, share in LOSSES.items())
        + ".",
        show_default=False,
        rich_help_panel=DECISIONS,
    ),
]
Model = Annotated[
    str,
    typer.Option(
        metavar="NAME_OR_DIR",
        help="A packaged model, or the folder of one.",
        rich_help_panel=MORE_DECISIONS,
    ),
]
HedgeModel = Annotated[
    str,
    typer.Option(
        metavar="NAME_OR_DIR",
        help="A packaged hedge model, or the folder of one.",
        rich_help_panel=MORE_DECISIONS,
    ),
]
QualityModel = Annotated[
    str,
    typer.Option(
        metavar="NAME_OR_DIR",
        help="A packaged quality model, or the folder of one.",
        rich_help_panel=MORE_DECISIONS,
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        help="Reject all languages but this, such as en.",
        show_default=False,
        rich_help_panel=DECISIONS,
    ),
]
Decisions = Annotated[
    list[str] | None,
    typer.Option(
        "--decide",
        metavar="REASON=DECISION",
        help="What a reason leads to: accept (it is not given), review or reject. The name of a "
        "published heuristic makes a reason of it. May be given several times.",
        show_default=False,
        rich_help_panel=MORE_DECISIONS,
    ),
]
Signals = Annotated[
    bool,
    typer.Option(
        "--signals",
        help="Compute published heuristics on the cleaned text.",
        rich_help_panel=MORE_DECISIONS,
    ),
]
TrustModel = Annotated[
    bool,
    typer.Option(
        "--trust-model",
        help="Load models that do not come with this release. They can run any code: "
        "trust only what you made or know.",
        rich_help_panel=MORE_DECISIONS,
    ),
]

_SHOWN = "\u200c\u200d"
"""Joiners: invisible, harmless, and part of how some scripts and emoji are written."""


_Mistake: type[Any] = typer.BadParameter.__bases__[0]
"""What typer raises where a word of a command is wrong; it gives the public name of no other."""


class Commands(TyperGroup):
    """Runs a sub-command; a known error becomes one line and its exit code."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the options of the command itself."""
        with _in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the sub-command that was asked for."""
        try:
            with _of_the_system(), _in_one_line():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            error("stopped; what was finished is whole, and the same command goes on from there")
            raise typer.Exit(STOPPED) from None
        except QualityFilterError as problem:
            hint = " (here: --trust-model)" if isinstance(problem, UntrustedArtifact) else ""
            error(f"{problem}{hint}")
            raise typer.Exit(_exit_code(problem)) from None


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Print in one line what is wrong with the words of a command, and where to look."""
    try:
        yield
    except _Mistake as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            raise
        told = " ".join(problem.format_message().split()).rstrip(".")
        place = problem.ctx.command_path if problem.ctx else "qualityfilter"
        error(f"{told[:1].lower()}{told[1:]}; see {place} --help")
        raise typer.Exit(WRONG_USE) from None


@contextmanager
def _of_the_system() -> Iterator[None]:
    """Make an error of the system, wherever it comes from, one of the package's.

    Raises:
        WriteError: nobody reads standard output any more.
        UsageError: it is another.
        WorkerError: memory does not suffice.
    """
    try:
        with writing(None, BrokenPipeError):
            yield
    except OSError as problem:
        raise UsageError(_told_by_the_system(problem)) from problem
    except MemoryError as problem:
        raise WorkerError(
            "there is not enough memory for a record; what was finished is whole"
        ) from problem


def _told_by_the_system(problem: OSError) -> str:
    why = problem.strerror or str(problem)
    if problem.filename is not None:
        return f"{os.fsdecode(problem.filename)}: {why}"
    try:
        Path.cwd()
    except OSError:
        return "the working folder is there no more; change to another one"
    return why


def _exit_code(problem: QualityFilterError) -> int:
    if isinstance(problem, (UsageError, ArtifactError)):
        return WRONG_USE
    if isinstance(problem, WriteError):
        return NOT_WRITTEN
    return FAILED if isinstance(problem, ContentError) else WRONG_USE


def error(message: str) -> None:
    """Show an error as one line on standard error; the exit code tells of it, too."""
    with suppress(OSError):
        typer.echo(f"error: {visible(message)}", err=True)


def note(message: str) -> None:
    """Show on standard error, in one line, what looks like a mistake."""
    with suppress(OSError):
        typer.echo(f"note: {visible(message)}", err=True)


@dataclass(frozen=True, slots=True)
class Judging:
    """What the options say of the verdict.

    Attributes:
        languages: those asked for.
        decisions: pairs such as `short=accept`.
        signals: whether published heuristics are wanted.
    """

    languages: Sequence[str] | None = None
    decisions: Sequence[str] | None = None
    signals: bool = False


def settings(
    actions: Sequence[str] | None,
    threshold: float | None,
    max_loss: str | None,
    judging: Judging | None = None,
    file: Path | None = None,
) -> Settings:
    """Make settings of the options that commands share, which win over those of a file.

    Raises:
        UsageError: a pair without its equals sign, or both a threshold and a loss.
        SettingsError: an unknown label, action, reason or decision, or a number out of its range;
            or the file is wrong.
    """
    if threshold is not None and max_loss is not None:
        raise UsageError("give --threshold or --max-loss, not both: the one follows from the other")
    judging = judging or Judging()
    base = settings_of(file)
    named = _pairs("--action", actions, "LABEL=ACTION, such as caption=keep")
    led = _pairs("--decide", judging.decisions, "REASON=DECISION, such as short=accept")
    changed: dict[str, Any] = {
        "actions": {**base.actions, **named},
        "decisions": {**base.decisions, **led},
        "signals": base.signals or judging.signals,
    }
    if judging.languages:
        changed["languages"] = tuple(judging.languages)
    if threshold is not None:
        changed["threshold"] = threshold
    if max_loss is not None:  # the file's threshold would win over it
        changed |= {"threshold": None, "max_loss": _loss(max_loss)}
    return replace(base, **changed)


@dataclass(frozen=True, slots=True)
class Deciding:
    """Options that say what is decided."""

    max_loss: MaxLoss = None
    action: Actions = None
    lang: Languages = None
    settings_file: SettingsFile = None
    threshold: Threshold = None
    decide: Decisions = None
    signals: Signals = False

    def settings(self) -> Settings:
        """Make settings of them.

        Raises:
            UsageError, SettingsError: as `settings`.
        """
        judging = Judging(self.lang, self.decide, self.signals)
        return settings(self.action, self.threshold, self.max_loss, judging, self.settings_file)


@dataclass(frozen=True, slots=True)
class LineModels:
    """Options that name the models that find what is to be cut and marked."""

    model: Model = "default"
    hedge_model: HedgeModel = "hedges"
    trust_model: TrustModel = False

    def load(self, chosen: Settings) -> QualityFilter:
        """Make a filter of them."""
        from qualityfilter.pipeline.filter import QualityFilter

        return QualityFilter(
            chosen, model=self.model, hedge_model=self.hedge_model, trust=self.trust_model
        )


@dataclass(frozen=True, slots=True)
class Models(LineModels):
    """Options that name all models."""

    quality_model: QualityModel = "quality"

    def load(
        self, chosen: Settings, profiles: Mapping[str, Profile] | None = None
    ) -> QualityFilter:
        """Make a filter of them, which knows these sites."""
        from qualityfilter.pipeline.filter import QualityFilter

        return QualityFilter(
            chosen,
            model=self.model,
            hedge_model=self.hedge_model,
            quality_model=self.quality_model,
            profiles=profiles,
            trust=self.trust_model,
        )


def _loss(given: str) -> Loss:
    """A share as a number, anything else as the name that it may be."""
    with suppress(ValueError):
        return float(given)
    return given


def settings_of(file: Path | None) -> Settings:
    """Return the settings that a file holds, or those of the preset of this name, or the defaults.

    Raises:
        SettingsError: the file is wrong.
    """
    if file is None:
        return Settings()
    if str(file) in PRESETS:
        return Settings.preset(str(file))
    from qualityfilter.pipeline.loaded import check_names

    found = Settings.from_toml(file)
    with naming(file):
        check_names(found)
    return found


def _pairs(option: str, given: Sequence[str] | None, form: str) -> dict[str, Any]:
    """Read pairs of a name and what is wanted of it; `Settings` checks both."""
    found = {}
    for pair in given or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{option} {pair}: write {form}")
        found[name.strip()] = value.strip()
    return found


def visible(text: str) -> str:
    r"""Show as escapes what a terminal would obey or hide: `\x1b`, `\u202e`, `\ud800`.

    A tab becomes blanks. Everything else stays as it is.
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    category = unicodedata.category(character)
    if character in _SHOWN or category == "Zs" or category[0] not in "CZ":
        return character
    code = ord(character)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )
