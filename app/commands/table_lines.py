"""What was found in a table, for people at a terminal."""

from typing import Any

from app.reading.tables.encodings import ENCODINGS
from app.reading.tables.model import Problem

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def table_lines(table: dict[str, Any]) -> list[str]:
    """Return lines on a table as an import keeps it: how it was read, then each row to look at.

    `table` is the import's `found`; nothing is said of a file that is no table.
    """
    lines = [*_facts(table), *_doubt(table)]
    lines += [f"not taken: {Problem(**problem)}" for problem in table.get("problems", [])]
    lines += _more(table, "problems", "not taken in all")
    for damaged in table.get("damaged", []):
        lines.append(f"damaged: row {damaged['row']}: {damaged['message']}")
    lines += _more(table, "damaged", "damaged in all")
    for repeated in table.get("duplicates", []):
        lines.append(f"row {repeated['row']} says what row {repeated['same_as']} says.")
    for left in table.get("left", []):
        fields = ", ".join(left["fields"])
        lines.append(f"left as it is: {left['entry']} {left['key']}, though {fields} differ.")
    return lines


def _facts(table: dict[str, Any]) -> list[str]:
    """The encoding, the line ends and what parts the cells, in one line."""
    parts = []
    if encoding := table.get("encoding"):
        sure = int(100 * encoding["confidence"])
        parts.append(f"{ENCODINGS[encoding['encoding']]} ({sure}% sure)")
    if sheet := table.get("sheet"):
        parts.append(f"sheet “{sheet}”")
    if ends := table.get("line_ends"):
        told = [name if len(ends) == 1 else f"{name} ({times:,})" for name, times in ends.items()]
        parts.append(f"lines end in {', '.join(told)}")
    if delimiter := table.get("delimiter"):
        parts.append(f"cells parted by {DELIMITERS.get(delimiter, delimiter)}")
    return [f"Read as {'; '.join(parts)}."] if parts else []


def _doubt(table: dict[str, Any]) -> list[str]:
    """Words of the file as each encoding would read them, where it is in doubt."""
    if not any(entry["code"] == "encoding" for entry in table.get("warnings", [])):
        return []
    return [
        f"As {ENCODINGS[guess['encoding']]}: {', '.join(guess['samples'])}"
        for guess in [table["encoding"], *table["others"]]
    ]


def _more(table: dict[str, Any], name: str, what: str) -> list[str]:
    total = table.get(f"{name}_total", 0)
    return [f"{what}: {total:,} rows."] if total > len(table.get(name, [])) else []
