"""What a document says became of earlier recommendations, as drafts for a person to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from app.assessments.models import Assessment, Evidence
from app.core.textfold import digest
from app.documents.models import Document
from app.elections.models import Election
from app.imports.drafts.choosing import Chosen
from app.imports.drafts.matching import ALIKE, Match, alike, shingles, warning
from app.imports.drafts.wording import new_draft, passage_of, plain, where
from app.imports.models import Draft
from app.links.models import Link
from app.reading.model import Cue, FollowUp, Reading
from app.recommendations.models import Recommendation
from app.vocabulary.lists import (
    RECURRENCES,
    AssessmentBasis,
    Direction,
    ElectionKind,
    ItemKind,
    Level,
    LinkBasis,
    LinkState,
    MatchBasis,
    PageBasis,
    PlaceRole,
    Relation,
    Scope,
)

BY = "The desk"
"""Who records what a document states, until there are accounts."""

_DIRECTION = {
    Level.FULLY: Direction.FORWARD,
    Level.MOSTLY: Direction.FORWARD,
    Level.PARTIALLY: Direction.FORWARD,
}

_LEVEL = {Cue.UNADDRESSED: Level.NOT_IMPLEMENTED, Cue.ADDRESSED: Level.PARTIALLY}
"""What a cue says at least of an earlier recommendation where the reader gives no level."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_SAYS = {
    Cue.REITERATES: "read as: earlier recommendations still stand",
    Cue.RECOMMENDED_BEFORE: "read as: this was recommended before",
    Cue.UNADDRESSED: "read as: an earlier recommendation was not carried out",
    Cue.ADDRESSED: "read as: an earlier recommendation was carried out, at least in part",
    Cue.GRADED: "read as: a grade of an earlier recommendation",
}


@dataclass(frozen=True)
class _Earlier:
    """A recommendation of an earlier election of the country."""

    ref: str
    number: str
    election: str
    year: int
    text: str | None


@dataclass(frozen=True)
class _Recorded:
    """What is recorded already: the earlier items that each item is linked to, the key of this
    document's assessment of each item, the items assessed by words of the document, by the digest
    of these, and whether it is said to repeat earlier recommendations.
    """

    links: dict[str, list[str]]
    assessments: dict[str, str]
    said: dict[str, list[str]]
    reiterates: bool


def draft_follow_ups(
    db: Session, reading: Reading, chosen: Chosen, refs: Mapping[str, str]
) -> list[Draft]:
    """Return the drafts; each needs a person, since such sentences are read, not listed.

    A sentence gives a link where it stands in an item of the document, assessments where it tells a
    level. What it names is looked for by number in the last earlier report, or in the one of the
    year that it names; where no number is named, it is what the item is linked to already, else
    what has like words. What is recorded already is found to be so and needs nobody.
    """
    if not reading.follow_ups:
        return []
    earlier = _earlier(db, chosen.election)
    recorded = _recorded(db, chosen)
    texts = {item.number: item.text for item in reading.items}
    drafts: list[Draft] = []
    bases = {page.number: page.basis for page in reading.text.pages}
    for place, said in enumerate(reading.follow_ups, 1):
        basis = bases.get(said.page, PageBasis.INFERRED)
        if said.cue is Cue.REITERATES:
            drafts.append(_reiteration(said, basis, chosen, recorded))
            continue
        later = refs.get(said.number) if said.number else None
        named = _named(said, earlier, texts.get(said.number or ""))
        if named == [None] and later:
            named = [*recorded.links.get(later, [])] or [None]
        level = said.level or _LEVEL.get(said.cue)
        if named == [None]:
            # Somebody said of these very words which one is meant.
            named = [*recorded.said.get(digest(said.text), [])] or [None]
        for nth, ref in enumerate(named):
            number = f"{place}-{nth}" if nth else str(place)
            if level:
                drafts.append(_assessment(said, basis, chosen, ref, level, number, recorded))
            if later:
                drafts.append(_link(said, basis, chosen, ref, later, number, recorded))
    return _once(drafts)


def _recorded(db: Session, chosen: Chosen) -> _Recorded:
    before, after = aliased(Recommendation), aliased(Recommendation)
    linked: Any = db.execute(
        sa.select(col(before.ref), col(after.ref))
        .select_from(Link)
        .join(before, col(before.id) == col(Link.earlier_id))
        .join(after, col(after.id) == col(Link.later_id))
        .join(Election, col(Election.id) == col(Link.later_election_id))
        .where(
            col(Election.code) == chosen.election,
            col(Link.relation).in_(RECURRENCES),
            col(Link.state) == LinkState.CONFIRMED,
        )
        .order_by(col(before.sort_key))
    )
    links: dict[str, list[str]] = {}
    for earlier, later in linked:
        links.setdefault(later, []).append(earlier)
    assessed = db.execute(
        sa.select(col(Recommendation.ref), col(Assessment.key))
        .join(Recommendation, col(Recommendation.id) == col(Assessment.item_id))
        .where(col(Assessment.document_id) == (chosen.id or 0))
        .order_by(col(Assessment.id))
    )
    document = db.get(Document, chosen.id) if chosen.id else None
    return _Recorded(
        links=links,
        assessments={row.ref: row.key for row in assessed},
        said=_said(db, chosen),
        reiterates=document is not None and document.reiterates_earlier,
    )


def _said(db: Session, chosen: Chosen) -> dict[str, list[str]]:
    """The items that are assessed on words of the document, by the digest of the words."""
    rows = db.execute(
        sa.select(col(Evidence.note), col(Recommendation.ref))
        .join(Assessment, col(Assessment.id) == col(Evidence.assessment_id))
        .join(Recommendation, col(Recommendation.id) == col(Assessment.item_id))
        .where(
            col(Assessment.document_id) == (chosen.id or 0),
            col(Evidence.document_id) == (chosen.id or 0),
        )
        .order_by(col(Evidence.id))
    )
    found: dict[str, list[str]] = {}
    for note, ref in rows:
        found.setdefault(digest(note), []).append(ref)
    return found


def _earlier(db: Session, code: str) -> list[_Earlier]:
    """Recommendations of earlier elections of the country, the latest election first."""
    own = db.execute(sa.select(Election).where(col(Election.code) == code)).scalar_one_or_none()
    if own is None:
        return []
    review = col(Election.kind) == ElectionKind.UPR
    alike_kind = review if own.kind is ElectionKind.UPR else sa.not_(review)
    rows: Any = db.execute(
        sa.select(
            col(Recommendation.ref),
            col(Recommendation.number),
            col(Election.code).label("election"),
            col(Election.held_on),
            sa.func.coalesce(
                col(Recommendation.official_text), col(Recommendation.quoted_text)
            ).label("text"),
        )
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .where(
            col(Election.country_id) == own.country_id,
            col(Election.held_on) < own.held_on,
            alike_kind,
            col(Recommendation.kind) == ItemKind.RECOMMENDATION,
            col(Recommendation.container).is_(False),
        )
        .order_by(col(Election.held_on).desc(), col(Recommendation.sort_key))
    )
    return [_Earlier(row.ref, row.number, row.election, row.held_on.year, row.text) for row in rows]


def _named(said: FollowUp, earlier: list[_Earlier], text: str | None) -> list[str | None]:
    """The references that a sentence names, or the one whose words are like the item's; `None`
    for each number of which none is found. A number whose item has letters names all of them.
    """
    among = [item for item in earlier if said.year in (None, item.year)]
    if said.earlier:
        last = [item for item in among if item.election == among[0].election]
        found: list[str | None] = []
        for number in said.earlier:
            whole = [item.ref for item in last if item.number == number.upper()]
            lettered = [item.ref for item in last if item.number.rstrip(_LETTERS) == number]
            found += whole or lettered or [None]
        return found
    own = shingles(text or "")
    scored = [(alike(shingles(item.text), own), item.ref) for item in among if item.text and text]
    score, ref = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return [ref if score >= ALIKE / 2 else None]


def _place(said: FollowUp, chosen: Chosen, basis: PageBasis) -> dict[str, Any]:
    return {
        "document": chosen.slug,
        **where(said.page, basis),
        "section": said.section or "Text",
    }


def _draft(
    said: FollowUp,
    basis: PageBasis,
    entry: str,
    key: str,
    content: dict[str, Any],
    *,
    known: bool = True,
    recorded: bool = False,
) -> Draft:
    text = plain(said.text)
    warnings = [
        warning("judge", f"{_SAYS[said.cue]}: “{text}”", blocking=not recorded, page=said.page)
    ]
    if not known:
        message = "which earlier recommendation is meant could not be told: say which"
        warnings.append(warning("untied", message, blocking=True))
    passage = passage_of(text, said.page, basis, said.section, said.spans, PlaceRole.BODY)
    passage |= {"cue": said.cue.value, "year": said.year, "earlier": said.earlier}
    match = Match(key, MatchBasis.KEY) if recorded else None
    return new_draft(entry, key, content, passage=passage, match=match, warnings=warnings)


def _reiteration(said: FollowUp, basis: PageBasis, chosen: Chosen, recorded: _Recorded) -> Draft:
    content = _place(said, chosen, basis)
    return _draft(said, basis, "reiteration", chosen.slug, content, recorded=recorded.reiterates)


def _assessment(
    said: FollowUp,
    basis: PageBasis,
    chosen: Chosen,
    ref: str | None,
    level: Level,
    number: str,
    recorded: _Recorded,
) -> Draft:
    there = recorded.assessments.get(ref or "")
    key = f"{chosen.slug}-{ref.lower().replace('.', '-') if ref else f'said-{number}'}"
    while not there and key in recorded.assessments.values():
        # It was given to an item that somebody chose: this one is another.
        key += "-b"
    evidence = _place(said, chosen, basis) | {
        "note": plain(said.text),
        "direction": _DIRECTION.get(level, Direction.UNCHANGED).value,
    }
    content = {
        "document": chosen.slug,
        "key": there or key,
        **({"item": ref} if ref else {}),
        "assessors": chosen.issuers,
        "level": level.value,
        "basis": AssessmentBasis.STATED.value,
        "scope": Scope.BOTH.value,
        "evidence": [evidence],
    }
    return _draft(
        said,
        basis,
        "assessment",
        there or key,
        content,
        known=ref is not None,
        recorded=there is not None,
    )


def _link(
    said: FollowUp,
    basis: PageBasis,
    chosen: Chosen,
    ref: str | None,
    later: str,
    number: str,
    recorded: _Recorded,
) -> Draft:
    content = {
        **({"earlier": ref} if ref else {}),
        "later": later,
        "relation": Relation.REPEATS.value,
        "state": LinkState.CONFIRMED.value,
        "basis": LinkBasis.STATED.value,
        "why": plain(said.text),
        "place": _place(said, chosen, basis),
        "by": BY,
    }
    return _draft(
        said,
        basis,
        "link",
        f"{ref or f'said-{number}'} {later}",
        content,
        known=ref is not None,
        recorded=ref in recorded.links.get(later, []),
    )


def _once(drafts: list[Draft]) -> list[Draft]:
    """Each link and assessment once, at the sentence that comes first; another level stays."""
    found: dict[tuple[str, str, str], Draft] = {}
    for draft in drafts:
        level = str(draft.content.get("level"))
        if found.setdefault((draft.entry, draft.key, level), draft) is draft and any(
            other.key == draft.key and other.entry == draft.entry and other is not draft
            for other in found.values()
        ):
            message = "another sentence gives it another level: choose one"
            draft.warnings = [*draft.warnings, warning("graded_twice", message, blocking=True)]
    return list(found.values())
