"""Hedged sentences: what is uncertain, rests on nobody in particular, or is imagined."""
