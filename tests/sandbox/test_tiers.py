"""Each tier is found by trying, and a lower one still judges."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox import landlock
from konexio_cli.sandbox.forked import ForkedRooms
from konexio_cli.sandbox.room import Tier

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="forked rooms are Linux's")

# A process whose user namespace gives out no more of them: what many systems refuse.
REFUSING = """
import os
from konexio_cli.sandbox import linux
user, group = os.getuid(), os.getgid()
linux.unshare(linux.CLONE_NEWUSER)
for name, line in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
    with open(f"/proc/self/{name}", "w") as file:
        file.write(line)
with open("/proc/sys/user/max_user_namespaces", "w") as file:
    file.write("0")
"""
ASKING = """
from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.forked import ForkedRooms
rooms = ForkedRooms()
room = rooms.open({"a.txt": b"hello"}, Limits())
print(rooms.tier, room.run("open('a.txt').read()", 20).displayed)
for act in ("open('/etc/passwd')", "import socket; socket.socket()", "import os; os.execv('/bin/sh', ['sh'])"):
    print(room.run(act, 20).error)
with room.branch() as branch:
    print("value" in branch.ask({"op": "get", "name": "exit"}))
room.close()
rooms.close()
"""


# A processor for which there is no filter.
UNKNOWN = """
import platform, sys
platform.machine = lambda: "riscv64"
from konexio_cli.sandbox.tiers import found_tier
print(found_tier(sys.argv[1]))
"""


def told(program: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_the_tier_that_is_told_is_the_tier_that_holds() -> None:
    rooms = ForkedRooms()
    try:
        room = rooms.open({}, Limits())
        refused = room.run("open('/etc/passwd')", 20).error
        alone = room.run(
            "import os\nos.getpid() < 10 and not os.path.exists('/home')", 20
        ).displayed
        room.close()
        assert bool(refused) is (rooms.tier is not Tier.C)
        assert (alone == "True") is (rooms.tier is Tier.A)
    finally:
        rooms.close()


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_without_namespaces_landlock_and_the_filter_hold() -> None:
    first, *errors, branch = told(REFUSING + ASKING)
    assert first == "B 'hello'"
    assert errors == ["PermissionError"] * 3
    assert branch == "True"


def test_a_processor_without_a_filter_gives_the_lowest_tier(tmp_path: Path) -> None:
    assert told(UNKNOWN, str(tmp_path)) == ["C"]
