"""People with accounts, and clients in which they are signed in."""

from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.accounts import sessions
from app.accounts.models import User
from app.accounts.passwords import hash_password
from app.vocabulary.lists import Role

COOKIE = "throughline"


def make_person(
    db: Session,
    role: str = "editor",
    name: str | None = None,
    email: str | None = None,
    password: str | None = None,
) -> User:
    """Make a person with a role, called by it where no name is given; flushes."""
    called = name or f"The {role}"
    user = User(
        email=email or f"{called.lower().replace(' ', '.')}@example.org",
        name=called,
        role=Role(role),
        password_hash=hash_password(password) if password else None,
    )
    db.add(user)
    db.flush()
    return user


def signed_in(client: TestClient, user: User) -> TestClient:
    """Return another client of the same application in which the person is signed in.

    The person's row must have been committed.
    """
    app = client.app
    with app.state.database.write() as db:  # type: ignore[attr-defined]
        token = sessions.begin(db, user.id, "A browser")
    base = str(client.base_url)
    return TestClient(app, base_url=base, cookies={COOKIE: token})
