"""Every fenced block of README.md and docs/ is run or validated, by its language.

`console`: commands behind `$`, run in one shell per document; what is shown is compared.
`python`: run; behind `<!-- answer: NOTEBOOK CELL -->` it is written into that cell instead.
Behind `<!-- write: FILE -->` a block of any language is written into that file, as an editor does.
`toml`, `json`: parsed, and our own files validated. `yaml`: structured answers, and files of
CI systems, held to their published schemas. `bash`: what installs; .ci/run runs it.
`text`: only shown. No other language is allowed.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from konexio_cli.cohort.judgements import FILES as JUDGED
from konexio_cli.cohort.settings_shapes import FILES as COHORT
from konexio_cli.documents.reading import read_document
from konexio_cli.documents.shapes import FILES as FORMS
from konexio_cli.packs.compose import fill_in
from konexio_cli.packs.shapes import FILES

_HERE = Path(__file__).parent
_FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<language>\S*)[^\n]*\n"))
_ANSWER = re.compile(r"<!-- answer: (?P<notebook>\S+) (?P<cell>\S+) -->\s*\Z")
_WRITE = re.compile(r"<!-- write: (?P<file>\S+) -->\s*\Z")
_CI_FILE = re.compile(r"# (?P<name>\S+)\n")
# The schemas that check-jsonschema carries, and what pre-commit says of its own files.
_CI_CHECKS = {
    ".github/workflows/": ("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
    ".gitlab-ci.yml": ("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"),
    ".pre-commit-config.yaml": ("pre-commit", "validate-config"),
}
_FILE = re.compile(r"#\s*(?:\S*/)?(?P<name>[\w-]+\.toml)\b")


class Step(NamedTuple):
    """A command with the output that the document shows, or text for a cell or a file."""

    line: int
    text: str
    shown: str = ""
    answer: re.Match[str] | None = None
    file: str = ""


class Shell:
    """One bash: `cd` and `export` hold from command to command, as at a reader's desk."""

    def __init__(self, folder: Path) -> None:
        self._bash = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env={
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}",
                "HOME": str(folder),
                "LANG": "C.UTF-8",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        self._bash.communicate()

    def run(self, command: str) -> tuple[int, str]:
        """Return the exit code of `command` and all that it wrote."""
        assert self._bash.stdin
        assert self._bash.stdout
        mark = secrets.token_hex(8)
        self._bash.stdin.write(f"{{ {command}\n}} </dev/null\nprintf '\\n{mark} %s\\n' $?\n")
        self._bash.stdin.flush()
        lines: list[str] = []
        for line in self._bash.stdout:
            if line.startswith(mark):
                return int(line.split()[1]), "".join(lines)
            lines.append(line)
        raise AssertionError(f"the shell ended at: {command}")


def _parts(document: Document) -> Iterator[Region]:
    """Give each block with its evaluator; a document's commands and answers are one road."""
    road: list[Step] = []
    start = end = 0
    for block in _FENCES(document):
        language, source = block.lexemes["language"], block.lexemes["source"]
        line = document.text.count("\n", 0, block.start) + 1
        before = document.text[: block.start]
        answer, write = _ANSWER.search(before), _WRITE.search(before)
        if language == "console" or answer or write:
            start, end = (start, end) if road else (block.start, block.end)
            if answer or write:
                road.append(Step(line, source, answer=answer, file=write["file"] if write else ""))
            else:
                road += _commands(source, line)
        else:
            yield Region(block.start, block.end, source, _EVALUATORS.get(language, _unknown))
    if road:
        yield Region(start, end, road, _walk)


def _commands(source: str, line: int) -> Iterator[Step]:
    first, *others = re.split(r"^\$ ", source, flags=re.MULTILINE)
    assert not first.strip(), f"line {line}: a console block begins with a command"
    for part in others:
        command, _, shown = part.partition("\n")
        yield Step(line, command, shown)


def _walk(example: Example) -> str:
    """Take all steps; return the first complaint, "" when there is none."""
    steps: Sequence[Step] = example.parsed
    with tempfile.TemporaryDirectory(prefix="konexio-docs-") as name:
        folder = Path(name).resolve()
        for content in ("exercises", "graders"):  # as in a clone
            shutil.copytree(_HERE / content, folder / "konexio" / content)
        with Shell(folder) as shell:
            return next(filter(None, (_take(step, shell, folder) for step in steps)), "")


def _take(step: Step, shell: Shell, folder: Path) -> str:
    if step.answer:
        notebook = folder / step.answer["notebook"]
        text = fill_in(notebook.read_text("utf-8"), {step.answer["cell"]: step.text})
        notebook.write_text(text, "utf-8")
        return ""
    if step.file:
        (folder / step.file).write_text(step.text, "utf-8")
        return ""
    code, output = shell.run(step.text)
    shown = step.shown.strip()
    if _pattern(shown).fullmatch(_trimmed(output)) if shown else code == 0:
        return ""
    return f"line {step.line}: $ {step.text} (exit code {code}) wrote\n{output}\nnot\n{shown}"


def _pattern(shown: str) -> re.Pattern[str]:
    """Return what fits `shown`: `…` alone on a line is any lines, else any text in a line."""
    lines = (
        "(?s:.*)" if line == "…" else re.escape(line).replace("…", ".*")
        for line in _trimmed(shown).splitlines()
    )
    return re.compile("\n".join(lines))


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _python(example: Example) -> None:
    exec(compile(example.parsed, example.path, "exec"), {})  # noqa: S102 - our own documents


def _toml(example: Example) -> None:
    content = tomllib.loads(example.parsed)
    file = _FILE.match(example.parsed)
    if file:
        (FILES | COHORT | JUDGED)[file["name"]].model_validate(content)


def _json(example: Example) -> None:
    json.loads(example.parsed)


def _yaml(example: Example) -> None:
    file = _CI_FILE.match(example.parsed)
    assert file, f"{example.path}: a block of YAML begins with the name of its file"
    if file["name"] in FORMS:
        read_document(file["name"], example.parsed.encode())
        return
    tool, *words = next(c for name, c in _CI_CHECKS.items() if file["name"].startswith(name))
    with tempfile.TemporaryDirectory(prefix="konexio-docs-") as name:
        path = Path(name, Path(file["name"]).name)
        path.write_text(example.parsed, "utf-8")
        command = [str(Path(sys.executable).parent / tool), *words, str(path)]
        told = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert told.returncode == 0, told.stdout + told.stderr


def _bash(example: Example) -> None:
    """Hold what installs to README's own commands: those are run by .ci/run."""
    subprocess.run(["bash", "-n"], input=example.parsed, check=True, encoding="utf-8")
    proven = (_HERE / "README.md").read_text("utf-8").splitlines()
    for line in example.parsed.splitlines():
        assert line in proven, f"{example.path}: README.md does not have: {line}"


def _text(_: Example) -> None:
    """Take text as it is."""


def _unknown(example: Example) -> None:
    raise AssertionError(f"{example.path}, line {example.line}: a block needs a known language")


_EVALUATORS: dict[str, Callable[[Example], str | None]] = {
    "python": _python,
    "toml": _toml,
    "json": _json,
    "yaml": _yaml,
    "bash": _bash,
    "text": _text,
}

pytest_collect_file = Sybil(
    parsers=[_parts], patterns=["README.md", "docs/*.md", "docs/*/*.md"]
).pytest()


def pytest_xdist_auto_num_workers() -> int:
    """Return half as many workers again as there are cores: a third of the time, tests wait."""
    return (os.cpu_count() or 1) * 3 // 2
