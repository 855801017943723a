from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from konexio_cli.sandbox import frames

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
