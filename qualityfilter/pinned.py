"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "64370b90acc061820aa4045c7781e4596afa353cf99261a9551b2d5b224486f9",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
