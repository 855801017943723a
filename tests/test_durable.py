"""Files are whole or absent, whatever the disk, the folder or a kill does."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from konexio_cli.durable import (
    machine_errors,
    refused_database,
    regular_files,
    write_atomically,
)
from konexio_cli.errors import Exit, KonexioError


def test_bytes_and_text_are_written_as_they_are(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.bin", b"\0\r\n")
    write_atomically(tmp_path / "b.txt", "é\n")
    assert (tmp_path / "a.bin").read_bytes() == b"\0\r\n"
    assert (tmp_path / "b.txt").read_bytes() == b"\xc3\xa9\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.bin", "b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_a_new_file_is_like_any_other_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
    (tmp_path / "private").touch(mode=0o600)
    write_atomically(tmp_path / "private", b"x")
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_replaced_and_what_it_points_at_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "precious")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "link").read_bytes() == b"new"


def test_a_refused_write_says_why_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for target in ("folder", "absent/file", "file/below"):
        with pytest.raises(KonexioError) as caught:
            write_atomically(tmp_path / target, b"x")
        assert caught.value.code == "file-unwritable"
        assert caught.value.exit_code is Exit.MACHINE
        assert caught.value.facts["file"] == tmp_path / target
        assert caught.value.facts["why"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "folder-read-only"),
        (errno.EACCES, "folder-read-only"),
        (errno.EIO, "file-unwritable"),
    ],
)
def test_what_a_machine_refuses_has_a_code(number: int, code: str, tmp_path: Path) -> None:
    with pytest.raises(KonexioError) as caught, machine_errors(tmp_path):
        raise OSError(number, os.strerror(number))
    assert (caught.value.code, caught.value.facts["file"]) == (code, tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="binds ordinary users only")
def test_a_folder_without_the_right_to_write_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(KonexioError) as caught:
        write_atomically(tmp_path / "new", b"x")
    tmp_path.chmod(0o700)
    assert caught.value.code == "folder-read-only"


# Within a mount of its own: a disk of 64 KiB, then the same one read-only.
_SMALL_DISK = """
set -e
mount -t tmpfs -o size=64k none "$1"
"$2" -c "$3" "$1/file" old short
"$2" -c "$3" "$1/file" "$(printf %0100000d 0)" "disk-full"
mount -o remount,ro "$1"
"$2" -c "$3" "$1/file" new "folder-read-only"
ls -A "$1"
cat "$1/file"
"""
_WRITE = """
import sys
from pathlib import Path
from konexio_cli.durable import write_atomically
from konexio_cli.errors import KonexioError
try:
    write_atomically(Path(sys.argv[1]), sys.argv[2])
except KonexioError as problem:
    assert problem.code == sys.argv[3], problem
else:
    assert sys.argv[3] == "short"
"""


def _own_mounts() -> bool:
    command = ["unshare", "-rm", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(command, check=False).returncode == 0


@pytest.mark.skipif(not _own_mounts(), reason="needs a mount of its own")
def test_on_a_full_or_read_only_disk_the_old_file_stays(tmp_path: Path) -> None:
    command = ["unshare", "-rm", "sh", "-c", _SMALL_DISK, "sh", str(tmp_path), sys.executable]
    done = subprocess.run([*command, _WRITE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "file\nold", "")


_FOREVER = """
import itertools, sys
from pathlib import Path
from konexio_cli.durable import write_atomically
for number in itertools.count():
    write_atomically(Path(sys.argv[1]), bytes([65 + number % 26]) * 300_000)
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")
def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "file"
    for rounds in (1, 2, 5):
        with subprocess.Popen(
            [sys.executable, "-c", _FOREVER, str(target)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            for _ in range(rounds):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        body = target.read_bytes()
        assert len(body) == 300_000
        assert len(set(body)) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_only_regular_files_are_walked(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").touch()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").touch()
    (folder / "link").symlink_to(tmp_path / "outside" / "secret")
    (folder / "linked").symlink_to(tmp_path / "outside")
    (folder / "dangling").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe")
    assert list(regular_files(folder)) == [folder / "deep" / "file"]


def refusal(path: Path, *statements: str) -> sqlite3.DatabaseError:
    """Return what SQLite itself says when the last statement is refused."""
    with closing(sqlite3.connect(path)) as database:
        *before, last = statements
        for one in before:
            database.execute(one)
        with pytest.raises(sqlite3.DatabaseError) as caught:
            database.execute(last)
    return caught.value


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (
            (
                "CREATE TABLE t (x)",
                "PRAGMA max_page_count = 2",
                "INSERT INTO t VALUES (zeroblob(99999))",
            ),
            "disk-full",
        ),
        (("PRAGMA query_only = 1", "CREATE TABLE t (x)"), "folder-read-only"),
        (("SELECT x FROM nowhere",), None),
    ],
)
def test_what_a_machine_refuses_to_sqlite_is_told_once_for_all(
    tmp_path: Path, statements: tuple[str, ...], code: str | None
) -> None:
    told = refused_database(refusal(tmp_path / "x.db", *statements), tmp_path / "x.db")
    assert (told.code if told else None) == code
