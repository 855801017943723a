"""Filters for system calls, run by hand: what one decides does not depend on this machine."""

from __future__ import annotations

import struct

# The kernel's names for what a filter decides; an errno stands below the first.
ERRNO, ALLOW, KILL = 0x0005_0000, 0x7FFF_0000, 0

_LOAD, _AND, _RETURN, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST = 0x20, 0x54, 0x06, 0x15, 0x35
_CALL = struct.Struct("<iIQ6Q")  # what the kernel shows a filter: seccomp_data


def decided(program: bytes, architecture: int, number: int, *arguments: int) -> int:
    """Return what a filter answers to a call: ALLOW, KILL, or ERRNO with an error's number."""
    call = _CALL.pack(number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    steps = list(struct.iter_unpack("<HBBI", program))
    at = value = 0
    while True:
        code, if_true, if_false, operand = steps[at]
        at += 1
        if code == _RETURN:
            return int(operand)
        if code == _LOAD:
            (value,) = struct.unpack_from("<I", call, operand)
        elif code == _AND:
            value &= operand
        elif code == _JUMP_IF_EQUAL:
            at += if_true if value == operand else if_false
        else:
            assert code == _JUMP_IF_AT_LEAST, code
            at += if_true if value >= operand else if_false
