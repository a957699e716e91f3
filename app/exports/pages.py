"""What the template of `/data` may use, and nothing else."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ColumnView:
    """A column and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True)
class TableView:
    """A table: how many rows it has on the day, where it is to be had, what its columns mean."""

    name: str
    about: str
    rows: int
    csv_url: str
    json_url: str
    columns: list[ColumnView]


@dataclass(frozen=True)
class Example:
    """A request that works, and what it asks for."""

    url: str
    about: str


@dataclass(frozen=True)
class DataPage:
    """What can be taken away and how."""

    tables: list[TableView]
    examples: list[Example]
    day: date
    as_of: date | None
