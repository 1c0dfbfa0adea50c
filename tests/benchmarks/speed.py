"""Measure speed and memory on one core: `python -m tests.benchmarks.speed [-o FILE.json]`.

Everything is given beside something else that was measured in the same run, in turns: cleaning
beside scikit-learn's `HashingVectorizer` of words and pairs on the same lines, and beside four
filters of datatrove; pages beside trafilatura; starts beside `import numpy`. Times are the
processor's. Seconds depend on the machine, and on what else it does; ratios hardly do.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent.parent
OTHERS = ("sklearn", "datatrove", "trafilatura")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
TEXTS = 120
MANY = 1500
PAGES = 60
CHARACTERS = 4500
ROUNDS = 6
STARTS = 5
SEED = 0

FLOORS = {
    "ratio": (">=", 0.3),
    "single_ratio": ("<=", 1.8),
    "hedges_ratio": ("<=", 0.25),
    "pages_ratio": (">=", 2.0),
    "judging_milliseconds": ("<=", 0.2),
    "language_milliseconds": ("<=", 0.2),
    "signals_milliseconds": ("<=", 1.5),
    "import_ratio": ("<=", 0.5),
    "help_ratio": ("<=", 4.5),
    "first_ratio": ("<=", 6.0),
    "megabytes_100": ("<=", 260.0),
    "megabytes_1500": ("<=", 280.0),
}
"""What must hold, by the name of the figure."""

MEANINGS = {
    "single_per_second": "texts a second, one by one with clean",
    "batch_per_second": "texts a second, with clean_many",
    "hashing_per_second": "texts a second, HashingVectorizer",
    "ratio": "clean_many's speed / HashingVectorizer's",
    "single_ratio": "time of a text one by one / in batches",
    "datatrove_ratio": "clean_many's speed / datatrove's four filters'",
    "hedges_ratio": "hedges' time / HashingVectorizer's",
    "judging_milliseconds": "milliseconds a text, scores and verdict",
    "language_milliseconds": "milliseconds a text, language",
    "signals_milliseconds": "milliseconds a text, all heuristics",
    "pages_ratio": "pages' speed / trafilatura's",
    "made_pages_ratio": "the same, pages of our own",
    "import_ratio": "import qualityfilter / import numpy",
    "help_ratio": "qualityfilter --help / import numpy",
    "first_ratio": "the first clean / import numpy",
    "first_seconds": "seconds of the first clean, the whole process",
    "start_megabytes": "peak memory, one text cleaned",
    "megabytes_100": "peak memory, 100 texts cleaned",
    "megabytes_1500": "peak memory, 1,500 texts cleaned",
    "second_share": "memory that is a process's own / its peak",
}
"""The figures in the order in which they are shown."""

FIRST = (
    "The bridge at Castelmar was opened on Friday, and the mayor said that it would probably "
    "close again before the end of the year. "
) * 4

PROBE = """
import json, resource, sys
import qualityfilter as qf
texts = json.load(open(sys.argv[1], encoding="utf-8"))
for result in qf.QualityFilter().clean_many(texts):
    assert isinstance(result, qf.CleanResult), result
peak, own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, 0
if sys.platform == "linux":
    for line in open("/proc/self/smaps_rollup"):
        if line.startswith("Private_"):
            own += int(line.split()[1])
print(json.dumps([peak, own]))
"""
"""Run in a process of its own, where nothing is loaded yet."""


def made_texts(count: int = TEXTS) -> list[str]:
    """Mix the fixture articles: paragraphs of several, their sentences in another order.

    They have more lines than most news of their length, which makes them slower to clean.
    """
    draw = random.Random(SEED)
    articles = [
        path.read_text(encoding="utf-8").splitlines()
        for path in sorted((ROOT / "fixtures" / "articles").glob("*/article.txt"))
    ]
    return [_mixed(articles, draw) for _ in range(count)]


def _mixed(articles: Sequence[Sequence[str]], draw: random.Random) -> str:
    lines: list[str] = []
    while sum(map(len, lines)) < CHARACTERS:
        for line in filter(str.strip, draw.choice(articles)):
            sentences = line.split(". ")
            draw.shuffle(sentences)
            lines.append(". ".join(sentences))
    draw.shuffle(lines)
    sizes = accumulate(map(len, lines))
    kept = [line for line, size in zip(lines, sizes, strict=True) if size <= CHARACTERS]
    return "\n\n".join(kept)


def made_pages(texts: Sequence[str]) -> list[str]:
    """Put texts on pages of our own: a menu before, teasers after them, a script and a style."""
    leads = [text.partition(". ")[0] for text in texts]
    menu = "".join(f'<li><a href="/part/{at}">Part {at}</a></li>' for at in range(60))
    state = json.dumps({"leads": leads[:100]})
    return [
        _page(text, menu, leads[at % 20 : at % 20 + 40], state) for at, text in enumerate(texts)
    ]


def _page(text: str, menu: str, leads: Sequence[str], state: str) -> str:
    title, *lines = map(html.escape, filter(None, text.splitlines()))
    body = "".join(f"<p>{line}</p>" for line in lines)
    teasers = "".join(
        f'<li class="teaser"><a href="/story/{at}"><img src="/{at}.jpg" alt=""><h3>{each}</h3></a>'
        for at, each in enumerate(map(html.escape, leads))
    )
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f"<style>{'.teaser a { margin: 0 }' * 400}</style><script>state = {state}</script></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1>"
        f"<div class=body>{body}</div></article><aside><h2>More stories</h2><ul>{teasers}</ul>"
        f"</aside></main><footer><ul>{menu}</ul><p>All rights reserved</p></footer></body></html>"
    )


def read_texts(path: Path) -> list[str]:
    """Read the first texts of a file of JSON lines that have a field `text`."""
    from qualityfilter.lab.corpus import read_jsonl

    records = read_jsonl(path)
    return [record["text"] for record, _ in zip(records, range(TEXTS), strict=False)]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def probe(texts: Sequence[str]) -> tuple[float, float]:
    """Return the peak memory of a process that cleans some texts, and what is its own, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", PROBE, str(file)], cwd=ROOT, check=True, capture_output=True
        )
    peak, own = json.loads(done.stdout)
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), own / (1 << 10)


def process_time(*arguments: str) -> float:
    """Return the seconds of the processor that a whole process of Python takes."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def starts(texts: Sequence[str]) -> dict[str, float]:
    """Measure what a new process needs.

    This comes before this process loads anything: on Linux a child's peak memory counts what
    its parent held when it was started.
    """
    commands = {
        "numpy": ("-c", "import numpy"),
        "import": ("-c", "import qualityfilter"),
        "help": ("-m", "qualityfilter", "--help"),
        "first": ("-c", f"import qualityfilter as qf; qf.clean({FIRST!r})"),
    }
    rounds = [
        {name: process_time(*arguments) for name, arguments in commands.items()}
        for _ in range(STARTS + 1)
    ][1:]  # the first one compiles
    seconds = {name: median(each[name] for each in rounds) for name in commands}
    ratios = {f"{name}_ratio": seconds[name] / seconds["numpy"] for name in commands}
    del ratios["numpy_ratio"]
    peak, own = probe((list(texts) * (MANY // len(texts) + 1))[:MANY])
    return ratios | {
        "first_seconds": seconds["first"],
        "start_megabytes": probe([FIRST])[0],
        "megabytes_100": probe(texts[:100])[0],
        "megabytes_1500": peak,
        "second_share": own / peak,
    }


def speeds(texts: Sequence[str]) -> dict[str, float]:
    """Measure texts a second, in rounds that take turns on the same texts."""
    rounds = list(_rounds(texts))
    single, batch, hashing = (median(column) for column in zip(*rounds, strict=True))
    return {
        "single_per_second": single,
        "batch_per_second": batch,
        "hashing_per_second": hashing,
        "ratio": median(ours / theirs for _, ours, theirs in rounds),
        "single_ratio": median(many / one for one, many, _ in rounds),
    }


def _rounds(texts: Sequence[str]) -> Iterator[tuple[float, ...]]:
    from sklearn.feature_extraction.text import HashingVectorizer

    import qualityfilter as qf

    quality_filter, vectorizer = qf.QualityFilter(), HashingVectorizer(ngram_range=(1, 2))
    quality_filter.clean(texts[0])
    for number in range(ROUNDS):
        part = texts[number::ROUNDS]
        lines = [line for text in part for line in text.splitlines() if line.strip()]
        works: list[Callable[[], object]] = [
            partial(all_cleaned, map(quality_filter.clean, part)),
            partial(all_cleaned, quality_filter.clean_many(part)),
            partial(vectorizer.transform, lines),
        ]
        order = range(len(works)) if number % 2 else reversed(range(len(works)))
        seconds = {at: timed(works[at]) for at in order}
        yield tuple(len(part) / seconds[at] for at in range(len(works)))


def hedging(texts: Sequence[str]) -> dict[str, float]:
    """Measure the time that hedges take where all of a text stays, tokens apart."""
    from sklearn.feature_extraction.text import HashingVectorizer

    from qualityfilter.hedging.detect import find_hedges
    from qualityfilter.pipeline.loaded import load_hedge_model
    from qualityfilter.text.kept import KeptText
    from qualityfilter.text.segments import fold_marks, lay_out_lines
    from qualityfilter.text.tokens import tokenize

    model = load_hedge_model("hedges")
    vectorizer = HashingVectorizer(ngram_range=(1, 2))
    ratios = []
    for number in range(ROUNDS):
        layouts = [lay_out_lines(text, fold_marks(text)) for text in texts[number::ROUNDS]]
        remains = [KeptText(layout, layout.ranges, None) for layout in layouts]
        lines = [line for layout in layouts for line in layout.contents]
        tokens = tokenize(lines)
        ours = timed(partial(find_hedges, model, tokens, remains))
        ratios.append(ours / timed(partial(vectorizer.transform, lines)))
    return {"hedges_ratio": median(ratios)}


def judging(texts: Sequence[str]) -> dict[str, float]:
    """Measure the parts that judge a cleaned text, tokens apart."""
    import qualityfilter as qf
    from qualityfilter.decide.spans import cut_ranges, kept_ranges
    from qualityfilter.pipeline.loaded import load_quality_model
    from qualityfilter.quality.language import identify
    from qualityfilter.quality.score import Cleaned, rate
    from qualityfilter.quality.signals import signals
    from qualityfilter.quality.verdict import Case, judge
    from qualityfilter.text.kept import KeptText
    from qualityfilter.text.segments import fold_marks, lay_out_lines
    from qualityfilter.text.tokens import tokenize

    model, settings, found = load_quality_model("quality"), qf.Settings(), []

    def rated(tokens: Any, cleaned: Sequence[Cleaned]) -> None:
        for each, rating in zip(cleaned, rate(model, tokens, cleaned, trace=False), strict=True):
            judge(Case(rating.scores, each.spans, each.remains, "en"), settings)

    for number in range(ROUNDS):
        results = list(qf.QualityFilter().clean_many(texts[number::ROUNDS]))
        given = [result.document.text for result in results]
        layouts = [lay_out_lines(text, fold_marks(text)) for text in given]
        cleaned = [
            Cleaned(
                result.text,
                result.spans,
                KeptText(layout, kept_ranges(layout.ranges, cut_ranges(result.spans)), "en"),
                "",
                "en",
            )
            for result, layout in zip(results, layouts, strict=True)
        ]
        tokens = tokenize([line for layout in layouts for line in layout.contents])
        works: list[Callable[[], object]] = [
            partial(rated, tokens, cleaned),
            partial(list, map(identify, [each.text for each in cleaned])),
            lambda cleaned=cleaned: [signals(each.text, "en") for each in cleaned],
        ]
        found.append([timed(work) / len(cleaned) * 1000 for work in works])
    names = ("judging_milliseconds", "language_milliseconds", "signals_milliseconds")
    return {
        name: median(column) for name, column in zip(names, zip(*found, strict=True), strict=True)
    }


def paging(pages: Sequence[str]) -> float:
    """Measure pages beside trafilatura, in turns."""
    import trafilatura

    import qualityfilter as qf

    quality_filter, ratios = qf.QualityFilter(), []
    for number in range(ROUNDS):
        part = pages[number::ROUNDS]
        ours = timed(lambda: list(quality_filter.clean_many(map(qf.Page, part))))  # noqa: B023
        ratios.append(timed(lambda: list(map(trafilatura.extract, part))) / ours)  # noqa: B023
    return median(ratios)


def troving(texts: Sequence[str]) -> dict[str, float]:
    """Measure datatrove's filters of whole documents beside cleaning, in turns."""
    from datatrove.data import Document
    from datatrove.pipeline import filters
    from datatrove.utils.word_tokenizers import WhitespaceTokenizer

    import qualityfilter as qf

    names = ("GopherQuality", "GopherRepetition", "C4Quality", "FineWebQuality")
    words = WhitespaceTokenizer()
    vars(words)["word_tokenize"] = re.compile(r"\w+|[^\w\s]").findall  # its own are slower
    theirs = [getattr(filters, f"{name}Filter")(language=words) for name in names]
    quality_filter, ratios = qf.QualityFilter(), []

    def filtered(part: Sequence[str]) -> None:
        for each in theirs:
            for text in part:
                each.filter(Document(text=text, id=""))

    filtered(texts[:1])
    for number in range(ROUNDS):
        part = texts[number::ROUNDS]
        ours = timed(lambda: list(quality_filter.clean_many(part)))  # noqa: B023
        ratios.append(timed(lambda: filtered(part)) / ours)  # noqa: B023
    return {"datatrove_ratio": median(ratios)}


def read_pages(path: Path) -> list[str]:
    """Read some pages of 120 to 240 kB of a file of JSON lines that have a field `html`."""
    from qualityfilter.lab.corpus import read_jsonl

    pages = (record["html"] for record in read_jsonl(path) if record.get("split") != "test")
    wanted = (page for page in pages if 120_000 < len(page) < 240_000)
    return [page for page, _ in zip(wanted, range(PAGES), strict=False)]


def all_cleaned(results: Iterable[object]) -> None:
    """Take the results; one that failed would make the figures worthless."""
    for result in results:
        if not hasattr(result, "verdict"):
            raise SystemExit(f"nothing measured: {result}")


def machine() -> dict[str, Any]:
    """Return what this was measured on."""
    return {"platform": platform.platform(), "cpu": _cpu(), "cores": os.cpu_count()}


def _cpu() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor()


def versions() -> dict[str, str]:
    """Return the releases of what the speed depends on."""
    import qualityfilter as qf

    names = ("scikit-learn", "numpy", "google-re2", "sentencex", "datatrove", "trafilatura")
    found = {"python": platform.python_version(), "qualityfilter": qf.__version__}
    return found | {name: version(name) for name in names}


def holds(name: str, value: float) -> bool:
    """Return whether a figure keeps its floor, if it has one."""
    sign, floor = FLOORS.get(name, (">=", 0.0))
    return value >= floor if sign == ">=" else value <= floor


def table(figures: dict[str, float]) -> Iterator[str]:
    """Return the figures as lines, with their floors."""
    for name, meaning in MEANINGS.items():
        if name not in figures:
            continue
        sign, floor = FLOORS.get(name, ("", ""))
        verdict = "" if holds(name, figures[name]) else "  MISSED"
        value = f"{figures[name]:,.0f}" if figures[name] >= 100 else f"{figures[name]:.3g}"
        yield f"{meaning:<46}{value:>8}  {sign:<2} {floor}{verdict}".rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed")
    parser.add_argument("--texts", type=Path, metavar="FILE.jsonl[.zst]", help="in place of ours")
    parser.add_argument("-o", "--out", type=Path, metavar="FILE.json", help="write the figures")
    parser.add_argument("--pages", type=Path, metavar="FILE.jsonl[.zst]", help="measure pages, too")
    given = parser.parse_args()
    if missing := [name for name in OTHERS if not find_spec(name)]:
        parser.error(f"not installed: {', '.join(missing)}; see tests/benchmarks/README.md")
    os.environ |= dict.fromkeys(THREADS, "1")  # nothing has imported numpy yet
    texts = read_texts(given.texts) if given.texts else made_texts()
    figures = starts(texts) | speeds(texts) | hedging(texts) | judging(texts)
    figures |= troving(texts) | {"made_pages_ratio": paging(made_pages(texts[:PAGES]))}
    if given.pages:
        figures["pages_ratio"] = paging(read_pages(given.pages))
    report = {
        "machine": machine(),
        "versions": versions(),
        "texts": {
            "from": given.texts.name if given.texts else "fixture articles, mixed",
            "count": len(texts),
            "characters": round(sum(map(len, texts)) / len(texts)),
        },
        "figures": {name: round(value, 4) for name, value in figures.items()},
        "floors": {name: f"{sign} {floor}" for name, (sign, floor) in FLOORS.items()},
    }
    if given.out:
        given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(f"{report['machine']['cpu']}, one core; {len(texts)} texts", end=" ")
    print(f"of {report['texts']['characters']:,} characters")
    print("\n".join(table(figures)))
    return 0 if all(holds(name, value) for name, value in figures.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
