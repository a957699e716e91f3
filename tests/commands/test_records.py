"""`organisation add`, `election add`, `document add`, `document show` and `document hide`."""

import pytest
import sqlalchemy as sa

from app.core.db import Database
from tests.commands.conftest import Run, url_of
from tests.factories import make_file

ORGANISATION = ("organisation", "add", "al-cec", "--name", "Commission", "--kind", "authority")
ELECTION = ("election", "add", "AL-2021-PARL", "--title", "Assembly, 25 April 2021",
            "--first-day", "2021-04-25")  # fmt: skip
DOCUMENT = ("document", "add", "al-2021-final-report", "--kind", "final_report",
            "--title", "Final Report", "--election", "AL-2021-PARL",
            "--published-on", "2021-07")  # fmt: skip
NEW_COUNTRY = ("--country-name", "Albania")
ISSUER = ("--issuer", "odihr")
HELD = ("--published-on", "2021")


def scalar(database: Database, statement: str) -> object:
    """Return one value of the database."""
    with database.read() as db:
        found: object = db.execute(sa.text(statement)).scalar_one_or_none()
        return found


def test_what_an_import_needs_is_added(run: Run, seeded: Database) -> None:
    url = url_of(seeded)
    outcomes = [
        run(*ELECTION, *NEW_COUNTRY, url=url),
        run(*ORGANISATION, "--country", "AL", url=url),
        run(*DOCUMENT, *ISSUER, "--issuer", "al-cec", "--language", "sq", "--no-held", url=url),
    ]
    assert [outcome.code for outcome in outcomes] == [0, 0, 0]
    assert [outcome.out for outcome in outcomes] == [
        "Added AL-2021-PARL.\n",
        "Added al-cec.\n",
        "Added al-2021-final-report.\n",
    ]
    assert not any(outcome.err for outcome in outcomes)
    assert scalar(seeded, "SELECT name FROM countries WHERE code = 'AL'") == "Albania"
    language, held = "SELECT language FROM documents", "SELECT held FROM documents"
    assert scalar(seeded, f"{language} WHERE slug = 'al-2021-final-report'") == "sq"
    assert scalar(seeded, f"{held} WHERE slug = 'al-2021-final-report'") in (0, False)
    assert run("check", url=url).code == 0


def test_new_report_changes_what_is_shown_of_earlier_items(run: Run, seeded: Database) -> None:
    url = url_of(seeded)
    later = "SELECT count(*) FROM item_statuses WHERE later = 'no_later_report'"
    before = scalar(seeded, later)
    assert run("election", "add", "KZ-2021-PARL", "--title", "Majilis, 10 January 2021",
               "--first-day", "2021-01-10", url=url).code == 0  # fmt: skip
    assert run("document", "add", "kz-2021-final-report", "--kind", "final_report", "--title",
               "Final Report", "--election", "KZ-2021-PARL", "--published-on", "2021-04-23",
               *ISSUER, url=url).code == 0  # fmt: skip
    assert scalar(seeded, later) != before or scalar(
        seeded, "SELECT count(*) FROM item_statuses WHERE later = 'not_itemised'"
    )
    assert run("check", url=url).code == 0


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("organisation", "add", "odihr", "--name", "O", "--kind", "observer"), "odihr"),
        (("election", "add", "KZ-2016-PARL", "--title", "T", "--first-day", "2016"),
         "KZ-2016-PARL"),
        (("document", "add", "kz-2016-final-report", "--kind", "law", "--title", "T",
          "--country", "KZ", *HELD, *ISSUER), "kz-2016-final-report"),
    ],
)  # fmt: skip
def test_what_exists_is_not_added_again(
    run: Run, seeded: Database, command: tuple[str, ...], named: str
) -> None:
    outcome = run(*command, url=url_of(seeded))
    assert (outcome.code, outcome.out) == (1, "")
    assert f"{command[0]} {named} exists already" in outcome.err


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("organisation", "add", "Bad Slug", "--name", "O", "--kind", "court"), "slug: "),
        (("organisation", "add", "aa", "--name", "O", "--kind", "court", "--country", "kz"),
         "country: "),
        (("organisation", "add", "aa", "--name", "O", "--kind", "court", "--country", "ZZ"),
         "country: "),
        (("election", "add", "AL-2021", "--title", "T", "--first-day", "2021"), "code: "),
        (("election", "add", "AL-2021-PARL", "--title", "T", "--first-day", "2021-13"),
         "first-day: "),
        (("election", "add", "AL-2021-PARL", "--title", "T", "--first-day", "spring"),
         "first-day: "),
        (("election", "add", "AL-2021-PARL", "--title", "T", "--first-day", "2021"),
         "--country-name"),
        (("election", "add", "KZ-2021-PARL", "--title", "T", "--first-day", "2021-02-02",
          "--last-day", "2021-02-01"), "last-day"),
        (("document", "add", "aa", "--kind", "law", "--title", "T", "--country", "KZ",
          *HELD, "--issuer", "nobody"), "issuers"),
        (("document", "add", "aa", "--kind", "law", "--title", "T", "--election", "KZ-1990-PARL",
          *HELD, *ISSUER), "election: "),
        (("document", "add", "aa", "--kind", "law", "--title", "T", *HELD, *ISSUER), "country"),
        (("document", "add", "aa", "--kind", "law", "--title", "T", "--country", "KZ", *ISSUER),
         "published-on"),
        (("document", "add", "aa", "--kind", "law", "--title", "T", "--country", "KZ", *ISSUER,
          "--published-on", "2021-99"), "published-on: "),
        (("document", "add", "aa", "--kind", "law", "--title", "T", "--country", "KZ", *ISSUER,
          *HELD, "--url", "javascript:1"), "url: "),
        (("document", "add", "aa", "--kind", "law", "--title", "T", "--country", "KZ", *ISSUER,
          *HELD, "--language", "not a tag"), "language: "),
    ],
)  # fmt: skip
def test_bad_input_names_the_option_and_adds_nothing(
    run: Run, seeded: Database, command: tuple[str, ...], named: str
) -> None:
    table = f"{command[0]}s"
    before = scalar(seeded, f"SELECT count(*) FROM {table}")
    outcome = run(*command, url=url_of(seeded))
    assert (outcome.code, outcome.out) == (1, "")
    assert named in outcome.err
    assert scalar(seeded, f"SELECT count(*) FROM {table}") == before


def test_original_is_shown_and_hidden_as_the_editor_says(run: Run, seeded: Database) -> None:
    url, slug = url_of(seeded), "kz-2016-final-report"
    public = "SELECT public FROM document_files"
    missing = run("document", "show", slug, url=url)
    assert missing.code == 1
    assert f"no original of {slug} is kept: import its file first" in missing.err
    assert run("document", "show", "nothing", url=url).code == 1
    with seeded.write() as db:
        make_file(db, slug)
    assert scalar(seeded, public) in (0, False)
    shown = run("document", "show", slug, url=url)
    assert (shown.code, shown.out) == (0, f"The original of {slug} is shown.\n")
    assert scalar(seeded, public) in (1, True)
    assert run("document", "hide", slug, url=url).out == f"The original of {slug} is not shown.\n"
    assert scalar(seeded, public) in (0, False)
