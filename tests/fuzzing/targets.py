"""What takes in strangers' bytes, each as one function: it raises when something does not hold.

`run.py` lets atheris look for bytes that break one; `test_corpus.py` replays those that it kept.
"""

from __future__ import annotations

import contextlib
import linecache
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from konexio_cli.archives import ArchiveLimits, extract
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.container import open_container
from konexio_cli.grading.stateless import loose_names
from konexio_cli.keys.base58 import to_base58
from konexio_cli.keys.ed25519 import PrivateKey
from konexio_cli.model.notebook import Notebook
from konexio_cli.packs.notebooks import parse
from konexio_cli.sandbox.decoding import Decoder
from konexio_cli.sandbox.plain import PlainCells, plain_program
from konexio_cli.sandbox.wire import WireError, loads

from .kinds import demand_plain

Target = Callable[[bytes], None]

# Small, so that a run costs little; what holds for them holds for larger ones.
_LIMITS = ArchiveLimits(files=40, total_bytes=1 << 20, file_bytes=1 << 18, ratio=50)


def wire(body: bytes) -> None:
    """Decode a frame: exact plain types come out, or a WireError."""
    with contextlib.suppress(WireError):
        demand_plain(Decoder(lambda handle: handle)(loads(body)))


def notebook(body: bytes) -> None:
    """Read a submission: a notebook comes out, or a KonexioError that names its file."""
    demand_sound(body)


def demand_sound(body: bytes) -> Notebook | None:
    """Parse; what comes out can be written, and says where each cell stood."""
    path = Path("x.ipynb")
    try:
        found = parse(body, path)
    except KonexioError as problem:
        assert problem.facts["file"] == path  # noqa: PT017 - bytes that are no notebook are told
        return None
    texts = [found.exercise, *found.notes]
    for position, cell in enumerate(found.cells):
        assert cell.position == position
        texts += [cell.source, cell.name]
    assert all(text.encode().decode() == text for text in texts)
    assert found.round in {1, 2}
    assert parse(body, Path("y")) == found
    return found


def archive(body: bytes) -> None:
    """Take an archive apart: only what is told comes out, below the folder and within limits."""
    with tempfile.TemporaryDirectory(prefix="konexio-fuzz-") as name:
        file, out = Path(name, "x"), Path(name, "out")
        file.write_bytes(body)
        with contextlib.suppress(KonexioError):
            found = extract(file, out, _LIMITS)
            assert set(found.files) == {path for path in out.rglob("*") if not path.is_dir()}
        assert {path.name for path in Path(name).iterdir()} <= {"x", "out"}
        inside = list(out.rglob("*"))
        assert not any(path.is_symlink() for path in inside)
        files = [path for path in inside if not path.is_dir()]
        assert all(path.is_file() for path in files)
        assert len(files) <= _LIMITS.files
        assert sum(path.stat().st_size for path in files) <= _LIMITS.total_bytes


def container(body: bytes) -> None:
    """Open a container whose manifest is any text, well signed: it is refused, or means itself."""
    key = PrivateKey(bytes(32))
    with tempfile.TemporaryDirectory(prefix="konexio-fuzz-") as name:
        file = Path(name, "x.konexio")
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("manifest.json", body)
            made.writestr("signature", f"z{to_base58(key.sign(body))}")
        with contextlib.suppress(KonexioError):
            found = open_container(file)
            assert found.manifest.signer == key.public.did
            assert not found.files
            assert not found.manifest.contents


def stateless(body: bytes) -> None:
    """Prove that a program keeps no state, or not; it is never anything else."""
    sources = tuple(text_of(body).split("\f"))
    names = loose_names(sources)
    assert names is None or all(name in "".join(sources) for name in names)


def plain(body: bytes) -> None:
    """Tell whether cells are plain Python, and compile those that are; no text is too odd."""
    sources = text_of(body).split("\f")
    plain_program(sources)
    for source in sources:
        PlainCells({}).compiled(source)
    linecache.clearcache()  # each cell leaves its lines there


def text_of(body: bytes) -> str:
    """Return any text: bytes that are no UTF-8 become halves of surrogate pairs."""
    return body.decode("utf-8", "surrogateescape")


TARGETS: Mapping[str, Target] = {
    one.__name__: one for one in (wire, notebook, archive, container, stateless, plain)
}
