"""The `.konexio` file: a zip of a manifest, its signature, and the files that it names.

The signature is over the bytes of the manifest, which are canonical JSON; the manifest holds
the SHA-256 of every file. So what is opened is what was signed, whatever zip carried it.
"""

from __future__ import annotations

import hashlib
import io
import json
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from konexio_cli.archives import ArchiveLimits, extract
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.manifest import FORMAT, MANIFEST, READER, SIGNATURE, Manifest
from konexio_cli.keys.base58 import from_base58, to_base58
from konexio_cli.keys.canonical import canonical
from konexio_cli.keys.ed25519 import PrivateKey, public_key

# A weak network, a messenger and a class's USB stick can carry this.
MOST_BYTES = 10 << 20
LIMITS = ArchiveLimits(files=2_000, total_bytes=64 << 20, file_bytes=16 << 20)
_LARGEST_MANIFEST = 2 << 20
_KINDS = {"submission", "receipt", "feedback"}
_ZIP = b"PK\x03\x04"
# The oldest moment that a zip file can name.
_WHEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Opened:
    """A container whose signature and files were found right; `sha256` is of its manifest."""

    manifest: Manifest
    files: Mapping[str, bytes]
    sha256: str


def seal(manifest: Manifest, files: Mapping[str, bytes], key: PrivateKey) -> bytes:
    """Return the bytes of a container. Equal contents give equal bytes on one machine.

    `key` must be that of `manifest.signer`, and `files` those that the manifest names: a
    ValueError tells a caller that is wrong. Raise KonexioError when it would be too large
    to be opened.
    """
    body = canonical(manifest.model_dump(mode="json"))
    named = {file.name: file.sha256 for file in manifest.contents}
    if key.public.did != manifest.signer or named != {n: _sha256(b) for n, b in files.items()}:
        raise ValueError(manifest.signer)
    signature = f"z{to_base58(key.sign(body))}".encode()
    entries = {MANIFEST: body, SIGNATURE: signature, **files}
    whole = _zipped(entries, zipfile.ZIP_DEFLATED)
    size = sum(map(len, entries.values()))
    if size > len(whole) * LIMITS.ratio:
        # What shrinks too well looks like a bomb to whoever opens it.
        whole = _zipped(entries, zipfile.ZIP_STORED)
    if len(whole) > MOST_BYTES or size > LIMITS.total_bytes or len(entries) > LIMITS.files:
        raise KonexioError("exchange-too-large", megabytes=MOST_BYTES >> 20)
    return whole


def open_container(path: Path) -> Opened:
    """Return what is in the container at `path`, once all of it is proved.

    Raise KonexioError naming the first thing that is not right.
    """
    _demand_zip(path)
    with tempfile.TemporaryDirectory(prefix="konexio-exchange-") as name:
        folder = Path(name).resolve()
        out = extract(path, folder, LIMITS)
        if out.refused:
            raise KonexioError("exchange-entry", file=path, name=out.refused[0][0])
        found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in out.files}
    body, signature = found.pop(MANIFEST, b""), found.pop(SIGNATURE, b"")
    manifest = _manifest(path, body)
    if not public_key(manifest.signer).has_signed(body, _signature(signature)):
        raise KonexioError("exchange-signature", file=path)
    _demand_named(path, manifest, found)
    return Opened(manifest, found, _sha256(body))


def _demand_zip(path: Path) -> None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise KonexioError("exchange-not-one", file=path)
        with path.open("rb") as file:
            start = file.read(len(_ZIP))
    except FileNotFoundError:
        raise KonexioError("file-missing", file=path) from None
    except OSError as problem:
        raise KonexioError("file-unreadable", file=path, why=problem.strerror) from None
    if start != _ZIP:
        raise KonexioError("exchange-not-one", file=path)


def _manifest(path: Path, body: bytes) -> Manifest:
    if not body:
        raise KonexioError("exchange-not-one", file=path)
    content = _canonical_object(path, body)
    number, kind = content.get("format"), content.get("kind")
    if type(number) is not int or type(kind) is not str:  # True is 1, too
        raise KonexioError("exchange-damaged", file=path)
    if number > FORMAT or kind not in _KINDS:
        raise KonexioError("exchange-newer", file=path)
    try:
        return READER.validate_json(body)
    except ValidationError:
        raise KonexioError("exchange-damaged", file=path) from None


def _canonical_object(path: Path, body: bytes) -> dict[str, Any]:
    """Return the object in `body`. Raise KonexioError when it could be read in two ways."""
    try:
        content = json.loads(body) if len(body) <= _LARGEST_MANIFEST else None
        # One name twice, a number in another form: then these are not the canonical bytes.
        if isinstance(content, dict) and canonical(content) == body:
            return content
    except (ValueError, RecursionError):
        pass
    raise KonexioError("exchange-damaged", file=path)


def _signature(text: bytes) -> bytes:
    """Return the signature in its entry; what is none never fits, as b"" does not."""
    try:
        return from_base58(text.decode("ascii").removeprefix("z"))
    except ValueError:
        return b""


def _demand_named(path: Path, manifest: Manifest, found: Mapping[str, bytes]) -> None:
    """Demand exactly the files that were signed."""
    named = {file.name: file for file in manifest.contents}
    for name in sorted(set(named) ^ set(found)):
        code = "exchange-file-missing" if name in named else "exchange-entry"
        raise KonexioError(code, file=path, name=name)
    for name, file in named.items():
        if (_sha256(found[name]), len(found[name])) != (file.sha256, file.size):
            raise KonexioError("exchange-changed", file=path, name=name)


def _zipped(files: Mapping[str, bytes], compression: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system = 3  # Unix, on Windows too
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, body, compression, compresslevel=9)
    return out.getvalue()


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
