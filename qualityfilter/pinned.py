"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "default": "07f8fcf54c4964cd2db8daf649457896b377cd04e7f51730e0426846316a1400",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
