"""Maps: which column of a table gives which field of which entry.

A map is a TOML file; `maps/README.md` says how to write one. It is checked when it is read, so that
a mistake in it is named before any row is looked at.
"""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.core.inputs import problem_in_words
from app.errors import RuleError
from app.reading.tables.templates import named

FOLDER = Path(__file__).parent / "maps"
OPTIONS = ("election", "document", "responder")
"""What is said when a file is imported: templates name it `{option.document}`."""
ROW_VALUES = ("row", "file", *(f"option.{name}" for name in OPTIONS))
"""What every template may name beside the map's values: the row's number, the file's name too."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(_Part):
    """A value that templates may name: from a column, or looked up by another value.

    `values` is the name of a list of the map: what is not in it is an error, unless `otherwise`
    says what it then is. `counted`: how often each value comes is told. `lookup` finds a country's
    code or name. `form` is checked. `split` makes a list of the cell. `required`: an empty cell is
    an error; `empty` is what it stands for. `refuse` names values whose rows the map does not take,
    with the reason.
    """

    column: str | None = None
    of: str | None = None
    values: str | None = None
    lookup: Literal["country", "country_name"] | None = None
    form: Literal["text", "integer", "number", "item_number", "date", "boolean", "json"] = "text"
    split: str | None = None
    required: bool = False
    counted: bool = False
    otherwise: str | None = None
    empty: str | None = None
    refuse: dict[str, str] = {}
    unknown: list[str] = Field(
        default=[], description="Values that stand for one that is not known: they give nothing."
    )

    @model_validator(mode="after")
    def _source(self) -> Self:
        if (self.column is None) == (self.of is None):
            raise ValueError("a value comes from a column or is of another value: give one")
        return self


class Entry(_Part):
    """An entry that each row gives. `key` are the fields that name it: it is given once.

    Without a key every row gives one. `needs` names values without which there is none, `any_of`
    values of which at least one must be there.
    """

    entry: str
    key: list[str] = []
    needs: list[str] = []
    any_of: list[str] = []
    content: dict[str, Any]


class RecordTable(_Part):
    """A table of our own export: what its rows are, and what its columns hold.

    `derived` columns are worked out anew, so they are not read; they tell which table a file is.
    """

    entry: str
    columns: dict[str, Literal["text", "list", "records", "json", "boolean", "integer", "number"]]
    derived: list[str] = []


class Countries(_Part):
    """Names that a source prints, beside those of the Unicode CLDR, and names that we show."""

    aliases: dict[str, str] = {}
    names: dict[str, str] = {}


class TableMap(_Part):
    """A map. A table fits when it has all the columns that values come from, or those of `tables`.

    `ignored` are columns that are known and say nothing that is kept, with the reason.
    """

    name: str
    title: str
    about: str = ""
    countries: Countries = Countries()
    ignored: dict[str, str] = {}
    optional: list[str] = []
    lists: dict[str, dict[str, Any]] = {}
    values: dict[str, Value] = {}
    entries: list[Entry] = []
    tables: dict[str, RecordTable] = {}

    @property
    def columns(self) -> list[str]:
        """The columns that values come from, in the order of the map."""
        found = [value.column for value in self.values.values() if value.column]
        return list(dict.fromkeys(found))

    @property
    def needed(self) -> list[str]:
        """The columns without which a table does not fit."""
        return [column for column in self.columns if column not in self.optional]

    @property
    def options(self) -> list[str]:
        """The options that entries are made of."""
        used = {name for entry in self.entries for name in named(entry.content)}
        return [name for name in OPTIONS if f"option.{name}" in used]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.entries) == bool(self.tables):
            raise ValueError("a map has either entries or tables")
        for name, value in self.values.items():
            if value.of is not None and value.of not in self.values:
                raise ValueError(f"value “{name}” is of “{value.of}”, which is no value")
            if value.values is not None and value.values not in self.lists:
                raise ValueError(f"value “{name}” is looked up in “{value.values}”: no such list")
        for entry in self.entries:
            unknown = sorted({*entry.needs, *entry.any_of} - set(self.values))
            unknown += sorted(set(named(entry.content)) - {*self.values, *ROW_VALUES})
            if unknown:
                raise ValueError(f"{entry.entry} names “{unknown[0]}”, which is no value")
            if missing := sorted(set(entry.key) - set(entry.content)):
                raise ValueError(f"{entry.entry} has no field “{missing[0]}” for its key")
        return self


def parse(text: str, name: str) -> TableMap:
    """Return the map that a TOML text holds. Raises `RuleError` that names the place in it."""
    try:
        return TableMap.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name} is not TOML: {error}. Compare it with a built-in map.") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        place = f"{name}, {where}" if where else name
        raise RuleError(f"{place}: {problem_in_words(first)}.") from None


def write(table_map: TableMap) -> str:
    """Return a map as TOML, which `parse` reads as the same map."""
    content = table_map.model_dump(exclude_defaults=True)
    plain = {name: part for name, part in content.items() if not isinstance(part, dict)}
    entries = plain.pop("entries", [])
    lines = [f"{_key(name)} = {_toml(value)}" for name, value in plain.items()]
    for name, part in content.items():
        if isinstance(part, dict):
            lines += ["", f"[{_key(name)}]"]
            lines += [f"{_key(key)} = {_toml(value)}" for key, value in part.items()]
    for entry in entries:
        lines += ["", "[[entries]]", *(f"{_key(key)} = {_toml(entry[key])}" for key in entry)]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _toml(name)


def _toml(value: Any) -> str:
    """A value on one line; texts are written alike in TOML and JSON, save for DEL."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def names() -> list[str]:
    """The names of the built-in maps."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def built_in(name: str) -> TableMap:
    """Return a built-in map. Raises `RuleError` when there is none of that name."""
    if name not in names():
        raise RuleError(
            f"no map “{name}”: choose {' or '.join(names())}, or give the file of another.", "map"
        )
    return parse((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), f"map {name}")


def fitting(columns: list[str]) -> TableMap | None:
    """Return the built-in map that a table with these columns fits, named as it names them."""
    for name in names():
        found = named_as(built_in(name), columns)
        if found.tables and table_of(found, columns) is not None:
            return found
        if found.entries and set(found.needed) <= set(columns):
            return found
    return None


def named_as(found: TableMap, columns: list[str]) -> TableMap:
    """Return a map with its columns named as a table names them: small or capital, with blanks."""

    def own(name: str) -> str:
        return name if name in columns else printed.get(fold_column(name), name)

    if set(found.columns) <= set(columns):
        return found
    printed = {fold_column(column): column for column in reversed(columns)}
    values = {
        name: value.model_copy(update={"column": own(value.column)}) if value.column else value
        for name, value in found.values.items()
    }
    ignored = {own(column): why for column, why in found.ignored.items()}
    optional = [own(column) for column in found.optional]
    return found.model_copy(update={"values": values, "ignored": ignored, "optional": optional})


def fold_column(name: str) -> str:
    """Return the name of a column as it is compared: in small letters, blanks as one."""
    return " ".join(name.casefold().split())


def table_of(found: TableMap, columns: list[str]) -> str | None:
    """Return the name of the table of our own export that has these columns, if one has.

    All that make its entry must be there; where several tables fit, most columns in common decide.
    """
    there = {fold_column(column) for column in columns}
    common = {
        name: len(there & {*table.columns, *table.derived})
        for name, table in found.tables.items()
        if set(table.columns) <= there and (there & set(table.derived))
    }
    return max(common, key=lambda name: common[name], default=None)
