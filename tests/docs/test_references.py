"""The references that are made from the code are what the code makes now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_committed_references_are_what_the_script_makes(repository: Path, tmp_path: Path) -> None:
    script = repository / "scripts" / "write_references.py"
    subprocess.run([sys.executable, script, tmp_path], check=True)
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    committed = repository / "docs" / "reference"
    assert made == {name: (committed / name).read_text("utf-8") for name in made}
    assert set(made) == {"commands.md", "exit-codes.md"}
