"""What reading a table gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from app.errors import UnreadableError
from app.reading.model import Warn

MOST_ROWS = 200_000
"""A file of 25 MB, the most that is taken, holds that many rows of a hundred characters; rows that
are shorter hold no recommendation."""


@dataclass(frozen=True)
class TableOptions:
    """What an editor may say about a table; empty is found out or left to the map.

    `map` is the name of a built-in map, `map_text` the TOML of another. `columns` instead says what
    each column gives (`targets.TARGETS`), `choices` what printed values mean: by target, printed
    value, choice. `sheet` is a sheet's name, `header_row` the row of the column names as a
    spreadsheet counts, from 1. `strict`: one bad row holds up all. `preview`: read so many rows.
    """

    map: str | None = None
    map_text: str | None = None
    columns: dict[str, str] | None = None
    choices: dict[str, dict[str, str]] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    strict: bool = False
    preview: int | None = None


@dataclass(frozen=True)
class EncodingGuess:
    """An encoding, how sure it is (0 to 1), and words of the file as it would read them."""

    encoding: str
    confidence: float
    samples: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FileFacts:
    """What was found out about a file before its rows are read.

    `format`: csv, xlsx, jsonl, json. `encoding`, `delimiter` and `line_ends` (CRLF, CR, LF with how
    many of each) are empty where a format has none; `others` are what else the encoding might be,
    best first. `sheets` are the names of all sheets. `columns` are the names in the header, made
    different where two are the same. `header_row` is where they stand; `rows` is about how many
    rows there are, 0 where it is not known beforehand.
    """

    format: str
    columns: list[str]
    header_row: int
    rows: int = 0
    encoding: EncodingGuess | None = None
    others: list[EncodingGuess] = field(default_factory=list)
    line_ends: dict[str, int] = field(default_factory=dict)
    delimiter: str | None = None
    quoted: bool | None = None
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A row of cells under the columns; `number` as a spreadsheet shows it, from 1.

    A cell is a text, or from JSON any value; `None` where there is none. `surplus` are cells beyond
    the last column, `short` says that the row ends before it. `troubles` are what a cell cannot
    give, by its column: a formula without a value, an error. `unread` are fields without a column.
    `fault` is what is wrong with the row as a whole.
    """

    number: int
    cells: list[Any]
    surplus: list[str] = field(default_factory=list)
    short: bool = False
    troubles: dict[int, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    fault: str | None = None


@dataclass(frozen=True)
class Sheet:
    """The facts of a table and its rows, which can be gone through once."""

    facts: FileFacts
    rows: Iterator[Row]


@dataclass(frozen=True)
class Problem:
    """Why a row, or a cell of it, is not taken: row, column, value, what is wrong, and the mend.

    `refused`: the map does not take such rows, whatever is mended.
    """

    row: int
    column: str | None
    value: str | None
    message: str
    mend: str
    refused: bool = False

    def __str__(self) -> str:
        """One line for people."""
        where = f"row {self.row}"
        if self.column is not None:
            where += f", column “{self.column}”"
        if self.value:
            where += f", “{self.value}”"
        return f"{where}: {self.reason}"

    @property
    def reason(self) -> str:
        """What is wrong, as a sentence, and the mend."""
        stop = "" if self.message.endswith((".", "!", "?", "…")) else "."
        return f"{self.message}{stop} {self.mend}".rstrip()


@dataclass(frozen=True)
class FoundEntry:
    """An entry that a row gives.

    `entry` is its kind (`app.entries.kinds`), `content` what the row knows of it in the words of
    the kind's input; numbers and keys that the row cannot know are missing. An answer's items are
    missing too: it answers the item of its row. From our own export `content` is the record as the
    API gives it, and `record` says so.
    """

    entry: str
    content: dict[str, Any]
    record: bool = False


@dataclass(frozen=True)
class FoundRow:
    """What a row gives: its entries in an order in which they can be saved.

    What several rows rest on (a country, a document) is given with the first of them only.
    `digest` is the same for rows that are equal but for spaces. `same_as` is the number of such an
    earlier row: then there are no entries. With problems there are none either. `last_numbers`,
    only with the first row, are the last numbers that the whole table gives to items, by the letter
    before them (none, C, W): numbers of ours begin behind them.
    """

    row: int
    digest: str
    entries: list[FoundEntry] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    same_as: int | None = None
    last_numbers: dict[str, int] = field(default_factory=dict)


@dataclass
class Tally:
    """How many rows were read, gave entries, repeat others, were refused, are wrong or damaged.

    `values` counts the values of the columns that the map looks up in a list.
    """

    rows: int = 0
    good: int = 0
    duplicates: int = 0
    refused: int = 0
    wrong: int = 0
    damaged: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableReport:
    """All that is told about a table beside its rows; whole once they have been gone through."""

    facts: FileFacts
    map: str
    ignored: list[str]
    tally: Tally
    warnings: list[Warn] = field(default_factory=list)


@dataclass(frozen=True)
class FoundTable:
    """A table being read: go through `rows`, then ask for the report."""

    rows: Iterator[FoundRow]
    report: Callable[[], TableReport]


def too_many(name: str) -> UnreadableError:
    """The error for a table of more rows than are read at once."""
    return UnreadableError(
        f"{name}: the table has more than {MOST_ROWS:,} rows. Split it, keep the names of the"
        " columns in each part, and read one after the other: nothing is added twice.",
        "too_many_rows",
    )
