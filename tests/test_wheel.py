"""What is installed from the wheel works away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import qualityfilter as qf
from qualityfilter.core.pinned import PINNED
from tests.conftest import ROOT

STORY = (
    "The council agreed on Tuesday to repair the bridge over the Sarn before winter.\n\n"
    "Join our Telegram channel\n\n"
    "Work on the northern pier starts in March, and the ferry runs until the last lorry left.\n"
)
LEFT = STORY.replace("Join our Telegram channel\n\n", "")

CODE = """
import sys
from pathlib import Path
import qualityfilter as qf
print(Path(qf.__file__).parent)
print(qf.QualityFilter().loaded.provenance.model_digest)
sys.stdout.write(qf.clean(sys.argv[1]).text)
"""


@pytest.mark.wheel
def test_the_wheel_works_away_from_the_checkout(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    wheel = _build(tmp_path / "dist")
    names = zipfile.ZipFile(wheel).namelist()
    for model in PINNED:
        assert f"qualityfilter/_models/{model}/manifest.json" in names
        assert f"qualityfilter/_models/{model}/weights.joblib" in names
    assert "qualityfilter/py.typed" in names
    assert [name for name in names if name.startswith(("tests/", "models/", "fixtures/"))] == []

    venv.create(tmp_path / "venv", with_pip=True)
    scripts = Path(sysconfig.get_path("scripts", vars={"base": str(tmp_path / "venv")}))
    _run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], away)

    home, digest, text = _run([scripts / "python", "-c", CODE, STORY], away).split("\n", 2)
    assert Path(home).is_relative_to((tmp_path / "venv").resolve())
    assert digest == qf.QualityFilter().loaded.provenance.model_digest
    assert text == LEFT
    assert _run([scripts / "qualityfilter", "clean", "-"], away, STORY) == LEFT
    assert _run([scripts / "qualityfilter", "--version"], away) == (
        f"qualityfilter {qf.__version__}\n"
    )


def _build(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    _run(command, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _run(command: list[str | Path], folder: Path, given: str = "") -> str:
    """Run a command as if from a shell that knows nothing of the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    found = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**kept, "PYTHONUTF8": "1"},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout
