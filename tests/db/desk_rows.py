"""Rows of accounts, history and proposals: one that is accepted for each table."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import ApiToken, PasswordLink, SignIn, SignInAttempt, User
from app.core import clock
from app.corrections.models import Correction
from app.history.models import Act, Archived, Change
from app.proposals.models import Proposal
from app.vocabulary.lists import Action, Capacity, Channel, Outcome, Role

FRESH: dict[str, dict[str, Any]] = {
    "users": {"email": "fresh@example.org", "name": "Fresh"},
    "sign_ins": {"digest": "b" * 64},
    "password_links": {"digest": "b" * 64},
    "api_tokens": {"digest": "b" * 64},
    "sign_in_attempts": {},
    "acts": {},
    "changes": {"number": 2},
    "archived": {"key": "fresh", "row_id": 9},
    "proposals": {"key": "fresh"},
    "corrections": {"stamp": "fresh"},
}
"""By table: what to change in the first row so that the database accepts it as a second one."""


def make_desk(db: Session) -> None:
    """Make one row of each table."""
    now = clock.now()
    user = User(email="editor@example.org", name="Editor", role=Role.EDITOR)
    db.add(user)
    db.flush()
    db.add(SignIn(digest="a" * 64, user_id=user.id, expires_at=now))
    db.add(PasswordLink(digest="a" * 64, user_id=user.id, expires_at=now))
    db.add(
        ApiToken(
            digest="a" * 64,
            beginning="tl_a",
            title="Script",
            user_id=user.id,
            role=Role.EDITOR,
            expires_at=now,
        )
    )
    db.add(SignInAttempt(who="a" * 64))
    act = Act(by="Editor", user_id=user.id, channel=Channel.DESK)
    db.add(act)
    db.flush()
    title = {"field": "title", "old": None, "new": "Voting"}
    db.add(
        Change(
            act_id=act.id,
            entry="topic",
            key="voting",
            row_id=1,
            number=1,
            action=Action.CREATED,
            fields=[title],
        )
    )
    db.add(Archived(entry="topic", key="gone", row_id=8, act_id=act.id))
    db.add(Proposal(entry="topic", key="voting", content={"title": "Votes"}, author_id=user.id))
    db.add(
        Correction(
            stamp="1",
            sender="a" * 64,
            page="/topics/voting",
            entry="topic",
            key="voting",
            wrong="The title.",
            capacity=Capacity.OTHER,
            email="reader@example.org",
            outcome=Outcome.CORRECTED,
            answered_at=now,
            answered_by_id=user.id,
            summary="The title is wrong.",
            answer="It is mended.",
            act_id=act.id,
        )
    )
    db.flush()
