from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.sandbox.refused import allowing_command

APPARMOR = "kernel/apparmor_restrict_unprivileged_userns"


@pytest.mark.parametrize(
    ("switches", "command"),
    [
        ({}, ""),
        ({APPARMOR: "0", "user/max_user_namespaces": "63000"}, ""),
        ({APPARMOR: "1"}, "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
        ({"user/max_user_namespaces": "0"}, "sudo sysctl -w user.max_user_namespaces=10000"),
        (
            {"kernel/unprivileged_userns_clone": "0", "user/max_user_namespaces": "9"},
            "sudo sysctl -w kernel.unprivileged_userns_clone=1",
        ),
    ],
)
def test_the_command_turns_the_switch_that_refuses(
    tmp_path: Path, switches: dict[str, str], command: str
) -> None:
    for name, value in switches.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{value}\n", "ascii")
    assert allowing_command(tmp_path) == command
