"""The freelance documents among delivered files, read into what is printed of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path, PurePosixPath

from konexio_cli.documents.reading import MESSAGE, read_document
from konexio_cli.documents.shapes import Delivery, Invoice, Line, Message, Part, Quote
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.model.paper import Paper, PaperKind, PaperRow
from konexio_cli.model.showcase import Showcase, ShownFile, ShownRound

_NAMES = {"quote.yaml", "invoice.yaml", "delivery.yaml", MESSAGE}


def papers_in(shown: Showcase) -> dict[Path, Paper]:
    """Return what is printed, by the path of its file; files that cannot be read are left out."""
    rounds = (one for piece in shown.pieces for one in piece.rounds)
    return {path: paper for one in rounds for path, paper in _of_round(one)}


def unreadable_in(shown: Showcase) -> Iterator[tuple[str, ShownFile, KonexioError]]:
    """Give the files that get no sheet: of which exercise each is, and why it cannot be read."""
    for piece in shown.pieces:
        files = {(file.name, file.sha256): file for one in piece.rounds for file in one.files}
        for file in files.values():
            try:
                _read(file)
            except KonexioError as problem:
                yield piece.exercise, file, problem


def _of_round(one: ShownRound) -> Iterator[tuple[Path, Paper]]:
    read = {file.path: part for file in one.files if (part := _readable(file))}
    told = (part.language for part in read.values() if isinstance(part, Delivery))
    language = next(map(Language, told), None)
    for path, part in read.items():
        if paper := _paper(part, language):
            yield path, paper


def _readable(file: ShownFile) -> Part | None:
    with contextlib.suppress(KonexioError):
        return _read(file)
    return None


def _read(file: ShownFile) -> Part | None:
    last = PurePosixPath(file.name).name
    return read_document(last, file.path.read_bytes()) if last in _NAMES else None


def _paper(part: Part, language: Language | None) -> Paper | None:
    match part:
        case Quote():
            return Paper(
                PaperKind.QUOTE,
                language,
                part.currency,
                _facts(part, "client", "issued", "valid_until", "change_rounds"),
                _rows(part.lines),
                (("total", _money(part.total)),),
                (("not_included", tuple(part.not_included)),),
            )
        case Invoice():
            return Paper(
                PaperKind.INVOICE,
                language,
                part.currency,
                _facts(part, "number", "seller", "client", "country", "issued", "due"),
                _rows(part.lines),
                tuple(_sums(part)),
                (("tax_note", (part.tax_note,) if part.tax_note else ()),),
            )
        case Delivery():
            files = tuple(f"{one.name}: {one.what}" for one in part.files)
            lists = {"files": files, "how_to_use": (part.how_to_use,)}
            lists |= {"limits": tuple(part.limits), "next_step": (part.next_step,)}
            facts = _facts(part, "client")
            return Paper(PaperKind.DELIVERY, language, facts=facts, lists=tuple(lists.items()))
        case Message():
            return Paper(PaperKind.MESSAGE, language, text=part.text)
    return None


def _facts(part: Part, *names: str) -> tuple[tuple[str, str], ...]:
    values: Mapping[str, object] = {name: getattr(part, name) for name in names}
    return tuple((name, str(value)) for name, value in values.items())


def _rows(lines: list[Line]) -> tuple[PaperRow, ...]:
    return tuple(
        PaperRow(one.what, str(one.hours), _money(one.rate), _money(one.amount)) for one in lines
    )


def _sums(invoice: Invoice) -> Iterator[tuple[str, str]]:
    yield "subtotal", _money(invoice.subtotal)
    if invoice.discount:
        yield "discount", f"-{_money(invoice.discount)}"
    yield "tax", _money(invoice.tax)
    yield "total", _money(invoice.total)


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
