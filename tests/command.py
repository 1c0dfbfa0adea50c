"""The command `qualityfilter`, as tests call it."""

from qualityfilter.__main__ import build

app = build()
