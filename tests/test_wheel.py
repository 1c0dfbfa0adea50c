"""What is published is whole, is what an index takes, and works away from the checkout."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import qualityfilter as qf
from qualityfilter.core.pinned import PINNED
from tests.conftest import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

pytestmark = pytest.mark.wheel

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
page = f"<html><body><article>{sys.argv[1]}</article></body></html>"
assert qf.clean_html(page).text, "a page without a text"
sys.stdout.write(qf.clean(sys.argv[1]).text)
"""

TOP = {
    *("qualityfilter", "models", "tests", "fixtures", "docs", "mkdocs.yml", "README.md"),
    *("LICENSE", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "pyproject.toml"),
    *("PKG-INFO", ".gitignore"),
}
"""What lies at the top of the archive of sources; the last two the builder puts there."""

MOST = 40_000_000
"""Bytes that neither of the two may pass."""

EXTRAS = ("parquet", "warc", "zstd", "pandas", "polars", "duplicates", "report")
"""Those that are installed at their lowest, too: they are light."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The archive of sources, and the wheel that is made of it."""
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT], ROOT)
    (sources,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sources, wheel


def test_an_index_would_take_them(built: tuple[Path, Path]) -> None:
    _run([sys.executable, "-m", "twine", "check", "--strict", *built], ROOT)
    assert all(path.stat().st_size < MOST for path in built)


def test_the_wheel_holds_the_package_and_the_models_and_nothing_else(
    built: tuple[Path, Path],
) -> None:
    wanted = {f"qualityfilter/{name}" for name in _below(ROOT / "qualityfilter")}
    wanted |= {f"qualityfilter/_models/{name}" for name in _below(ROOT / "models")}
    names = set(zipfile.ZipFile(built[1]).namelist())
    about = {name for name in names if ".dist-info/" in name}
    assert names - about == wanted
    assert {name.partition("/")[2] for name in about} == {
        *("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    for model in PINNED:
        assert f"qualityfilter/_models/{model}/manifest.json" in names
        assert f"qualityfilter/_models/{model}/weights.joblib" in names
    assert "qualityfilter/py.typed" in names


def test_the_sources_hold_all_that_tests_and_docs_need(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        files = [each.name.partition("/")[2] for each in archive.getmembers() if each.isfile()]
    assert {name.partition("/")[0] for name in files} == TOP
    for folder in ("qualityfilter", "models", "tests", "fixtures", "docs"):
        wanted = {f"{folder}/{name}" for name in _below(ROOT / folder)}
        assert {name for name in files if name.startswith(f"{folder}/")} == wanted


def test_the_wheel_works_away_from_the_checkout(built: tuple[Path, Path], tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    venv.create(tmp_path / "venv", with_pip=True)
    python = _scripts(tmp_path / "venv") / "python"
    _run([python, "-m", "pip", "install", "--quiet", built[1]], away)
    _check_works(tmp_path / "venv", away)


def test_the_container_is_built_of_what_it_copies(built: tuple[Path, Path], tmp_path: Path) -> None:
    """Without what the file does not copy, the same wheel is made."""
    lines = (ROOT / "docs" / "Containerfile").read_text().replace("\\\n", "").splitlines()
    copied = [
        line.split()[1:] for line in lines if line.startswith("COPY") and "--from" not in line
    ]
    for *sources, target in copied:
        for source in sources:
            place = tmp_path / (source if target == "./" else target)
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, place)
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", tmp_path]
    _run([sys.executable, *build], tmp_path)
    (made,) = (tmp_path / "dist").glob("*.whl")
    assert zipfile.ZipFile(made).namelist() == zipfile.ZipFile(built[1]).namelist()
    (extras,) = re.findall(r"'\.\[(.+)\]'", "\n".join(lines))
    known = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {*extras.split(",")} <= {*known["optional-dependencies"]}


@pytest.mark.parametrize("version", ["3.10", "3.11", "3.12", "3.13", "3.14"])
def test_it_works_with_the_oldest_of_all_that_it_needs(
    version: str, built: tuple[Path, Path], tmp_path: Path
) -> None:
    """Each library is the oldest that `pyproject.toml` allows and that has a wheel for it."""
    if (python := _python(version)) is None:
        pytest.skip(f"there is no Python {version}")
    away = tmp_path / "away"
    away.mkdir()
    uv = [sys.executable, "-m", "uv", "--quiet"]
    _run([*uv, "venv", "--python", python, tmp_path / "venv"], away)
    install = [*uv, "pip", "install", "--python", _scripts(tmp_path / "venv") / "python"]
    lowest = ["--only-binary", ":all:", "--resolution", "lowest-direct"]
    extras = [part for extra in EXTRAS for part in ("--extra", extra)]
    _run([*install, *lowest, "--requirements", ROOT / "pyproject.toml", *extras], away)
    _run([*install, "--no-deps", built[1]], away)
    _check_works(tmp_path / "venv", away)
    _check_formats(tmp_path / "venv", away)


def _check_works(home: Path, away: Path) -> None:
    """See that the package in an environment cleans as the checkout does."""
    scripts = _scripts(home)
    found, digest, text = _run([scripts / "python", "-c", CODE, STORY], away).split("\n", 2)
    assert Path(found).is_relative_to(home.resolve())
    assert digest == qf.QualityFilter().loaded.provenance.model_digest
    assert text == LEFT
    assert _run([scripts / "qualityfilter", "clean", "-"], away, STORY) == LEFT
    version = _run([scripts / "qualityfilter", "--version"], away)
    assert version.splitlines()[0] == f"qualityfilter {qf.__version__}"
    assert "Usage" in _run([scripts / "qualityfilter", "clean", "--help"], away)


def _check_formats(home: Path, away: Path) -> None:
    """See that formats which libraries of extras read and write are read and written."""
    command, line = _scripts(home) / "qualityfilter", LEFT.splitlines()[0]
    (away / "in.jsonl").write_text(f'{{"text": "{line}"}}\n' * 3)
    names = ("in.jsonl", "a.parquet", "b.jsonl.zst", "c.csv")
    for given, out in pairwise(names):
        options = ["--quiet", "--jobs", "1", "--prefix", out[0], "--duplicates", "mark"]
        _run([command, "clean", given, "-o", out, *options], away)
    table = (away / "c.csv").read_text()
    assert (table.count(line), table.count("duplicate:in.jsonl:1")) == (3, 2)
    _run([command, "report", "in.jsonl", "-o", "report.html"], away)
    assert (away / "report.html").stat().st_size


def _below(folder: Path) -> Iterator[str]:
    """The files below a folder of the checkout, but for what Python and tools leave there."""
    for path in folder.rglob("*"):
        kept = not any(part == "__pycache__" for part in path.parts)
        if kept and path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(folder).as_posix()


def _python(version: str) -> Path | None:
    """A Python of a version, if one is there and runs: on the path, or of pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = [*pyenv.glob(f"versions/{version}.*/bin/python")]
    on_path = shutil.which(f"python{version}")
    for each in (*([Path(on_path)] if on_path else []), *found):
        done = subprocess.run([each, "--version"], capture_output=True, text=True, check=False)
        if done.stdout.startswith(f"Python {version}."):
            return each
    return None


def _scripts(home: Path) -> Path:
    return Path(sysconfig.get_path("scripts", vars={"base": str(home)}))


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
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout
