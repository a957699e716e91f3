"""The views of an import's drafts, and the decisions about many that each offers."""

from app.imports.pages import Bulk, View
from app.imports.records import Counts, ImportRecord, Show
from app.web.i18n import gettext, marked, ngettext
from app.web.urls import query_url

UNREAD = "unread"
"""The view of passages that belong to no draft; the others are those of `Show`."""

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
    """Return the filters of an import's drafts, with their numbers; empty ones are left out."""
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


def bulks_of(counts: Counts, show: str) -> list[Bulk]:
    """Return the decisions about many that a view offers, each with its number."""
    clean = counts.open - counts.suspect
    bulks = {
        Show.ALL.value: [("clean", "accepted", clean), ("open", "rejected", counts.open)],
        Show.SUSPECT.value: [
            ("suspect", "accepted", counts.suspect),
            ("suspect", "rejected", counts.suspect),
        ],
        Show.OPEN.value: [
            ("clean", "accepted", clean),
            ("open", "accepted", counts.open),
            ("open", "rejected", counts.open),
        ],
        Show.ACCEPTED.value: [("accepted", "open", counts.accepted)],
    }
    return [
        Bulk(which, decision, number, _bulk_label(which, decision, number))
        for which, decision, number in bulks.get(show, [])
        if number and not (which == "open" and decision == "accepted" and number == clean)
    ]


def _bulk_label(which: str, decision: str, number: int) -> str:
    labels = {
        ("clean", "accepted"): ngettext(
            "Accept %(num)s without a warning", "Accept the %(num)s without a warning", number
        ),
        ("open", "accepted"): ngettext(
            "Accept %(num)s undecided", "Accept all %(num)s undecided", number
        ),
        ("open", "rejected"): ngettext(
            "Reject %(num)s undecided", "Reject all %(num)s undecided", number
        ),
        ("suspect", "accepted"): ngettext(
            "Accept %(num)s with a warning", "Accept all %(num)s with a warning", number
        ),
        ("suspect", "rejected"): ngettext(
            "Reject %(num)s with a warning", "Reject all %(num)s with a warning", number
        ),
        ("accepted", "open"): ngettext(
            "Take back %(num)s acceptance", "Take back all %(num)s acceptances", number
        ),
    }
    return labels[which, decision] % {"num": f"{number:,}"}


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
