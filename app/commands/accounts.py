"""`user add`, `list`, `close`, `open`, `role`, `link`; `token add`, `list`, `end`."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from app.accounts import managing, tokens
from app.commands.console import opened, say
from app.config import Settings
from app.vocabulary.lists import Role

user = typer.Typer(help="Accounts of those who work at the desk.", no_args_is_help=True)
token = typer.Typer(help="Tokens by which programs act for a person.", no_args_is_help=True)

HERE = "http://127.0.0.1:8000"
"""Where `make run` serves; links begin so where PUBLIC_URL is not set."""

Email = Annotated[str, typer.Argument(help="E-mail address of the account.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@user.command("add")
def add_user(
    email: Annotated[str, typer.Argument(help="E-mail address that the person signs in with.")],
    role: Annotated[Role, typer.Option(help="What the person may do.")],
    name: Annotated[
        str, typer.Option(help="What history shows in public; the person can change it.")
    ] = "",
) -> None:
    """Add an account and print a link to set its password."""
    settings = Settings()
    with opened(settings) as database, database.write() as db:
        added = managing.add_user(db, email, role, name)
        link = managing.make_link(db, added.id)
    say(f"Added {added.email} ({added.role.value}), called “{added.name}” in public.")
    _say_link(settings, link)


@user.command("list")
def list_users(as_json: AsJson = False) -> None:
    """List the accounts."""
    with opened() as database, database.read() as db:
        found = managing.list_users(db)
    if as_json:
        _print_json([asdict(line) for line in found])
        return
    for line in found:
        state = "open" if line.active else "closed"
        if line.active and not line.can_sign_in:
            state = "open, no password yet"
        say(f"{line.email}  {line.role.value}  {state}  “{line.name}”")
    if not found:
        say("There is no account. Add one: throughline user add EMAIL --role administrator")


@user.command("close")
def close_user(email: Email) -> None:
    """Close an account: it is signed out everywhere and its tokens end."""
    with opened() as database, database.write() as db:
        found = managing.get_user_by_email(db, email)
        managing.close_user(db, found.id)
    say(f"Closed {found.email}.")


@user.command("open")
def open_user(email: Email) -> None:
    """Open a closed account again."""
    with opened() as database, database.write() as db:
        found = managing.get_user_by_email(db, email)
        managing.open_user(db, found.id)
    say(f"Opened {found.email}.")


@user.command("role")
def change_role(
    email: Email, role: Annotated[Role, typer.Argument(help="What the person may do.")]
) -> None:
    """Give an account another role."""
    with opened() as database, database.write() as db:
        found = managing.get_user_by_email(db, email)
        managing.change_role(db, found.id, role)
    say(f"{found.email} is {role.value} now.")


@user.command("link")
def make_link(email: Email) -> None:
    """Print a link to set a password; earlier links end."""
    settings = Settings()
    with opened(settings) as database, database.write() as db:
        found = managing.get_user_by_email(db, email)
        link = managing.make_link(db, found.id)
    _say_link(settings, link)


@token.command("add")
def add_token(
    email: Email,
    title: Annotated[str, typer.Option(help="What it is for.")],
    role: Annotated[Role, typer.Option(help="What it may do; at most what the person may.")],
    days: Annotated[int, typer.Option(help="How many days it holds, 1 to 366.")] = 90,
) -> None:
    """Make a token for a program; it is printed this once."""
    with opened() as database, database.write() as db:
        found = managing.get_user_by_email(db, email)
        made = tokens.add_token(db, found.id, title, role, days)
    say(f"Token {made.id} “{made.title}” of {found.email}, until {made.expires_at:%Y-%m-%d}.")
    say("It is shown this once:")
    say(made.secret)


@token.command("list")
def list_tokens(
    email: Annotated[str | None, typer.Argument(help="Whose; default: everybody's.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the tokens; none is shown whole."""
    with opened() as database, database.read() as db:
        whose = managing.get_user_by_email(db, email).id if email else None
        found = tokens.list_tokens(db, whose)
    if as_json:
        _print_json([asdict(line) for line in found])
        return
    for line in found:
        state = "in use" if line.usable else "ended"
        say(
            f"{line.id}  {line.beginning}…  {line.email}  {line.role.value}  {state},"
            f" until {line.expires_at:%Y-%m-%d}  “{line.title}”"
        )
    if not found:
        say("There is no token.")


@token.command("end")
def end_token(
    number: Annotated[int, typer.Argument(help="Number of the token in “token list”.")],
) -> None:
    """End a token: it opens nothing any more."""
    with opened() as database, database.write() as db:
        title = tokens.end_token(db, number)
    say(f"Ended token {number} “{title}”.")


def _say_link(settings: Settings, link: managing.Link) -> None:
    site = settings.public_url.rstrip("/") or HERE
    say(f"Link to set the password, until {link.expires_at:%Y-%m-%d %H:%M} UTC, once:")
    say(f"{site}{link.path}")


def _print_json(found: list[dict[str, Any]]) -> None:
    say(json.dumps(found, ensure_ascii=False, indent=2, default=lambda value: value.isoformat()))
