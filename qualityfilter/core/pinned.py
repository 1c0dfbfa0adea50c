"""Digests of the models that come with this release."""

from __future__ import annotations

PINNED: dict[str, str] = {
    "breaks": "ab96b86a2c6533583bd343235a036d9e2bce76c16d72adb72a7fb71481baedfb",
    "default": "cc95b2f8cb28600602122f73e58e0191091d0f097e1993549c8be4a073781d5a",
    "hedges": "731f594a561425117b0600bcba920153a91d56c03d0eae68126987a19cce887e",
    "quality": "ed4d0acba3097a3da87e4721a1dc17b2ff43df10c15990c835852ae84f5c9e84",
}
"""Name of a packaged model to the SHA-256 of its manifest, which names that of the weights."""
