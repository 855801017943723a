"""A whole cohort graded by Dask's workers, on this machine or on others.

Nothing but texts and bytes travels: the course with its graders as archives, notebooks as
they are, and lines that come back. Dask packs them with pickle: who can write on its wire
can run code on every side, so that beyond this machine an address must be a `tls` one.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster
from distributed.utils import silence_logging_cmgr

from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.dask_batches import Batches
from konexio_cli.cohort.dask_desk import desk_for
from konexio_cli.cohort.work import Parts, Tell
from konexio_cli.errors import Exit, KonexioError

_SETTINGS = {
    "distributed.scheduler.allowed-failures": 3,
    "distributed.admin.large-graph-warning-threshold": "1 GiB",
}
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Dask:
    """Grades by the workers of `scheduler`, or of a Dask of its own on this machine.

    With `trust`, workers grade even where their rooms cannot hide files and network.
    """

    scheduler: str = ""
    trust: bool = False

    @contextmanager
    def begun(self, exercises: Path, graders: Path, workers: int) -> Generator[Dask, None, None]:  # noqa: ARG002 - what a crew starts with
        """Give this: what Dask grades is known before it starts."""
        yield self

    def grade_all(
        self,
        parts: Parts,
        exercises: Path,
        graders: Path,
        workers: int,
        tell: Tell,
    ) -> None:
        """Tell a line for each submission, in the order in which they are done.

        Nothing is sent before all have come. A Dask of its own has `workers` processes. Raise KonexioError when the scheduler cannot
        be used, or when one of its workers would grade otherwise than this machine.
        """
        with ExitStack() as stack:
            stack.enter_context(silence_logging_cmgr(logging.CRITICAL))
            stack.enter_context(dask.config.set(_SETTINGS))
            client = stack.enter_context(_client(self.scheduler, workers))
            desk = stack.enter_context(desk_for(client, (exercises, graders), trust=self.trust))
            bench = stack.enter_context(Bench(exercises, graders))
            found = [one for part in parts for one in part]
            Batches(client, desk, found, tell, bench).all(sum(client.nthreads().values()))


@contextmanager
def _client(scheduler: str, workers: int) -> Generator[Client, None, None]:
    """Give a client of the scheduler, or of a Dask of our own that ends with it."""
    if scheduler:
        _demand_safe(scheduler)
        try:
            # It waits as long as Dask is told to wait for a connection: for 30 seconds, usually.
            client = Client(scheduler, set_as_default=False)
        except OSError as problem:
            raise KonexioError("cluster-unreachable", Exit.SOURCE, address=scheduler) from problem
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            # No dashboard; Dask looks for a port all the same, and warns of one that is taken.
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
            silence_logs=logging.CRITICAL,
            memory_limit=0,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _demand_safe(scheduler: str) -> None:
    """Refuse an address on which others could listen, or give our workers code of theirs."""
    parts = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    try:
        whole = parts.scheme in {"tcp", "tls"} and parts.port
    except ValueError:  # its port is no number
        whole = None
    if not whole:
        raise KonexioError("cluster-address", address=scheduler)
    if parts.scheme != "tls" and parts.hostname not in _THIS_MACHINE:
        raise KonexioError("cluster-without-tls", address=scheduler)
