"""Files appear whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from qualityfilter.core.errors import WriteError
from qualityfilter.records.runs.files import mark_of, whole_file
from qualityfilter.records.runs.locks import claimed_file
from tests.conftest import ROOT


@pytest.mark.parametrize("lasting", [True, False])
def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, lasting: bool) -> None:
    path = tmp_path / "new" / "folder" / "a.txt"
    with whole_file(path, lasting=lasting) as file:
        file.write(b"first")
        assert not path.exists()
    with pytest.raises(TypeError), whole_file(path, lasting=lasting) as file:
        file.write(str(path))  # type: ignore[call-overload]
    assert path.read_bytes() == b"first"
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WriteError, match="could not write"), whole_file(tmp_path / "file" / "a"):
        pass


KILLED = """
import os, sys
from pathlib import Path
from qualityfilter.records.runs.locks import claimed_file
with claimed_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    os._exit(9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_a_killed_process_began_is_removed_and_nothing_else(tmp_path: Path) -> None:
    path, other = tmp_path / "a.html", tmp_path / "other"
    for _ in range(2):
        killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
        assert killed.returncode == 9
        begun = [each for each in tmp_path.iterdir() if each.suffix == ".tmp"]
        assert len(begun) == 1  # that of the one before is gone
    mark = mark_of(path)
    other.write_text("mine")
    stays = {
        tmp_path / f".qualityfilter-{mark}-notours.tmp",
        tmp_path / f".qualityfilter-{mark}-0123456789.tmp",
        tmp_path / f".qualityfilter-{mark_of(other)}-01234567.tmp",
        tmp_path / "a.html.tmp",
    }
    for each in stays:
        each.write_text("mine")
    link = tmp_path / f".qualityfilter-{mark}-abcdef01.tmp"
    link.symlink_to(other)
    folder = tmp_path / f".qualityfilter-{mark}-abcdef02.tmp"
    folder.mkdir()
    with claimed_file(path) as file:
        file.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert {*tmp_path.iterdir()} == {path, other, link, folder, *stays}
    assert {each.read_text() for each in (other, *stays)} == {"mine"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_device_is_written_and_stays_one() -> None:
    device = Path("/dev/full")
    with pytest.raises(WriteError, match="/dev/full"), whole_file(device) as file:
        file.write(b"x")
    assert device.is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_broken_pipe_is_a_write_error_without_noise() -> None:
    code = (
        "import sys\n"
        "from qualityfilter.core.errors import WriteError\n"
        "from qualityfilter.records.runs.files import writing\n"
        "sys.stdin.read()\n"
        "try:\n"
        "  with writing(None):\n"
        "    sys.stdout.buffer.write(b'x' * 100_000)\n"
        "    sys.stdout.buffer.flush()\n"
        "except WriteError as error: sys.exit(str(error))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.close()
        said = process.stderr.read().decode()
        assert process.wait() == 1
    assert said.strip() == "could not write to standard output: Broken pipe"
