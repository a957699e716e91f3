"""The page of a passage that belongs to no draft: where it stands, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.imports import queries
from app.imports.desk.building import passages_of
from app.imports.desk.draft_building import pictures_of, sheets_of
from app.imports.desk.pages import PassageLine, Sheet
from app.imports.desk.views import UNREAD, drafts_url
from app.imports.records import ImportRecord
from app.vocabulary.labels import WORDS
from app.vocabulary.lists import ImportState, ItemKind
from app.web.fields import Choices
from app.web.forms import Problem, Sent, first_problem
from app.web.i18n import gettext


@dataclass(frozen=True)
class PassagePage:
    """One passage beside its page, with the form that makes an item of it.

    `queue` says where it stands among the passages, `left` how many wait. `open`: something can
    still be done with it.
    """

    line: ImportRecord
    passage: PassageLine
    queue: str
    left: int
    sheets: list[Sheet]
    kinds: Choices
    number: str
    kind: str
    open: bool
    previous_url: str | None
    next_url: str | None
    back_url: str
    problems: list[Problem] = field(default_factory=list)
    said: str = ""

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)


def build_passage(
    db: Session,
    import_id: int,
    index: int,
    sent: Sent | None = None,
    problems: Sequence[Problem] = (),
) -> PassagePage:
    """Return a passage with what was sent about it. Raises `NotFoundError`."""
    whole = queries.get_import(db, import_id)
    lines = passages_of(db, whole)
    if index >= len(lines):
        raise NotFoundError(gettext("There is no passage %(n)s in this import.") % {"n": index + 1})
    passage = lines[index]
    record = passage.record
    numbers = {"place": f"{index + 1:,}", "total": f"{len(lines):,}"}
    return PassagePage(
        line=whole.record,
        passage=passage,
        queue=gettext("%(place)s of %(total)s") % numbers,
        left=sum(not line.looked_at for line in lines),
        sheets=sheets_of(
            record.page, record.spans, queries.get_text(db, import_id), pictures_of(whole)
        ),
        kinds=[(value, gettext(said.label)) for value, said in WORDS["kind"].items()],
        number=sent.text("number") if sent else "",
        kind=sent.text("kind") if sent else ItemKind.RECOMMENDATION.value,
        open=whole.record.state in (ImportState.READ, ImportState.PUBLISHED),
        previous_url=lines[index - 1].url if index else None,
        next_url=lines[index + 1].url if index + 1 < len(lines) else None,
        back_url=drafts_url(whole.record, UNREAD),
        problems=list(problems),
    )


def next_left(db: Session, import_id: int, index: int) -> str | None:
    """Return the address of the next passage that nobody looked at: behind this one, else before.

    `None` where none is left.
    """
    lines = passages_of(db, queries.get_import(db, import_id))
    waiting = [line for line in lines if not line.looked_at and line.record.index != index]
    behind = [line for line in waiting if line.record.index > index]
    return next((line.url for line in (*behind, *waiting)), None)
