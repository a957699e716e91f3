"""Puts the page of one draft together."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.entries.forms.showing import shown_words
from app.imports import queries
from app.imports.desk.building import draft_line
from app.imports.desk.differences import compare
from app.imports.desk.offering import offer_organisations
from app.imports.desk.pages import (
    ComparedField,
    Comparison,
    Conflict,
    DraftPage,
    PieceLine,
    Run,
    Sheet,
)
from app.imports.desk.review import fields_of, label_of, sentences, text_of
from app.imports.desk.views import draft_url, drafts_url
from app.imports.drafts.present import ADDED
from app.imports.records import (
    DraftRecord,
    FieldChange,
    ImportText,
    MatchRecord,
    Neighbours,
    Show,
    WholeImport,
)
from app.reading.model import Piece, Span
from app.vocabulary.labels import word
from app.vocabulary.lists import Decision
from app.web.fields import Choices
from app.web.forms import Problem, Sent
from app.web.i18n import gettext

SPLITTABLE = "item"
"""The kind of entry whose drafts can be split and joined."""

PRINTED = ("heading", "stated_as", "title")
"""Fields that are as printed, where a full stop at the end is the printer's."""

LONGEST_FOLLOWING = 300
MOST_SHEETS = 3
"""How many pages are shown beside a draft."""


def build_draft(
    db: Session,
    draft: DraftRecord,
    show: str,
    sent: Sent | None = None,
    problems: Sequence[Problem] = (),
    conflict: bool = False,
) -> DraftPage:
    """Return a draft with its page, its record and its neighbours.

    `sent` is a form that could not be stored; what was typed stands in it. After a `conflict` the
    page says what is stored now.
    """
    whole = queries.get_import(db, draft.import_id)
    around = queries.neighbours(db, draft, Show(show))
    line = draft_line(draft, show)
    return DraftPage(
        line=whole.record,
        draft=line,
        title=gettext("Draft %(key)s") % {"key": draft.key},
        queue=_queue(around),
        show=show,
        fields=offer_organisations(
            db, draft.entry, fields_of(draft.entry, draft.content, sent, problems)
        ),
        sheets=sheets_of(
            draft.page, draft.spans, queries.get_text(db, draft.import_id), pictures_of(whole)
        ),
        comparison=_comparison(db, draft, sent),
        sentences=_sentences(draft),
        splittable=draft.entry == SPLITTABLE and bool(text_of(draft.content)),
        begins=sent.text("begins") if sent else "",
        following=_following(db, draft),
        lead_in=str(draft.passage.get("lead_in") or ""),
        previous_url=_address(draft, around.previous, show),
        next_url=_address(draft, around.next, show),
        back_url=drafts_url(whole.record, show),
        reason=sent.text("reason") if sent and sent.has("reason") else draft.reason or "",
        match=sent.text("match") if sent and sent.has("match") else draft.matches or "",
        problems=list(problems),
        conflict=_conflict(draft, sent) if conflict and sent else None,
    )


def pictures_of(whole: WholeImport) -> str | None:
    """Return the address of the pictures of an import's pages up to the number; of PDF alone."""
    return f"{whole.record.url}/pages/" if whole.found.get("reader") == "pdf" else None


def _comparison(db: Session, draft: DraftRecord, sent: Sent | None) -> Comparison | None:
    if draft.matches is None or draft.decision is Decision.PUBLISHED:
        return None
    match = queries.get_match(db, draft)
    typed = sent is not None and sent.has("replaceable")
    replaced = sent.several("replace") if sent and typed else draft.passage.get("replace") or []
    return comparison_of(match, replaced) if match else None


def _sentences(draft: DraftRecord) -> Choices:
    if draft.entry != SPLITTABLE or draft.decision is Decision.PUBLISHED:
        return ()
    return sentences(text_of(draft.content))


def _following(db: Session, draft: DraftRecord) -> str:
    """How the draft begins that this one can be joined with, empty where there is none."""
    if draft.entry != SPLITTABLE or draft.decision is Decision.PUBLISHED:
        return ""
    other = queries.find_following(db, draft)
    return f"{other.key}: {other.text[:LONGEST_FOLLOWING]}" if other else ""


def _address(draft: DraftRecord, other: int | None, show: str) -> str | None:
    return draft_url(draft.import_id, other, show) if other else None


def _queue(around: Neighbours) -> str:
    """Where a draft stands among those that are gone through, empty where it has left them."""
    if around.place is None:
        return ""
    numbers = {"place": f"{around.place:,}", "total": f"{around.total:,}"}
    return gettext("%(place)s of %(total)s") % numbers


def _conflict(draft: DraftRecord, sent: Sent) -> Conflict:
    """What is stored by now beside what was typed: fields that differ, and those that do not."""
    stored = fields_of(draft.entry, draft.content)
    typed = fields_of(draft.entry, draft.content, sent)
    fields, same_in = [], []
    for was, now in zip(stored, typed, strict=True):
        before, after = shown_words(was), shown_words(now)
        if before == after:
            same_in += [was.label] if before else []
            continue
        fields.append(ComparedField(was.name, was.label, compare(before, after), choosable=False))
    match = sent.text("match") if sent.has("match") else draft.matches or ""
    if match != (draft.matches or ""):
        label = gettext("Reference of the record")
        fields.append(
            ComparedField("match", label, compare(draft.matches or "", match), choosable=False)
        )
    return Conflict(fields, same_in, gettext(word("decision", draft.decision).label))


def sheets_of(
    page: int | None, marked: Sequence[Span], text: ImportText | None, pictures: str | None
) -> list[Sheet]:
    """Return the page and all on which marked passages stand, with these marked.

    `pictures` is the address of the pages' pictures up to their place in the file.
    """
    if text is None or page is None:
        return []
    spans = [span for span in marked if span.piece < len(text.text.pieces)]
    numbers = {text.text.pieces[span.piece].page for span in spans} | {page}
    sheets = []
    marked_here = {span.piece for span in spans}
    for number in sorted(numbers)[:MOST_SHEETS]:
        found = text.page(number)
        if found is None:
            continue
        sheet = found.info.sheet
        sheets.append(
            Sheet(
                number=number,
                pieces=[
                    _piece(index, piece, spans, index == min(marked_here, default=-1))
                    for index, piece in found.pieces
                ],
                picture=f"{pictures}{sheet}.png" if pictures and sheet else None,
                width=round(found.info.width or 0),
                height=round(found.info.height or 0),
                boxes=[
                    piece.box
                    for index, piece in found.pieces
                    if index in marked_here and piece.box is not None
                ],
            )
        )
    return sheets


def _piece(index: int, piece: Piece, spans: Sequence[Span], first: bool) -> PieceLine:
    own = sorted((span.start, span.end) for span in spans if span.piece == index)
    runs, at = [], 0
    for start, end in own:
        start = max(start, at)
        if end > start:
            runs += [Run(piece.text[at:start], False), Run(piece.text[start:end], True, first)]
            first = False
            at = end
    runs.append(Run(piece.text[at:], False))
    return PieceLine(piece.kind.value, piece.label or "", [run for run in runs if run.text])


def comparison_of(match: MatchRecord, replaced: Sequence[str]) -> Comparison:
    """Return a matched record beside the draft, word by word where texts differ."""
    fields, same_in = [], []
    for change in match.fields:
        present, draft = _text(change.present), _text(change.draft)
        label = label_of(match.entry, change.name)
        if change.name not in replaced and not change.changes and _as_good(change):
            continue
        if present == draft:
            same_in += [label] if present else []
            continue
        fields.append(
            ComparedField(
                name=change.name,
                label=label,
                difference=compare(present, draft),
                choosable=bool(present and draft) and change.name != ADDED,
                replaced=change.name in replaced,
            )
        )
    return Comparison(match.key, match.url, match.basis.value, fields, same_in, match.same)


def _as_good(change: FieldChange) -> bool:
    """Whether two fields differ in nothing that matters: signs around a number, words of a section,
    a full stop at the end or blanks. Fields that are alike are told elsewhere.
    """
    if change.present == change.draft:
        return False
    if change.name == "number_as_printed":
        return _bare(change.present) == _bare(change.draft)
    if change.name in PRINTED:
        return _unstopped(change.present) == _unstopped(change.draft)
    return change.name == "places" and _pages(change.present) == _pages(change.draft)


def _bare(number: Any) -> str:
    return "".join(char for char in str(number or "") if char.isalnum())


def _unstopped(text: Any) -> str:
    return " ".join(str(text or "").split()).rstrip(" .")


def _pages(places: Any) -> list[Any]:
    return [place.get("page") for place in places or []]


def _text(value: Any) -> str:
    """A field's value for people."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, dict) and value.get("standard"):
        return str(value["standard"])
    if isinstance(value, dict):
        return _place(value) if "section" in value else ", ".join(map(_text, value.values()))
    return str(value)


def _place(place: dict[str, Any]) -> str:
    """A place in a line: page, section, what it is there."""
    page = gettext("page %(n)s") % {"n": place["page"]} if place.get("page") else ""
    role = gettext(word("place_role", place["role"]).label) if place.get("role") else ""
    return ", ".join(part for part in (page, place["section"], role) if part)
