"""Files that are no good submission, each with the code of the sentence that says why.

`python -m tests.exchange.hostile` writes them into tests/cases/exchange, beside good ones of
each kind. Those files stay: what was sent once must be read, or refused, for ever.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from konexio_cli.exchange.container import seal
from konexio_cli.keys.base58 import to_base58

from .making import (
    FILES,
    LEARNER,
    OTHER,
    PLACE,
    TRAINER,
    entries,
    manifest,
    receipt,
    sealed,
    sha256,
    signed,
    zipped,
)

Made = tuple[str, bytes]
_LARGEST_KEPT = 16 << 10
_FEEDBACK = {"feedback.html": b"<!doctype html><title>Feedback</title>\n"}


def good() -> Iterator[tuple[str, bytes]]:
    """Give a good file of each kind, by a name."""
    yield "good-submission", sealed()
    yield "good-receipt", seal(receipt(graded=False), {}, TRAINER)
    yield "good-feedback", seal(receipt(_FEEDBACK), _FEEDBACK, TRAINER)


def hostile() -> dict[str, Made]:
    """Return each bad file with the code that it is refused with, by a name."""
    makers: list[Callable[[], Iterator[tuple[str, str, bytes]]]] = [
        _of_the_work,
        _of_the_manifest,
        _of_the_signature,
        _of_the_archive,
    ]
    return {name: (code, body) for make in makers for name, code, body in make()}


def _of_the_work() -> Iterator[tuple[str, str, bytes]]:
    good, notebook = entries(sealed()), f"{PLACE}/notebook.ipynb"
    yield "notebook-changed", "exchange-changed", zipped(good | {notebook: b'{"cells": [1]}\n'})
    yield "notebook-emptied", "exchange-changed", zipped(good | {notebook: b""})
    without = {name: body for name, body in good.items() if name != notebook}
    yield "notebook-missing", "exchange-file-missing", zipped(without)
    yield "file-added", "exchange-entry", zipped(good | {f"{PLACE}/files/more.csv": b"1\n"})
    names = list(FILES)
    swapped = good | {names[0]: good[names[1]], names[1]: good[names[0]]}
    yield "files-swapped", "exchange-changed", zipped(swapped)


def _of_the_manifest() -> Iterator[tuple[str, str, bytes]]:
    good, content = entries(sealed()), manifest(sealed())
    body = good["manifest.json"]
    for name, old, new in (
        ("name-changed", b"Amina", b"Aminu"),
        ("round-changed", b'"round":1', b'"round":2'),
        ("hints-changed", b'"hints":0', b'"hints":9'),
        ("key-swapped", LEARNER.public.did.encode(), OTHER.public.did.encode()),
    ):
        assert old in body
        changed = body.replace(old, new)
        yield name, "exchange-signature", zipped(good | {"manifest.json": changed})
    yield "manifest-missing", "exchange-not-one", zipped(FILES)
    yield "manifest-of-nothing", "exchange-not-one", zipped(good | {"manifest.json": b""})
    for name, text in (
        ("manifest-not-json", b"\0\xff"),
        ("manifest-a-list", b"[]"),
        ("manifest-with-spaces", body.replace(b",", b", ", 1)),
        ("manifest-key-twice", b'{"created":"2000-01-01T00:00:00Z",' + body[1:]),
        ("manifest-deep", b"[" * 100_000),
        ("manifest-not-a-number", b'{"format":NaN}'),
        ("manifest-long-number", b'{"format":' + b"1" * 10_000 + b"}"),
    ):
        yield name, "exchange-damaged", zipped(good | {"manifest.json": text})
    for name, changed_content, code in (
        ("format-of-tomorrow", content | {"format": 2}, "exchange-newer"),
        ("kind-of-tomorrow", content | {"kind": "timetable"}, "exchange-newer"),
        ("kind-of-no-text", content | {"kind": 1}, "exchange-damaged"),
        ("format-is-true", content | {"format": True}, "exchange-damaged"),
        ("nothing-handed-in", content | {"items": []}, "exchange-damaged"),
        ("workspace-a-path", content | {"workspace": "../../../etc/x.."}, "exchange-damaged"),
        ("time-without-zone", content | {"created": "2026-03-01T12:30:00"}, "exchange-damaged"),
        ("key-of-no-kind", content | {"learner": {"name": "", "key": "did:key:zz"}},
         "exchange-damaged"),
    ):  # fmt: skip
        yield name, code, zipped(good | signed(changed_content))
    for name, path in (
        ("names-a-way-up", f"{PLACE}/../../../x.ipynb"),
        ("names-the-root", "/etc/passwd"),
        ("names-a-device", f"{PLACE}/con.ipynb"),
        ("names-the-manifest", "Manifest.json"),
        ("exercise-a-path", ""),
    ):
        item = content["items"][0]
        if path:
            item = item | {"notebook": item["notebook"] | {"name": path}}
        else:
            item = item | {"exercise": "../x"}
        yield name, "exchange-damaged", zipped(good | signed(content | {"items": [item]}))


def _of_the_signature() -> Iterator[tuple[str, str, bytes]]:
    good = entries(sealed())
    body = good["manifest.json"]
    without = {name: text for name, text in good.items() if name != "signature"}
    yield "unsigned", "exchange-signature", zipped(without)
    other = f"z{to_base58(OTHER.sign(body))}".encode()
    flipped = bytearray(LEARNER.sign(body))
    flipped[0] ^= 1
    for name, text in (
        ("signed-by-another", other),
        ("signature-flipped", f"z{to_base58(bytes(flipped))}".encode()),
        ("signature-cut", good["signature"][:-3]),
        ("signature-empty", b""),
        ("signature-of-zeros", b"z" + b"1" * 64),
        ("signature-not-text", b"\xff\xfe"),
        ("signature-endless", b"z" + b"2" * 100_000),
        ("signature-of-another-file", b"z" + to_base58(LEARNER.sign(b"{}")).encode()),
    ):
        yield name, "exchange-signature", zipped(good | {"signature": text})
    # A learner signs a grade for herself in the name of the trainer.
    forged = receipt().model_dump(mode="json")
    yield "grade-forged", "exchange-signature", zipped(signed(forged, LEARNER))


def _of_the_archive() -> Iterator[tuple[str, str, bytes]]:
    whole = sealed()
    good = entries(whole)
    yield "empty", "exchange-not-one", b""
    yield "text", "exchange-not-one", b"Hello.\n"
    yield "no-entries", "exchange-not-one", b"PK\x05\x06" + b"\0" * 18
    yield "cut", "archive-damaged", whole[: len(whole) // 2]
    yield "zeros-at-the-end", "archive-damaged", whole[:-40] + b"\0" * 40
    yield "name-twice", "exchange-entry", zipped([*good.items(), ("signature", b"z1")])
    yield "way-up", "exchange-entry", zipped(good | {"../up.txt": b"x"})
    yield "way-to-the-root", "exchange-entry", zipped(good | {"/tmp/up.txt": b"x"})  # noqa: S108 - a hostile name
    yield "a-link", "exchange-entry", _with_link(good)
    yield "bomb", "archive-too-large", zipped(good | {"zeros": b"\0" * (8 << 20)})
    many = {f"{number}": b"" for number in range(2_001)}
    yield "too-many-files", "archive-too-large", zipped(good | many)
    yield "a-tar", "exchange-not-one", _tar(good)
    large = {f"{PLACE}/notebook.ipynb": b"0123456789abcdef" * ((17 << 20) // 16)}
    content = manifest(whole)
    item = content["items"][0] | {
        "notebook": {"name": next(iter(large)), "sha256": sha256(large[next(iter(large))]),
                     "size": 17 << 20},
        "files": [],
    }  # fmt: skip
    yield (
        "one-file-too-large",
        "archive-too-large",
        zipped(signed(content | {"items": [item]}) | large),
    )


def _with_link(good: dict[str, bytes]) -> bytes:
    out = io.BytesIO(zipped(good))
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def _tar(good: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, body in good.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return out.getvalue()


def kept(made: dict[str, Made]) -> dict[str, Made]:
    """Return those that are small enough to be kept for ever."""
    return {name: one for name, one in made.items() if len(one[1]) <= _LARGEST_KEPT}


def main(folder: Path) -> None:
    """Write all files, a folder for each with the code that is expected; "" for a good one."""
    made = kept(hostile()) | {name: ("", body) for name, body in good()}
    for name, (code, body) in made.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "file.konexio").write_bytes(body)
        (folder / name / "expected.toml").write_text(f'error = "{code}"\n', "utf-8")


if __name__ == "__main__":
    main(Path(__file__).parents[1] / "cases" / "exchange")
