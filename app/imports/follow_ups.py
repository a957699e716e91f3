"""What a document says became of earlier recommendations, as drafts for a person to judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.elections.models import Election
from app.imports.choosing import Chosen
from app.imports.matching import ALIKE, alike, shingles, warning
from app.imports.models import Draft
from app.imports.wording import new_draft, passage_of, plain
from app.reading.model import Cue, FollowUp, Reading
from app.recommendations.models import Recommendation
from app.vocabulary.lists import (
    AssessmentBasis,
    Direction,
    ItemKind,
    Level,
    LinkBasis,
    LinkState,
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

_LEVEL = {Cue.UNADDRESSED: Level.NOT_IMPLEMENTED, Cue.ADDRESSED: Level.FULLY}
"""What a cue says of an earlier recommendation where the reader gives no level."""

_SAYS = {
    Cue.REITERATES: "read as: earlier recommendations still stand",
    Cue.RECOMMENDED_BEFORE: "read as: this was recommended before",
    Cue.UNADDRESSED: "read as: an earlier recommendation was not carried out",
    Cue.ADDRESSED: "read as: an earlier recommendation was carried out",
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


def draft_follow_ups(
    db: Session, reading: Reading, chosen: Chosen, refs: Mapping[str, str]
) -> list[Draft]:
    """Return the drafts; each needs a person, since such sentences are read, not listed.

    A sentence gives a link where it stands in an item of the document, assessments where it tells a
    level. What it names is looked for by number in the last earlier report, or in the one of the
    year that it names; where no number is named, by like words.
    """
    earlier = _earlier(db, chosen.election) if reading.follow_ups else []
    texts = {item.number: item.text for item in reading.items}
    drafts: list[Draft] = []
    bases = {page.number: page.basis for page in reading.text.pages}
    for place, said in enumerate(reading.follow_ups, 1):
        basis = bases.get(said.page, PageBasis.INFERRED)
        if said.cue is Cue.REITERATES:
            drafts.append(_reiteration(said, basis, chosen))
            continue
        later = refs.get(said.number) if said.number else None
        named = _named(said, earlier, texts.get(said.number or ""))
        level = said.level or _LEVEL.get(said.cue)
        if level:
            drafts += [_assessment(said, basis, chosen, ref, level, str(place)) for ref in named]
        if later:
            drafts += [_link(said, basis, chosen, ref, later, str(place)) for ref in named]
    return _once(drafts)


def _earlier(db: Session, code: str) -> list[_Earlier]:
    """Recommendations of earlier elections of the country, the latest election first."""
    own = db.execute(sa.select(Election).where(col(Election.code) == code)).scalar_one_or_none()
    if own is None:
        return []
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
            col(Recommendation.kind) == ItemKind.RECOMMENDATION,
            col(Recommendation.container).is_(False),
        )
        .order_by(col(Election.held_on).desc(), col(Recommendation.sort_key))
    )
    return [_Earlier(row.ref, row.number, row.election, row.held_on.year, row.text) for row in rows]


def _named(said: FollowUp, earlier: list[_Earlier], text: str | None) -> list[str | None]:
    """The references that a sentence names, or the one whose words are like the item's; `None`
    where none is found.
    """
    among = [item for item in earlier if said.year in (None, item.year)]
    if said.earlier:
        last = among[0].election if among else None
        numbers = {number.upper() for number in said.earlier}
        found = [item.ref for item in among if item.election == last and item.number in numbers]
        return [*found] or [None]
    own = shingles(text or "")
    scored = [(alike(shingles(item.text), own), item.ref) for item in among if item.text and text]
    score, ref = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return [ref if score >= ALIKE / 2 else None]


def _place(said: FollowUp, chosen: Chosen, basis: PageBasis) -> dict[str, Any]:
    return {
        "document": chosen.slug,
        "page": said.page,
        "page_basis": basis.value,
        "section": said.section or "Text",
    }


def _draft(
    said: FollowUp, basis: PageBasis, entry: str, key: str, content: dict[str, Any], known: bool
) -> Draft:
    text = plain(said.text)
    warnings = [warning("judge", f"{_SAYS[said.cue]}: “{text}”", blocking=True, page=said.page)]
    if not known:
        message = "which earlier recommendation is meant could not be told: say which"
        warnings.append(warning("untied", message, blocking=True))
    passage = passage_of(text, said.page, basis, said.section, said.spans, PlaceRole.BODY)
    passage |= {"cue": said.cue.value, "year": said.year, "earlier": said.earlier}
    return new_draft(entry, key, content, passage=passage, warnings=warnings)


def _reiteration(said: FollowUp, basis: PageBasis, chosen: Chosen) -> Draft:
    return _draft(said, basis, "reiteration", chosen.slug, _place(said, chosen, basis), known=True)


def _assessment(
    said: FollowUp, basis: PageBasis, chosen: Chosen, ref: str | None, level: Level, number: str
) -> Draft:
    key = f"{chosen.slug}-{ref.lower().replace('.', '-') if ref else f'said-{number}'}"
    evidence = _place(said, chosen, basis) | {
        "note": plain(said.text),
        "direction": _DIRECTION.get(level, Direction.UNCHANGED).value,
    }
    content = {
        "document": chosen.slug,
        "key": key,
        "item": ref or "",
        "assessors": chosen.issuers,
        "level": level.value,
        "basis": AssessmentBasis.STATED.value,
        "scope": Scope.BOTH.value,
        "evidence": [evidence],
    }
    return _draft(said, basis, "assessment", key, content, known=ref is not None)


def _link(
    said: FollowUp, basis: PageBasis, chosen: Chosen, ref: str | None, later: str, number: str
) -> Draft:
    content = {
        "earlier": ref or "",
        "later": later,
        "relation": Relation.REPEATS.value,
        "state": LinkState.CONFIRMED.value,
        "basis": LinkBasis.STATED.value,
        "why": plain(said.text),
        "place": _place(said, chosen, basis),
        "by": BY,
    }
    key = f"{ref or f'said-{number}'} {later}"
    return _draft(said, basis, "link", key, content, known=ref is not None)


def _once(drafts: list[Draft]) -> list[Draft]:
    """Each link and assessment once, at the sentence that comes first."""
    found: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        found.setdefault((draft.entry, draft.key), draft)
    return list(found.values())
