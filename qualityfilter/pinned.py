"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "9c36941be00287c89c6cbe5260a5de4d4002029de4014820246b6b8666f0fd33",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
