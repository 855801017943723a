"""A copy is there, whole, before anybody hears that it is; nobody else's file is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.exchange.copying import replaceable, write_new, write_proved

from .making import LEARNER, OTHER, sealed


def test_two_files_never_share_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "usb"
    first = write_new(folder, "Amina", ".konexio", b"one")
    assert write_new(folder, "Amina", ".konexio", b"one") == first
    second = write_new(folder, "Amina", ".konexio", b"two")
    third = write_new(folder, "Amina", ".konexio", b"three")
    assert [path.name for path in (first, second, third)] == [
        "Amina.konexio",
        "Amina-2.konexio",
        "Amina-3.konexio",
    ]
    assert [path.read_bytes() for path in (first, second, third)] == [b"one", b"two", b"three"]
    assert set(folder.iterdir()) == {first, second, third}


def test_what_does_not_come_back_is_not_copied(tmp_path: Path) -> None:
    target = tmp_path / "stick" / "x.konexio"
    target.parent.mkdir()
    write_proved(target, b"whole")
    with pytest.MonkeyPatch.context() as patch:
        # A broken stick: its bytes are others by the time that they are read again.
        patch.setattr(
            "konexio_cli.exchange.copying._forget_cached", lambda path: path.write_bytes(b"half")
        )
        with pytest.raises(KonexioError) as caught:
            write_proved(target, b"whole")
    assert (caught.value.code, caught.value.exit_code) == ("exchange-copy-differs", Exit.MACHINE)


def test_only_a_file_of_the_same_learner_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.konexio"
    assert replaceable(path, LEARNER.public.did)
    path.write_bytes(sealed())
    assert replaceable(path, LEARNER.public.did)
    assert not replaceable(path, OTHER.public.did)
    path.write_bytes(b"a list of addresses")
    assert not replaceable(path, LEARNER.public.did)
