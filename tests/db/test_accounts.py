"""Accounts, links to set a password, and tokens: what is allowed, what ends what."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col

from app.accounts import managing, sessions, tokens
from app.accounts.models import PasswordLink, SignIn, User
from app.accounts.passwords import verify
from app.core import clock
from app.core.db import WriteSession
from app.errors import NotFoundError, RuleError
from app.vocabulary.lists import Role
from tests.web.people import make_person

GOOD = "green lamp beside the river"
OTHER = "seven boats under a bridge"


@pytest.fixture
def later() -> Iterator[None]:
    """Put the clock back after the test."""
    yield
    clock.set_clock(None)


def pass_time(hours: float) -> None:
    """Let it be so many hours later."""
    moment = clock.now() + timedelta(hours=hours)
    clock.set_clock(lambda: moment)


def secret_of(link: managing.Link) -> str:
    """Return what makes the address of a link its own."""
    return link.path.rpartition("/")[2]


def refused(wrong: pytest.ExceptionInfo[RuleError], field: str | None, words: str) -> None:
    """Check which field a refusal names and what it says."""
    assert wrong.value.field == field
    assert words in wrong.value.message


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "@example.org", "a b@example.org", "a@b@c", "ä@example.org",
              "a\0@example.org", f"{'a' * 250}@example.org"]
)  # fmt: skip
def test_what_is_no_address_is_refused(db: WriteSession, email: str) -> None:
    with pytest.raises(RuleError) as wrong:
        managing.add_user(db, email, Role.EDITOR)
    refused(wrong, "email", "e-mail address")


@pytest.mark.parametrize("name", ["x" * 81, "a\u202eb", "a\x07b"])
def test_what_is_no_name_is_refused(db: WriteSession, name: str) -> None:
    with pytest.raises(RuleError) as wrong:
        managing.add_user(db, "ada@example.org", Role.EDITOR, name)
    refused(wrong, "name", "name")


def test_names_are_told_apart_and_tell_nothing_by_themselves(db: WriteSession) -> None:
    first = managing.add_user(db, "ada@example.org", Role.EDITOR)
    second = managing.add_user(db, "bea@example.org", Role.EDITOR, "  Bea   B. ")
    third = managing.add_user(db, "cia@example.org", Role.EDITOR)
    assert [first.name, second.name, third.name] == ["Editor 1", "Bea B.", "Editor 2"]
    with pytest.raises(RuleError) as wrong:
        managing.rename(db, first.id, "bea b.")
    refused(wrong, "name", "Another account")
    managing.rename(db, second.id, "BEA B.")
    assert second.name == "BEA B."


def test_link_sets_a_password_once_and_signs_out(db: WriteSession) -> None:
    user = managing.add_user(db, "ada@example.org", Role.EDITOR)
    secret = secret_of(managing.make_link(db, user.id))
    sessions.begin(db, user.id)
    with pytest.raises(RuleError) as wrong:
        managing.set_by_link(db, secret, "short")
    refused(wrong, "password", "12")
    assert managing.find_linked(db, secret) is not None
    managing.set_by_link(db, secret, GOOD)
    assert verify(GOOD, user.password_hash)[0]
    assert managing.find_linked(db, secret) is None
    assert db.execute(sa.select(sa.func.count()).select_from(SignIn)).scalar_one() == 0
    with pytest.raises(NotFoundError):
        managing.set_by_link(db, secret, OTHER)
    kept = db.execute(sa.select(PasswordLink)).scalar_one()
    assert secret not in kept.digest


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(("password", "hours"), [(None, 72), (GOOD, 2)])
def test_link_holds_for_a_while(db: WriteSession, password: str | None, hours: int) -> None:
    user = make_person(db, password=password)
    moment = clock.now()
    clock.set_clock(lambda: moment)
    secret = secret_of(managing.make_link(db, user.id))
    pass_time(hours - 0.1)
    assert managing.find_linked(db, secret) is not None
    pass_time(0.2)
    assert managing.find_linked(db, secret) is None
    with pytest.raises(NotFoundError):
        managing.set_by_link(db, secret, GOOD)


def test_own_password_changes_and_this_sign_in_stays(db: WriteSession) -> None:
    user = make_person(db, password=GOOD)
    here, there = sessions.begin(db, user.id), sessions.begin(db, user.id)
    link = secret_of(managing.make_link(db, user.id))
    with pytest.raises(RuleError) as wrong:
        managing.change_password(db, user.id, OTHER, OTHER, here)
    refused(wrong, "present", "present password")
    managing.change_password(db, user.id, GOOD, OTHER, here)
    digests = set(db.execute(sa.select(col(SignIn.digest))).scalars())
    assert digests == {sessions.digest(here)} != {sessions.digest(there)}
    assert managing.find_linked(db, link) is None


def test_last_administrator_stays(db: WriteSession) -> None:
    assert not managing.has_administrator(db)
    one = make_person(db, "administrator")
    assert managing.has_administrator(db)
    with pytest.raises(RuleError) as wrong:
        managing.close_user(db, one.id)
    refused(wrong, "role", "last administrator")
    with pytest.raises(RuleError) as wrong:
        managing.change_role(db, one.id, Role.REVIEWER)
    refused(wrong, "role", "last administrator")
    other = make_person(db, "administrator", name="Another")
    managing.close_user(db, other.id)
    with pytest.raises(RuleError):
        managing.close_user(db, one.id)
    managing.open_user(db, other.id)
    managing.change_role(db, one.id, Role.EDITOR)
    assert db.get(User, one.id).role is Role.EDITOR  # type: ignore[union-attr]


def test_closing_an_account_ends_all_that_opens_it(db: WriteSession) -> None:
    user = make_person(db, password=GOOD)
    sessions.begin(db, user.id)
    link = secret_of(managing.make_link(db, user.id))
    token = tokens.add_token(db, user.id, "Script", Role.EDITOR, 30)
    managing.close_user(db, user.id)
    managing.open_user(db, user.id)
    assert db.execute(sa.select(col(SignIn.id))).first() is None
    assert managing.find_linked(db, link) is None
    assert tokens.find_bearer(db, token.secret) is None


def test_token_may_never_do_more_than_its_person(db: WriteSession) -> None:
    user = make_person(db, "administrator")
    make_person(db, "administrator", name="Another")
    token = tokens.add_token(db, user.id, "Script", Role.REVIEWER, 30)
    found = tokens.find_bearer(db, token.secret)
    assert found is not None
    assert (found.person.role, found.note_use) == (Role.REVIEWER, True)
    tokens.note_use(db, token.secret)
    managing.change_role(db, user.id, Role.EDITOR)
    db.expire_all()
    found = tokens.find_bearer(db, token.secret)
    assert found is not None
    assert (found.person.role, found.note_use) == (Role.EDITOR, False)
    with pytest.raises(RuleError) as wrong:
        tokens.add_token(db, user.id, "Other", Role.REVIEWER, 30)
    refused(wrong, "role", "no more")


@pytest.mark.parametrize(
    ("title", "days", "field"),
    [("", 9, "title"), ("x" * 81, 9, "title"), ("a\0b", 9, "title"), ("Script", 9, "title"),
     ("T", 0, "days"), ("T", 367, "days")],
)  # fmt: skip
def test_wrong_token_is_refused(db: WriteSession, title: str, days: int, field: str) -> None:
    user = make_person(db)
    tokens.add_token(db, user.id, "Script", Role.EDITOR, 366)
    with pytest.raises(RuleError) as wrong:
        tokens.add_token(db, user.id, title, Role.EDITOR, days)
    assert wrong.value.field == field


@pytest.mark.usefixtures("later")
def test_token_ends_by_time_and_by_its_person_alone(db: WriteSession) -> None:
    user, other = make_person(db), make_person(db, name="Another")
    token = tokens.add_token(db, user.id, "Script", Role.EDITOR, 1)
    with pytest.raises(NotFoundError):
        tokens.end_token(db, token.id, other.id)
    assert tokens.find_bearer(db, token.secret) is not None
    assert tokens.find_bearer(db, token.secret[3:]) is None
    pass_time(25)
    assert tokens.find_bearer(db, token.secret) is None
    tokens.end_token(db, token.id, user.id)
    assert [line.usable for line in tokens.list_tokens(db)] == [False]
