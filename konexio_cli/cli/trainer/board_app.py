"""The board: a list of goals to judge, the work beside it, and a key for each answer."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import DataTable, Footer, Input, Static

from konexio_cli.cohort.judgements import Judgement
from konexio_cli.cohort.judging_desk import JudgingDesk, Task
from konexio_cli.errors import KonexioError
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import one_line, plain

_COLUMNS = ("learner", "exercise", "goal", "state")
_NOTHING = Judgement("", "")


class BoardApp(App[None]):
    """Shows the tasks of a desk. What is said is kept at once."""

    CSS = """
    DataTable { width: 50%; }
    VerticalScroll { width: 50%; padding: 0 1; }
    Input { display: none; }
    Input.open { display: block; }
    """
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, desk: JudgingDesk, texts: Texts) -> None:
        super().__init__()
        self._desk = desk
        self._texts = texts
        self.title = texts.say("board.title")

    def compose(self) -> ComposeResult:
        """Lay out the list, the work, the line for comments and the keys."""
        with Horizontal():
            yield DataTable(cursor_type="row")
            with VerticalScroll(can_focus=True):
                yield Static(id="work")
        yield Input(placeholder=self._texts.say("board.write"))
        yield Footer()

    def on_mount(self) -> None:
        """Fill the list, and begin at the first goal that nobody has judged."""
        for key, action, name in (
            ("m", "say(True)", "met"),
            ("n", "say(False)", "not_met"),
            ("c", "comment", "comment"),
            ("q", "quit", "quit"),
        ):
            self.bind(key, action, description=self._texts.say(f"board.{name}"))
        table = self._table
        for column in _COLUMNS:
            table.add_column(self._texts.say(f"board.{column}"), key=column)
        for number, task in enumerate(self._desk.tasks):
            table.add_row(*self._cells(task), key=str(number))
        table.focus()
        self._go_on(0)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show the work of the row."""
        self.query_one("#work", Static).update(Text(self._work(event.cursor_row)))

    def action_say(self, met: bool) -> None:
        """Keep a decision, and go on to the next open goal."""
        row = self._table.cursor_row
        self._keep(row, Judgement("", "", met=met))
        self._go_on(row)

    def action_comment(self) -> None:
        """Open the line for a comment; it holds what was said before."""
        line = self.query_one(Input)
        line.value = self._desk.tasks[self._table.cursor_row].said.comment
        line.add_class("open")
        line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the comment, and return to the list."""
        event.input.remove_class("open")
        self._table.focus()
        if event.value.strip():
            self._keep(self._table.cursor_row, Judgement("", "", comment=event.value.strip()))

    @property
    def _table(self) -> DataTable[Text]:
        return self.query_one(DataTable)

    def _keep(self, row: int, judgement: Judgement) -> None:
        try:
            task = self._desk.say(row, judgement)
        except KonexioError as problem:
            what, after = self._texts.error(problem)
            self.notify(f"{what} {after}", severity="error", markup=False)
            return
        for column, cell in zip(_COLUMNS, self._cells(task), strict=True):
            self._table.update_cell(str(row), column, cell)
        self.query_one("#work", Static).update(Text(self._work(row)))

    def _go_on(self, row: int) -> None:
        tasks = self._desk.tasks
        following = [*range(row, len(tasks)), *range(row)]
        self._table.move_cursor(row=next((n for n in following if not tasks[n].decided), row))

    def _cells(self, task: Task) -> tuple[Text, ...]:
        state = {True: "met", False: "not_met", None: "open"}[task.said.met]
        words = (task.learner, task.work.line.exercise, task.goal)
        return (*(Text(one_line(word)) for word in words), Text(self._texts.say(f"board.{state}")))

    def _work(self, row: int) -> str:
        task = self._desk.tasks[row]
        try:
            text = plain(self._desk.text(task))
        except KonexioError as problem:
            text = " ".join(self._texts.error(problem))
        comment = plain(task.said.comment)
        return f"{comment}\n\n{text}" if comment else text
