"""A wrong call raises and says what to do; a wrong document is one Failure in its place."""

import pickle
from collections.abc import Iterator
from typing import Any

import pytest

import qualityfilter as qf
from qualityfilter.core import errors
from qualityfilter.rules import scan
from qualityfilter.text.segments import SegmentedText, lay_out_lines

GOOD = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter.\n",
    "Work on the northern pier starts in March.\n\nJoin our Telegram channel\n",
    "",
    "The ferry runs twice an hour until the last lorry has left.\n",
)
BOOM = "The pump went BOOM.\n"

WRONG: dict[str, tuple[Any, str]] = {
    "bytes": (b"text", "a document's text must be str, not bytes: decode bytes first"),
    "bytearray": (
        bytearray(b"text"),
        "a document's text must be str, not bytearray: decode bytes first",
    ),
    "list": (["text"], "a document's text must be str, not list: pass a str"),
    "dict": ({"text": "text"}, "a document's text must be str, not dict: pass a str"),
    "number": (3, "a document's text must be str, not int: pass a str"),
    "bytes inside": (
        qf.Document(b"text"),  # type: ignore[arg-type]
        "a document's text must be str, not bytes: decode bytes first",
    ),
    "None inside": (
        qf.Document(None),  # type: ignore[arg-type]
        "a document's text must be str, not NoneType: pass a str",
    ),
}
each_wrong = pytest.mark.parametrize(("item", "message"), WRONG.values(), ids=list(WRONG))


def _break(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every text that holds BOOM fail inside the filter."""

    def broken(text: str, folded: str) -> SegmentedText:
        if "BOOM" in text:
            raise error
        return lay_out_lines(text, folded)

    monkeypatch.setattr(scan, "lay_out_lines", broken)


@each_wrong
def test_clean_refuses(quality_filter: qf.QualityFilter, item: Any, message: str) -> None:
    for clean in (quality_filter.clean, qf.clean):
        with pytest.raises(qf.InputError) as caught:
            clean(item)
        assert str(caught.value) == message
        assert isinstance(caught.value, TypeError)


@each_wrong
@pytest.mark.parametrize("size", [1, 2, 256])
def test_clean_many_yields_a_failure_in_its_place(
    quality_filter: qf.QualityFilter, item: Any, message: str, size: int
) -> None:
    results = list(quality_filter.clean_many([*GOOD[:2], item, *GOOD[2:]], batch_size=size))
    failure = results.pop(2)
    assert failure == qf.Failure(None, "input", message)
    assert results == [quality_filter.clean(text) for text in GOOD]


@pytest.mark.parametrize("size", [1, 2, 3, 256])
def test_a_batch_of_nothing_but_wrong_documents(
    quality_filter: qf.QualityFilter, size: int
) -> None:
    results = list(quality_filter.clean_many([item for item, _ in WRONG.values()], size))
    assert results == [qf.Failure(None, "input", message) for _, message in WRONG.values()]


def test_a_failure_names_its_document(quality_filter: qf.QualityFilter) -> None:
    documents = [qf.Document("fine", id="a"), qf.Document(b"raw", id="b")]  # type: ignore[arg-type]
    first, second = quality_filter.clean_many(documents)
    assert isinstance(first, qf.CleanResult)
    assert first.document.id == "a"
    assert isinstance(second, qf.Failure)
    assert (second.id, second.kind) == ("b", "input")


@pytest.mark.parametrize("documents", ["text", b"text", qf.Document("text")])
def test_clean_many_refuses_a_single_text(quality_filter: qf.QualityFilter, documents: Any) -> None:
    """At the call, not when the first result is asked for."""
    with pytest.raises(qf.InputError, match=r"^clean_many takes several documents; call clean "):
        quality_filter.clean_many(documents)


@pytest.mark.parametrize("size", [0, -1])
def test_clean_many_refuses_an_empty_batch(quality_filter: qf.QualityFilter, size: int) -> None:
    with pytest.raises(qf.InputError) as caught:
        quality_filter.clean_many(["text"], batch_size=size)
    assert str(caught.value) == f"batch_size is {size}; it must be at least 1"


def test_no_documents_no_results(quality_filter: qf.QualityFilter) -> None:
    assert list(quality_filter.clean_many([])) == []


def test_clean_many_is_lazy(quality_filter: qf.QualityFilter) -> None:
    """It never asks for more than the batch that it works on."""
    asked: list[int] = []

    def documents() -> Iterator[str]:
        for number in range(100):
            asked.append(number)
            yield GOOD[0]

    results = quality_filter.clean_many(documents(), batch_size=3)
    assert asked == []
    next(results)
    assert asked == [0, 1, 2]
    for _ in range(3):
        next(results)
    assert asked == [0, 1, 2, 3, 4, 5]


def test_an_error_of_the_callers_own_documents_is_the_callers(
    quality_filter: qf.QualityFilter,
) -> None:
    def documents() -> Iterator[str]:
        yield GOOD[0]
        raise LookupError("the caller's own")

    results = quality_filter.clean_many(documents(), batch_size=1)
    assert next(results) == quality_filter.clean(GOOD[0])
    with pytest.raises(LookupError, match=r"^the caller's own$"):
        next(results)


@pytest.mark.parametrize("size", [1, 2, 3, 256])
@pytest.mark.parametrize("place", [0, 2, 4])
def test_an_internal_error_leaves_the_other_documents_intact(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch, size: int, place: int
) -> None:
    expected: list[object] = [quality_filter.clean(text) for text in GOOD]
    expected.insert(place, qf.Failure("7", "internal", "RuntimeError: no pressure"))
    documents: list[str | qf.Document] = [*GOOD]
    documents.insert(place, qf.Document(BOOM, id="7"))
    _break(monkeypatch, RuntimeError("no pressure"))
    assert list(quality_filter.clean_many(documents, batch_size=size)) == expected


def test_several_internal_errors_and_wrong_documents_in_one_batch(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [quality_filter.clean(text) for text in GOOD]
    _break(monkeypatch, ValueError("no"))
    documents: list[Any] = [BOOM, GOOD[0], 3, GOOD[1], BOOM, GOOD[2], b"", GOOD[3]]
    results = list(quality_filter.clean_many(documents))
    assert [result for result in results if isinstance(result, qf.CleanResult)] == expected
    kinds = [result.kind if isinstance(result, qf.Failure) else "" for result in results]
    assert kinds == ["internal", "", "input", "", "internal", "", "input", ""]


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_what_should_stop_the_program_stops_it(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    _break(monkeypatch, error())
    with pytest.raises(error):
        list(quality_filter.clean_many([GOOD[0], BOOM]))


def test_clean_raises_the_failure_that_clean_many_yields(
    quality_filter: qf.QualityFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, RuntimeError("no pressure"))
    document = qf.Document(BOOM, id="7")
    with pytest.raises(qf.ContentError) as caught:
        quality_filter.clean(document)
    assert caught.value.failure == qf.Failure("7", "internal", "RuntimeError: no pressure")
    assert [caught.value.failure] == list(quality_filter.clean_many([document]))
    assert str(caught.value) == "internal: RuntimeError: no pressure"


def test_content_errors_and_their_failures_pickle() -> None:
    error = qf.ContentError(qf.Failure("7", "internal", "it broke"))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is qf.ContentError
    assert again.failure == qf.Failure("7", "internal", "it broke")
    assert str(again) == str(error) == "internal: it broke"


def test_a_missing_model_raises() -> None:
    with pytest.raises(errors.ArtifactNotFound):
        qf.QualityFilter(model="no-such-model").clean(GOOD[0])


def test_a_missing_model_raises_from_clean_many() -> None:
    with pytest.raises(errors.ArtifactNotFound):
        list(qf.QualityFilter(model="no-such-model").clean_many(GOOD))


@pytest.mark.parametrize("fields", [{"title": b"A title"}, {"title": 3}, {"lang": 3}])
def test_a_title_or_language_of_a_wrong_type_is_an_input_error(
    quality_filter: qf.QualityFilter, fields: dict[str, Any]
) -> None:
    with pytest.raises(qf.InputError):
        quality_filter.clean(qf.Document(GOOD[0], **fields))


TREE = {
    errors.UsageError: (errors.QualityFilterError,),
    errors.InputError: (errors.UsageError, TypeError),
    errors.SettingsError: (errors.UsageError, ValueError),
    errors.ArtifactError: (errors.QualityFilterError,),
    errors.ArtifactNotFound: (errors.ArtifactError,),
    errors.DigestMismatch: (errors.ArtifactError,),
    errors.UntrustedArtifact: (errors.ArtifactError,),
    errors.ArtifactFormat: (errors.ArtifactError,),
    errors.FloorError: (errors.QualityFilterError,),
    errors.RecordError: (errors.QualityFilterError,),
    errors.WriteError: (errors.QualityFilterError,),
    errors.WorkerError: (errors.QualityFilterError,),
    errors.CountError: (errors.QualityFilterError,),
    errors.LibraryError: (errors.QualityFilterError,),
    errors.ContentError: (errors.QualityFilterError,),
}


def test_the_tree_is_the_one_in_the_docstring() -> None:
    assert {error: error.__bases__ for error in TREE} == TREE
    assert errors.QualityFilterError.__bases__ == (Exception,)
    known = {value for value in vars(errors).values() if isinstance(value, type)}
    assert known == {*TREE, errors.QualityFilterError, errors.QualityFilterWarning}
    assert errors.QualityFilterWarning.__bases__ == (UserWarning,)
    assert errors.__doc__ is not None
    assert all(f"─ {error.__name__} " in errors.__doc__ for error in TREE)
