"""Rules: patterns for junk whose wording gives it away, and what repeats within a text."""
