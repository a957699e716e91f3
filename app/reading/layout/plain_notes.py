"""Footnotes of pages on which nothing is known of the letters' size: told by how they count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.reading.layout.asking import may_ask
from app.reading.layout.rows import Row, ends_closed, starts_small

PLAIN = re.compile(r"^\[?(\d{1,3})[.)\]]?\s+(?=\S)")
BARE = re.compile(r"^\d{1,3}$")
GLUED = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_][.,;:)”’\"»])|(?<=[^\W\d_][.,;:)”’\"»][.,;:)”’\"»])"
    r"|(?<=[)”’\"»][.,;:]))(\d{1,3})(?![\d/%-]|[.,]\d|[^\W\d_])"
)
"""Digits behind a word: a footnote's mark that is not raised."""
BRACKETED = re.compile(r"(?<=[^\W_])[.,;:)”’\"»]{0,2}\[(\d{1,3})\]")
"""A footnote's mark in brackets behind a word."""


@dataclass(frozen=True)
class _Entry:
    """A row that begins with a number: its place, the number, and how that is printed."""

    place: int
    number: int
    form: str


def find_plain_start(page: Sequence[Row]) -> tuple[int, int] | None:
    """Return where the footnotes of a page begin and the first one's number.

    They go on to the page's end and count in turn, the first one's mark stands in the text above
    them, and they do not count on from an entry above: a list's entries do, and stay in the text.
    """
    entries = _entries(page)
    for first, entry in enumerate(entries):
        if entry.place < len(page) / 4 or not page[entry.place].gap:
            continue
        above = entries[:first]
        alike = [one for one in above if one.form == entry.form]
        if alike and alike[-1].number == entry.number - 1:
            asking = may_ask(" ".join(row.text for row in page[alike[0].place : entry.place]))
            if not asking or may_ask(" ".join(row.text for row in page[entry.place :])):
                continue
        if not above and _is_list(page, entries[first:]):
            continue
        if _runs_on(entries[first:]) and entry.number in _marks(page[: entry.place]):
            return entry.place, entry.number
    return None


def _is_list(page: Sequence[Row], entries: Sequence[_Entry]) -> bool:
    """Tell whether entries without any above them ask for something, as a list's do."""
    ends = [*(entry.place for entry in entries[1:]), len(page)]
    asking = [
        may_ask(" ".join(row.text for row in page[entry.place : end]))
        for entry, end in zip(entries, ends, strict=True)
    ]
    return 2 * sum(asking) >= len(asking) and (len(asking) > 1 or bool(entries[0].form))


def counts_in_turn(rows: Sequence[Row]) -> bool:
    """Tell whether rows begin with a bare number and go on with the next ones in turn."""
    entries = _entries(rows)
    return bool(entries) and not entries[0].place and not entries[0].form and _runs_on(entries)


def _entries(page: Sequence[Row]) -> list[_Entry]:
    """Return the rows that begin an entry; a number within a sentence begins none."""
    found: list[_Entry] = []
    for place, row in enumerate(page):
        number = PLAIN.match(row.text)
        if number is None:
            continue
        counted = int(number.group(1))
        in_turn = bool(found) and counted == found[-1].number + 1
        opens = place == 0 or row.gap or ends_closed(page[place - 1].text)
        if in_turn or (opens and not starts_small(row.text[number.end() :])):
            found.append(_Entry(place, counted, re.sub(r"[\d\s]", "", number.group())))
    return found


def _runs_on(entries: Sequence[_Entry]) -> bool:
    """Tell whether entries are printed alike and count in turn."""
    first = entries[0]
    return all(
        one.form == first.form and one.number == first.number + step
        for step, one in enumerate(entries)
    )


def _marks(rows: Sequence[Row]) -> set[int]:
    """Return the numbers that stand behind words as marks do."""
    return {
        int(mark) for row in rows for form in (GLUED, BRACKETED) for mark in form.findall(row.text)
    }
