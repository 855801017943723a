"""The guard of the documents, guarded: it fails where a document is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WRONG = {
    "output": "```console\n$ echo yes\nno\n```\n",
    "more-output": "```console\n$ echo yes; echo no\nyes\n```\n",
    "exit": "```console\n$ true\n$ false\n```\n",
    "lost-folder": "```console\n$ cd konexio\n$ ls exercises\nlost\n```\n",
    "python": "```python\nassert 1 == 2\n```\n",
    "toml": "```toml\nformat = \n```\n",
    "our-toml": "```toml\n# exercises/course.toml\nformat = 1\npakcs = []\n```\n",
    "json": "```json\n{'a': 1}\n```\n",
    "install": "```bash\npip install something-else\n```\n",
    "language": "```yaml\na: 1\n```\n",
    "no-language": "```\na: 1\n```\n",
}
RIGHT = {
    "output": "```console\n$ printf 'a 1\\nb\\nc\\nd\\n'\na …\n…\nd\n```\n",
    "one-shell": "```console\n$ cd konexio\n$ export A=1\n```\n\n```console\n$ ls\nexercises\n"
    "graders\n$ echo $A\n1\n```\n",
    "exit": "```console\n$ echo no; false\nno\n```\n",
    "other": '```python\nassert 1\n```\n\n```json\n{"a": 1}\n```\n\n```text\nx\n```\n',
    "toml": "```toml\na = 1\n```\n",
}


def verdict(text: str, folder: Path, repository: Path) -> int:
    """Return pytest's exit code for a README of this text."""
    shutil.copy(repository / "conftest.py", folder)
    for name in ("exercises", "graders"):
        (folder / name).mkdir()
    (folder / "README.md").write_text(text, "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "README.md"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_block_fails(text: str, tmp_path: Path, repository: Path) -> None:
    assert verdict(text, tmp_path, repository) == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_a_right_block_passes(text: str, tmp_path: Path, repository: Path) -> None:
    assert verdict(text, tmp_path, repository) == pytest.ExitCode.OK
