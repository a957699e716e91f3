"""Who made recommendations and who is asked: organisations on record, or drafts of new states."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.elections.models import Country
from app.imports.drafts.matching import warning
from app.imports.drafts.wording import new_draft, passage_of, plain
from app.imports.models import Draft
from app.organisations.models import Organisation
from app.reading.model import Beside, FoundItem, Reading
from app.reading.reports.basis import basis_of
from app.reading.tables.territories import code_of, fold_name, name_of
from app.vocabulary.lists import OrganisationKind

_ASKED = re.compile(
    r"\b(?:addressees?|responsible|institutions?|authorit\w+|actors?|body|bodies|stakeholders?|whom)\b"
    r"|адресат|ответственн|орган|исполнител",
    re.IGNORECASE,
)
"""Heads of columns of a table that say who is asked."""
_BETWEEN = re.compile(r"\s*[;,/\n]\s*|\s+and\s+|\s+и\s+")


@dataclass(frozen=True)
class Named:
    """The organisations that a document names: slugs of its states and of those who are asked, by
    their names there, and drafts of states that are not recorded.
    """

    states: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def proposers(self, item: FoundItem) -> list[str]:
        """Return the slugs of the states that made an item, as far as they are known, each once."""
        return list(dict.fromkeys(self.states[n] for n in item.proposers if n in self.states))

    def unknown(self, item: FoundItem) -> list[str]:
        """Return what stands among the states that made an item and is none that is known."""
        return [name for name in item.proposers if name not in self.states]

    def addressees(self, item: FoundItem) -> list[str]:
        """Return the slugs of those whom the table names beside an item, each once."""
        names = [name for cell in item.beside if _ASKED.search(cell.head) for name in _parts(cell)]
        return list(dict.fromkeys(self.asked[name] for name in names if name in self.asked))


def find_named(db: Session, reading: Reading, election: str) -> Named:
    """Return the organisations that a document names, states by ISO codes too. Up to 3 statements.

    A new state is proposed as tables of recommendations propose it, with its country. Those who are
    asked are organisations of the election's country of exactly that name, or of none.
    """
    asked: Mapping[str, str] = {}
    if any(item.beside for item in reading.items):
        asked = _of_country(db, election[:2])
    named: dict[str, FoundItem] = {}
    for item in reading.items:
        for name in item.proposers:
            named.setdefault(name, item)
    if not named:
        return Named(asked=asked)
    by_name, by_country = _recorded(db)
    countries = set(db.execute(sa.select(col(Country.code))).scalars())
    slugs: dict[str, str] = {}
    drafts: list[Draft] = []
    for name, item in named.items():
        code = code_of(name)
        slug = by_name.get(fold_name(name)) or by_country.get(code or "")
        if slug:
            slugs[name] = slug
        elif code:
            slugs[name] = by_country[code] = f"state-{code.lower()}"
            drafts += _new(reading, item, code, slugs[name], code not in countries)
    return Named(slugs, asked, sorted(drafts, key=lambda draft: draft.entry))


def _parts(cell: Beside) -> list[str]:
    """Return the folded names in a cell: all of it, and what commas and the like part."""
    return [fold_name(cell.text), *(fold_name(part) for part in _BETWEEN.split(cell.text))]


def _of_country(db: Session, code: str) -> dict[str, str]:
    """The slugs of a country's organisations, and of those of none, by folded name."""
    rows = db.execute(
        sa.select(col(Organisation.slug), col(Organisation.name), col(Organisation.short_name))
        .outerjoin(Country, col(Country.id) == col(Organisation.country_id))
        .where(sa.or_(col(Country.code) == code, col(Country.code).is_(None)))
        .order_by(col(Organisation.country_id).is_not(None), col(Organisation.id).desc())
    ).all()
    return {fold_name(name): row.slug for row in rows for name in (row.short_name, row.name)}


def _recorded(db: Session) -> tuple[dict[str, str], dict[str, str]]:
    """The slugs of the states that are recorded, by name and by country."""
    rows = db.execute(
        sa.select(
            col(Organisation.slug),
            col(Organisation.name),
            col(Organisation.short_name),
            col(Country.code),
        )
        .outerjoin(Country, col(Country.id) == col(Organisation.country_id))
        .where(col(Organisation.kind) == OrganisationKind.STATE)
        .order_by(col(Organisation.id).desc())
    ).all()
    by_name = {fold_name(name): row.slug for row in rows for name in (row.short_name, row.name)}
    return by_name, {row.code: row.slug for row in rows if row.code}


def _new(
    reading: Reading, item: FoundItem, code: str, slug: str, with_country: bool
) -> list[Draft]:
    name = name_of(code)
    basis = basis_of(reading.text, item.page, item.spans)
    passage = passage_of(name, item.page, basis, item.section, [], item.role)
    state = {
        "slug": slug,
        "name": name,
        "short_name": name,
        "kind": OrganisationKind.STATE.value,
        "country": code,
    }
    found = [new_draft("organisation", slug, state, passage=passage)]
    if with_country:
        country = {"code": code, "name": name}
        found.insert(0, new_draft("country", code, country, passage=dict(passage)))
    return found


def told_of(item: FoundItem, named: Named) -> list[dict[str, Any]]:
    """Say of an item which brackets stay in its text, and what stands beside it in a table."""
    warnings = []
    if unknown := named.unknown(item):
        names = ", ".join(f"“{name}”" for name in unknown)
        message = (
            f"no state is known by the name of {names}: the brackets stay in the text; name who"
            " proposes it, or leave it so"
        )
        warnings.append(warning("states_unknown", message, blocking=True))
    if item.beside:
        cells = "; ".join(f"{cell.head}: “{plain(cell.text)}”" for cell in item.beside)
        warnings.append(warning("beside", f"beside it in the table: {cells}"))
    return warnings
