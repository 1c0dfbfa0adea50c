"""Readers' word on lines and sentences: a local page to give it, files to keep it in."""
