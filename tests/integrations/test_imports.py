"""What is not installed is named with the command that installs it; nothing is loaded in vain."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

MISSING = {
    "arrow": "pyarrow",
    "pandas": "pandas",
    "polars": "polars",
    "ray": "pyarrow",
    "spark": "pyspark",
    "scrapy": "itemadapter",
    "datatrove": "datatrove",
}
"""Modules of `integrations`, which are named as their extras, and what each cannot do without."""


def told(code: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return found.stdout.strip()


@pytest.mark.parametrize(("module", "package"), MISSING.items())
def test_a_missing_package_is_named(module: str, package: str) -> None:
    said = told(
        "import sys\n"
        f"sys.modules['{package}'] = None\n"
        "import qualityfilter as qf\n"
        f"try: import qualityfilter.integrations.{module}\n"
        "except qf.UsageError as error: print(error)"
    )
    assert package in said
    assert said.endswith(
        f"install it with: {sys.executable} -m pip install 'qualityfilter[{module}]'"
    )


def test_columns_need_no_arrow() -> None:
    code = (
        "import sys, qualityfilter.integrations.columns\n"
        "print('pyarrow' in sys.modules, 'numpy' in sys.modules)"
    )
    assert told(code) == "False False"
