"""The public face as a type checker sees it; `test_typing.py` checks this file, nothing runs it.

A comment `type: ignore` here is an expectation: without the error, mypy calls it unused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import qualityfilter as qf

if TYPE_CHECKING:
    from typing_extensions import assert_type

    from qualityfilter.text.segments import Segments

document = qf.Document("text", title="title", lang="en", id="1", meta={"page": 3})
assert_type(document.text, str)
assert_type(document.title, str | None)
assert_type(document.meta, Mapping[str, Any])
document.text = ""  # type: ignore[misc]
qf.Document()  # type: ignore[call-arg]
qf.Document(b"text")  # type: ignore[arg-type]

result = qf.clean("text", title="title")
assert_type(result, qf.CleanResult)
assert_type(qf.clean(document), qf.CleanResult)
assert_type(
    qf.clean("text", url="https://news.example", lang="en", settings=qf.Settings()), qf.CleanResult
)
assert_type(qf.clean_many([document, None]), Iterator[qf.CleanResult | qf.Failure])
assert_type(result.spans[0].text, str)
assert_type(document.site, str)
assert_type(result.document, qf.Document)
assert_type(result.text, str)
assert_type(result.spans, tuple[qf.Span, ...])
assert_type(result.cuts, tuple[qf.Span, ...])
assert_type(result.marks, tuple[qf.Span, ...])
assert_type(result.scores, qf.Scores)
assert_type(result.scores.quality, float | None)
assert_type(result.scores.words, int)
assert_type(result.verdict, qf.Verdict)
assert_type(result.verdict.decision, Literal["accept", "review", "reject"])
assert_type(result.verdict.reasons, tuple[qf.Reason, ...])
assert_type(result.provenance, qf.Provenance)
assert_type(result.trace, tuple[tuple[int, int, tuple[float, ...]], ...])
assert_type(result.restore(), str)
assert_type(result.to_clean(3), int | None)
assert_type(result.to_dict(), dict[str, Any])
assert_type(qf.CleanResult.from_dict({}), qf.CleanResult)
result.text = ""  # type: ignore[misc]
qf.clean(b"text")  # type: ignore[arg-type]
qf.clean("text", "title")  # type: ignore[call-arg]

for span in result.spans:
    assert_type(span.label, str)
    assert_type(span.action, Literal["keep", "mark", "cut"])
    assert_type(span.evidence, tuple[qf.Evidence, ...])
    assert_type(span.quoted, bool)
    if span.action == "gone":  # type: ignore[comparison-overlap]
        pass

settings = qf.Settings(threshold=0.9, rules=("social",), limits=qf.Limits(min_words=10))
assert_type(settings.with_actions(caption="keep", headline="cut"), qf.Settings)
assert_type(settings.threshold, float | None)
assert_type(settings.digest(), str)
settings.with_actions(caption="drop")  # type: ignore[arg-type]
qf.Settings(actions={"caption": "drop"})  # type: ignore[dict-item]
own = qf.OwnRule("x", "y", "related", 0.9, "why", ("a", "b"), ("c", "d"), scope="match")
assert_type(own.pattern, str)
assert_type(qf.Settings(own_rules=(own,)).own_rules, tuple[qf.OwnRule, ...])
assert_type(qf.Settings.from_toml(""), qf.Settings)
assert_type(settings.to_toml(), str)
qf.Settings(threshhold=0.9)  # type: ignore[call-arg]
settings.trace = True  # type: ignore[misc]

quality_filter = qf.QualityFilter(settings, model="default", trust=False)
assert_type(quality_filter.clean(document, title="title"), qf.CleanResult)
results = quality_filter.clean_many(["text", document], batch_size=2)
assert_type(results, Iterator[qf.CleanResult | qf.Failure])
for each in results:
    each.text  # type: ignore[union-attr] # noqa: B018
    if isinstance(each, qf.Failure):
        assert_type(each.id, str | None)
        assert_type(each.message, str)
    else:
        assert_type(each, qf.CleanResult)
quality_filter.clean_many([b"text"])  # type: ignore[list-item]
qf.QualityFilter(settings, "default")  # type: ignore[call-arg]

try:
    qf.clean("text")
except qf.ContentError as error:
    assert_type(error.failure, qf.Failure)
except (qf.InputError, qf.SettingsError, qf.UsageError) as wrong:
    assert_type(wrong, qf.InputError | qf.SettingsError | qf.UsageError)

assert_type(qf.cut("text", result.spans), str)
assert_type(qf.split("text"), Segments)
assert_type([(each.start, each.end) for each in qf.split("text")], list[tuple[int, int]])
assert_type(qf.LABELS[0], str)
assert_type(qf.REASONS["short"][1], str)
assert_type(qf.__version__, str)
