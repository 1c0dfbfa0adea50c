"""The package's exceptions.

QualityFilterError
├── UsageError            the call is wrong: the message says what to do instead
│   ├── InputError        a document of the wrong type (also a TypeError)
│   └── SettingsError     an unknown label, action or setting (also a ValueError)
├── ArtifactError         a model that cannot be used
│   ├── ArtifactNotFound  no such folder, or a file of it is missing
│   ├── DigestMismatch    a file is not the one that its manifest names
│   ├── UntrustedArtifact a model from elsewhere, loaded without saying that it is trusted
│   └── ArtifactFormat    a model of a kind or version that this release does not read
├── FloorError            a model that is worse than the one it would replace
├── RecordError           a file whose records cannot be read at all
├── WriteError            an output that could not be written
├── WorkerError           processes that clean could not be begun
├── CountError            records were lost: a fault of this package
├── LibraryError          a library that this package calls gave up on a text: a fault of its own
└── ContentError          a document that cannot be cleaned; carries a `Failure`

Beside it stands `QualityFilterWarning`, a UserWarning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualityfilter.core.data import Failure


class QualityFilterError(Exception):
    """Base of every exception that this package raises on purpose."""


class UsageError(QualityFilterError):
    """The call is wrong; the message says what to do instead."""


class InputError(UsageError, TypeError):
    """A document of the wrong type, such as bytes where text is wanted."""


class SettingsError(UsageError, ValueError):
    """An unknown label, action or setting, or a value out of its range."""


class ArtifactError(QualityFilterError):
    """A model artefact that cannot be used."""


class ArtifactNotFound(ArtifactError):
    """The artefact's folder, or one of its files, does not exist."""


class DigestMismatch(ArtifactError):
    """A file of the artefact is not the one that its manifest, or this release, names."""


class UntrustedArtifact(ArtifactError):
    """A model that does not come with the package was loaded without `trust=True`."""


class ArtifactFormat(ArtifactError):
    """The artefact's kind or format version is not one that this release reads."""


class FloorError(QualityFilterError):
    """A newly trained model is worse, on the same data, than the one that it would replace."""


class RecordError(QualityFilterError):
    """A file of records that cannot be read at all."""


class WriteError(QualityFilterError):
    """An output that could not be written."""


class WorkerError(QualityFilterError):
    """The processes that clean could not be begun."""


class CountError(QualityFilterError):
    """More or fewer records came out than went in, which is a fault of this package."""


class LibraryError(QualityFilterError):
    """A library that this package calls gave up on a text, by a fault of its own."""


class QualityFilterWarning(UserWarning):
    """A call that gives a result, but probably not the one that was wanted."""


class ContentError(QualityFilterError):
    """A document that cannot be cleaned.

    Attributes:
        failure: what went wrong, as `clean_many` would have yielded it.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.kind}: {failure.message}")
        self.failure = failure

    def __reduce__(self) -> tuple[type[ContentError], tuple[Failure]]:
        return type(self), (self.failure,)
