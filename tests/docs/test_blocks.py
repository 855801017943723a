"""The guard of the documents, guarded: it fails where a document is wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

WRONG = {
    "output": "```console\n$ echo yes\nno\n```\n",
    "more-output": "```console\n$ echo yes; echo no\nyes\n```\n",
    "exit": "```console\n$ true\n$ false\n```\n",
    "lost-folder": "```console\n$ cd konexio\n$ ls exercises\nlost\n```\n",
    "python": "```python\nassert 1 == 2\n```\n",
    "write": "<!-- write: no/a.txt -->\n```text\nyes\n```\n",
    "toml": "```toml\nformat = \n```\n",
    "our-toml": "```toml\n# exercises/course.toml\nformat = 1\npakcs = []\n```\n",
    "json": "```json\n{'a': 1}\n```\n",
    "install": "```bash\npip install something-else\n```\n",
    "yaml": "```yaml\n# .gitlab-ci.yml\na: {scirpt: [b]}\n```\n",
    "workflow": "```yaml\n# .github/workflows/a.yml\non: push\njbos: {}\n```\n",
    "yaml-without-name": "```yaml\na: {script: [b]}\n```\n",
    "our-yaml": "```yaml\n# rates.yaml\ncurrency: EUR\n```\n",
    "yaml-of-no-file": "```yaml\n# letter.yaml\na: 1\n```\n",
    "language": "```ruby\na: 1\n```\n",
    "no-language": "```\na: 1\n```\n",
}
RIGHT = {
    "output": "```console\n$ printf 'a 1\\nb\\nc\\nd\\n'\na …\n…\nd\n```\n",
    "one-shell": "```console\n$ cd konexio\n$ export A=1\n```\n\n```console\n$ ls\nexercises\n"
    "graders\n$ echo $A\n1\n```\n",
    "exit": "```console\n$ echo no; false\nno\n```\n",
    "other": '```python\nassert 1\n```\n\n```json\n{"a": 1}\n```\n\n```text\nx\n```\n',
    "toml": "```toml\na = 1\n```\n",
    "yaml": "```yaml\n# .gitlab-ci.yml\na: {script: [b]}\n```\n",
    "our-yaml": "```yaml\n# asked.yaml\nquestions: [1]\ndecisions: []\n```\n",
    "write": "<!-- write: a.txt -->\n```text\nyes\n```\n\n```console\n$ cat a.txt\nyes\n```\n",
}


def failing(pages: dict[str, str], folder: Path, repository: Path) -> set[str]:
    """Return the pages that fail; raise AssertionError if not every page was run."""
    shutil.copy(repository / "conftest.py", folder)
    for name in ("exercises", "graders", "docs"):
        (folder / name).mkdir()
    (folder / "README.md").write_text("Nothing.\n", "utf-8")
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "docs"],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
    ).stdout
    verdicts = re.findall(r"^(PASSED|FAILED) docs/([\w-]+)\.md", told, flags=re.MULTILINE)
    assert {name for _, name in verdicts} == set(pages), told
    return {name for verdict, name in verdicts if verdict == "FAILED"}


def test_every_wrong_block_fails(tmp_path: Path, repository: Path) -> None:
    assert failing(WRONG, tmp_path, repository) == set(WRONG)


def test_every_right_block_passes(tmp_path: Path, repository: Path) -> None:
    assert failing(RIGHT, tmp_path, repository) == set()
