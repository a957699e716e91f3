"""What was found in a table, for people at a terminal."""

from dataclasses import replace
from typing import Any

from app.reading.tables.encodings import ENCODINGS, UTF8
from app.reading.tables.model import Problem

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}

MOST_KINDS = 50
"""So many kinds of problem are told; all are counted."""

REASON = ("column", "value", "message", "mend", "refused")


def table_lines(table: dict[str, Any]) -> list[str]:
    """Return lines on a table as an import keeps it: how it was read, then each row to look at.

    `table` is the import's `found`; nothing is said of a file that is no table.
    """
    lines = [*_facts(table), *_doubt(table)]
    lines += _not_taken(table)
    for damaged in table.get("damaged", []):
        lines.append(f"damaged: row {damaged['row']}: {damaged['message']}")
    lines += _more(table, "damaged", "damaged in all")
    for repeated in table.get("duplicates", []):
        lines.append(f"row {repeated['row']} says what row {repeated['same_as']} says.")
    for left in table.get("left", []):
        fields = ", ".join(left["fields"])
        lines.append(f"left as it is: {left['entry']} {left['key']}, though {fields} differ.")
    return lines


def _not_taken(table: dict[str, Any]) -> list[str]:
    """The rows that are not taken: one by one where few say the same, else counted once."""
    kinds = table.get("problem_kinds", [])
    told = 0
    lines = []
    for kind in kinds[:MOST_KINDS]:
        one = Problem(kind["rows"][0], *(kind[name] for name in REASON))
        told += kind["count"]
        if kind["count"] <= len(kind["rows"]):
            lines += [f"not taken: {replace(one, row=row)}" for row in kind["rows"]]
            continue
        where = str(one).partition(f"row {one.row}")[2]
        first = ", ".join(map(str, kind["rows"]))
        lines.append(f"not taken: {kind['count']:,} rows{where} The first are rows {first}.")
    if "problem_kinds" not in table:  # An import that was read before they were told apart.
        return [f"not taken: {Problem(**problem)}" for problem in table.get("problems", [])]
    left = table["problems_total"] - told
    return [*lines, f"not taken for yet other reasons: {left:,} cells or rows."] if left else lines


def none_taken(table: dict[str, Any]) -> str | None:
    """Return what to say of a table that has rows, and of which not one is taken."""
    tally = table.get("tally") or {}
    if not tally.get("rows") or tally.get("good") or tally.get("duplicates"):
        return None
    one = tally["rows"] == 1
    rows = "its only row is not" if one else f"none of its {tally['rows']:,} rows is"
    return f"{table['name']}: {rows} taken. Mend the rows as told, or choose another map."


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
    lines = [f"Read as {'; '.join(parts)}."] if parts else []
    if encoding and encoding["encoding"] != UTF8 and encoding["confidence"] < 1:
        words = ", ".join(encoding["samples"])
        lines.append(
            "The file does not say its encoding. If words are wrong, give --encoding, one of"
            f" {', '.join(ENCODINGS)}. Some words: {words}"
        )
    return lines


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
