from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.sandbox import frames
from konexio_cli.sandbox.room import RoomEnded, cell_run, matching_answer
from konexio_cli.sandbox.wire import Json

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sockets of the forked room")


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


Pair = tuple[socket.socket, socket.socket]


@pytest.mark.parametrize("body", [b"", b"{}", b"\x00" * 1_000])
def test_a_frame_arrives_whole(pair: Pair, body: bytes) -> None:
    frames.send(pair[0], body)
    assert frames.receive(pair[1], most=1_000, seconds=5) == body


def test_frames_arrive_in_order(pair: Pair) -> None:
    for body in (b"one", b"two"):
        frames.send(pair[0], body)
        assert frames.receive(pair[1], 10) == body


def test_two_frames_at_once_are_out_of_turn(pair: Pair) -> None:
    frames.send(pair[0], b"one")
    frames.send(pair[0], b"two")
    with pytest.raises(frames.OutOfTurn):
        frames.receive(pair[1], 10)


def test_a_frame_larger_than_a_socket_holds_arrives(pair: Pair) -> None:
    body = os.urandom(3 << 20)
    sender = threading.Thread(target=frames.send, args=(pair[0], body))
    sender.start()
    assert frames.receive(pair[1], most=4 << 20, seconds=60) == body
    sender.join()


def test_too_long_a_frame_is_refused_unread(pair: Pair) -> None:
    pair[0].sendall(struct.pack(">I", 0xFFFFFFFF))
    with pytest.raises(frames.FrameTooLong):
        frames.receive(pair[1], most=10, seconds=5)


@pytest.mark.parametrize("sent", [b"", b"\x00\x00", b"\x00\x00\x00\x05abc"])
def test_an_end_within_a_frame_is_an_end(pair: Pair, sent: bytes) -> None:
    pair[0].sendall(sent)
    pair[0].close()
    with pytest.raises(EOFError):
        frames.receive(pair[1], most=10, seconds=5)


@pytest.mark.parametrize("sent", [b"", b"\x00\x00", b"\x00\x00\x00\x05abc"])
def test_a_frame_that_does_not_come_is_not_waited_for(pair: Pair, sent: bytes) -> None:
    pair[0].sendall(sent)
    with pytest.raises(TimeoutError):
        frames.receive(pair[1], most=10, seconds=0.05)


def test_no_time_left_is_a_timeout_at_once(pair: Pair) -> None:
    frames.send(pair[0], b"late")
    with pytest.raises(TimeoutError):
        frames.receive(pair[1], most=10, seconds=0)


def test_a_descriptor_travels_with_its_frame(pair: Pair) -> None:
    reading, writing = os.pipe()
    frames.send(pair[0], b"for you", writing)
    os.close(writing)
    body, received = frames.receive_with_descriptor(pair[1], most=10)
    assert body == b"for you"
    assert received is not None
    os.write(received, b"through")
    os.close(received)
    assert os.read(reading, 10) == b"through"
    os.close(reading)


def test_a_frame_may_come_without_a_descriptor(pair: Pair) -> None:
    frames.send(pair[0], b"alone")
    assert frames.receive_with_descriptor(pair[1], most=10) == (b"alone", None)


def test_trusted_frames_have_limits_too(pair: Pair) -> None:
    frames.send(pair[0], b"eleven long")
    with pytest.raises(frames.FrameTooLong):
        frames.receive_with_descriptor(pair[1], most=10)
    pair[0].close()


def test_a_closed_socket_has_no_frame(pair: Pair) -> None:
    pair[0].close()
    with pytest.raises(EOFError):
        frames.receive_with_descriptor(pair[1], most=10)


MOST = 40
HEADERS = st.integers(0, 60).map(lambda length: struct.pack(">I", length))
PARTS = st.lists(st.binary(max_size=60) | HEADERS, max_size=5)


@settings(database=None, deadline=None, max_examples=200)
@given(PARTS, st.booleans())
def test_any_bytes_are_a_frame_or_a_broken_rule(parts: list[bytes], leaves: bool) -> None:
    sent = b"".join(parts)
    told = int.from_bytes(sent[:4], "big") if len(sent) >= 4 else None
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for part in parts:
            ours.sendall(part)
        if leaves:
            ours.shutdown(socket.SHUT_WR)
        try:
            body = frames.receive(theirs, MOST, seconds=0.02)
        except frames.FrameTooLong:
            assert told is not None
            assert told > MOST
        except frames.OutOfTurn:
            assert told is not None
            assert len(sent) > 4 + told
        except EOFError:
            assert leaves
            assert told is None or len(sent) < 4 + told
        except TimeoutError:
            assert not leaves
            assert told is None or len(sent) < 4 + told
        else:
            assert sent == struct.pack(">I", len(body)) + body


def _send_in_two(sock: socket.socket, frame: bytes, cut: int) -> None:
    sock.sendall(frame[:cut])
    sock.sendall(frame[cut:])


@settings(database=None, deadline=None, max_examples=50)
@given(st.lists(st.binary(max_size=MOST), max_size=5), st.randoms(use_true_random=False))
def test_frames_in_turn_arrive_however_they_are_cut(bodies: list[bytes], dice: Random) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for body in bodies:
            frame = struct.pack(">I", len(body)) + body
            cut = dice.randrange(len(frame) + 1)
            sender = threading.Thread(target=_send_in_two, args=(ours, frame, cut))
            sender.start()
            assert frames.receive(theirs, MOST, seconds=60) == body
            sender.join()


jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
)
names = st.sampled_from(["id", "value", "raised", "printed", "read", "absent"])
answers = st.dictionaries(names, jsons | st.just("0123456789abcdef"), max_size=6) | jsons


@settings(database=None, deadline=None, max_examples=200)
@given(answers.map(lambda answer: json.dumps(answer).encode()) | st.binary(), jsons)
def test_any_answer_is_that_of_the_question_or_a_broken_room(frame: bytes, run: Json) -> None:
    with contextlib.suppress(RoomEnded):
        assert matching_answer(frame, "0123456789abcdef")["id"] == "0123456789abcdef"
    with contextlib.suppress(RoomEnded):
        found = cell_run(run)
        assert all(type(text) is str for text in (found.stdout, found.stderr, found.displayed))
