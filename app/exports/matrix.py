"""The matrix as rows of words: what stands in each cell, every member for itself."""

from datetime import date
from typing import Any

from app.threads.records import Cell, CellState, Column, ThreadItem, ThreadView

COLUMNS = ["slug", "title", "topic", "country", "occurrences", "recommended", "accounts_differ"]
"""The columns before those of the elections."""

SHOWN = {
    "answers": ("position", "reported"),
    "reported": ("reported",),
    "assessments": ("assessment",),
    "all": ("position", "reported", "assessment"),
    "none": (),
}
"""What a cell says of each member, by what the matrix shows."""


def matrix_row(
    thread: ThreadView, elections: list[Column], show: str, base: str, day: date
) -> dict[str, Any]:
    """Return a thread as a row. An election of another country than the thread's is empty."""
    cells = {cell.column.code: _cell(cell, SHOWN[show]) for cell in thread.cells}
    return {
        "slug": thread.slug,
        "title": thread.title,
        "topic": thread.topic,
        "country": thread.country,
        "occurrences": thread.occurrences,
        "recommended": thread.recommended,
        "accounts_differ": thread.accounts_differ,
        **{column.code: cells.get(column.code) for column in elections},
        "url": base + thread.url,
        "as_of": day.isoformat(),
    }


def _cell(cell: Cell, shown: tuple[str, ...]) -> list[str]:
    """Each member with its kind and what is asked for; a word where there is none."""
    members = [_member(item, shown) for item in cell.items]
    story = [f"{item.ref} {item.kind}" for item in cell.story]
    if cell.state in (CellState.OCCURS, CellState.STORY):
        return members + story
    return [cell.state.value]


def _member(item: ThreadItem, shown: tuple[str, ...]) -> str:
    words = [item.ref, item.kind.value]
    for name in shown:
        value = getattr(item, name)
        if value is not None:
            words.append(f"{name}:{value}")
    return " ".join(words)
