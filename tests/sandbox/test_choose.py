from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.sandbox.choose import Kind, open_rooms


@pytest.mark.parametrize("kind", ["auto", "forked", "jupyter"])
def test_each_kind_of_room_can_be_had(kind: Kind) -> None:
    if kind == "forked" and platform.system() != "Linux":
        pytest.skip("forked rooms live on Linux")
    rooms = open_rooms(kind, ())
    rooms.close()
    fitting = "forked" if platform.system() == "Linux" else "jupyter"
    assert rooms.name == (fitting if kind == "auto" else kind)
    assert rooms.branches == (rooms.name == "forked")


@pytest.mark.parametrize("system", ["Darwin", "Windows"])
def test_other_systems_have_jupyter_rooms_only(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    rooms = open_rooms("auto", ())
    rooms.close()
    assert rooms.name == "jupyter"
    with pytest.raises(KonexioError) as refused:
        open_rooms("forked", ())
    assert refused.value.code == "room-not-here"
    assert refused.value.exit_code is Exit.MACHINE
    assert refused.value.facts == {"room": "forked", "system": system}


def test_choosing_loads_neither_jupyter_nor_tables() -> None:
    program = (
        "import sys, konexio_cli.sandbox.choose;"
        "print(sorted({'nbclient', 'zmq', 'IPython', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
