"""No model is unpickled before it is known, and the packaged ones are small and plain."""

import hashlib
import json
import os
import pickle
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from joblib.numpy_pickle import NumpyUnpickler

import qualityfilter as qf
from qualityfilter.core import artifact, errors
from qualityfilter.core.artifact import MANIFEST, WEIGHTS
from qualityfilter.core.pinned import PINNED
from qualityfilter.pipeline import loaded as loading
from tests.conftest import ROOT

MODELS = ROOT / "models"
DEFAULT = MODELS / "default"
TEXT = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter.\n\n"
    "Join our Telegram channel\n\n"
    "Work on the northern pier starts in March, and the ferry runs until the last lorry left."
)

each_trust = pytest.mark.parametrize("trust", [False, True])


class Malicious:
    """Makes a folder when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.trace),)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the default model."""
    return Path(shutil.copytree(DEFAULT, tmp_path / "copied"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The default model's weights under a manifest that no release pins."""
    return _own(tmp_path / "own")


@pytest.fixture
def never_unpickled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails the test if anything is unpickled by joblib."""
    calls: list[object] = []
    monkeypatch.setattr(joblib, "load", calls.append)
    yield
    assert calls == []


def _own(folder: Path, **changed: Any) -> Path:
    loaded = artifact.load("default", "lines")
    about = {"losses": loaded.manifest["losses"], "note": "made by a test"}
    artifact.save(folder, "lines", {**loaded.weights, **changed}, about)
    return folder


def _malicious(folder: Path, trace: Path, *, honest: bool) -> Path:
    """Write an artefact whose weights do harm; an honest manifest names their digest."""
    folder.mkdir()
    joblib.dump(Malicious(trace), folder / WEIGHTS)
    digest = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    manifest = json.loads((DEFAULT / MANIFEST).read_text(encoding="utf-8"))
    manifest |= {"digest": digest} if honest else {}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("never_unpickled")
@each_trust
@pytest.mark.parametrize("place", [0, 0.5, -1])
def test_a_changed_byte_is_refused(copied: Path, place: float, trust: bool) -> None:
    content = bytearray((copied / WEIGHTS).read_bytes())
    content[int(place * len(content)) if place > 0 else int(place)] ^= 1
    (copied / WEIGHTS).write_bytes(content)
    with pytest.raises(errors.DigestMismatch, match=r"is not the file that its manifest names$"):
        artifact.load(copied, "lines", trust=trust)


@pytest.mark.usefixtures("never_unpickled")
@each_trust
@pytest.mark.parametrize(
    "change", [lambda old: old[:-1], lambda old: old + b"\0", lambda old: old[:0]]
)
def test_weights_of_another_length_are_refused(copied: Path, change: Any, trust: bool) -> None:
    (copied / WEIGHTS).write_bytes(change((copied / WEIGHTS).read_bytes()))
    with pytest.raises(errors.DigestMismatch):
        artifact.load(copied, "lines", trust=trust)


def test_the_malicious_pickle_of_these_tests_would_do_harm(tmp_path: Path) -> None:
    """Without this the next tests could pass for the wrong reason."""
    folder = _malicious(tmp_path / "bad", tmp_path / "trace", honest=True)
    joblib.load(folder / WEIGHTS)
    assert (tmp_path / "trace").is_dir()


@each_trust
def test_a_malicious_pickle_under_a_foreign_manifest_is_not_run(
    tmp_path: Path, trust: bool
) -> None:
    """The manifest is that of the packaged model, and so pinned."""
    folder = _malicious(tmp_path / "bad", tmp_path / "trace", honest=False)
    shutil.copy(DEFAULT / MANIFEST, folder / MANIFEST)
    with pytest.raises(errors.DigestMismatch):
        artifact.load(folder, "lines", trust=trust)
    assert not (tmp_path / "trace").exists()


def test_a_malicious_pickle_that_nobody_trusts_is_not_run(tmp_path: Path) -> None:
    folder = _malicious(tmp_path / "default", tmp_path / "trace", honest=True)
    with pytest.raises(errors.UntrustedArtifact):
        artifact.load(folder, "lines")
    with pytest.raises(errors.UntrustedArtifact):
        qf.QualityFilter(model=folder).clean(TEXT)
    assert not (tmp_path / "trace").exists()


def test_a_malicious_pickle_of_another_kind_is_not_run(tmp_path: Path) -> None:
    folder = _malicious(tmp_path / "bad", tmp_path / "trace", honest=True)
    with pytest.raises(errors.ArtifactFormat):
        artifact.load(folder, "quality", trust=True)
    assert not (tmp_path / "trace").exists()


def test_a_folder_in_the_way_does_not_stand_in_for_a_packaged_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _malicious(tmp_path / "default", tmp_path / "trace", honest=True)
    monkeypatch.chdir(tmp_path)
    assert artifact.load("default", "lines", trust=True).path == DEFAULT
    assert not (tmp_path / "trace").exists()


def test_a_model_from_elsewhere_wants_trust(own: Path, never_unpickled: None) -> None:
    with pytest.raises(errors.UntrustedArtifact, match=r"pass trust=True if you know its maker$"):
        artifact.load(own, "lines")


def test_a_trusted_model_from_elsewhere_works(own: Path, quality_filter: qf.QualityFilter) -> None:
    loaded = artifact.load(own, "lines", trust=True)
    assert (loaded.name, loaded.path) == ("own", own)
    assert loaded.manifest["note"] == "made by a test"
    assert loaded.digest == hashlib.sha256((own / WEIGHTS).read_bytes()).hexdigest()
    result = qf.QualityFilter(model=own, trust=True).clean(TEXT)
    assert result.text == quality_filter.clean(TEXT).text != TEXT
    assert (result.provenance.model, result.provenance.model_digest) == ("own", loaded.digest)


def test_trust_is_asked_of_every_filter_anew(own: Path) -> None:
    """That one filter trusts a folder opens it for no other filter of the process."""
    assert qf.QualityFilter(model=own, trust=True).loaded.provenance.model == "own"
    with pytest.raises(errors.UntrustedArtifact):
        _ = qf.QualityFilter(model=own).loaded


def test_a_packaged_model_is_known_wherever_it_lies(copied: Path) -> None:
    assert artifact.load(copied, "lines").digest == artifact.load("default", "lines").digest


@pytest.mark.usefixtures("never_unpickled")
def test_a_manifest_changed_by_a_byte_is_no_longer_known(copied: Path) -> None:
    content = (copied / MANIFEST).read_bytes()
    (copied / MANIFEST).write_bytes(content + b" ")
    with pytest.raises(errors.UntrustedArtifact):
        artifact.load(copied, "lines")


def test_missing_folder() -> None:
    with pytest.raises(errors.ArtifactNotFound) as caught:
        artifact.load("no-such-model", "lines")
    assert str(caught.value) == (
        f"no model 'no-such-model': give one of {', '.join(sorted(PINNED))}, "
        f"or a folder that holds manifest.json"
    )


def test_missing_manifest(copied: Path) -> None:
    (copied / MANIFEST).unlink()
    with pytest.raises(errors.ArtifactNotFound, match=r"holds manifest\.json$"):
        artifact.load(copied, "lines", trust=True)


def test_missing_weights(copied: Path) -> None:
    (copied / WEIGHTS).unlink()
    with pytest.raises(errors.ArtifactNotFound) as caught:
        artifact.load(copied, "lines", trust=True)
    assert str(caught.value) == f"{copied} has no weights.joblib"


@pytest.mark.usefixtures("never_unpickled")
def test_another_kind() -> None:
    with pytest.raises(errors.ArtifactFormat) as caught:
        artifact.load("default", "quality", trust=True)
    assert str(caught.value) == f"{DEFAULT} is of format and kind (1, 'lines'), not (1, 'quality')"


@pytest.mark.usefixtures("never_unpickled")
@pytest.mark.parametrize("change", [{"format": 2}, {"format": None}, {"kind": "line"}])
def test_another_format(copied: Path, change: dict[str, object]) -> None:
    manifest = json.loads((copied / MANIFEST).read_bytes())
    (copied / MANIFEST).write_text(json.dumps(manifest | change), encoding="utf-8")
    with pytest.raises(errors.ArtifactFormat, match=r"is of format and kind \("):
        artifact.load(copied, "lines", trust=True)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{}"])
def test_a_manifest_that_is_not_json(copied: Path, content: bytes) -> None:
    (copied / MANIFEST).write_bytes(content)
    with pytest.raises(errors.ArtifactFormat, match=r"manifest\.json is not JSON: "):
        artifact.load(copied, "lines", trust=True)


@pytest.mark.parametrize("content", [b"[]", b"null", b'{"format": 1, "kind": "lines"}'])
def test_a_manifest_of_another_shape(copied: Path, content: bytes) -> None:
    (copied / MANIFEST).write_bytes(content)
    with pytest.raises(errors.ArtifactFormat):
        artifact.load(copied, "lines", trust=True)


def test_weights_of_another_shape(tmp_path: Path) -> None:
    own = _own(tmp_path / "own", bias=None, together=[{"mean": np.zeros(3)}])
    with pytest.raises(errors.ArtifactFormat, match=r"^not the weights of a line model: "):
        _ = qf.QualityFilter(model=own, trust=True).loaded


@pytest.mark.parametrize("trust", ["no", "False", "true", 1, np.True_, Malicious])
def test_only_true_is_trust(own: Path, never_unpickled: None, trust: Any) -> None:
    with pytest.raises(errors.UntrustedArtifact):
        artifact.load(own, "lines", trust=trust)
    with pytest.raises(errors.UntrustedArtifact):
        _ = qf.QualityFilter(model=own, trust=trust).loaded


def test_what_holds_a_separator_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("./default", "default/"):
        with pytest.raises(errors.ArtifactNotFound):
            artifact.model_path(name)
    shutil.copytree(DEFAULT, tmp_path / "default")
    for name in ("./default", "default/", "../" + tmp_path.name + "/default"):
        assert artifact.model_path(name) == tmp_path / "default"
    assert artifact.model_path("default") == DEFAULT


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\ud800", "/" + "x" * 300, "", "."])
def test_a_name_that_no_folder_can_have(name: str) -> None:
    with pytest.raises(errors.ArtifactNotFound):
        artifact.load(name, "lines")


@pytest.mark.parametrize("name", [None, 3, b"default", ["default"]])
def test_a_name_of_a_wrong_type(name: Any) -> None:
    with pytest.raises(errors.InputError, match="a model is a name or a folder, not "):
        artifact.load(name, "lines")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
@pytest.mark.parametrize("odd", ["folder", "pipe", "dangling link", "device"])
@pytest.mark.parametrize("name", [MANIFEST, WEIGHTS])
def test_a_file_that_is_none(copied: Path, name: str, odd: str) -> None:
    """Of a pipe nothing is read, for nobody writes to it."""
    make: dict[str, Any] = {
        "folder": os.mkdir,
        "pipe": os.mkfifo,
        "dangling link": lambda path: path.symlink_to("nowhere"),
        "device": lambda path: path.symlink_to("/dev/zero"),
    }
    (copied / name).unlink()
    make[odd](copied / name)
    with pytest.raises(errors.ArtifactNotFound):
        artifact.load(copied, "lines", trust=True)


@pytest.mark.parametrize("name", [MANIFEST, WEIGHTS])
def test_a_file_that_cannot_be_read(
    copied: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(errors.ArtifactError, match=r"cannot be read: .*Permission denied"):
        artifact.load(copied, "lines", trust=True)


def test_a_manifest_nested_without_end(copied: Path) -> None:
    (copied / MANIFEST).write_bytes(b"[" * 200_000)
    with pytest.raises(errors.ArtifactFormat):
        artifact.load(copied, "lines", trust=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no pickle",
        b"\x80\x04K",
        pickle.dumps([1]),
        b"cno_module\nname\n.",
        b"cos\nno_name\n.",
    ],
)
def test_trusted_weights_that_are_none(copied: Path, content: bytes) -> None:
    manifest = json.loads((copied / MANIFEST).read_bytes())
    manifest["digest"] = hashlib.sha256(content).hexdigest()
    (copied / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (copied / WEIGHTS).write_bytes(content)
    with pytest.raises(errors.ArtifactFormat, match="holds no "):
        artifact.load(copied, "lines", trust=True)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    weights = {"rows": np.arange(6, dtype=np.float16).reshape(2, 3), "names": ["é", "b"], "n": 3}
    digest = artifact.save(tmp_path / "new", "toy", weights, {"note": "é"})
    assert digest == hashlib.sha256((tmp_path / "new" / MANIFEST).read_bytes()).hexdigest()
    loaded = artifact.load(tmp_path / "new", "toy", trust=True)
    assert loaded.manifest == {"format": 1, "kind": "toy", "digest": loaded.digest, "note": "é"}
    assert loaded.weights.keys() == weights.keys()
    assert (loaded.weights["names"], loaded.weights["n"]) == (["é", "b"], 3)
    assert loaded.weights["rows"].dtype == np.float16
    assert loaded.weights["rows"].tolist() == [[0, 1, 2], [3, 4, 5]]


FOLDERS = sorted(folder for folder in MODELS.iterdir() if folder.is_dir())
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def test_every_packaged_model_is_pinned_and_every_pin_has_its_model() -> None:
    found = {
        folder.name: hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
        for folder in FOLDERS
    }
    assert found == PINNED
    assert "default" in found


def test_the_models_inside_are_those_of_results(quality_filter: qf.QualityFilter) -> None:
    made, inside = quality_filter.loaded.provenance, qf.models()
    assert inside.keys() == PINNED.keys()
    assert inside["default"] == made.model_digest
    assert inside["hedges"] == made.hedge_digest
    assert inside["quality"] == made.quality_digest


@each_folder
def test_packaged_models_are_small(folder: Path) -> None:
    """In a wheel, which compresses them."""
    size = sum(
        len(zlib.compress(path.read_bytes())) for path in folder.rglob("*") if path.is_file()
    )
    assert size < 15_000_000


@each_folder
def test_packaged_models_hold_only_plain_arrays_and_builtins(folder: Path) -> None:
    kind = json.loads((folder / MANIFEST).read_bytes())["kind"]
    loaded = artifact.load(folder.name, kind)
    assert [each for each in _values(dict(loaded.weights)) if not _is_plain(each)] == []


@each_folder
def test_packaged_models_name_nothing_but_arrays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every class or function that the pickle names, whether or not it leaves a value."""
    named: set[str] = set()
    find = NumpyUnpickler.find_class

    def noting(self: Any, module: str, name: str) -> Any:
        named.add(f"{module}.{name}")
        return find(self, module, name)

    monkeypatch.setattr(NumpyUnpickler, "find_class", noting, raising=False)
    joblib.load(folder / WEIGHTS)
    assert "numpy.ndarray" in named
    assert named <= {
        "joblib.numpy_pickle.NumpyArrayWrapper",
        "numpy.ndarray",
        "numpy.dtype",
    }


def _values(value: object) -> Iterator[object]:
    """Return a value and everything inside it."""
    yield value
    if type(value) is dict:
        for name, inner in value.items():
            yield from (*_values(name), *_values(inner))
    elif type(value) in (list, tuple):
        for inner in value:  # type: ignore[attr-defined]
            yield from _values(inner)


def _is_plain(value: object) -> bool:
    if type(value) is np.ndarray:
        return value.dtype.kind in "biuf"
    return type(value) in (dict, list, tuple, str, int, float, bool, type(None))


def test_what_is_not_plain_is_told_apart() -> None:
    kinds = [np.array([None]), np.float32(1), {1}, os.mkdir, {"a": [np.array(["x"])]}]
    assert [any(not _is_plain(each) for each in _values(kind)) for kind in kinds] == [True] * 5
    assert all(map(_is_plain, _values({"a": [(1, 2.0, None, True, "b", np.zeros(2))]})))


def test_a_pickled_filter_works_with_the_same_model(own: Path) -> None:
    first = qf.QualityFilter(qf.Settings(threshold=0.7), model=own, trust=True)
    again = pickle.loads(pickle.dumps(first))
    assert (again.settings, again.models.lines, again.trust) == (first.settings, own, True)
    assert again.clean(TEXT) == first.clean(TEXT)


def test_a_pickled_filter_holds_no_weights() -> None:
    assert len(pickle.dumps(qf.QualityFilter())) < 2_000


def test_a_pickled_filter_refuses_another_model_of_the_same_name(own: Path) -> None:
    pickled = pickle.dumps(qf.QualityFilter(model=own, trust=True))
    _own(own, bias=artifact.load(own, "lines", trust=True).weights["bias"] + np.float32(0.5))
    loading._load_lines.cache_clear()  # as in the process that it was sent to
    again = pickle.loads(pickled)
    with pytest.raises(errors.DigestMismatch, match="are not those that this filter was pickled"):
        _ = again.loaded
    assert qf.QualityFilter(model=own, trust=True).loaded.provenance.model == "own"


def test_clean_refuses_another_model_of_the_same_name(own: Path) -> None:
    pickled = pickle.dumps(qf.QualityFilter(model=own, trust=True))
    _own(own, bias=artifact.load(own, "lines", trust=True).weights["bias"] + np.float32(0.5))
    loading._load_lines.cache_clear()
    with pytest.raises(errors.DigestMismatch):
        pickle.loads(pickled).clean(TEXT)


@pytest.mark.parametrize("name", ["./default", "models/default", Path("default")])
def test_what_holds_a_separator_is_a_path(
    name: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of one's own is not taken for the packaged model of its name."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(errors.ArtifactNotFound):
        artifact.model_path(name)
    Path(name).mkdir(parents=True)
    (Path(name) / artifact.MANIFEST).touch()
    assert artifact.model_path(name) == Path(name).resolve()
    assert tmp_path not in artifact.model_path("default").parents
