"""What was read in a report or in comments becomes drafts, matched with the records that exist."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from pydantic import ValidationError
from pydantic_core import to_jsonable_python
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.inputs import problem_in_words
from app.core.textfold import digest
from app.entries.kinds import KIND
from app.imports.drafts.answers import draft_answers, wait_for_items
from app.imports.drafts.choosing import Chosen, choose
from app.imports.drafts.citing import citations_of, lacking_citations, waiting_citations
from app.imports.drafts.dating import check_date
from app.imports.drafts.follow_ups import draft_follow_ups
from app.imports.drafts.locating import Wanted, locate
from app.imports.drafts.matching import Items, Known, Match, known_answers, known_items, warning
from app.imports.drafts.numbers import Numbers
from app.imports.drafts.proposing import Named, find_named, told_of
from app.imports.drafts.remembering import reject_again
from app.imports.drafts.wording import new_draft, passage_of, plain, warnings_of, where
from app.imports.inputs import ImportOptions
from app.imports.models import Draft, Import
from app.imports.publication.attaching import note_other_text
from app.reading.model import FoundItem, Mention, Reading, Warn
from app.responses.models import Response
from app.standards.models import Standard
from app.vocabulary.lists import (
    ImportKind,
    ItemKind,
    MatchBasis,
    PlaceRole,
)


def draft_reading(db: Session, import_row: Import, reading: Reading) -> list[Draft]:
    """Return the drafts of what was read, not yet added to the session; reads only.

    Stores in the import what the reading tells beside them, and the document that it belongs to.
    Raises `RuleError` on `document` when it cannot be told which document it is, on `election` when
    its date does not fit.
    """
    options = ImportOptions.model_validate(import_row.options)
    check_date(db, import_row.kind, options, reading)
    known = known_items(db, options.election or "")
    chosen = choose(db, import_row, options, reading, known)
    quoting = import_row.kind is ImportKind.COMMENTS
    import_row.document_id = chosen.id
    import_row.found = found_json(reading) | {"document": chosen.slug}
    note_other_text(db, import_row)
    items = Items(known, chosen.slug, quoting)
    standards = set(db.execute(sa.select(col(Standard.slug))).scalars())
    drafts: list[Draft] = []
    if chosen.content is not None:
        drafts.append(_document(chosen))
    named = find_named(db, reading, chosen.election)
    of_items, refs = _items(reading, chosen, items, quoting, standards, named)
    drafts += [*named.drafts, *of_items]
    if reading.answers:
        answers = known_answers(db, chosen.slug)
        keys = set(db.execute(sa.select(col(Response.key))).scalars())
        doubtful = {ref_of(draft, chosen.election) for draft in of_items if _is_doubtful(draft)}
        of_answers = draft_answers(
            reading, chosen, options.responder or "", refs, items, answers, keys
        )
        drafts += wait_for_items(of_answers, doubtful)
    drafts += draft_follow_ups(db, reading, chosen, refs)
    return finish(db, import_row, drafts)


def ref_of(draft: Draft, election: str) -> str:
    """Return the reference that an item's draft has or will have."""
    return draft.matches or f"{election}-{draft.content['number']}"


DOUBTS = {"number_and_text_disagree", "digest_differs", "not_in_report"}
"""Warnings that leave open which item a quotation is of."""


def _is_doubtful(draft: Draft) -> bool:
    return any(entry["code"] in DOUBTS for entry in draft.warnings)


def finish(db: Session, import_row: Import, drafts: Iterable[Draft]) -> list[Draft]:
    """Number the drafts, check what they say, and put back what was rejected before."""
    found = list(drafts)
    for ordinal, draft in enumerate(found):
        draft.ordinal = ordinal
        judge(draft)
    reject_again(db, import_row, found)
    return found


TIED_BY = {"assessment": "item", "link": "earlier", "answer": "answers"}
"""The field that says which item a draft is about."""


def judge(draft: Draft) -> None:
    """Add what a draft lacks to its warnings, and say whether it needs a person.

    That nothing is known of what it is about is said once, and no more when somebody has said it.
    """
    if draft.content.get(TIED_BY.get(draft.entry, "")):
        draft.warnings = [entry for entry in draft.warnings if entry["code"] != "untied"]
    untied = any(entry["code"] == "untied" for entry in draft.warnings)
    problem = None if untied else problem_of(draft)
    if problem and not _told(draft, problem):
        draft.warnings = [*draft.warnings, warning("incomplete", problem, blocking=True)]
    draft.suspect = any(entry.get("blocking") for entry in draft.warnings)


def _told(draft: Draft, problem: str) -> bool:
    """Whether a warning says already that the field at fault is missing."""
    field = problem.partition(":")[0].partition(".")[0]
    return any(entry["code"] == f"{field}_missing" for entry in draft.warnings)


def problem_of(draft: Draft) -> str | None:
    """Say what a draft of a new record lacks; one of a record that exists may hold any part."""
    kind = KIND.get(draft.entry)
    if kind is None or draft.matches:
        return None
    try:
        kind.model.model_validate(draft.content)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        message = problem_in_words(problem)
        return f"{where}: {message}" if where else message
    return None


def found_json(reading: Reading) -> dict[str, Any]:
    """Return what a reading tells beside the items and answers, as JSON."""
    told = (*reading.text.warnings, *_begins_late(reading), *reading.warnings)
    found: dict[str, Any] = to_jsonable_python(
        {
            "text": asdict(reading.text),
            "reader": reading.text.reader,
            "pages": len(reading.text.pages),
            "unread": [asdict(entry) for entry in reading.unread],
            "warnings": [asdict(entry) for entry in dict.fromkeys(told)],
            "kind": reading.kind,
            "title": reading.title,
            "published_on": reading.published_on,
            "details": reading.details,
        }
    )
    return found


def _begins_late(reading: Reading) -> list[Warn]:
    """Say of a file that its first page is not the document's: it may be a part of it."""
    numbers = [page.number for page in reading.text.pages]
    if min(numbers, default=1) <= 1:
        return []
    first, last, there = min(numbers), max(numbers), len(numbers)
    message = f"The file has {there} pages, numbered {first} to {last}: see whether it is whole."
    return [Warn("begins_late", message, first)]


def _document(chosen: Chosen) -> Draft:
    match = Match(chosen.slug, MatchBasis.KEY) if chosen.id else None
    return new_draft(
        "document", chosen.slug, chosen.content or {}, match=match, warnings=chosen.warnings
    )


def _items(
    reading: Reading,
    chosen: Chosen,
    items: Items,
    quoting: bool,
    standards: set[str],
    named: Named,
) -> tuple[list[Draft], dict[str, str]]:
    """The drafts of items, and the reference of each by the number that the reader gave it."""
    pairs = []
    for item in reading.items:
        match = _match(item, items, like_words=_is_listed(item))
        pairs.append((item, _item(item, match, chosen, items, quoting, named)))
    located = _located(reading, chosen, items, quoting)
    numbers = Numbers(items.by_ref.values(), chosen)
    drafts: list[Draft] = []
    renamed: dict[str, str] = {}
    refs: dict[str, str] = {}
    for item, draft in pairs:
        printed = item.number_as_printed is not None
        same = None if draft.matches or printed else _standing_at(draft, located)
        if same:
            refs[item.number] = same
            continue
        if not draft.matches and not _is_listed(item):
            draft = _item(item, _match(item, items), chosen, items, quoting, named)
        if quoting and not draft.matches:
            draft.warnings = [*draft.warnings, *_not_in_report(item, items)]
        content = draft.content
        if draft.matches is None:
            number = numbers.new(item.number, item.kind, printed)
            content["standards"] = citations_of(item, chosen, standards)
            waiting = waiting_citations(item, chosen, standards)
            draft.warnings = [*draft.warnings, *waiting]
        else:
            known = items.by_ref[draft.matches]
            number = known.number
            lacking = [] if quoting else lacking_citations(item, known, chosen, standards)
            content |= {"standards": lacking} if lacking else {}
        renamed[item.number] = number
        content["number"] = draft.key = number
        if item.parent:
            content["parent"] = renamed.get(item.parent, item.parent)
        refs[item.number] = ref_of(draft, chosen.election)
        drafts.append(draft)
    return [*drafts, *located], refs


def _is_listed(item: FoundItem) -> bool:
    """Whether a document prints an item as one; others are our proposals of findings."""
    return item.number_as_printed is not None or item.role is PlaceRole.LIST


def _match(item: FoundItem, items: Items, like_words: bool = True) -> Match:
    text, printed = plain(item.text), item.number_as_printed is not None
    return items.match(item.number, item.kind, item.container, text, printed, like_words)


def _not_in_report(item: FoundItem, items: Items) -> list[dict[str, Any]]:
    """Say of a quoted recommendation that the report is held and has none of that number."""
    if item.kind is not ItemKind.RECOMMENDATION or not items.holds_report():
        return []
    message = f"the report held has no recommendation {item.number}: say which is quoted"
    return [warning("not_in_report", message, blocking=True)]


def _standing_at(draft: Draft, located: list[Draft]) -> str | None:
    """The record whose words, found by their digest, are most of the draft's or hold most of them.

    A finding has no number, and readers may begin or end it elsewhere than who recorded it.
    """
    own = _characters(draft)
    for other in located:
        theirs = _characters(other)
        if len(own & theirs) * 2 >= min(len(own), len(theirs)):
            return other.matches
    return None


def _characters(draft: Draft) -> set[tuple[int, int]]:
    """The characters of the text that a draft takes up, by piece."""
    return {
        (span["piece"], place)
        for span in draft.passage["spans"]
        for place in range(span["start"], span["end"])
    }


def _item(
    item: FoundItem, match: Match, chosen: Chosen, items: Items, quoting: bool, named: Named
) -> Draft:
    text = plain(f"{item.text} {item.brackets}" if named.unknown(item) else item.text)
    matched = items.by_ref[match.ref] if match.ref else None
    reader = warnings_of(item.warnings, blocking=match.basis is not MatchBasis.DIGEST)
    content: dict[str, Any] = {
        "document": chosen.slug,
        "number_as_printed": item.number_as_printed,
        "kind": item.kind.value,
        "container": item.container,
        "heading": item.heading,
        "priority": item.priority,
        "places": _places(item, chosen.slug),
        "digest": digest(text),
    } | _text(text, chosen.slug, quoting)
    parties = {"proposers": named.proposers(item), "addressees": named.addressees(item)}
    return new_draft(
        "item",
        item.number,
        content | {name: slugs for name, slugs in parties.items() if slugs},
        passage={
            **passage_of(text, item.page, item.page_basis, item.section, item.spans, item.role),
            "number": item.number,
            "parent": item.parent,
            "lead_in": item.lead_in,
            "proposers": item.proposers,
            "beside": [asdict(cell) for cell in item.beside],
            "body": [_mention(mention) for mention in item.body],
            "rests_on": [_mention(mention) for mention in item.rests_on],
            "cited": [asdict(cited) for cited in item.standards],
        },
        match=match,
        warnings=[
            *_differences(matched, text, item.page, quoting),
            *told_of(item, named),
            *reader,
        ],
    )


def _text(text: str, slug: str, quoting: bool) -> dict[str, Any]:
    """What is quoted is never official text."""
    return {"quoted_text": text, "quoted_by": slug} if quoting else {"official_text": text}


def _differences(
    matched: Known | None, text: str, page: int, quoting: bool
) -> list[dict[str, Any]]:
    """Say where the record has other words, or another page, than what was read.

    Comments that quote a report have pages of their own.
    """
    if matched is None:
        return []
    found = []
    attached = matched.quoted_text if quoting else matched.official_text
    if attached and digest(attached) != digest(text):
        found.append(
            warning(
                "differs",
                f"{matched.ref} has other words attached: choose which of the two it keeps",
                blocking=True,
                present=attached,
                found=text,
            )
        )
    own = not quoting or matched.document == matched.quoted_by
    if own and matched.page and matched.page != page:
        found.append(
            warning("page_differs", f"{matched.ref} is recorded on page {matched.page}", page=page)
        )
    return found


def _places(item: FoundItem, slug: str) -> list[dict[str, Any]]:
    """The item's places: its own first, then where the document says the same."""
    found = [
        {
            "document": slug,
            **where(item.page, item.page_basis),
            "section": item.section or item.heading or "Recommendations",
            "role": item.role.value,
        }
    ]
    for mention in item.body:
        place = {
            "document": slug,
            **where(mention.page, item.page_basis),
            "section": mention.section or "Text",
            "role": mention.role.value,
        }
        if place not in found:
            found.append(place)
    return found


def _mention(mention: Mention) -> dict[str, Any]:
    found: dict[str, Any] = to_jsonable_python(asdict(mention))
    return found


def _located(reading: Reading, chosen: Chosen, items: Items, quoting: bool) -> list[Draft]:
    """Drafts of records of this document that bear no printed number, found by their digests."""
    wanted = [
        Wanted(item.ref, item.digest, (item.page,) if item.page else ())
        for item in items.left()
        if item.digest
    ]
    drafts = []
    for ref, located in locate(reading.text, wanted).items():
        item = items.by_ref[ref]
        text = plain(located.text)
        spans = located.spans
        basis = next(page.basis for page in reading.text.pages if page.number == located.page)
        drafts.append(
            new_draft(
                "item",
                item.number,
                {
                    "document": chosen.slug,
                    "number": item.number,
                    "kind": item.kind.value,
                    "container": item.container,
                    "digest": item.digest,
                }
                | _text(text, chosen.slug, quoting),
                passage={
                    **passage_of(text, located.page, basis, "", spans, PlaceRole.BODY),
                    "located": True,
                },
                match=Match(ref, MatchBasis.DIGEST),
                warnings=_differences(item, text, located.page, quoting),
            )
        )
    return sorted(drafts, key=lambda draft: list(items.by_ref).index(draft.matches or ""))
