"""The lexicon, patterns, repeats, sections, the user's own rules, and the scan that finds them."""
