"""Files appear whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from qualityfilter.core.errors import WriteError
from qualityfilter.records.runs.files import whole_file
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
