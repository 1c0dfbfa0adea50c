"""The limits that a user can set, checked when they are made."""

from __future__ import annotations

from dataclasses import dataclass

from qualityfilter.core.fields import check_range, check_types


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the verdict changes; each is compared with the number of the same name.

    Attributes:
        min_words: below this many words left, the text goes to review.
        max_removed: above this share cut, 0 to 1, the text goes to review, unless it is a whole
            page.
        max_promotion: above this share cut as promotion, 0 to 1, the text is rejected.
        max_hedged: above this share of words in hedged sentences, 0 to 1, review.
        max_repetition: above this share of repeated lines, 0 to 1, review.
        max_damage: above this share of damaged words, 0 to 1, the text is rejected.
        max_links: above this share of words in lines that end no sentence, 0 to 1, of at least
            six lines, review.
        min_quality: below this quality, 0 to 1, review.
        max_spam: above this spam, 0 to 1, the text is rejected; at 1 none is.
    """

    min_words: int = 40
    max_removed: float = 0.6
    max_promotion: float = 0.5
    max_hedged: float = 0.5
    max_repetition: float = 0.2
    max_damage: float = 0.1
    max_links: float = 0.85
    min_quality: float = 0.3
    max_spam: float = 0.9

    def __post_init__(self) -> None:
        check_types(self, "limits.")
        check_range("limits.min_words", self.min_words, 0)
        for name in self.__slots__[1:]:
            check_range(f"limits.{name}", getattr(self, name), 0, 1)


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """How large a page or a text may be, so that none takes all of the memory.

    Of one that is larger there is a `Failure`, of the kind `page` or `size`.

    Attributes:
        max_page: bytes or characters of the longest web page that is read, 1 and up. A page of odd
            form takes up to 62 bytes of memory for each, beside what its lines take.
        max_text: characters of the longest text that is cleaned, given or read from a page, 1 and
            up. An odd one takes up to 200 bytes for each.
        max_lines: lines of a text, 1 and up. A line takes up to 2,500 bytes.
    """

    max_page: int = 20_000_000
    max_text: int = 10_000_000
    max_lines: int = 100_000

    def __post_init__(self) -> None:
        check_types(self, "sizes.")
        for name in self.__slots__:
            check_range(f"sizes.{name}", getattr(self, name), 1)
