"""`/desk/corrections`: what was asked for, and answering it."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts.deps import CurrentPerson
from app.accounts.person import Person
from app.corrections import queries, service
from app.corrections import records as shapes
from app.corrections.inputs import clean
from app.corrections.pages import Form, QueueLink, QueuePage, RequestPage
from app.corrections.records import Show
from app.errors import ConflictError, NotFoundError, RuleError
from app.vocabulary.lists import Outcome
from app.web.deps import OwnTransactions, ReadDb
from app.web.forms import Problem, Sent, SentForm
from app.web.i18n import gettext, marked
from app.web.lists import RowId
from app.web.queries import WHOLE, QueryModel
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()

QUEUE = "/desk/corrections"
MOST_ID = 2**31 - 1
MOST_WRITTEN = 5_000
"""Characters of the summary and of the answer."""

OPEN = "open"
"""What the form sends to open a request again."""

LABELS = {
    Show.OPEN: marked("Open"),
    Show.MINE: marked("Mine"),
    Show.ANSWERED: marked("Answered"),
    Show.SPAM: marked("Spam"),
}


class QueueQuery(QueryModel):
    """The query of the queue."""

    show: Show = Field(default=Show.OPEN)
    after: Annotated[int | None, WHOLE] = Field(default=None, ge=1, le=MOST_ID)


@router.get(QUEUE, name="corrections:queue")
def queue_page(
    request: Request, db: ReadDb, person: CurrentPerson, query: Annotated[QueueQuery, Query()]
) -> Response:
    """Show a part of the queue."""
    mine = person.id if person else None
    found, following = queries.list_requests(db, query.show, mine, query.after)
    counts = queries.count_requests(db, mine)
    parts = [
        QueueLink(
            label=gettext(LABELS[show]),
            count=counts[show],
            url=query_url(QUEUE, {} if show is Show.OPEN else {"show": [show]}),
            current=show is query.show,
        )
        for show in Show
        if person or show is not Show.MINE
    ]
    page = QueuePage(
        parts=parts,
        requests=found,
        next_url=query_url(QUEUE, query.params(after=[str(following)])) if following else None,
        first_url=query_url(QUEUE, query.params(after=[])) if query.after else None,
    )
    return render_page(request, "corrections/queue.html", page)


@router.get(QUEUE + "/{number}", name="corrections:request")
def request_page(request: Request, db: ReadDb, person: CurrentPerson, number: RowId) -> Response:
    """Show a request beside the form of its answer."""
    page = _build(db, number, person)
    return render_page(request, "corrections/request.html", page)


@router.post(QUEUE + "/{number}", name="corrections:answer")
def answer(
    request: Request,
    database: OwnTransactions,
    person: CurrentPerson,
    number: RowId,
    sent: SentForm,
) -> Response:
    """Answer a request, or open it again; or show the form with what is wrong."""
    problems: list[Problem] = []
    status = RuleError.status
    try:
        given = _given(sent)
        with database.write() as db:
            service.answer(db, number, _version(sent), given, person.id if person else None)
    except service.NoRequestError:
        raise _missing(number) from None
    except ConflictError as error:
        status = error.status
        message = gettext(
            "Somebody else changed this request since you opened it. What they wrote stands beside"
            " the form; press the button again to replace it."
        )
        problems.append(Problem("", message))
    except RuleError as error:
        problems.append(Problem(error.field or "", error.message or _said(error.field or "")))
    if not problems:
        return RedirectResponse(f"{QUEUE}/{number}", status_code=303)
    with database.read() as db:
        page = replace(_build(db, number, person), form=Form(sent, problems))
    return render_page(request, "corrections/request.html", page, status=status)


@router.post(QUEUE + "/{number}/take", name="corrections:take")
def take(
    request: Request,
    database: OwnTransactions,
    person: CurrentPerson,
    number: RowId,
    sent: SentForm,
) -> Response:
    """Say that one looks after a request, or no longer does."""
    wanted = person.id if person and sent.text("mine") == "1" else None
    try:
        with database.write() as db:
            service.take(db, number, _version(sent), wanted)
    except service.NoRequestError:
        raise _missing(number) from None
    except ConflictError as error:
        with database.read() as db:
            page = _build(db, number, person)
        message = gettext("Somebody else changed this request since you opened it.")
        page = replace(page, form=replace(page.form, problems=[Problem("", message)]))
        return render_page(request, "corrections/request.html", page, status=error.status)
    return RedirectResponse(f"{QUEUE}/{number}", status_code=303)


def _build(db: Session, number: int, person: Person | None) -> RequestPage:
    found = queries.find_request(db, number) if number <= MOST_ID else None
    if found is None:
        raise _missing(number)
    changes = (
        queries.list_changes_of(db, found.entry, found.key) if found.entry and found.key else []
    )
    return RequestPage(
        request=found,
        form=Form(_as_sent(found)),
        changes=changes,
        may_take=person is not None and found.outcome is None,
        mine=person is not None and found.taken_by == person.name,
    )


def _as_sent(found: shapes.Request) -> Sent:
    """The form as it was last answered."""
    return Sent(
        [
            ("outcome", found.outcome or ""),
            ("summary", found.summary),
            ("answer", found.answer),
            ("act", str(found.act_id or "")),
        ]
    )


def _given(sent: Sent) -> service.Answer:
    """The answer that a form holds. Raises `RuleError`."""
    outcome = sent.text("outcome")
    if outcome not in (*Outcome, OPEN):
        raise RuleError(gettext("What came of it: choose one."), "outcome")
    texts = {name: clean(sent.text(name)) for name in ("summary", "answer")}
    for name, text in texts.items():
        if len(text) > MOST_WRITTEN:
            message = gettext("At most %(most)s characters, and these are %(have)s.")
            raise RuleError(message % {"most": MOST_WRITTEN, "have": len(text)}, name)
    return service.Answer(
        outcome=None if outcome == OPEN else Outcome(outcome),
        summary=texts["summary"],
        text=texts["answer"],
        act_id=sent.number("act"),
    )


def _said(field: str) -> str:
    """What is wrong with a field that the service refused."""
    return {
        "summary": gettext("The request in our words: everybody reads it, so it is needed."),
        "answer": gettext("The answer: everybody reads it, so it is needed."),
        "act": gettext("The change: choose one of this record."),
    }[field]


def _version(sent: Sent) -> int:
    return sent.number("version") or 0


def _missing(number: int) -> NotFoundError:
    return NotFoundError(gettext("There is no correction request %(number)s.") % {"number": number})
