"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "9175c6dcdf8a7772334487e33bf6e8417394135ead757072fff3bb54717d2561",
    "hedges": "816341159af85ad4de64e48dcb3f88b0ad84609f1422fbc096dae6dd79f6b1f3",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
