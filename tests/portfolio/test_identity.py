"""A learner's key is made once, is nobody else's to read, and is never replaced in silence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.portfolio.identity import identity_of
from konexio_cli.portfolio.workspace import Settings, Workspace, open_workspace, save


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return save(tmp_path / "work", Settings(Language.EN, "Amina"))


def test_a_workspace_has_one_key_for_ever(workspace: Workspace) -> None:
    first = identity_of(workspace)
    assert identity_of(workspace) == first
    save(workspace.folder, Settings(Language.FR, "Another name"))
    assert identity_of(open_workspace(workspace.folder)) == first


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_only_its_owner_reads_the_key(workspace: Workspace) -> None:
    identity_of(workspace)
    assert (workspace.folder / ".konexio" / "key.json").stat().st_mode & 0o777 == 0o600


def test_a_copied_workspace_is_the_same_learner(workspace: Workspace, tmp_path: Path) -> None:
    first = identity_of(workspace)
    shutil.copytree(workspace.folder, tmp_path / "copy")
    assert identity_of(open_workspace(tmp_path / "copy")) == first
    other = save(tmp_path / "other", Settings(Language.EN, "Amina"))
    assert identity_of(other).key != first.key
    assert identity_of(other).workspace != first.workspace


@pytest.mark.parametrize("body", ["", "{}", '{"format": 1, "seed": "00"}', "\0" * 20])
def test_a_damaged_key_is_told_and_stays(workspace: Workspace, body: str) -> None:
    path = workspace.folder / ".konexio" / "key.json"
    path.write_text(body, "utf-8")
    with pytest.raises(KonexioError) as caught:
        identity_of(workspace)
    assert caught.value.code == "learner-key-damaged"
    assert path.read_text("utf-8") == body


@pytest.mark.parametrize("body", ["", "zz", "\0", "0123456789ABCDEF", "../../../../x"])
def test_an_id_that_is_none_is_made_anew(workspace: Workspace, body: str) -> None:
    first = identity_of(workspace)
    (workspace.folder / ".konexio" / "id").write_text(body, "utf-8")
    second = identity_of(workspace)
    assert second.key == first.key
    assert second.workspace != body.strip()
    assert identity_of(workspace) == second


_MAKE = """
import sys
from pathlib import Path
from konexio_cli.portfolio.identity import identity_of
from konexio_cli.portfolio.workspace import open_workspace
print(identity_of(open_workspace(Path(sys.argv[1]))).key.public.did)
"""


def test_many_commands_at_once_make_one_key(workspace: Workspace) -> None:
    command = [sys.executable, "-c", _MAKE, str(workspace.folder)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = {process.communicate()[0] for process in started}
    assert told == {f"{identity_of(workspace).key.public.did}\n"}
