"""`user` and `token` commands."""

import json
import re

from app.accounts import managing, tokens
from app.core.db import Database
from app.vocabulary.lists import Role
from tests.commands.conftest import Outcome, Run, url_of

ADA = "ada@example.org"
LINK = re.compile(r"^http://127\.0\.0\.1:8000/password/([\w-]{43})$", re.MULTILINE)


def refused(outcome: Outcome, words: str) -> None:
    """Check that a command was refused with one plain message."""
    assert (outcome.code, outcome.out) == (1, "")
    assert words in outcome.err


def test_account_is_added_with_a_link_that_is_for_it(run: Run, database: Database) -> None:
    url = url_of(database)
    added = run("user", "add", " Ada@Example.org ", "--role", "editor", "--name", "A. L.", url=url)
    assert added.code == 0
    assert "Added ada@example.org (editor), called “A. L.” in public." in added.out
    (secret,) = LINK.findall(added.out)
    with database.read() as db:
        found = managing.find_linked(db, secret)
        assert found is not None
        assert (found.email, found.password_hash) == (ADA, None)
    again = run("user", "link", ADA, url=url)
    (newer,) = LINK.findall(again.out)
    with database.read() as db:
        assert managing.find_linked(db, secret) is None
        assert managing.find_linked(db, newer) is not None


def test_accounts_are_listed_changed_closed_and_opened(run: Run, database: Database) -> None:
    url = url_of(database)
    assert "There is no account" in run("user", "list", url=url).out
    assert run("user", "add", ADA, "--role", "editor", url=url).code == 0
    assert run("user", "role", ADA, "reviewer", url=url).code == 0
    assert run("user", "close", ADA, url=url).code == 0
    (line,) = json.loads(run("user", "list", "--json", url=url).out)
    assert (line["email"], line["role"], line["active"]) == (ADA, "reviewer", False)
    assert line["name"] == "Editor 1"
    refused(run("user", "link", ADA, url=url), "closed: open it first")
    assert run("user", "open", ADA, url=url).code == 0
    assert "ada@example.org  reviewer  open, no password yet" in run("user", "list", url=url).out


def test_what_is_wrong_is_said(run: Run, database: Database) -> None:
    url = url_of(database)
    refused(run("user", "add", "ada", "--role", "editor", url=url), "email: Write an e-mail")
    refused(run("user", "close", ADA, url=url), "There is no account ada@example.org")
    assert run("user", "add", ADA, "--role", "administrator", url=url).code == 0
    refused(run("user", "add", ADA, "--role", "editor", url=url), "already")
    refused(run("user", "close", ADA, url=url), "last administrator")
    refused(run("user", "role", ADA, "editor", url=url), "last administrator")
    refused(run("token", "end", "7", url=url), "There is no such token")
    assert run("user", "add", "b@example.org", "--role", "king", url=url).code == 2


def test_token_is_shown_once_and_ends(run: Run, database: Database) -> None:
    url = url_of(database)
    assert run("user", "add", ADA, "--role", "editor", url=url).code == 0
    wanted = ("token", "add", ADA, "--title", "Nightly script", "--role")
    refused(run(*wanted, "reviewer", url=url), "no more than its person")
    refused(run(*wanted, "editor", "--days", "400", url=url), "1 to 366")
    made = run(*wanted, "editor", "--days", "30", url=url)
    assert made.code == 0
    secret = made.out.splitlines()[-1]
    with database.read() as db:
        found = tokens.find_bearer(db, secret)
        assert found is not None
        assert found.person.role is Role.EDITOR
    listed = run("token", "list", ADA, url=url).out
    assert secret not in listed
    assert secret[:9] in listed
    (line,) = json.loads(run("token", "list", "--json", url=url).out)
    assert run("token", "end", str(line["id"]), url=url).code == 0
    with database.read() as db:
        assert tokens.find_bearer(db, secret) is None
