"""Several lists of one report made one: repeated items found, canonical numbers given."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from app.core.textfold import fold
from app.reading.model import Warn
from app.reading.reports.drafts import Draft
from app.reading.reports.items import ListReading
from app.reading.reports.numbers import Numbered

_SAME = 0.9
"""Share of common words from which two items are the same one printed twice."""
_ALIKE = 0.6
"""The same where the one is in a list without numbers and the other in a longer one with them."""


def with_table(listed: ListReading, table: ListReading) -> ListReading:
    """Return what a section's list and its tables gave as one, where one counts on from the other.

    A list that begins with 1 goes on in a table of higher numbers. Otherwise the tables alone
    count, if they have items: what is beside them is left unread.
    """
    if not table.drafts:
        return listed
    own, theirs = _numbers(listed), _numbers(table)
    goes_on = 1 in own and bool(theirs) and max(own) < min(theirs)
    beside = any({number - 1, number + 1} & own for number in theirs)
    if own & theirs or not (goes_on or beside):
        return table
    return ListReading(
        drafts=sorted([*listed.drafts, *table.drafts], key=lambda draft: draft.spans[0].piece),
        taken=listed.taken | table.taken,
        gaps=[gap for gap in listed.gaps if not set(range(gap[0] + 1, gap[1])) <= theirs],
    )


def _numbers(reading: ListReading) -> set[int]:
    """Return the numbers that a list counts with; none where one of its items has none."""
    counted = [draft.counted for draft in reading.drafts]
    if None in counted:
        return set()
    return {one.number for one in counted if one is not None and not one.dotted}


def drop_repeated(lists: Sequence[list[Draft]]) -> list[Draft]:
    """Return the items of all lists, those left out that a longer list prints too.

    A repeated item of a list of priorities makes the one that stays a priority.
    """
    longest = max(lists, key=len, default=[])
    kept: list[Draft] = []
    words = [(draft, fold(draft.text)) for draft in longest if not draft.container]
    for drafts in lists:
        for draft in drafts:
            summary = draft.counted is None and longest[0].counted is not None
            least = _ALIKE if summary else _SAME
            same = _same(draft, words, least) if drafts is not longest else None
            if same is None:
                kept.append(draft)
                continue
            same.beside = same.beside or draft.beside
            if draft.priority:
                same.priority = True
    if not any(draft.priority for draft in kept):
        for draft in kept:
            draft.priority = None
    return kept


def _same(draft: Draft, others: list[tuple[Draft, list[str]]], least: float) -> Draft | None:
    """Return the item of another list that says the same: the one most alike."""
    own = fold(draft.text)
    best: tuple[float, Draft | None] = (0.0, None)
    for other, words in others:
        matcher = SequenceMatcher(None, own, words, autojunk=False)
        if own and matcher.quick_ratio() >= least:
            best = max(best, (matcher.ratio(), other), key=lambda one: one[0])
    return best[1] if best[0] >= least else None


def assign_numbers(drafts: Sequence[Draft]) -> list[Warn]:
    """Set the canonical number of each item, unique in the document; return what to warn of.

    Items without printed numbers are counted on from 1, or behind those that have them. Where
    numbering begins anew, the numbers of the later list go on from those before it; a number
    printed twice gets a letter.
    """
    warnings: list[Warn] = []
    used: set[str] = set()
    offset = last = highest = 0
    uncounted = [draft for draft in drafts if draft.counted is None]
    for draft in drafts:
        counted = draft.counted
        if counted is None:
            continue
        if draft.parent is not None:
            part = counted.letter or f".{counted.dotted.rpartition('.')[2]}"
            draft.number = _free(f"{draft.parent.number}{part}", used)
            used.add(draft.number)
            continue
        before = last > 1 or (last == 1 and not counted.letter)
        if counted.number <= 1 and before and not counted.dotted:
            offset = highest
            message = f"Numbering begins anew; these are counted on from {offset + 1}."
            warnings.append(Warn("numbering_restarts", message, draft.page))
        own = Numbered(counted.number + offset, counted.letter, counted.dotted)
        draft.number = _free(own.canonical, used)
        if draft.number != own.canonical:
            message = f"The number {draft.printed} is printed twice; this one is {draft.number}."
            draft.warnings.append(Warn("number_repeated", message, draft.page))
        used.add(draft.number)
        last = counted.number
        highest = max(highest, own.number)
    for draft in uncounted:
        if draft.parent is not None and draft.parent.number:
            draft.number = _free(f"{draft.parent.number}A", used)
        else:
            highest += 1
            draft.number = str(highest)
        used.add(draft.number)
    return warnings


def _free(number: str, used: set[str]) -> str:
    """Return a number that is not used: with the first free letter behind it."""
    if number not in used:
        return number
    stem = number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = (chr(code) for code in range(ord("A"), ord("Z") + 1))
    return next(
        (f"{stem}{one}" for one in letters if f"{stem}{one}" not in used), f"{stem}{len(used)}"
    )
