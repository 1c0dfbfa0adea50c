"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "10cadc99613d94fff05407b03e8d2701a37e90a19b488e4c813c3a74784d9f1a",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
