"""Who shares the work of a cohort: a crew of our own on this machine, or Dask's workers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.work import Engine as Grading


class Engine(StrEnum):
    """The names of both."""

    CREW = "crew"
    DASK = "dask"


def grading_by(engine: Engine, scheduler: str, *, trust: bool) -> Grading:
    """Return what grades a cohort.

    Raise KonexioError when Dask is not installed, or when it is to run strangers' code on this
    machine whose rooms do not hide files and network; a crew finds that out by itself.
    """
    if scheduler and engine is Engine.CREW:
        raise KonexioError("scheduler-without-dask")
    if engine is Engine.CREW:
        from konexio_cli.cohort.grading_all import Workers

        return Workers(trust)
    if not (trust or scheduler):  # its workers are on this machine: known before they are started
        from konexio_cli.cohort.confined import demand_confinement

        demand_confinement()
    try:
        from konexio_cli.cohort.dask_engine import Dask
    except ModuleNotFoundError:
        raise KonexioError("dask-missing", Exit.MACHINE) from None
    return Dask(scheduler, trust)
