"""The command line, the report, and the page on which a reader labels lines and sentences."""
