"""The filter: its path on one screen, its models, what it takes in, and the one that is shared."""
