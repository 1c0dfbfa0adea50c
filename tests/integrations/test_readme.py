"""The docs' examples of engines run as they stand, on a page and tables made for them."""

import doctest
import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest

import qualityfilter as qf
from tests.conftest import END, MID, OPEN, ROOT

pytestmark = pytest.mark.engine

README = (ROOT / "README.md").read_text(encoding="utf-8")
PIPELINES = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
PROMO = "Join our Telegram channel"
LINES = [OPEN, PROMO, MID, END]
PAGE = (
    "<!doctype html><html lang='en'><title>Bridge to be mended</title>"
    "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><main><h1>Bridge to be mended</h1>"
    f"{''.join(f'<p>{escape(line)}</p>' for line in LINES)}</main></html>"
)
TEXT = "\n\n".join(LINES)


def example(heading: str, module: str, folder: Path | None = None) -> Any:
    """Return the code of the example below a heading that imports a module.

    Its paths are made to lie in a folder, for engines that have been running since before stand
    elsewhere.
    """
    section = PIPELINES.split(f"## {heading}\n")[1].split("\n## ")[0]
    for code in re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
        if re.search(rf"^(?:import|from) {module}\b", code, re.MULTILINE):
            placed = re.sub(r'"(?=(articles|cleaned)\b)', f'"{folder}/', code) if folder else code
            return compile(placed, f"pipelines.md: {heading}", "exec")
    raise AssertionError(f"no example of {module} below {heading}")


@pytest.fixture
def _articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the files that the examples read."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    rows = [{"id": f"a{at}", "headline": "Bridge", "body": TEXT} for at in range(20)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "articles.parquet")
    (tmp_path / "articles").mkdir()
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    (tmp_path / "articles" / "0.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("extractor", ["trafilatura", "newspaper", "bs4"])
def test_behind_an_extractor(extractor: str) -> None:
    pytest.importorskip(extractor, reason=f"{extractor} is not installed: extra `engines`")
    names: dict[str, Any] = {"html": PAGE}
    exec(example("Behind an extractor", extractor), names)
    result = names["result"]
    assert PROMO in result.document.text
    assert PROMO not in result.text
    assert all(line in result.text for line in (OPEN, MID, END))
    assert result.document.title == "Bridge to be mended"


@pytest.mark.usefixtures("_articles")
@pytest.mark.parametrize("package", ["pyarrow", "pandas", "polars"])
def test_tables(package: str) -> None:
    pytest.importorskip(package, reason=f"{package} is not installed: extra `engines`")
    names: dict[str, Any] = {}
    exec(example("Tables", package), names)
    title = "Bridge" if package == "pyarrow" else None
    texts = names["cleaned"]["body"]
    found = texts.to_pylist() if package == "pyarrow" else texts.to_list()
    assert found == [qf.clean(TEXT, title=title).text] * 20


@pytest.mark.usefixtures("_articles")
@pytest.mark.parametrize(
    ("heading", "module", "running"),
    [
        ("Ray Data", "ray", "local_ray"),
        ("Spark", "pyspark.sql", "spark"),
        ("datatrove", "datatrove.executor", None),
    ],
)
def test_engines(
    heading: str,
    module: str,
    running: str | None,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    for name in (module, "orjson"):  # which datatrove's readers need
        pytest.importorskip(name, reason=f"{name} is not installed: extra `engines`")
    if running:
        request.getfixturevalue(running)
    exec(example(heading, module, tmp_path), {"__name__": "__main__"})
    assert set(texts()) == {qf.clean(TEXT, title="Bridge" if running else None).text}
    assert len(texts()) == 20


def texts() -> list[str]:
    """Return the texts that stand in the folder `cleaned`."""
    if lines := list(Path("cleaned").glob("*.jsonl.gz")):
        import gzip

        found = b"".join(gzip.decompress(path.read_bytes()) for path in lines).splitlines()
        return [json.loads(line)["text"] for line in found]
    import pyarrow.parquet as pq

    return list(pq.read_table("cleaned")["body"].to_pylist())


def test_scrapy() -> None:
    pytest.importorskip("scrapy", reason="Scrapy is not installed: extra `engines`")
    from scrapy.settings import Settings

    from qualityfilter.integrations.scrapy import read_options

    pattern = r"^```python\n(ITEM_PIPELINES.*?)^```$"
    (code,) = re.findall(pattern, PIPELINES, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    options = read_options(Settings({name: names[name] for name in names if name.isupper()}))
    assert options.columns.text == "body"
    assert options.settings.actions["headline"] == "cut"
    assert options.verdicts == {"reject": "drop", "review": "mark"}


def test_the_frame_of_the_readme() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: extra `engines`")
    found = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    (code,) = (each for each in found if "import pandas" in each)
    test = doctest.DocTestParser().get_doctest(code, {}, "frame", "README.md", 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.summarize(verbose=False) == (0, len(test.examples))


def test_scikit_learn() -> None:
    names: dict[str, Any] = {"texts": [TEXT, MID] * 4, "labels": [True, False] * 4}
    exec(example("scikit-learn", "sklearn.pipeline"), names)
    assert names["search"].best_score_ == 1
