"""A step among datatrove's own, run by its executor: two tasks, stopped and taken up again."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.integrations.columns import FINDINGS, UNDOING
from tests.conftest import ROOT

pytestmark = pytest.mark.engine
pytest.importorskip("orjson", reason="datatrove's readers need orjson: extra `engines`")
pytest.importorskip(
    "datatrove.executor.local", reason="datatrove is not installed: extra `engines`"
)

from datatrove.data import Document  # noqa: E402

from qualityfilter.integrations.datatrove import KEY, QualityFilterStep  # noqa: E402
from tests.integrations.trove import run  # noqa: E402


@pytest.fixture
def folder(tmp_path: Path, documents: list[dict[str, Any]]) -> Path:
    """A folder with the documents in two files, one a task."""
    assert len(documents) == 200
    (tmp_path / "in").mkdir()
    for number in range(2):
        lines = "".join(f"{json.dumps(each)}\n" for each in documents[number::2])
        (tmp_path / "in" / f"{number}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def written(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the records of a folder by their ids."""
    records = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = {each["id"]: each for each in records}
    assert len(found) == len(records)
    return found


def test_two_tasks_clean_filter_and_count(
    folder: Path, documents: list[dict[str, Any]], expected: dict[str, dict[str, Any]]
) -> None:
    stats = run(folder)
    kept, dropped = written(folder / "out"), written(folder / "dropped")
    documents = [each for each in documents if each["text"]]  # the reader skips empty texts
    expected = {each["id"]: expected[each["id"]] for each in documents}
    rejected = {key for key, each in expected.items() if each["verdict"] == "reject"}
    assert dropped.keys() == rejected
    assert kept.keys() == expected.keys() - rejected
    assert len(rejected) > 10
    for each in documents:
        found, wanted = (kept | dropped)[each["id"]], expected[each["id"]]
        assert found["metadata"][KEY] == {name: wanted[name] for name in FINDINGS}
        assert found["text"] == (each if each["id"] in rejected else wanted)["text"]
        if each["id"] in rejected:
            code, _, _ = wanted["reasons"][0].partition(":")
            assert found["metadata"]["filter_reason"] == code
    counts = {name: each.total for name, each in stats.stats[1].stats.items()}
    assert counts["total"] == len(documents)
    assert counts["dropped"] == counts["verdict_reject"] == len(rejected)
    assert counts["characters_cut"] == sum(
        len(each["text"]) - len(kept[each["id"]]["text"])
        for each in documents
        if each["id"] in kept
    )


def test_what_was_stopped_is_taken_up_again(
    folder: Path, expected: dict[str, dict[str, Any]]
) -> None:
    call = [sys.executable, "-m", "tests.integrations.trove", str(folder)]
    stopped = subprocess.run(
        [*call, "die"], cwd=ROOT, capture_output=True, start_new_session=True, check=False
    )
    assert stopped.returncode == -signal.SIGKILL, stopped.stderr.decode()
    first = (folder / "out" / "00000.jsonl").stat()
    assert [path.name for path in (folder / "logs" / "completions").iterdir()] == ["00000"]
    subprocess.run(call, cwd=ROOT, capture_output=True, check=True)
    assert (folder / "out" / "00000.jsonl").stat() == first
    found = written(folder / "out") | written(folder / "dropped")
    assert {key: each["metadata"][KEY]["verdict"] for key, each in found.items()} == {
        key: each["verdict"] for key, each in expected.items() if each["original"]
    }


def filtered(text: Any, **options: Any) -> tuple[bool | tuple[bool, str], Document]:
    document = Document(text=text, id="d", metadata={"title": 3})
    return QualityFilterStep(**options).filter(document), document


def test_what_fails_is_dropped_unless_it_is_wanted() -> None:
    outcome, document = filtered(None)
    assert outcome == (False, "failed")
    assert document.text is None
    assert document.metadata[KEY]["failure"].startswith("input: a document's text must be str")
    assert filtered(None, drop=())[0] is True


def test_spans_and_what_an_earlier_run_found() -> None:
    text = "The council met on Tuesday.\n\nJoin our Telegram channel\n"
    outcome, document = filtered(text, drop=(), spans=True)
    assert outcome is True
    assert document.metadata[KEY].keys() == {*FINDINGS, *UNDOING}
    assert document.metadata[KEY]["original"] == text
    QualityFilterStep(drop=()).filter(document)
    assert document.metadata[KEY]["before"]["original"] == text


def test_a_verdict_that_there_is_not() -> None:
    with pytest.raises(qf.SettingsError, match="did you mean 'reject'"):
        QualityFilterStep(drop=("rejected",))
