"""One kernel, seen from outside: started, spoken with, killed."""

from __future__ import annotations

import asyncio
import subprocess
import time
from pathlib import Path
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from konexio_cli.sandbox.ear import Ear, Message
from konexio_cli.sandbox.kernel_start import environment, new_manager
from konexio_cli.sandbox.surroundings import Surroundings

_START_SECONDS = 60.0
_LOOK_SECONDS = 0.1
_MOST_WAITING = 2_000
_INSTALL = "__import__('konexio_cli.sandbox.kernel', fromlist=['install']).install({})"
# Found through IPython, since the learner's names may hide any other way.
_POST = "__import__('IPython').get_ipython().konexio.{}"


class Kernel:
    """A kernel process, ready to be spoken with."""

    def __init__(self, manager: AsyncKernelManager, client: AsyncKernelClient) -> None:
        self._manager = manager
        self._client = client

    @classmethod
    async def start(
        cls, folder: Path, private: Path, most: int, surroundings: Surroundings
    ) -> Kernel:
        """Start a kernel in `folder`, with the agent in it; printed text is cut at `most`.

        What belongs to it and not to the learner goes to `private`. Raise whatever
        Jupyter raises when no kernel answers.
        """
        manager = new_manager(private)
        nowhere = subprocess.DEVNULL
        await manager.start_kernel(
            cwd=str(folder),
            env=environment(folder, private) | surroundings.environment(),
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
        )
        kernel = cls(manager, manager.client())
        try:
            await kernel._greet(most)
        except BaseException:
            await kernel.end()
            raise
        return kernel

    async def _greet(self, most: int) -> None:
        self._client.start_channels(stdin=False, hb=False, control=False)
        await self._client.wait_for_ready(timeout=_START_SECONDS)
        await self._evaluate(_INSTALL.format(most), _START_SECONDS)

    async def run(self, source: str, seconds: float, most: int) -> tuple[str, str, str]:
        """Run a cell; return what it printed, wrote to stderr and displayed.

        Raise TimeoutError when it takes longer than `seconds`, EOFError when the kernel dies.
        """
        await self._forget_earlier_messages()
        ear = Ear(self._manager, self._client, source, seconds=seconds, most=most)
        try:
            await ear.async_execute_cell(ear.nb.cells[0], 0, store_history=False)
        except CellTimeoutError:
            raise TimeoutError from None
        except DeadKernelError:
            _raise_if_interrupted()
            raise EOFError from None
        return ear.texts()

    async def _forget_earlier_messages(self) -> None:
        for _ in range(_MOST_WAITING):  # not for ever: a thread of the learner's may print on
            if not await self._client.iopub_channel.msg_ready():
                return
            await self._client.iopub_channel.get_msg()

    async def tell(self, question: str, seconds: float) -> str:
        """Return what the kernel's Post says to `question`, a call of one of its methods.

        Raise TimeoutError after `seconds`, EOFError when the kernel dies or says nothing.
        """
        return await self._evaluate(_POST.format(question), seconds)

    async def _evaluate(self, expression: str, seconds: float) -> str:
        """Return the text that `expression` makes in the kernel; no cell is run or counted."""
        question = self._client.execute(
            "",
            silent=True,
            store_history=False,
            user_expressions={"answer": expression},
            allow_stdin=False,
            stop_on_error=False,
        )
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                reply = await self._client.shell_channel.get_msg(timeout=min(left, _LOOK_SECONDS))
            except Empty:
                if not await self._manager.is_alive():
                    raise EOFError from None
                continue
            if reply["parent_header"].get("msg_id") == question:
                return _evaluated(reply["content"])
        raise TimeoutError

    async def end(self) -> None:
        """Kill the process and its group at once; close every socket."""
        self._client.stop_channels()
        await self._manager.shutdown_kernel(now=True)


def _evaluated(content: Message) -> str:
    match content:
        case {"user_expressions": {"answer": {"data": {"text/plain": str(text)}}}}:
            return text[1:-1]  # the text's repr; nothing in it needs escaping
    raise EOFError


def _raise_if_interrupted() -> None:
    """Tell Ctrl-C from a dead kernel: nbclient takes every cancellation for the latter."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
