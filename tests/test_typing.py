"""The types of the public face, held by mypy."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("mypy")


def _mypy(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_public_face_is_typed() -> None:
    found = _mypy(ROOT / "tests" / "typing_api.py")
    assert found.stdout == "Success: no issues found in 1 source file\n", found.stderr


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    """Without this the test above could pass because everything is `Any`."""
    path = tmp_path / "wrong.py"
    path.write_text('import qualityfilter as qf\n\nqf.clean("text").scores.words.upper()\n')
    found = _mypy(path)
    assert found.returncode == 1
    assert '"int" has no attribute "upper"  [attr-defined]' in found.stdout
