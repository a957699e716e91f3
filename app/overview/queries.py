"""The numbers of the overview, counted from the stored statuses."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.elections.models import Election
from app.recommendations.filters import base
from app.recommendations.models import Recommendation
from app.statuses.models import ItemStatus
from app.vocabulary.lists import ItemKind, Later, Level, Position, Reported


@dataclass(frozen=True)
class Tally:
    """Recommendations (no findings, no lead-ins) counted by what became of them.

    `eligible` have a later final report held; `again` were recommended again, which may be known
    from a quotation before the report is held; `answered` have an answer; `claimed` are reported
    implemented, `differ` of these meet a later account that differs; `assessed` have a level.
    """

    recommendations: int = 0
    eligible: int = 0
    again: int = 0
    criticised: int = 0
    answered: int = 0
    not_accepted: int = 0
    claimed: int = 0
    differ: int = 0
    assessed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            **{
                part.name: getattr(self, part.name) + getattr(other, part.name)
                for part in fields(self)
            }
        )


def count_by_election(db: Session, day: date) -> dict[str, Tally]:
    """Return the tally of each election that has recommendations, in time order. 1 statement."""
    status = ItemStatus
    claimed = col(status.reported).in_([Reported.IMPLEMENTED, Reported.IMPLEMENTED_CONTINUING])

    def number(condition: Any) -> sa.Label[int]:
        return sa.func.sum(sa.case((condition, 1), else_=0)).label(None)

    rows = db.execute(
        base(day)
        .join(Election, col(Election.id) == col(Recommendation.election_id))
        .add_columns(
            col(Election.code),
            sa.func.count(),
            number(col(status.eligible)),
            number(col(status.later) == Later.RECOMMENDED_AGAIN),
            number(col(status.later) == Later.CONCERN_AGAIN),
            number(col(status.position).is_not(None)),
            number(col(status.position) == Position.NOT_ACCEPTED),
            number(claimed),
            number(sa.and_(claimed, col(status.accounts_differ))),
            number(
                sa.and_(
                    col(status.assessment).is_not(None),
                    col(status.assessment) != Level.NOT_ASSESSABLE,
                )
            ),
        )
        .where(
            col(Recommendation.kind) == ItemKind.RECOMMENDATION,
            col(Recommendation.container).is_(False),
        )
        .group_by(col(Election.code), col(Election.held_on))
        .order_by(col(Election.held_on), col(Election.code))
    )
    return {row[0]: Tally(*row[1:]) for row in rows}
