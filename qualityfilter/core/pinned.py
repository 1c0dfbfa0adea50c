"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "breaks": "f354b15869ed34723ed90bcb0aa0e42ebd4b554380bc9ac1af74745f961d5c73",
    "default": "8462c8926c230d9a75baff9192a4118d7bc26b2d3c9a5903b28548b89ddc7342",
    "hedges": "b4e2b1d131a55ce6293d2c8889cebf474f99d3ab96ec95a79bcbe3396fbf880a",
    "quality": "17409cc55fe4222c617baf5ef259b8a92b30535fb6703d10f10649ca573768d3",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
