"""Drafts and their words: texts without marks, passages and warnings as they are kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from app.imports.drafts.matching import Match, warning
from app.imports.models import Draft
from app.reading.model import Span, Text, Warn
from app.vocabulary.lists import PageBasis, PlaceRole

ONLY_TOLD = {"page_inferred", "unnumbered", "several_items"}
"""Warnings of readers that tell how something was found, but leave no doubt about it."""

_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def new_draft(
    entry: str,
    key: str,
    content: dict[str, Any],
    *,
    passage: dict[str, Any] | None = None,
    match: Match | None = None,
    warnings: Sequence[dict[str, Any]] = (),
) -> Draft:
    """Return a draft of an import that is given its number and its import later."""
    found = match or Match()
    return Draft(
        import_id=0,
        ordinal=0,
        entry=entry,
        key=key,
        content=content,
        passage=passage or {},
        matches=found.ref,
        basis=found.basis,
        warnings=[*found.warnings, *warnings],
    )


def plain(text: str) -> str:
    """Return a text without footnote marks, its whitespace collapsed."""
    return " ".join(_MARKS.sub("", text).split())


def where(page: int | None, basis: PageBasis) -> dict[str, Any]:
    """Return the page of a place and how it is known; empty before page 1, which has no number."""
    return {"page": page, "page_basis": basis.value} if page else {}


def passage_of(
    text: str,
    page: int,
    page_basis: PageBasis,
    section: str,
    spans: Sequence[Span],
    role: PlaceRole,
) -> dict[str, Any]:
    """Return where a draft stands, as it is kept."""
    return {
        "text": text,
        "page": page,
        "page_basis": page_basis.value,
        "section": section,
        "role": role.value,
        "spans": [asdict(span) for span in spans],
    }


def warnings_of(given: Iterable[Warn], blocking: bool) -> list[dict[str, Any]]:
    """Return a reader's warnings as drafts keep them."""
    return [
        warning(entry.code, entry.message, blocking=blocking and entry.code not in ONLY_TOLD)
        | ({"page": entry.page} if entry.page else {})
        for entry in given
    ]


def letters(text: str) -> int:
    """Return how many letters and digits a text has, footnote marks left out."""
    return sum(char.isalnum() for char in _MARKS.sub("", text))


def split_spans(text: Text, spans: Sequence[Span], behind: int) -> tuple[list[Span], list[Span]]:
    """Return the spans before and behind a number of letters and digits.

    Draft and document count alike, though spaces, hyphens and footnote marks may differ.
    """
    before: list[Span] = []
    rest = behind
    for index, span in enumerate(spans):
        part = text.pieces[span.piece].text[span.start : span.end]
        there = letters(part)
        if there <= rest:
            before.append(span)
            rest -= there
            continue
        cut = span.start + _position(part, rest)
        first = [Span(span.piece, span.start, cut)] if cut > span.start else []
        return [*before, *first], [Span(span.piece, cut, span.end), *spans[index + 1 :]]
    return before, []


def find_spans(text: Text, spans: Sequence[Span], words: str) -> list[Span]:
    """Return where words stand within spans, none where they do not, or do more than once.

    Only letters and digits count, and only whole words.
    """
    there, starts = _stream(
        " ".join(text.pieces[span.piece].text[span.start : span.end] for span in spans)
    )
    wanted, _ = _stream(words)
    ends = starts | {len(there)}
    found = [
        place
        for place in sorted(starts)
        if wanted and there.startswith(wanted, place) and place + len(wanted) in ends
    ]
    if len(found) != 1:
        return []
    _, behind = split_spans(text, spans, found[0])
    return split_spans(text, behind, len(wanted))[0]


def _stream(text: str) -> tuple[str, set[int]]:
    """The letters and digits of a text, each one character, and where among them words begin."""
    found: list[str] = []
    starts: set[int] = set()
    inside = False
    for char in _MARKS.sub("", text):
        if char.isalnum():
            if not inside:
                starts.add(len(found))
            small = char.lower()
            found.append(small if len(small) == 1 else char)
        inside = char.isalnum()
    return "".join(found), starts


def _position(part: str, number: int) -> int:
    """The place in a text where the letter or digit behind the first `number` of them stands."""
    seen = 0
    for place, char in enumerate(part):
        if char.isalnum() and not _MARKS.match(char):
            if seen == number:
                return place
            seen += 1
    return len(part)
