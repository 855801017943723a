"""Archives of our own: the same files, the same bytes, and all of them come out again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konexio_cli.archives import extract
from konexio_cli.errors import KonexioError
from konexio_cli.packs.cloning import clone
from konexio_cli.packs.packing import bundle_of, zip_of
from konexio_cli.safegit import git_available

needs_git = pytest.mark.skipif(os.name == "nt" or not git_available(), reason="needs git")

FILES = {
    "exercises/course.toml": b"format = 1\n",
    "exercises/m01/Zo\u00e9/brief.en.md": b"crlf\r\n\0\xff",
    "exercises/m01/empty": b"",
    "exercises/m01/large.csv": b"12,34\n" * 20_000,
}
NAMES = st.lists(
    st.text("abcdefgh", min_size=1, max_size=5), min_size=1, max_size=3, unique=True
).map("/".join)


def inside(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def no_prefix_of_another(files: Mapping[str, bytes]) -> bool:
    return not any(other.startswith(f"{name}/") for name in files for other in files)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    files=st.dictionaries(NAMES, st.binary(max_size=300), max_size=8).filter(no_prefix_of_another),
    order=st.randoms(),
)
def test_a_zip_is_its_content_alone_and_comes_out_whole(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], order: object
) -> None:
    body = zip_of(files)
    names = list(files)
    order.shuffle(names)  # type: ignore[attr-defined]  # hypothesis' own Random
    assert zip_of({name: files[name] for name in names}) == body
    folder = tmp_path_factory.mktemp("zip")
    (folder / "x.zip").write_bytes(body)
    assert extract(folder / "x.zip", folder / "out").refused == ()
    assert inside(folder / "out") == files


def test_a_zip_tells_no_time_machine_or_compression(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zip_of(FILES))
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        entries = archive.infolist()
    assert [one.filename for one in entries] == sorted(FILES)
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {one.create_system for one in entries} == {3}
    assert {one.external_attr >> 16 for one in entries} == {0o100644}
    assert {one.compress_type for one in entries} == {zipfile.ZIP_STORED}


_SUMS = """
import hashlib, sys
from konexio_cli.packs.packing import bundle_of, zip_of
from pathlib import Path
root = Path(sys.argv[1])
files = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
for body in (zip_of(files), bundle_of(files, "course 1.0.0")):
    print(hashlib.sha256(body).hexdigest())
"""


@needs_git
def test_surroundings_do_not_change_a_byte(tmp_path: Path) -> None:
    """Other names of the user, settings, umask, time zone, hash seed, and order on the disk."""
    sums = []
    for number, umask in ((1, 0o022), (2, 0o077)):
        root, home = tmp_path / f"files-{number}", tmp_path / f"home-{number}"
        home.mkdir()
        (home / ".gitconfig").write_text(
            f"[user]\n\tname = Number {number}\n[core]\n\tcompression = {9 * (number - 1)}\n"
            f"\tautocrlf = {'true' if number == 1 else 'false'}\n"
            f"[pack]\n\tthreads = {number * 3}\n[init]\n\tdefaultBranch = b{number}\n"
        )
        for name, body in sorted(FILES.items(), reverse=number == 1):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(body)
            (root / name).chmod(0o755 if number == 1 else 0o600)
        done = subprocess.run(
            [sys.executable, "-c", _SUMS, str(root)],
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(home),
                "PYTHONHASHSEED": str(number),
                "TZ": "UTC" if number == 1 else "Asia/Kabul",
                "LC_ALL": "C.UTF-8",
                "GIT_AUTHOR_NAME": f"Author {number}",
                "GIT_COMMITTER_DATE": f"@{number}000000000 +0000",
                "GIT_DEFAULT_HASH": "sha256" if number == 1 else "sha1",
            },
            umask=umask,
            capture_output=True,
            check=True,
            text=True,
        )
        sums.append(done.stdout.split())
    assert sums[0] == sums[1]
    bodies = (zip_of(FILES), bundle_of(FILES, "course 1.0.0"))
    assert sums[0] == [hashlib.sha256(body).hexdigest() for body in bodies]


@needs_git
def test_a_bundle_holds_its_files_and_one_commit(tmp_path: Path) -> None:
    (tmp_path / "x.bundle").write_bytes(bundle_of(FILES, "course 1.0.0"))
    clone(str(tmp_path / "x.bundle"), tmp_path / "out")
    assert inside(tmp_path / "out") == FILES
    git = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    told = [
        subprocess.check_output(["git", *words], cwd=tmp_path, env=git, text=True)
        for words in (
            ["clone", "--quiet", "x.bundle", "cloned"],
            ["-C", "cloned", "log", "--format=%an|%aI|%s"],
            ["-C", "cloned", "ls-files", "--stage"],
        )
    ]
    assert told[1] == "konexio pack publish|1980-01-01T00:00:00+00:00|course 1.0.0\n"
    assert {line.split()[0] for line in told[2].splitlines()} == {"100644"}


@needs_git
def test_another_content_is_another_bundle() -> None:
    assert bundle_of(FILES, "a") != bundle_of(FILES | {"more": b""}, "a")
    assert bundle_of(FILES, "a") == bundle_of(FILES, "a")


def test_without_git_there_is_no_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KonexioError) as caught:
        bundle_of(FILES, "a")
    assert caught.value.code == "git-missing"
