"""`cohort grade --scheduler`: a cluster that is not ours to start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from konexio_cli.cohort.dask_engine import Dask
from konexio_cli.cohort.line import Line
from konexio_cli.errors import Exit, KonexioError

from .clusters import cluster, make_certificates
from .conftest import grade
from .making import Cohort

DASK = ("--engine", "dask", "--scheduler")


@pytest.fixture
def small(cohort: Cohort, tmp_path: Path) -> Path:
    for learner in ("Amina", "Bilal"):
        path = tmp_path / "small" / learner / "tidy-name.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(cohort.right("m01/tidy-name"), "utf-8")
    return tmp_path / "small"


def test_a_cluster_behind_tls_gives_the_same_bytes(
    course: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make_certificates(tmp_path / "certificates")
    for name, text in settings.items():
        monkeypatch.setenv(name, text)
    plain = grade(course, small, tmp_path / "plain")
    with cluster(tmp_path, settings) as address:
        done = grade(course, small, tmp_path / "out", *DASK, address)
    assert done.code == 0, done.err
    assert (done.json, done.csv) == (plain.json, plain.csv)
    assert {line["verdict"] for line in done.lines.values()} == {"passed"}
    assert not list(tmp_path.rglob("konexio-*"))


@pytest.mark.parametrize(("address", "code"), [("tcp://192.0.2.1:8786", 2), ("127.0.0.1:1", 4)])
def test_an_address_that_cannot_be_used(
    course: Path, small: Path, monkeypatch: pytest.MonkeyPatch, address: str, code: int
) -> None:
    # Somebody may start there in a moment: it is tried until Dask's own patience is over.
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    done = grade(course, small, small.parent / "out", *DASK, address)
    assert (done.code, address in done.err) == (code, True), done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("192.0.2.1:8786", "cluster-without-tls"),
        ("tcp://localhost.example:8786", "cluster-without-tls"),
        ("nonsense://127.0.0.1:1", "cluster-address"),
        ("127.0.0.1:port", "cluster-address"),
        ("127.0.0.1", "cluster-address"),
    ],
)
def test_an_address_that_nobody_is_asked_at(course: Path, address: str, code: str) -> None:
    folders = (course / "exercises", course / "graders")
    with pytest.raises(KonexioError) as refused:
        Dask(address).grade_all([], *folders, 1, list[Sequence[Line]]().append)
    assert (refused.value.code, refused.value.facts["address"]) == (code, address)
    assert refused.value.exit_code is Exit.USAGE


def test_an_address_needs_the_engine(course: Path, small: Path, tmp_path: Path) -> None:
    done = grade(course, small, tmp_path / "out", *DASK[2:], "tls://127.0.0.1:1")
    assert (done.code, "--engine dask" in done.err) == (2, True)
