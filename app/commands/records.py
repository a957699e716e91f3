"""`organisation add`, `election add` and `document add`: what an import needs to exist; `document
show` and `document hide`: whether the public may see an original."""

from typing import Annotated

import typer

from app.commands.console import opened, parsed, say
from app.core.records import find
from app.documents.inputs import DocumentInput
from app.documents.models import Document
from app.documents.service import save_document, show_original
from app.elections.inputs import CountryInput, ElectionInput
from app.elections.models import Country, Election
from app.elections.service import save_country, save_election
from app.entries.following import follow
from app.errors import RuleError
from app.history.by import By
from app.organisations.inputs import OrganisationInput
from app.organisations.models import Organisation
from app.organisations.service import save_organisation
from app.vocabulary.lists import Channel, DocumentKind, OrganisationKind

OPERATOR = By("Operator", Channel.COMMAND)
"""Who gives a command."""

election = typer.Typer(help="Elections.", no_args_is_help=True)
document = typer.Typer(help="Documents.", no_args_is_help=True)
organisation = typer.Typer(help="Organisations.", no_args_is_help=True)


@organisation.command("add")
def add_organisation(
    slug: Annotated[str, typer.Argument(help="Short and permanent, such as al-cec.")],
    name: Annotated[str, typer.Option(help="Full name.")],
    kind: Annotated[OrganisationKind, typer.Option(help="What it is.")],
    short_name: Annotated[
        str | None, typer.Option(help="Name in tables; default: the name.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country code, if it has one.")] = None,
) -> None:
    """Add an organisation."""
    given = parsed(
        OrganisationInput,
        slug=slug,
        name=name,
        short_name=short_name or name,
        kind=kind,
        country=country,
    )
    with opened() as database, database.write() as db:
        _refuse_known(find(db, Organisation, slug=slug), "organisation", slug)
        follow(db, {"organisation": [save_organisation(db, given).id]}, OPERATOR)
    say(f"Added {slug}.")


@election.command("add")
def add_election(
    code: Annotated[str, typer.Argument(help="Such as AL-2021-PARL; see the kinds in the README.")],
    title: Annotated[str, typer.Option(help="Names the chamber or office and the date.")],
    first_day: Annotated[str, typer.Option(help="2021, 2021-04 or 2021-04-25.")],
    last_day: Annotated[str | None, typer.Option(help="Last day, if another.")] = None,
    country_name: Annotated[
        str | None, typer.Option(help="Name of the country, if it is not recorded yet.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note of yours.")] = None,
) -> None:
    """Add an election, and its country when it is new."""
    given = parsed(
        ElectionInput, code=code, title=title, first_day=first_day, last_day=last_day, note=note
    )
    with opened() as database, database.write() as db:
        _refuse_known(find(db, Election, code=code), "election", code)
        added = {}
        if find(db, Country, code=given.country) is None:
            if country_name is None:
                raise RuleError(f"{given.country} is a new country: name it with --country-name")
            country = parsed(CountryInput, code=given.country, name=country_name)
            added["country"] = [save_country(db, country).id]
        added["election"] = [save_election(db, given).id]
        follow(db, added, OPERATOR)
    say(f"Added {code}.")


@document.command("add")
def add_document(
    slug: Annotated[str, typer.Argument(help="Short and permanent: al-2021-final-report.")],
    kind: Annotated[DocumentKind, typer.Option(help="What it is.")],
    title: Annotated[str, typer.Option(help="Title as printed.")],
    issuer: Annotated[list[str], typer.Option(help="Organisation slug; may be repeated.")],
    election_code: Annotated[
        str | None, typer.Option("--election", help="Code of the election it is about.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country code, without an election.")] = None,
    published_on: Annotated[str | None, typer.Option(help="2021, 2021-07 or 2021-07-26.")] = None,
    language: Annotated[str, typer.Option(help="Language tag.")] = "en",
    url: Annotated[str | None, typer.Option(help="Public address.")] = None,
    held: Annotated[bool, typer.Option(help="Whether we have its text.")] = True,
) -> None:
    """Add a document, held or only known of."""
    given = parsed(
        DocumentInput,
        slug=slug,
        election=election_code,
        country=country,
        kind=kind,
        title=title,
        issuers=issuer,
        published_on=published_on,
        language=language,
        url=url,
        held=held,
    )
    with opened() as database, database.write() as db:
        _refuse_known(find(db, Document, slug=slug), "document", slug)
        follow(db, {"document": [save_document(db, given).id]}, OPERATOR)
    say(f"Added {slug}.")


@document.command("show")
def show_document(slug: Annotated[str, typer.Argument(help="Slug of the document.")]) -> None:
    """Show the original file of a document, and pictures of its pages, to the public."""
    with opened() as database, database.write() as db:
        show_original(db, slug, public=True)
    say(f"The original of {slug} is shown.")


@document.command("hide")
def hide_document(slug: Annotated[str, typer.Argument(help="Slug of the document.")]) -> None:
    """Show the original file of a document no longer; its text stays."""
    with opened() as database, database.write() as db:
        show_original(db, slug, public=False)
    say(f"The original of {slug} is not shown.")


def _refuse_known(row: object | None, what: str, key: str) -> None:
    if row is not None:
        raise RuleError(f"{what} {key} exists already")
