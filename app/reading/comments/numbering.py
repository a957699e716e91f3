"""Whether the numbers of what comments quote go on one by one."""

import re
from itertools import pairwise

from app.reading.comments.items import PREFIX
from app.reading.model import FoundItem, Warn


def missing_numbers(items: list[FoundItem]) -> list[Warn]:
    """Return a warning for each run of whole numbers that are missing between two found.

    Numbers that stand out of order are told, and say nothing of what stands between.
    """
    warnings = []
    for kind, prefix in PREFIX.items():
        pages: dict[int, int] = {}
        for item in items:
            whole = re.fullmatch(rf"{prefix}(\d+)(?:\.\d+)*[A-Z]?", item.number)
            if item.kind is kind and whole:
                pages.setdefault(int(whole.group(1)), item.page)
        found = list(pages)
        order = _in_order(found)
        for before, after in pairwise(order):
            missing = [number for number in range(before + 1, after) if number not in pages]
            if missing:
                warnings.append(Warn("number_missing", _missing(prefix, missing), pages[before]))
        for number in found:
            if number not in order:
                message = (
                    f"Item {prefix}{number} is out of order among the others; check its number."
                )
                warnings.append(Warn("number_order", message, pages[number]))
    return warnings


def _missing(prefix: str, missing: list[int]) -> str:
    first, last = f"{prefix}{missing[0]}", f"{prefix}{missing[-1]}"
    if first == last:
        return f"No item {first} was found between those before and after."
    if len(missing) == missing[-1] - missing[0] + 1:
        return f"No items {first} to {last} were found between those before and after."
    named = ", ".join(f"{prefix}{number}" for number in missing)
    return f"No items {named} were found between those before and after."


def _in_order(numbers: list[int]) -> list[int]:
    """Return the most numbers that follow one another upwards; of equally many the lowest."""
    best: list[list[int]] = []
    for number in numbers:
        before = [chain for chain in best if chain[-1] < number]
        best.append([*max(before, key=len, default=[]), number])
    return max(best, key=lambda chain: (len(chain), -chain[-1]), default=[])
