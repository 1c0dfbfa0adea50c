"""Verify and load model artefacts. This is the one place that lets joblib unpickle anything.

An artefact is a folder with `manifest.json` and the joblib file that it names. Nothing is
unpickled before the file's SHA-256 agrees with the manifest, and either the manifest's own
with one that this release pins or the caller said `trust=True`.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qualityfilter.core.errors import (
    ArtifactError,
    ArtifactFormat,
    ArtifactNotFound,
    DigestMismatch,
    InputError,
    UntrustedArtifact,
)
from qualityfilter.core.pinned import PINNED
from qualityfilter.core.weights import map_weights, write_weights

FORMAT = 1
"""Version of the artefact's layout."""

MANIFEST = "manifest.json"
WEIGHTS = "weights.joblib"


@dataclass(frozen=True, slots=True, eq=False)
class Artifact:
    """A verified artefact.

    Attributes:
        name: the folder's name.
        path: the folder.
        manifest: what the manifest says.
        digest: SHA-256 of the weights.
        weights: plain arrays and builtins by name.
    """

    name: str
    path: Path
    manifest: Mapping[str, Any]
    digest: str
    weights: Mapping[str, Any]


def model_path(name: str | Path) -> Path:
    """Find a model by the name of a packaged one, or by its folder.

    What holds a separator, such as `./default`, is the path of a folder, and so is any `Path`.

    Raises:
        InputError: it is neither a string nor a path.
        ArtifactNotFound: there is none; the message lists the packaged ones.
    """
    if not isinstance(name, (str, Path)):
        raise InputError(f"a model is a name or a folder, not {type(name).__name__}")
    package = Path(__file__).parent.parent
    homes = () if _is_path(name) else (package / "_models", package.parent / "models")
    for folder in (*(home / str(name) for home in homes), Path(name)):
        if _is_file(folder / MANIFEST):
            return folder.resolve()
    raise ArtifactNotFound(
        f"no model {str(name)!r}: give one of {', '.join(sorted(PINNED))}, "
        f"or a folder that holds {MANIFEST}"
    )


def models() -> dict[str, str]:
    """Return the SHA-256 of the weights of each model that comes with this release, by its name.

    They are those that a result's provenance names.

    Raises:
        ArtifactError: a model's file is missing or damaged.
    """
    return {
        name: _read_manifest(path, _content(path, MANIFEST))["digest"]
        for name, path in ((name, model_path(name)) for name in sorted(PINNED))
    }


def _is_path(name: str | Path) -> bool:
    separators = filter(None, (os.sep, os.altsep))
    return isinstance(name, Path) or any(each in name for each in separators)


def _is_file(path: Path) -> bool:
    """Return whether there is such a file; there is none of a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def load(name: str | Path, kind: str, *, trust: bool = False) -> Artifact:
    """Verify an artefact and load it.

    Args:
        name: a packaged model's name, or a folder.
        kind: what it must be, such as `lines`.
        trust: load a model that does not come with this release. Its weights are a pickle,
            and a pickle can run any code: trust only what you made or know. Nothing but `True`
            is trust: a setting that was read as the text `no` is not.

    Raises:
        ArtifactNotFound: the folder or a file of it is missing.
        DigestMismatch: the weights are not those that the manifest names.
        UntrustedArtifact: not a packaged model, and `trust` is not `True`.
        ArtifactFormat: of another kind or layout.
        ArtifactError: a file cannot be read.
    """
    path = model_path(name)
    manifest, pinned = _manifest(path, kind)
    digest = _digest(path, WEIGHTS)
    if digest != manifest["digest"]:
        raise DigestMismatch(f"{path / WEIGHTS} is not the file that its manifest names")
    if not (pinned or trust is True):
        raise UntrustedArtifact(
            f"{path} does not come with this release; pass trust=True if you know its maker"
        )
    return Artifact(path.name, path, MappingProxyType(manifest), digest, _weights(path, digest))


def _content(path: Path, name: str) -> bytes:
    return b"".join(_parts(path, name))


def _digest(path: Path, name: str) -> str:
    found = hashlib.sha256()
    for part in _parts(path, name):
        found.update(part)
    return found.hexdigest()


def _parts(path: Path, name: str) -> Iterator[bytes]:
    """Read a file of an artefact, if it is one: of a pipe the reading might never end."""
    file = path / name
    if not _is_file(file):
        raise ArtifactNotFound(f"{path} has no {name}")
    try:
        with file.open("rb") as opened:
            yield from iter(functools.partial(opened.read, 1 << 20), b"")
    except OSError as error:
        raise ArtifactError(f"{file} cannot be read: {error}") from error


def _weights(path: Path, digest: str) -> Mapping[str, Any]:
    """Read weights that are known or trusted; a pickle that is none may raise anything."""
    file = path / WEIGHTS
    try:
        weights = map_weights(file)
        if weights is None:
            weights = _unpickled(_content(path, WEIGHTS), digest)
    except Exception as error:
        raise ArtifactFormat(f"{file} holds no weights: {error!r}") from error
    if not isinstance(weights, Mapping):
        raise ArtifactFormat(f"{file} holds no table of weights but {type(weights).__name__}")
    return weights


def _unpickled(content: bytes, digest: str) -> Any:
    """Let joblib unpickle weights that are compressed, such as those of older releases."""
    import joblib

    if hashlib.sha256(content).hexdigest() != digest:
        raise DigestMismatch("the file has changed while it was read")
    return joblib.load(io.BytesIO(content))


def _manifest(path: Path, kind: str) -> tuple[dict[str, Any], bool]:
    """Read the manifest, and say whether it is one that comes with this release."""
    content = _content(path, MANIFEST)
    manifest = _read_manifest(path, content)
    found = (manifest.get("format"), manifest.get("kind"))
    if found != (FORMAT, kind):
        raise ArtifactFormat(f"{path} is of format and kind {found}, not {(FORMAT, kind)}")
    return manifest, hashlib.sha256(content).hexdigest() in PINNED.values()


def _read_manifest(path: Path, content: bytes) -> dict[str, Any]:
    try:
        manifest: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ArtifactFormat(f"{path / MANIFEST} is not JSON: {error}") from error
    if not isinstance(manifest, dict) or "digest" not in manifest:
        raise ArtifactFormat(f"{path / MANIFEST} is not a manifest: it names no digest")
    return manifest


def save(path: Path, kind: str, weights: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    """Write an artefact's weights and manifest, and return the digest of the manifest.

    Args:
        path: the folder, made if need be.
        kind: what it is, such as `lines`.
        weights: plain arrays and builtins by name.
        about: what else the manifest says.
    """
    path.mkdir(parents=True, exist_ok=True)
    write_weights(path / WEIGHTS, weights)
    digest = _digest(path, WEIGHTS)
    manifest = {"format": FORMAT, "kind": kind, "digest": digest, **about}
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    (path / MANIFEST).write_bytes(text.encode())
    return hashlib.sha256(text.encode()).hexdigest()
