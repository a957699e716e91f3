"""Recompute the figures of a statement: percentages and sums, from its own numbers."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


def computed_percent(value: int, of: int | None) -> float | None:
    """Return the percentage to two decimals, rounded half up; `None` without a whole."""
    if not of:
        return None
    return float((Decimal(value) * 100 / of).quantize(Decimal("0.01"), ROUND_HALF_UP))


def percent_agrees(value: int, of: int | None, stated: float | None) -> bool | None:
    """Return whether a printed percentage follows from the numbers; `None` where one is missing.

    Rounding and truncating to the decimals that are printed both count. A stored 66.0 may have been
    printed 66, so a closing zero is taken for no decimals.
    """
    if not of or stated is None:
        return None
    printed = Decimal(str(stated))
    printed = printed.quantize(Decimal(1)) if printed == printed.to_integral() else printed
    exact = Decimal(value) * 100 / of
    return printed in {exact.quantize(printed, way) for way in (ROUND_HALF_UP, ROUND_DOWN)}


def parts_agree(value: int, parts: Sequence[str], values: Mapping[str, int]) -> bool | None:
    """Return whether the parts, labels in `values`, add up to the value; `None` without parts."""
    if not parts:
        return None
    return sum(values[part] for part in parts) == value


def all_agree(found: Iterable[bool | None]) -> bool | None:
    """Return whether all that could be compared agrees; `None` when nothing could."""
    compared = [agrees for agrees in found if agrees is not None]
    return all(compared) if compared else None
