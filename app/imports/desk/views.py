"""The views of an import's drafts, and the decisions about many that each offers."""

from sqlalchemy.orm import Session

from app.imports import queries
from app.imports.desk.pages import Bulk, View
from app.imports.desk.tallies import list_rejected
from app.imports.records import ImportRecord, Show
from app.web.i18n import gettext, marked, ngettext
from app.web.urls import query_url

UNREAD = "unread"
"""The view of passages that belong to no draft; the others are those of `Show`."""

MOST_AT_ONCE = 2_000
"""Views with more drafts than that are decided about in the view of all."""

VIEWS = {
    Show.ALL.value: marked("all"),
    Show.SUSPECT.value: marked("to check"),
    Show.OPEN.value: marked("undecided"),
    Show.MATCHED.value: marked("matched"),
    Show.NEW.value: marked("new"),
    Show.ACCEPTED.value: marked("accepted"),
    Show.REJECTED.value: marked("rejected"),
    Show.PUBLISHED.value: marked("published"),
    UNREAD: marked("unread"),
}


def views_of(line: ImportRecord, unread: int, show: str) -> list[View]:
    """Return the filters of an import's drafts, with their numbers; empty ones are left out.

    `unread` is how many passages belong to no draft and were not looked at.
    """
    counts = line.counts
    numbers = {
        Show.ALL.value: counts.total,
        Show.SUSPECT.value: counts.suspect,
        Show.OPEN.value: counts.open,
        Show.MATCHED.value: counts.total - counts.new,
        Show.NEW.value: counts.new,
        Show.ACCEPTED.value: counts.accepted,
        Show.REJECTED.value: counts.rejected,
        Show.PUBLISHED.value: counts.published,
        UNREAD: unread,
    }
    return [
        View(name, gettext(VIEWS[name]), number, drafts_url(line, name), name == show)
        for name, number in numbers.items()
        if number or name == show or name in (Show.ALL, Show.SUSPECT, UNREAD)
    ]


def bulks_of(db: Session, line: ImportRecord, show: str) -> list[Bulk]:
    """Return the decisions about many that a view offers, each with its number.

    Drafts with a warning that needs a person are accepted one by one. Up to 2 statements.
    """
    counts = line.counts
    offers: list[tuple[str, str, int]] = []
    if show in (Show.ALL, Show.OPEN):
        offers = [
            ("clean", "accepted", counts.open - counts.suspect),
            ("open", "rejected", counts.open),
        ]
    elif show == Show.ACCEPTED:
        offers = [("accepted", "open", counts.accepted)]
    elif show in (Show.SUSPECT, Show.MATCHED, Show.NEW):
        offers = [
            (show, decision, len(ids_of(db, line.id, show, decision)))
            for decision in ("accepted", "rejected")
        ]
    elif show == Show.REJECTED:
        offers = [(show, "open", len(ids_of(db, line.id, show, "open")))]
    return [
        Bulk(which, decision, number, _label(which, decision, number))
        for which, decision, number in offers
        if number > 0 and (number <= MOST_AT_ONCE or show in (Show.ALL, Show.OPEN, Show.ACCEPTED))
    ]


def ids_of(db: Session, import_id: int, show: str, decision: str) -> list[int]:
    """Return the drafts of a view that a decision about all of it is for, up to one too many."""
    if show == Show.REJECTED:
        return list_rejected(db, import_id, MOST_AT_ONCE + 1)
    clean = decision == "accepted"
    return queries.list_undecided(db, import_id, Show(show), MOST_AT_ONCE + 1, clean)


def _label(which: str, decision: str, number: int) -> str:
    if which == Show.REJECTED:
        decision = "reopened"
    labels = {
        "accepted": ngettext(
            "Accept %(num)s without a warning", "Accept the %(num)s without a warning", number
        ),
        "rejected": ngettext("Reject %(num)s undecided", "Reject all %(num)s undecided", number),
        "open": ngettext(
            "Take back %(num)s acceptance", "Take back all %(num)s acceptances", number
        ),
        "reopened": ngettext(
            "Take back %(num)s rejection", "Take back all %(num)s rejections", number
        ),
    }
    return labels[decision] % {"num": f"{number:,}"}


def drafts_url(line: ImportRecord, show: str, after: str | None = None) -> str:
    """Return the address of a view of an import's drafts."""
    return query_url(
        line.url,
        {"show": [show] if show != Show.ALL else [], "after": [after] if after else []},
    )


def draft_url(import_id: int, draft_id: int, show: str = Show.ALL) -> str:
    """Return the address of a draft, gone through in a view of the list."""
    path = f"/desk/imports/{import_id}/drafts/{draft_id}"
    return query_url(path, {"show": [show] if show != Show.ALL else []})


def passage_url(import_id: int, index: int) -> str:
    """Return the address of a passage that belongs to no draft."""
    return f"/desk/imports/{import_id}/unread/{index}"
