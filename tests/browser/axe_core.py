"""axe-core, fetched once by npm into the user's cache: what it says of a page, as lines."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import platformdirs
from playwright.sync_api import Page

VERSION = "4.14.1"
# WCAG 2.2, levels A and AA, and what axe-core's authors advise beyond it.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only violations leave the browser: the list of all that is well takes longer than the looking.
_RUN = """async rules => {
  const options = {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']};
  return (await axe.run(document, options)).violations;
}"""
_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-save")


def script() -> str:
    """Return axe-core's own script. npm checks what it fetches."""
    kept = platformdirs.user_cache_path("konexio-tests") / f"axe-core-{VERSION}.js"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _fetch(kept)
    return kept.read_text("utf-8")


def _fetch(target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        subprocess.run(
            ["npm", "install", *_QUIETLY, "--prefix", folder, f"axe-core@{VERSION}"],
            check=True,
            capture_output=True,
        )
        # Whoever fetches at the same time puts the same file there.
        shutil.move(Path(folder, "node_modules", "axe-core", "axe.min.js"), target)


def violations(page: Page, source: str) -> list[str]:
    """Return what breaks a rule, one line for each element; incomplete checks are not told."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source)
    found: list[dict[str, Any]] = page.evaluate(_RUN, _RULES)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
