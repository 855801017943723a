"""@digitalbazaar's verifier, fetched once by npm into the user's cache; npm checks what it fetches."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs

_PACKAGES = (
    "@digitalbazaar/vc@7.3.0",
    "@digitalbazaar/data-integrity@2.5.0",
    "@digitalbazaar/eddsa-jcs-2022-cryptosuite@1.0.0",
)
_QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-save")


def folder() -> Path:
    """Return a folder in which node finds the packages."""
    versions = hashlib.sha256(" ".join(_PACKAGES).encode()).hexdigest()[:12]
    kept = platformdirs.user_cache_path("konexio-tests") / f"vc-{versions}"
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _fetch(kept)
    return kept


def _fetch(target: Path) -> None:
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        command = ["npm", "install", *_QUIETLY, "--prefix", name, *_PACKAGES]
        subprocess.run(command, check=True, capture_output=True)
        # Who fetches at the same time may have been faster.
        if not target.is_dir():
            shutil.move(Path(name), target)
            Path(name).mkdir()
