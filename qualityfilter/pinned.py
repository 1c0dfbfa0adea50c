"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "9175c6dcdf8a7772334487e33bf6e8417394135ead757072fff3bb54717d2561",
    "hedges": "0bcfa79c0a68c9d67ecf1998853a17ef46b2ef4089c3a11055a733ea6606d7a7",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
