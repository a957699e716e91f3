"""Puts the page together that says what publishing an import would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.imports import queries
from app.imports.desk.building import MANY, count_left, progress_of, text_notice, waiting_of
from app.imports.desk.pages import Progress, TextNotice, Waiting
from app.imports.desk.review import label_of
from app.imports.publication.attaching import TextChange, find_text_change
from app.imports.publication.changes import (
    GONE,
    LACKED,
    NEW,
    OTHER_WORDS,
    REPLACED,
    SAME,
    Change,
    changes,
)
from app.imports.publication.releasing import publishing, shown_of
from app.imports.records import ImportRecord
from app.web.fields import Choices
from app.web.forms import Problem
from app.web.i18n import gettext, ngettext

ORDER = (NEW, "official_text", "quoted_text", "standpoint", OTHER_WORDS, LACKED, REPLACED, GONE,
         SAME)  # fmt: skip
"""What becomes of records, in the order in which it is said."""


@dataclass(frozen=True)
class PublishPage:
    """What publishing an import would change for the public, or how far publishing is.

    `ready`: there is something to publish. `shown` goes back with the form, so that nothing else is
    published than what stands here. `unread` passages nobody has looked at.
    """

    line: ImportRecord
    ready: bool = False
    changes: Choices = ()
    text: TextNotice | None = None
    waiting: Waiting | None = None
    progress: Progress | None = None
    problems: list[Problem] = field(default_factory=list)
    shown: str = ""
    unread: int = 0


def build_publish(db: Session, line: ImportRecord, problems: Sequence[Problem]) -> PublishPage:
    """Return what publishing would change, or how far it is."""
    if publishing(line):
        return PublishPage(line, progress=progress_of(line))
    if line.message and not problems:
        problems = [Problem("", line.message)]
    change = find_text_change(db, line.id)
    notice = text_notice(line, change)
    ready = bool(line.counts.accepted or (notice and notice.replaced))
    told = [(gettext(MANY.get(entry, entry)), said_of(entry, found))
            for entry, found in changes(db, line.id).items()]  # fmt: skip
    if ready and change:
        told.append((gettext("Text of the document"), _text(change)))
    return PublishPage(
        line,
        ready,
        told,
        notice,
        waiting_of(db, line) if line.counts.accepted else None,
        problems=list(problems),
        shown=shown_of(db, line.id),
        unread=count_left(queries.get_import(db, line.id)),
    )


def said_of(entry: str, change: Change) -> str:
    """Return in words what becomes of the drafts of one kind of entry."""
    return ", ".join(_parts(entry, change))


def _parts(entry: str, change: Change) -> Iterator[str]:
    for effect in ORDER:
        number = change.numbers[effect]
        if not number:
            continue
        said = _words(effect, number) % {"num": f"{number:,}"}
        names = dict.fromkeys(label_of(entry, name) for name in change.fields.get(effect, ()))
        listed = ", ".join(names)
        if names and effect not in (LACKED, REPLACED):
            listed = gettext("also: %(fields)s") % {"fields": listed}
        yield f"{said} ({listed})" if names else said


def _words(effect: str, number: int) -> str:
    """What becomes of a number of records."""
    words = {
        NEW: ngettext("%(num)s new", "%(num)s new", number),
        "official_text": ngettext(
            "%(num)s gets its official text", "%(num)s get official text", number
        ),
        "quoted_text": ngettext("%(num)s gets its quoted text", "%(num)s get quoted text", number),
        "standpoint": ngettext("%(num)s gets its standpoint", "%(num)s get standpoints", number),
        OTHER_WORDS: ngettext(
            "%(num)s gets other words than it has", "%(num)s get other words than they have", number
        ),
        LACKED: ngettext("%(num)s gets what it lacked", "%(num)s get what they lacked", number),
        REPLACED: ngettext("%(num)s is changed", "%(num)s are changed", number),
        GONE: ngettext("%(num)s is no longer recorded", "%(num)s are no longer recorded", number),
        SAME: ngettext("%(num)s stays as it is", "%(num)s stay as they are", number),
    }
    return words[effect]


def _text(change: TextChange) -> str:
    """What becomes of the text that the document holds."""
    if change.present and not change.replace:
        return gettext("the text that is there stays, and no passage is marked in it")
    pages = ngettext("%(num)s page", "%(num)s pages", change.pages) % {"num": f"{change.pages:,}"}
    said = gettext("%(pages)s can be read")
    if change.present:
        said = gettext("%(pages)s instead of the text that is there")
    elif change.same:
        said = gettext("%(pages)s as they are there already")
    marks = ngettext("%(num)s passage marked in it", "%(num)s passages marked in it", change.marked)
    return f"{said % {'pages': pages}}, {marks % {'num': f'{change.marked:,}'}}"
