"""What only a kernel can do to its judge: forged answers, forged messages, noise."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.grading.interview import Interview
from konexio_cli.model.exercise import Limits
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.jupyter import JupyterRoom, JupyterRooms
from konexio_cli.sandbox.room import RoomEnded

SEND = """
kernel = get_ipython().kernel
kernel.session.send(kernel.iopub_socket, {kind!r}, {content!r}, parent=kernel.get_parent())
"""


@pytest.fixture(scope="module")
def kernels() -> Iterator[JupyterRooms]:
    rooms = JupyterRooms()
    yield rooms
    rooms.close()


@pytest.fixture
def room(kernels: JupyterRooms) -> Iterator[JupyterRoom]:
    room = kernels.open({}, Limits(seconds=20, answer_kb=64))
    yield room
    room.close()


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("'?'", Verdict.ERROR),
        ("'AAAA'", Verdict.ERROR),
        ('base64.b64encode(b\'{"id": "guessed", "value": 1}\').decode()', Verdict.ERROR),
        ("None", Verdict.ERROR),
        ("1 / 0", Verdict.ERROR),
        ("'A' * 1_000_000", Verdict.MEMORY),
        ("''", Verdict.MEMORY),
        ("os._exit(0)", Verdict.ERROR),
    ],
)
def test_an_answer_to_no_question_ends_the_room(
    room: JupyterRoom, answer: str, verdict: Verdict
) -> None:
    room.run(
        f"import base64, os\nget_ipython().konexio.answer = lambda frame, most: {answer}\nx = 1", 20
    )
    with pytest.raises(RoomEnded) as ended:
        Interview(room).get("x")
    assert ended.value.verdict is verdict


@pytest.mark.parametrize("raised", ["'AAAA'", "'e30='", "'WzFd'", "''", "1"])
def test_a_cell_that_reports_nonsense_ends_the_room(room: JupyterRoom, raised: str) -> None:
    with pytest.raises(RoomEnded) as ended:
        room.run(f"get_ipython().konexio.raised = lambda: {raised}", 20)
    assert ended.value.verdict is Verdict.ERROR


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("stream", {"name": "other", "text": "x"}),
        ("stream", {"name": "stdout", "text": 1}),
        ("display_data", {"data": 1}),
        ("status", {}),
    ],
)
def test_a_forged_message_ends_the_room(
    room: JupyterRoom, kind: str, content: dict[str, object]
) -> None:
    with pytest.raises(RoomEnded) as ended:
        room.run(SEND.format(kind=kind, content=content), 20)
    assert ended.value.verdict is Verdict.ERROR


def test_a_thread_that_never_stops_printing_stops_nothing(room: JupyterRoom) -> None:
    room.run(
        "import threading, time\n"
        "def noise():\n"
        "    while True:\n"
        "        print('.', flush=True)\n"
        "        time.sleep(0.001)\n"
        "threading.Thread(target=noise, daemon=True).start()",
        20,
    )
    assert Interview(room).get("threading") is not None
    assert room.run("1 + 1", 20).displayed == "2"


def test_many_questions_leave_room_for_the_next_cell(room: JupyterRoom) -> None:
    room.run("x = 1", 20)
    learner = Interview(room)
    for _ in range(700):  # two messages each: more than a socket keeps
        learner.get("x")
    assert room.run("print(x)\nx", 20).stdout == "1\n"


def test_long_folder_names_do_without_unix_sockets(
    kernels: JupyterRooms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    room = kernels.open({}, Limits())
    assert room.run("1 + 1", 20).displayed == "2"
    room.close()
    assert list(deep.iterdir()) == []


def test_a_kernel_that_cannot_start_is_this_machines_fault(
    kernels: JupyterRooms, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def within_another_event_loop() -> None:
        kernels.open({}, Limits())

    with pytest.raises(KonexioError) as failed:
        asyncio.run(within_another_event_loop())
    assert (failed.value.code, failed.value.exit_code) == ("room-cannot-start", Exit.MACHINE)
    assert list(tmp_path.iterdir()) == []


def test_closing_the_rooms_closes_each_of_them() -> None:
    rooms = JupyterRooms()
    left = [rooms.open({}, Limits()) for _ in range(2)]
    rooms.close()
    assert not any(room.folder.exists() for room in left)
