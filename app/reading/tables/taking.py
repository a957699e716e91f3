"""Values of single cells: their form, what a list or the names of countries make of them."""

import json
import re
from typing import Any

from app.core.dates import latest_day
from app.reading.tables.maps import TableMap, Value
from app.reading.tables.territories import code_of, fold_name, name_of, near

YES = frozenset({"true", "yes", "1", "да", "иә"})
NO = frozenset({"false", "no", "0", "нет", "жоқ"})
LISTED = 12
"""So many allowed values are named in a message."""
COMPARED = 200
"""For so many unknown names of countries those that come close are looked for, which takes time."""
REMEMBERED = 10_000
"""So many different values of one lookup are remembered; more are found anew."""

_LOCAL_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_NUMBER_SIGNS = re.compile(r"[\s()\[\]№#]")
_ITEM_NUMBER = re.compile(r"([A-Z][A-Z0-9]*-)?([A-Z]?\d+[A-Z]?|\d+(\.\d+)*[A-Z]?)", re.ASCII)
"""The canonical form of `app.core.inputs.Number`."""


class CellError(Exception):
    """A cell that does not give its value: what is wrong, and the mend."""

    def __init__(self, message: str, mend: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.refused = refused


class Taker:
    """Takes values out of cells by a map; remembers what it has looked up."""

    def __init__(self, table_map: TableMap) -> None:
        self._map = table_map
        aliases = table_map.countries.aliases
        self._aliases = {fold_name(name): code for name, code in aliases.items()}
        self._small = {
            name: {key.casefold(): found for key, found in known.items()}
            for name, known in table_map.lists.items()
        }
        self._found: dict[tuple[str, str], Any] = {}
        self._compared = 0

    def take(self, name: str, value: Value, given: Any) -> tuple[Any, str | None]:
        """Return a value of the map, and a note where it stands for one that is not known.

        None for an empty cell. Raises `CellError`.
        """
        if isinstance(given, str):
            given = given.strip()
        if given is None or given == "":
            if value.required and value.of is None:
                raise CellError("the cell is empty.", "Fill it, or take the row out.")
            return value.empty, None
        if isinstance(given, str):
            if "\0" in given:
                raise CellError("the text holds a character NUL.", "Take it out.")
            if given in value.unknown:
                return None, f"“{given}” names nobody, so nothing is recorded."
            if given in value.refuse:
                raise CellError(f"{value.refuse[given]}.", "", refused=True)
            if value.split:
                parts = map(str.strip, given.split(value.split))
                return [self._one(name, value, part) for part in parts if part], None
        return self._one(name, value, given), None

    def _one(self, name: str, value: Value, given: Any) -> Any:
        if value.values is None and value.lookup is None:
            return formed(value.form, given)
        key = (name, str(given))
        if key in self._found:
            return self._found[key]
        result = self._search(value, str(given))
        if len(self._found) < REMEMBERED:
            self._found[key] = result
        return result

    def _search(self, value: Value, given: str) -> Any:
        if value.lookup == "country_name":
            return self._map.countries.names.get(given) or name_of(given)
        if value.lookup == "country":
            code = self._aliases.get(fold_name(given)) or code_of(given)
            if code is None:
                self._compared += 1
                close = near(given) if self._compared <= COMPARED else []
                raise CellError("no country is called so.", _meant(close))
            return code
        assert value.values is not None
        found = self._small[value.values].get(given.casefold(), value.otherwise)
        if found is None:
            known = list(self._map.lists[value.values])
            raise CellError("the map does not know this value.", _meant(known))
        return found


def _meant(known: list[str]) -> str:
    """Say what may be written."""
    if not known:
        return "Correct it, or add it to the map."
    shown = ", ".join(known[:LISTED]) + (", …" if len(known) > LISTED else "")
    return f"Write one of {shown}; or add it to the map."


def formed(form: str, given: Any) -> Any:
    """Return a cell in the form that is asked for; a text is one line. Raises `CellError`."""
    if form == "text":
        return " ".join((given if isinstance(given, str) else _plain(given)).split())
    if form in {"json", "records"}:
        return _json(given)
    if isinstance(given, bool):
        given = "true" if given else "false"
    text = str(given).strip()
    if form == "boolean":
        return _boolean(text)
    if form == "date":
        return _date(text)
    if form == "item_number":
        return _item_number(text)
    return _number(form, text)


def _plain(given: Any) -> str:
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, dict | list):
        return json.dumps(given, ensure_ascii=False)
    return str(given)


def _json(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        raise CellError("this is not JSON.", "Copy the cell from the export again.") from None


def _boolean(text: str) -> bool:
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise CellError("this is neither yes nor no.", "Write true or false.")


def _date(text: str) -> str:
    """A date as precise as it is: 2011, 2011-03, 2011-03-21, or 21.03.2011 with the day first."""
    local = _LOCAL_DATE.fullmatch(text)
    if local:
        day, month, year = local.groups()
        if "/" in text and int(day) <= 12 and int(month) <= 12 and day != month:
            raise CellError("day and month cannot be told apart.", "Write it as 2011-03-21.")
        text = f"{year}-{int(month):02}-{int(day):02}"
    try:
        latest_day(text)
    except ValueError as error:
        raise CellError(f"{error}.", "") from None
    return text


def _item_number(text: str) -> str:
    """A number as references have it: 2(b) is 2B, “12.” is 12."""
    number = _NUMBER_SIGNS.sub("", text.upper()).strip(".")
    if not _ITEM_NUMBER.fullmatch(number):
        raise CellError("this is no number of an item.", "Write it as 6, 2(b), C3 or 95.12.")
    return number


def _number(form: str, text: str) -> int | float:
    try:
        number = float(text.replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        number = float("nan")
    if form == "number" and number == number and abs(number) != float("inf"):
        return number
    if form == "number":
        raise CellError("this is not a number.", "Write digits only.")
    if number != number or number % 1 or abs(number) > 2**53:
        raise CellError("this is not a whole number.", "Write digits only.")
    return int(number)
