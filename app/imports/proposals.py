"""Findings that a reader proposes from conclusions, beside those that are recorded already."""

from collections.abc import Iterable
from dataclasses import replace

from app.core.textfold import digest
from app.imports.locating import Wanted, locate
from app.imports.matching import Known
from app.imports.wording import plain
from app.reading.model import FoundItem, Reading, Span
from app.reading.reports.conclusions import PROPOSED


def is_proposed(item: FoundItem) -> bool:
    """Tell whether an item was taken for a finding by its wording alone."""
    return any(entry.code == PROPOSED for entry in item.warnings)


def without_recorded(reading: Reading, recorded: Iterable[Known]) -> Reading:
    """Return the reading without the proposals from whose words findings are recorded already.

    People may have split a sentence otherwise than the reader does: where a recorded finding of the
    document stands within a proposal, or the other way round, there is nothing left to propose. A
    proposal with exactly the words of a recorded one stays, for it attaches them.
    """
    proposed = [item for item in reading.items if is_proposed(item)]
    known = [item for item in recorded if item.digest]
    if not proposed or not known:
        return reading
    same = {item.digest for item in known}
    wanted = [
        Wanted(item.ref, str(item.digest), (item.page,) if item.page else ()) for item in known
    ]
    taken = [span for found in locate(reading.text, wanted).values() for span in found.spans]
    items = [
        item
        for item in reading.items
        if not is_proposed(item)
        or digest(plain(item.text)) in same
        or not _overlap(item.spans, taken)
    ]
    return replace(reading, items=items)


def _overlap(spans: Iterable[Span], taken: Iterable[Span]) -> bool:
    return any(
        one.piece == other.piece and one.start < other.end and other.start < one.end
        for one in spans
        for other in taken
    )
