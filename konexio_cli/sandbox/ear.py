"""What one cell of a kernel prints and displays, as texts and up to a length."""

from __future__ import annotations

from typing import Any, TypeAlias

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient.client import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from konexio_cli.sandbox.agent import CappedText

# The messages of Jupyter are dictionaries without a type.
Message: TypeAlias = dict[str, Any]


class Ear(NotebookClient):
    """Runs one cell and keeps its texts, each up to `most` characters."""

    def __init__(
        self,
        manager: AsyncKernelManager,
        client: AsyncKernelClient,
        source: str,
        *,
        seconds: float,
        most: int,
    ) -> None:
        cell = new_code_cell(source)
        super().__init__(
            new_notebook(cells=[cell]),
            km=manager,
            allow_errors=True,
            timeout_func=lambda _: seconds,  # `timeout` itself takes whole seconds only
        )
        self.kc = client
        self._heard = {kind: CappedText(most) for kind in ("stdout", "stderr", "displayed")}

    def output(
        self, outs: list[NotebookNode], msg: Message, display_id: str | None, cell_index: int
    ) -> None:
        """Keep the text of one message, and nothing else of it."""
        del outs, display_id, cell_index
        content = msg["content"]
        if msg["msg_type"] == "stream":
            self._heard[content["name"]].write(content["text"])
        elif "data" in content:
            self._heard["displayed"].write(content["data"].get("text/plain", "") + "\n")

    def texts(self) -> tuple[str, str, str]:
        """Return what was printed, written to stderr and displayed."""
        out, err, shown = (text.getvalue() for text in self._heard.values())
        return out, err, shown.removesuffix("\n")
