"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "9175c6dcdf8a7772334487e33bf6e8417394135ead757072fff3bb54717d2561",
    "hedges": "b6116d9725d0e811f440cbe1374bf1e6f35cf7a331416e6d6ed2781bd674e62a",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
