"""Let atheris look for bytes that break a target, for a number of seconds.

    pip install -e ".[fuzz]"
    python -m tests.fuzzing.run wire 900 --work /tmp/fuzzing

It begins with the corpus in tests/cases/fuzzing/ and with seeds of its own, and leaves
what it finds in the work folder. `--merge` then finds the smallest inputs that reach the same
code, and `--keep` writes them into the corpus. A crash is written down, and ends the run.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

# atheris publishes no types, and is not installed where nobody fuzzes.
atheris: Any = importlib.import_module("atheris")

# Instrumented from their first line: what is loaded before is not seen by atheris.
with atheris.instrument_imports(include=["konexio_cli", "zipfile", "tarfile"]):
    from .targets import TARGETS

from .seeds import WORDS, seeds  # noqa: E402 - as said above

# A JSON document that is about to be changed.
Json: TypeAlias = Any

CORPUS = Path(__file__).parents[1] / "cases" / "fuzzing"
_LONGEST = 4_096  # bytes of an input
_SLOW_SECONDS = 10
_MEMORY_MB = 2_048
_LARGEST_CORPUS = 190_000  # bytes of one target's corpus


def main() -> None:
    """Fuzz the target that the command line names; what stands behind `--` is for libFuzzer."""
    ours, _, theirs = " ".join(sys.argv[1:]).partition(" -- ")
    asked = _asked(ours.split())
    work = asked.work / asked.target
    if theirs:
        _fuzz(asked.target, work, theirs.split())
    elif asked.keep:
        _keep(work / "smallest", CORPUS / asked.target)
    else:
        _fuzz(asked.target, work, [*_options(asked, work), *_folders(asked, work)])


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.run")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("--work", type=Path, default=Path("/tmp/konexio-fuzzing"))  # noqa: S108 - by wish
    parser.add_argument("--merge", action="store_true", help="find the smallest inputs")
    parser.add_argument("--keep", action="store_true", help="write those into the corpus")
    return parser.parse_args(arguments)


def _options(asked: argparse.Namespace, work: Path) -> list[str]:
    if asked.merge:
        return ["-merge=1", f"-max_len={_LONGEST}"]
    work.mkdir(parents=True, exist_ok=True)
    words = work.with_suffix(".dict")
    words.write_text("".join(f"{_quoted(one)}\n" for one in WORDS[asked.target]), "utf-8")
    return [
        *(f"-dict={words}", f"-max_total_time={asked.seconds}", f"-max_len={_LONGEST}"),
        *(f"-timeout={_SLOW_SECONDS}", f"-rss_limit_mb={_MEMORY_MB}", "-report_slow_units=2"),
        *(f"-artifact_prefix={work}-", "-print_final_stats=1"),
    ]


def _folders(asked: argparse.Namespace, work: Path) -> list[str]:
    """Return where inputs lie; into the first, new ones are written."""
    found, smallest, begin = (work / name for name in ("found", "smallest", "seeds"))
    for folder in (found, smallest, begin):
        folder.mkdir(parents=True, exist_ok=True)
    for body in seeds(asked.target):
        (begin / sha256(body).hexdigest()[:16]).write_bytes(body)
    known = [found, begin, *filter(Path.is_dir, [CORPUS / asked.target])]
    return list(map(str, [smallest, *known] if asked.merge else known))


def _fuzz(target: str, work: Path, options: list[str]) -> None:
    """Run libFuzzer, which starts itself again for a merge: by a file that can be run."""
    itself = work.with_suffix(".sh")
    command = f"{sys.executable} -m tests.fuzzing.run {target} --work {work.parent} --"
    itself.write_text(f'#!/bin/sh\nexec {command} "$@"\n', "utf-8")
    itself.chmod(0o755)
    mutator = _of_json if target in {"wire", "notebook"} else None
    more = {"custom_mutator": mutator} if mutator else {}
    atheris.Setup([str(itself), *options], TARGETS[target], **more)
    atheris.Fuzz()


def _quoted(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode("latin-1")) + '"'


def _of_json(body: bytes, longest: int, seed: int) -> bytes:
    """Change a JSON document at one place; bytes that are none are changed as bytes."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    if dice.random() < 1 / 3:
        return _as_bytes(body, longest)
    try:
        content: Json = json.loads(body)
    except (ValueError, RecursionError):
        return _as_bytes(body, longest)
    _change(content, dice)
    changed = json.dumps(content).encode()
    return changed if len(changed) <= longest else _as_bytes(body, longest)


def _as_bytes(body: bytes, longest: int) -> bytes:
    changed: bytes = atheris.Mutate(body, longest)
    return changed


def _change(content: Json, dice: random.Random) -> None:
    """Put something else in one place of a document."""
    places: list[tuple[Json, Json]] = []
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list | dict):
            keys = list(one) if isinstance(one, dict) else list(range(len(one)))
            places += [(one, key) for key in keys]
            waiting += [one[key] for key in keys]
    if places:
        (holder, key), (other, from_key) = dice.choice(places), dice.choice(places)
        new: list[Callable[[], Json]] = [
            lambda: json.loads(json.dumps(other[from_key])),
            lambda: dice.choice([None, True, 0, -1, 1.5, 2**53, "", [], {}, "\ud800"]),
            lambda: dice.choice([word for words in WORDS.values() for word in words]),
            lambda: [holder[key]] * dice.randrange(3),
            lambda: {"$": dice.choice(WORDS["wire"]), "v": holder[key]},
        ]
        holder[key] = dice.choice(new)()


def _keep(smallest: Path, corpus: Path) -> None:
    """Write the smallest inputs into the corpus, up to its size; what is there already stays."""
    corpus.mkdir(parents=True, exist_ok=True)
    size = sum(path.stat().st_size for path in corpus.iterdir())
    for path in sorted(smallest.iterdir(), key=lambda path: path.stat().st_size):
        size += path.stat().st_size
        if size <= _LARGEST_CORPUS:
            (corpus / path.name[:16]).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
