"""Reports of observers: their recommendations, and what on the list's pages was not taken up."""

from app.reading.layout.labels import read_label
from app.reading.model import (
    FoundItem,
    PieceKind,
    Reading,
    Span,
    Text,
    Unread,
    Warn,
)
from app.reading.reports.apart import doubtful_places, warn_of
from app.reading.reports.basis import basis_of
from app.reading.reports.body import tie_to_body
from app.reading.reports.broken import hyphen_warnings, mark_warnings
from app.reading.reports.citations import add_citations
from app.reading.reports.conclusions import Findings, read_conclusions
from app.reading.reports.drafts import Draft
from app.reading.reports.follow_ups import read_follow_ups
from app.reading.reports.front import read_front
from app.reading.reports.headings import abbreviations, ends_list, opens_list
from app.reading.reports.items import ListReading, read_items
from app.reading.reports.lists import Section, find_sections
from app.reading.reports.merging import assign_numbers, drop_repeated, with_table
from app.reading.reports.numbers import numbered
from app.reading.reports.requests import only_tells
from app.reading.reports.sections import section_names
from app.reading.reports.states import split_states
from app.reading.reports.styles import numbers_within
from app.reading.reports.tables import find_table, is_bare_head, read_table_items
from app.vocabulary.lists import ItemKind, PageBasis

LONG_ITEM = 1500
"""Characters from which an item is so long that a person should see whether it is one."""


def read_report(text: Text) -> Reading:
    """Return what a report recommends, in the order of its list, and what was left unread."""
    kept = abbreviations(text)
    lists = _read_lists(text, kept)
    drafts = drop_repeated([found.drafts for _, found in lists])
    _split_states(drafts)
    _warn_of_numbers(lists)
    warnings = assign_numbers(drafts)
    items = [_item(text, draft) for draft in drafts]
    sections = section_names(text, kept)
    items = tie_to_body(text, items, _listed(lists), sections)
    front = read_front(text)
    findings = Findings() if items else read_conclusions(text, front.kind, sections, kept)
    left = [] if items else _under_headings(text, findings.items)
    items = add_citations(text, [*items, *findings.items])
    apart = _set_apart(text, lists, left)
    warnings += _warnings(lists, drafts, left) + [warn_of(text.pieces[place]) for place in apart]
    return Reading(
        text=text,
        items=items,
        follow_ups=read_follow_ups(text, items, sections),
        unread=[
            *_unread(text, lists),
            *left,
            *(_whole(text, place) for place in apart),
            *findings.unread,
        ],
        warnings=[*text.warnings, *warnings],
        kind=front.kind,
        title=front.title,
        published_on=front.published_on,
    )


def _listed(lists: list[tuple[Section, ListReading]]) -> set[int]:
    """Return the pieces that the lists take up."""
    return {place for section, _ in lists for place in range(section.start, section.end)}


def _read_lists(text: Text, kept: set[str]) -> list[tuple[Section, ListReading]]:
    """Return the lists that hold items, each with its section.

    Lists that only a sentence opens count where no heading opens one, and where there is no list at
    all, a table whose head names recommendations. `kept` are the abbreviations that stay in
    capitals.
    """
    found: list[tuple[Section, ListReading]] = []
    for section in find_sections(text.pieces):
        table = read_table_items(text.pieces, section, kept)
        within = text.pieces[section.start : section.end]
        listed = ListReading() if any(map(is_bare_head, within)) else None
        reading = with_table(listed or read_items(text.pieces, section, kept), table)
        if reading.drafts:
            found.append((section, reading))
    if not found and (alone := find_table(text.pieces)):
        found = [(alone, read_table_items(text.pieces, alone, kept))]
        return found if found[0][1].drafts else []
    headed = [one for one in found if not one[0].led_in]
    return headed or found


def _split_states(drafts: list[Draft]) -> None:
    """Take the states in brackets off items where most items of the list have them."""
    split = {id(draft): split_states(draft.text) for draft in drafts if not draft.container}
    if sum(bool(states) for _, states, _ in split.values()) * 2 < len(split) or not split:
        return
    for draft in drafts:
        text, states, brackets = split.get(id(draft), ("", [], ""))
        if states:
            draft.parts, draft.proposers, draft.brackets = [text], states, brackets


def _item(text: Text, draft: Draft) -> FoundItem:
    warnings = list(draft.warnings)
    basis = basis_of(text, draft.page, draft.spans)
    if basis is PageBasis.INFERRED:
        message = "The page is inferred, not printed or counted."
        warnings.append(Warn("page_inferred", message, draft.page))
    words = draft.text
    warnings += hyphen_warnings(words, text.doubtful, draft.page)
    warnings += mark_warnings(words, draft.page)
    if len(words) > LONG_ITEM:
        message = f"The item has {len(words):,} characters: check where it ends."
        warnings.append(Warn("long_item", message, draft.page))
    if not draft.container and draft.parent is None and only_tells(words, draft.section):
        message = (
            "It tells what was found and asks for nothing: see whether it recommends anything."
        )
        warnings.append(Warn("asks_nothing", message, draft.page))
    return FoundItem(
        number=draft.number,
        number_as_printed=draft.printed,
        kind=ItemKind.RECOMMENDATION,
        text=words,
        page=draft.page,
        page_basis=basis,
        section=draft.section,
        spans=draft.spans,
        parent=draft.parent.number if draft.parent else None,
        container=draft.container,
        heading=draft.heading,
        priority=draft.priority,
        lead_in=draft.lead_in,
        proposers=draft.proposers,
        brackets=draft.brackets,
        beside=draft.beside,
        warnings=warnings,
    )


def _warnings(
    lists: list[tuple[Section, ListReading]], drafts: list[Draft], left: list[Unread]
) -> list[Warn]:
    """Return what a person should know of the lists as a whole."""
    if not drafts and left:
        message = (
            "A heading says that recommendations follow, and no list was made out below it (it may"
            " be printed as a table): what stands there is shown as not read."
        )
        return [Warn("no_list", message, left[0].page)]
    if not drafts:
        message = "No list of recommendations was found under a heading or sentence that says so."
        return [Warn("no_list", message)]
    warnings: list[Warn] = []
    used = {id(draft) for draft in drafts}
    for _, reading in lists:
        if not any(id(draft) in used for draft in reading.drafts):
            continue
        for before, after, page in reading.gaps:
            message = f"The numbers leap from {before} to {after}: see whether one was missed."
            warnings.append(Warn("numbering_gap", message, page))
        if reading.unnumbered:
            warnings.append(_unnumbered(reading))
    return warnings


def _warn_of_numbers(lists: list[tuple[Section, ListReading]]) -> None:
    """Say of items that are counted here where their texts begin with what may be numbers."""
    for _, reading in lists:
        within = numbers_within([draft.text for draft in reading.drafts])
        for draft in reading.drafts if within and reading.unnumbered else ():
            message = "It may begin with its number, of a style that is not known: see to its text."
            draft.warnings.append(Warn("number_within", message, draft.page))


def _unnumbered(reading: ListReading) -> Warn:
    """Return the warning of a list whose items are counted here: it has no numbers, or odd ones."""
    page = reading.drafts[0].page
    within = numbers_within([draft.text for draft in reading.drafts])
    if not within:
        message = "The list has no numbers; they are counted here in the order of the list."
        return Warn("unnumbered", message, page)
    message = (
        f"The items begin with “{within[0]}”, “{within[1]}” …, which may be their numbers: these"
        " stay in the texts, and the items are counted here in the order of the list."
    )
    return Warn("numbers_within", message, page)


def _unread(text: Text, lists: list[tuple[Section, ListReading]]) -> list[Unread]:
    """Return what stands on the pages of the lists and was not taken up."""
    apart = (PieceKind.FOOTNOTE, PieceKind.FURNITURE, PieceKind.HEADING)
    unread: list[Unread] = []
    for section, reading in lists:
        for place in [*range(section.start, section.end), *_left_behind(text, section, reading)]:
            piece = text.pieces[place]
            if piece.kind not in apart and place not in reading.taken and piece.text:
                unread.append(Unread(piece.page, piece.text, [Span(place, 0, len(piece.text))]))
    return unread


def _whole(text: Text, place: int) -> Unread:
    piece = text.pieces[place]
    words = f"{piece.label} {piece.text}" if piece.label else piece.text
    return Unread(piece.page, words, [Span(place, 0, len(piece.text))])


def _set_apart(
    text: Text, lists: list[tuple[Section, ListReading]], left: list[Unread]
) -> list[int]:
    """Return footnotes and furniture on the pages of the lists that may be entries of them."""
    pages = {one.page for one in left}
    counted: set[int] = set()
    sections = [section for section, _ in lists] or find_sections(text.pieces)
    for section in sections:
        pages.update(piece.page for piece in text.pieces[section.start : section.end])
    for _, reading in lists:
        counted.update(draft.counted.number for draft in reading.drafts if draft.counted)
    return doubtful_places(text, pages, counted)


def _under_headings(text: Text, findings: list[FoundItem]) -> list[Unread]:
    """Return what stands under headings of recommendations where no item was made out."""
    apart = (PieceKind.FOOTNOTE, PieceKind.FURNITURE, PieceKind.HEADING)
    known = {span.piece for finding in findings for span in finding.spans}
    found: list[Unread] = []
    for section in find_sections(text.pieces):
        if section.led_in or section.heading is None:
            continue
        for place in range(section.start, _end_of_chapter(text, section, section.heading)):
            piece = text.pieces[place]
            if piece.kind not in apart and place not in known:
                found.append(Unread(piece.page, piece.text, [Span(place, 0, len(piece.text))]))
    return found


def _end_of_chapter(text: Text, section: Section, opening: int) -> int:
    """Return where a section ends; the head of a table may look like headings beside its own."""
    label = read_label(text.pieces[opening].label or "")
    apart = (PieceKind.FOOTNOTE, PieceKind.FURNITURE, PieceKind.HEADING)
    within = text.pieces[section.start : section.end]
    if label is None or any(piece.kind not in apart for piece in within):
        return section.end
    for place in range(section.end, len(text.pieces)):
        piece = text.pieces[place]
        own = read_label(piece.label or "")
        beside = own is not None and own.style is label.style
        if piece.kind is PieceKind.HEADING and (beside or ends_list(piece.text)):
            return place
    return len(text.pieces)


def _left_behind(text: Text, section: Section, reading: ListReading) -> list[int]:
    """Return list entries behind a list that count on from it: its end may be misjudged."""
    counted = reading.drafts[-1].counted
    found: list[int] = []
    for place in range(section.end, len(text.pieces)):
        piece = text.pieces[place]
        if piece.kind is PieceKind.HEADING and (ends_list(piece.text) or opens_list(piece.text)):
            break
        label = read_label(piece.label or "") if piece.kind is PieceKind.LIST else None
        own = numbered(label) if label is not None else None
        if own is None or counted is None or own.dotted or own.number != counted.number + 1:
            continue
        counted = own
        found.append(place)
    return found
