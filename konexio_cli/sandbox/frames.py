"""Length-prefixed frames over a socket, with size and time limits, and passed descriptors.

Both sides take turns: a frame is answered before the next one is sent. So what is read at
once is one frame, and whoever sends more has broken the rule.
"""

from __future__ import annotations

import socket
import struct
import time

_HEADER = struct.Struct(">I")
_CHUNK = 1 << 16


class FrameTooLong(ValueError):
    """The other side announced more bytes than it may send."""


class OutOfTurn(ValueError):
    """The other side sent more than the one frame that was its turn."""


def send(sock: socket.socket, body: bytes, descriptor: int | None = None) -> None:
    """Send `body`, and with it one open file descriptor if given."""
    frame = _HEADER.pack(len(body)) + body
    if descriptor is not None:
        sent = socket.send_fds(sock, [frame], [descriptor])
        frame = frame[sent:]
    sock.sendall(frame)


def receive(sock: socket.socket, most: int, seconds: float | None = None) -> bytes:
    """Return the next frame.

    Raise EOFError when the other side is gone, TimeoutError when the frame is not
    complete after `seconds`, FrameTooLong before reading more than `most` bytes,
    OutOfTurn when something comes behind it.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    sock.settimeout(_left(deadline))
    return _whole(sock, sock.recv(_CHUNK), most, deadline)


def receive_with_descriptor(sock: socket.socket, most: int) -> tuple[bytes, int | None]:
    """Return the next frame and the descriptor that came with it; only for trusted senders."""
    start, descriptors, _, _ = socket.recv_fds(sock, _CHUNK, 1)
    return _whole(sock, start, most, None), (descriptors[0] if descriptors else None)


def _whole(sock: socket.socket, start: bytes, most: int, deadline: float | None) -> bytes:
    """Return the frame that begins with `start`; an empty start is the end."""
    if not start:
        raise EOFError
    frame = bytearray(start)
    _fill(sock, frame, _HEADER.size, deadline)
    (length,) = _HEADER.unpack_from(frame)
    if length > most:
        raise FrameTooLong(length)
    _fill(sock, frame, _HEADER.size + length, deadline)
    if len(frame) > _HEADER.size + length:
        raise OutOfTurn
    return bytes(frame[_HEADER.size :])


def _fill(sock: socket.socket, frame: bytearray, count: int, deadline: float | None) -> None:
    while len(frame) < count:
        sock.settimeout(_left(deadline))
        part = sock.recv(_CHUNK)
        if not part:
            raise EOFError
        frame += part


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
