"""Strangers' archives: what is plain comes out, the rest is refused and told, nothing leaks."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from konexio_cli.archives import ArchiveLimits, extract
from konexio_cli.errors import KonexioError


def zipped(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries:
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return path


def tarred(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for member, body in members:
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def inside(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("make", [zipped, None])
def test_plain_files_come_out_with_their_names(tmp_path: Path, make: object) -> None:
    entries = (("a.txt", b"1"), ("Zoé/فاطمة/b.ipynb", b"{}"))
    if make is zipped:
        archive = zipped(tmp_path / "x.zip", *entries)
    else:
        archive = tarred(tmp_path / "x.tar.gz", *((member(n), b) for n, b in entries))
    found = extract(archive, tmp_path / "out")
    assert inside(tmp_path / "out") == dict(entries)
    assert not found.refused


SLIPPERY = [
    "../out.txt",
    "a/../../out.txt",
    "/etc/passwd",
    "C:\\windows\\x",
    "\\\\host\\share",
    "a\nb",
    "con",
    "NUL.txt",
    "trailing ",
    "dot.",
    "x" * 300,
    "/".join("d" * 20),
    "\u202egpj.exe",
    "",
    "/",
]


@pytest.mark.parametrize("name", SLIPPERY)
def test_slippery_names_are_refused_and_the_others_come_out(tmp_path: Path, name: str) -> None:
    members = [(member("good.txt"), b"good"), (member(name), b"bad")]
    found = extract(tarred(tmp_path / "x.tgz", *members), tmp_path / "deep" / "out")
    assert inside(tmp_path / "deep") == {"out/good.txt": b"good"}
    assert len(found.refused) == 1


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE]
)
def test_links_and_devices_are_refused(tmp_path: Path, kind: bytes) -> None:
    members = [(member("x", kind, "/etc/passwd"), b""), (member("x/y"), b"through")]
    found = extract(tarred(tmp_path / "x.tgz", *members), tmp_path / "out")
    assert ("x", "archive-entry-not-file") in found.refused
    assert not any(path.is_symlink() for path in (tmp_path / "out").rglob("*"))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert extract(tmp_path / "x.zip", tmp_path / "out").refused == (
        ("link", "archive-entry-not-file"),
    )


def test_doubles_are_refused_whatever_their_capitals(tmp_path: Path) -> None:
    names = ("A.txt", "a.TXT", "a.txt/inside", "dir/file", "DIR")
    found = extract(zipped(tmp_path / "x.zip", *((n, b"1") for n in names)), tmp_path / "out")
    assert set(inside(tmp_path / "out")) == {"A.txt", "dir/file"}
    assert {why for _, why in found.refused} == {"archive-entry-twice"}


@pytest.mark.parametrize(
    ("entries", "limits"),
    [
        ([("bomb", b"\0" * (8 << 20))], ArchiveLimits(ratio=50)),
        ([("a", b"x" * 600), ("b", b"y" * 600)], ArchiveLimits(total_bytes=1000)),
        ([("a", b"x" * 600)], ArchiveLimits(file_bytes=500)),
        ([(str(n), b"") for n in range(11)], ArchiveLimits(files=10)),
    ],
)
def test_more_than_the_limits_is_refused_whole(
    tmp_path: Path, entries: list[tuple[str, bytes]], limits: ArchiveLimits
) -> None:
    archive = zipped(tmp_path / "x.zip", *entries)
    with pytest.raises(KonexioError) as caught:
        extract(archive, tmp_path / "out", limits)
    assert caught.value.code == "archive-too-large"


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "x.zip", ("a", b"\0" * 100_000))
    body = archive.read_bytes().replace((100_000).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    archive.write_bytes(body)
    with pytest.raises(KonexioError):
        extract(archive, tmp_path / "out", ArchiveLimits(file_bytes=1000))


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"hello")
    for name, code in (("x.zip", "archive-not-one"), ("none.zip", "file-missing")):
        with pytest.raises(KonexioError) as caught:
            extract(tmp_path / name, tmp_path / "out")
        assert caught.value.code == code


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), flip=st.integers(0, 400), bits=st.integers(1, 255))
def test_damage_is_told_and_never_anything_else(
    tmp_path: Path, cut: int, flip: int, bits: int
) -> None:
    archive = zipped(tmp_path / "x.zip", ("a/b.txt", b"hello " * 20), ("c", b"\x00" * 50))
    body = bytearray(archive.read_bytes())
    body[flip % len(body)] ^= bits
    archive.write_bytes(bytes(body[: len(body) - cut % 40]))
    try:
        extract(archive, tmp_path / "out" / f"{cut}-{flip}-{bits}")
    except KonexioError as problem:
        assert problem.code.startswith("archive-")  # noqa: PT017 - coming out whole is right too
    assert {path.name for path in tmp_path.iterdir()} <= {"x.zip", "out"}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(max_size=20), max_size=5))
def test_any_names_stay_below_the_folder(tmp_path: Path, names: list[str]) -> None:
    members = []
    for name in names:
        try:
            name.encode()
        except UnicodeEncodeError:
            continue
        members.append((member(name), b"x"))
    extract(tarred(tmp_path / "x.tgz", *members), tmp_path / "out" / str(abs(hash(tuple(names)))))
    assert {path.name for path in tmp_path.iterdir()} <= {"x.tgz", "out"}
