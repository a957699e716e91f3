"""What was done a moment ago, said on the page that follows; its address carries it."""

from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.imports import queries
from app.imports.records import Show
from app.web.i18n import gettext, marked
from app.web.urls import query_url

OF_DRAFT = {
    "saved": marked("Draft %(key)s is saved."),
    "accepted": marked("Draft %(key)s is saved and accepted."),
    "rejected": marked("Draft %(key)s is rejected."),
    "reopened": marked("Draft %(key)s is undecided again."),
    "matched": marked("Draft %(key)s is saved, with the record that it is."),
    "split": marked("It was split: draft %(key)s is the second part."),
    "joined": marked("Draft %(key)s holds both texts now."),
    "taken": marked("Draft %(key)s is made of the passage."),
}
"""What can have been done to one draft."""

OF_MANY = {
    "all-accepted": marked("Accepted: %(n)s."),
    "all-rejected": marked("Rejected: %(n)s."),
    "all-open": marked("Undecided again: %(n)s."),
    "published": marked("Published: %(n)s."),
    "discarded": marked("Import %(n)s is discarded."),
    "looked-at": marked("Passage %(n)s is looked at."),
    "not-looked-at": marked("Passage %(n)s waits to be looked at again."),
    "held": marked(
        "This file was read before, as import %(n)s, and its drafts wait here: they were not made a"
        " second time."
    ),
    "text-replaced": marked("Publishing replaces the text of the document."),
    "text-kept": marked("The text that the document holds stays."),
    "looked": marked("Drafts that name what is not recorded: %(n)s."),
}
"""What can have been done to many drafts, or to an import."""

DONE = "^(" + "|".join((*OF_DRAFT, *OF_MANY)) + ")$"
"""The form of the parameter `done`."""

MOST = 2_147_483_647
"""The largest number that the parameter `of` may be: the largest id."""


def said(db: Session, import_id: int | None, done: str | None, of: int | None) -> str:
    """Return what was done in words, empty where nothing was. At most 1 statement.

    `of` is the id of a draft of the import, or how many there were.
    """
    if done in OF_MANY and of is not None:
        return gettext(OF_MANY[done]) % {"n": f"{of:,}"}
    if done not in OF_DRAFT or of is None:
        return ""
    try:
        draft = queries.get_draft(db, of)
    except NotFoundError:
        return ""
    return gettext(OF_DRAFT[done]) % {"key": draft.key} if draft.import_id == import_id else ""


def telling(path: str, show: str, done: str, of: int) -> str:
    """Return the address of a page that says what was done."""
    shown = [show] if show != Show.ALL else []
    return query_url(path, {"show": shown, "done": [done], "of": [str(of)]})
