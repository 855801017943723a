"""Let atheris look for bytes that break a target, for a number of seconds.

    pip install -e ".[fuzz]"
    python -m tests.fuzzing.run wire 900 --work /tmp/fuzzing

It begins with the corpus in tests/cases/fuzzing/ and with seeds of its own, and leaves
what it finds in the work folder. `--keep` then writes the smallest inputs that reach the
same code back into the corpus. A crash is written down there too, and ends the run.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import atheris

# Instrumented from their first line: what is loaded before is not seen by atheris.
with atheris.instrument_imports(include=["konexio_cli", "zipfile", "tarfile"]):
    from .targets import TARGETS

from .seeds import WORDS, seeds

# A JSON document that is about to be changed.
Json: TypeAlias = Any

CORPUS = Path(__file__).parents[1] / "cases" / "fuzzing"
_LONGEST = 4_096  # bytes of an input
_SLOW_SECONDS = 10
_MEMORY_MB = 2_048
_LARGEST_CORPUS = 190_000  # bytes of one target's corpus


def main() -> None:
    """Fuzz the target that the command line names."""
    asked = _asked()
    work = asked.work / asked.target
    work.mkdir(parents=True, exist_ok=True)
    if asked.keep:
        _keep(work / "smallest", CORPUS / asked.target)
        return
    words = work.with_suffix(".dict")
    words.write_text("".join(f"{_quoted(one)}\n" for one in WORDS[asked.target]), "utf-8")
    begin = work / "seeds"
    begin.mkdir(exist_ok=True)
    for body in seeds(asked.target):
        (begin / sha256(body).hexdigest()[:16]).write_bytes(body)
    options = [f"-dict={words}", f"-max_total_time={asked.seconds}", f"-max_len={_LONGEST}"]
    options += [f"-timeout={_SLOW_SECONDS}", f"-rss_limit_mb={_MEMORY_MB}"]
    options += [f"-artifact_prefix={work}-", "-print_final_stats=1", "-report_slow_units=2"]
    found, smallest = work / "found", work / "smallest"
    for folder in (found, smallest):
        folder.mkdir(exist_ok=True)
    folders = [found, begin, *filter(Path.is_dir, [CORPUS / asked.target])]
    if asked.merge:
        options, folders = ["-merge=1", f"-max_len={_LONGEST}"], [smallest, *folders]
    _fuzz(asked.target, [*options, *map(str, folders)])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.run")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("seconds", type=int, nargs="?", default=60)
    parser.add_argument("--work", type=Path, default=Path("/tmp/konexio-fuzzing"))  # noqa: S108 - by wish
    parser.add_argument("--merge", action="store_true", help="find the smallest inputs")
    parser.add_argument("--keep", action="store_true", help="write those into the corpus")
    return parser.parse_args()


def _fuzz(target: str, options: list[str]) -> None:
    mutator = _of_json if target in {"wire", "notebook"} else None
    more = {"custom_mutator": mutator} if mutator else {}
    atheris.Setup([sys.argv[0], *options], TARGETS[target], **more)
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
