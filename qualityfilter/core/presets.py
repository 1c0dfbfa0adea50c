"""Settings for what people want to keep, by name, as tables of a file of settings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

PRESETS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "all-but-junk": {
            "limits": {"max_promotion": 0.7, "min_quality": 0.2},
            "decisions": {
                "quality": "reject",
                "machine_made": "accept",
                "hypothetical": "accept",
                "short": "accept",
                "removed": "accept",
                "hedged": "accept",
                "repetition": "accept",
            },
        },
        "news": {
            "limits": {"min_quality": 0.34},
            "decisions": {
                "machine_made": "reject",
                "hypothetical": "reject",
                "links": "reject",
                "removed": "accept",
                "hedged": "accept",
                "repetition": "accept",
            },
        },
        "corpus": {
            "max_loss": "thorough",
            "limits": {"min_words": 100, "min_quality": 0.5, "max_hedged": 0.3},
            "decisions": {
                "quality": "reject",
                "machine_made": "reject",
                "hypothetical": "reject",
                "links": "reject",
                "short": "reject",
                "removed": "reject",
                "hedged": "reject",
                "repetition": "reject",
            },
        },
    }
)
"""`all-but-junk` rejects what no reader wants. `news` accepts what can be published; what is poor
or short goes to review, for complete briefs are among it. `corpus` keeps good news alone, and loses
much that is usable. The limits of quality were chosen on graded texts that the quality model had
not seen."""
