"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "8ede7173db38e4788d69bba6df6719aaf01e62c56ecbfb17d379ccbed933b087",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
