"""Length-prefixed frames over a socket, with size and time limits, and passed descriptors."""

from __future__ import annotations

import socket
import struct
import time

_HEADER = struct.Struct(">I")
_CHUNK = 1 << 16


class FrameTooLong(ValueError):
    """The other side announced more bytes than it may send."""


def send(sock: socket.socket, body: bytes, descriptor: int | None = None) -> None:
    """Send `body`, and with it one open file descriptor if given."""
    header = _HEADER.pack(len(body))
    if descriptor is None:
        sock.sendall(header + body)
        return
    socket.send_fds(sock, [header], [descriptor])
    sock.sendall(body)


def receive(sock: socket.socket, most: int, seconds: float | None = None) -> bytes:
    """Return the next frame.

    Raise EOFError when the other side is gone, TimeoutError when the frame is not
    complete after `seconds`, FrameTooLong before reading more than `most` bytes.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    (length,) = _HEADER.unpack(_exactly(sock, _HEADER.size, deadline))
    if length > most:
        raise FrameTooLong(length)
    return _exactly(sock, length, deadline)


def receive_with_descriptor(sock: socket.socket, most: int) -> tuple[bytes, int | None]:
    """Return the next frame and the descriptor that came with it; only for trusted senders."""
    header, descriptors, _, _ = socket.recv_fds(sock, _HEADER.size, 1)
    if not header:
        raise EOFError
    header += _exactly(sock, _HEADER.size - len(header), None)
    (length,) = _HEADER.unpack(header)
    if length > most:
        raise FrameTooLong(length)
    return _exactly(sock, length, None), (descriptors[0] if descriptors else None)


def _exactly(sock: socket.socket, count: int, deadline: float | None) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        sock.settimeout(_left(deadline))
        part = sock.recv(min(_CHUNK, count - len(parts)))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
