"""Where the words of a draft stand in its file, while a person changes, splits and joins them.

A passage has the words of the file (`text`) and where they stand (`spans`). Words that are not
found there are marked nowhere: `among` then says among which words of the file they belong.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypeAlias

from app.core.textfold import digest
from app.imports.drafts.wording import find_spans, letters, plain, split_spans
from app.reading.model import Span, Text

Passage: TypeAlias = dict[str, Any]

AMONG = "among"
"""Where a passage says which words of the file its own belong among, as spans."""

STANDS = ("text", "spans", AMONG, "page")
"""What a passage says of where its words stand."""


def split_places(
    whole: Text | None, passage: Passage, first: str, second: str
) -> tuple[Passage, Passage]:
    """Return the passages of the two parts of a draft: each where its words stand, else nowhere."""
    if whole is None or not passage.get("text"):
        return passage | {"text": first, "spans": []}, passage | {"text": second, "spans": []}
    spans = _spans(passage.get("spans"))
    if spans and digest(first + second) == digest(passage["text"]):
        before, behind = split_spans(whole, spans, letters(first))
        return (
            _standing(whole, passage, first, before),
            _standing(whole, passage, second, behind),
        )
    among = passage.get(AMONG) or passage.get("spans") or []
    lost = passage | {"spans": [], AMONG: among}
    return place_words(whole, lost, first), place_words(whole, lost, second)


def join_places(whole: Text | None, one: Passage, two: Passage, words: str) -> Passage:
    """Return where the joined words of two passages stand: `text`, `spans`, perhaps `among`."""
    texts = [passage.get("text") or "" for passage in (one, two)]
    if not (one.get(AMONG) or two.get(AMONG)):
        spans = sorted(
            [*_spans(one.get("spans")), *_spans(two.get("spans"))],
            key=lambda span: (span.piece, span.start),
        )
        text = plain(" ".join(texts)) if all(texts) else words
        return {"text": text, "spans": [asdict(span) for span in spans]}
    homes = [_spans(passage.get(AMONG) or passage.get("spans")) for passage in (one, two)]
    text = texts[0] if homes[0] == homes[1] else plain(" ".join(texts))
    among = [asdict(span) for span in _union([*homes[0], *homes[1]])]
    return place_words(whole, {"text": text, "spans": [], AMONG: among}, words)


def place_words(whole: Text | None, passage: Passage, words: str) -> Passage:
    """Return the passage with its words marked where they stand, if they do by now."""
    among = _spans(passage.get(AMONG))
    found = find_spans(whole, among, words) if whole and among else []
    return _standing(whole, passage, words, found) if whole and found else passage


def _standing(whole: Text, passage: Passage, words: str, spans: Sequence[Span]) -> Passage:
    if not spans:
        return passage | {"text": words, "spans": []}
    return passage | {
        "text": words,
        "spans": [asdict(span) for span in spans],
        "page": whole.pieces[spans[0].piece].page,
        AMONG: None,
    }


def _spans(given: Sequence[dict[str, int]] | None) -> list[Span]:
    return [Span(**span) for span in given or []]


def _union(spans: Sequence[Span]) -> list[Span]:
    """The characters of all spans, each once."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.piece, span.start)):
        last = found[-1] if found else None
        if last and last.piece == span.piece and span.start <= last.end:
            found[-1] = Span(span.piece, last.start, max(last.end, span.end))
        else:
            found.append(span)
    return found
