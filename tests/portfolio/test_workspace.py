"""Settings of a workspace, whatever state their file is in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.portfolio.workspace import FILE, Direction, Settings, open_workspace, save


@pytest.mark.parametrize("direction", [None, *Direction])
def test_what_was_answered_is_kept(tmp_path: Path, direction: Direction | None) -> None:
    settings = Settings(Language.AR, "أمينة", "course", direction)
    save(tmp_path, settings)
    assert open_workspace(tmp_path).settings == settings


@pytest.mark.parametrize("direction", [None, "sideways", 1, "Logical"])
def test_a_direction_that_is_none_is_asked_again(tmp_path: Path, direction: object) -> None:
    save(tmp_path, Settings(Language.AR, ""))
    content = json.loads((tmp_path / FILE).read_text("utf-8")) | {"direction": direction}
    (tmp_path / FILE).write_text(json.dumps(content), "utf-8")
    assert open_workspace(tmp_path).settings.direction is None


def test_settings_of_before_have_no_direction(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text('{"format": 1, "language": "fr", "name": "Zoé"}', "utf-8")
    assert open_workspace(tmp_path).settings == Settings(Language.FR, "Zoé")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"language": "xx", "name": ""}'])
def test_damaged_settings_are_told(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(KonexioError, match="workspace-broken"):
        open_workspace(tmp_path)
