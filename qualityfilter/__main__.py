"""`python -m qualityfilter` is the command `qualityfilter`."""

from qualityfilter.cli import main

main()
