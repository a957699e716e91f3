"""`/corrections`: the form for everybody and the log of answers."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field

from app.config import ROOT
from app.core import clock
from app.core.secrets import load_secret
from app.corrections import queries, service
from app.corrections.asking import read_request
from app.corrections.inputs import LONGEST
from app.corrections.pages import Form, LogPage, NewPage
from app.corrections.stamps import SOONEST, Age, judge_stamp, make_stamp, sender_of
from app.errors import ConflictError
from app.web.deps import OwnTransactions, ReadDb
from app.web.forms import Problem, Sent, SentForm
from app.web.i18n import gettext
from app.web.queries import WHOLE, AsOfQuery, QueryModel
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import CORRECTION, public_base, query_url

router = page_router()

LOG = "/corrections"
MOST_ID = 2**31 - 1


class LogQuery(AsOfQuery):
    """The query of the log: one request by its number, or the page behind a number."""

    number: Annotated[int | None, WHOLE] = Field(default=None, ge=1, le=MOST_ID)
    after: Annotated[int | None, WHOLE] = Field(default=None, ge=1, le=MOST_ID)


class NewQuery(QueryModel):
    """The query of the form: the address of the page that it is about."""

    page: str | None = Field(default=None, max_length=LONGEST["page"])


@router.get(LOG, name="corrections:list")
def list_page(request: Request, db: ReadDb, query: Annotated[LogQuery, Query()]) -> HTMLResponse:
    """Show what was asked and answered, or how far one request is."""
    found, following = queries.list_answered(db, query.day, query.after, query.number)
    waiting = queries.find_waiting(db, query.number) if query.number and not found else None
    page = LogPage(
        answered=found,
        total=queries.count_answered(db, query.day),
        number=query.number,
        waiting=waiting,
        params=query.params(as_of=[], after=[]),
        as_of=query.as_of,
        today_url=query_url(LOG, query.params(as_of=[], after=[])),
        next_url=query_url(LOG, query.params(after=[str(following)])) if following else None,
        first_url=query_url(LOG, query.params(after=[])) if query.after else None,
    )
    return render_page(request, "corrections/list.html", page)


@router.get(CORRECTION, name="corrections:new")
def new_page(request: Request, query: Annotated[NewQuery, Query()]) -> Response:
    """Show the form."""
    return _form(request, Sent([("page", query.page or "")]), [])


@router.post(CORRECTION, name="corrections:send")
def send(request: Request, database: OwnTransactions, sent: SentForm) -> Response:
    """Take a request in; or show the form with what is wrong, and all that was typed."""
    new, problems = read_request(sent, public_base(request))
    stamp, now = sent.text("stamp"), clock.now()
    age = judge_stamp(_secret(request), stamp, now)
    problems += _too_hasty(sent, age)
    if new is None or problems:
        return _form(request, sent, problems, age)
    sender = sender_of(_secret(request), request.client.host if request.client else "", now.date())
    try:
        with database.write() as db:
            number = service.submit(db, new, stamp, sender)
    except service.TooManyError as error:
        message = gettext(
            "%(most)s requests were sent from your network today, and more are not taken. Nothing"
            " is lost: keep this page open and send it tomorrow."
        )
        problem = Problem("", message % {"most": service.MOST_A_DAY})
        return _form(request, sent, [problem], age, error.status)
    except ConflictError as error:
        message = gettext(
            "This form was sent before, as request %(number)s. Press the button again if this is"
            " another request."
        )
        problem = Problem("", message % {"number": error.message})
        return _form(request, sent, [problem], Age.OLD, error.status)
    return RedirectResponse(query_url(LOG, {"number": [str(number)]}), status_code=303)


def _too_hasty(sent: Sent, age: Age) -> list[Problem]:
    """What speaks for a program, or for a form that lay open too long."""
    found = []
    if sent.text("website"):
        message = gettext("The field that must stay empty has something in it: empty it.")
        found.append(Problem("website", message))
    if age is Age.EARLY:
        message = gettext(
            "This came quicker than anybody can type. Wait three seconds and press the button"
            " again."
        )
        found.append(Problem("", message))
    if age is Age.OLD:
        message = gettext(
            "This page was open for more than a day. All that you typed is here: press the button"
            " again."
        )
        found.append(Problem("", message))
    if age is Age.FORGED:
        message = gettext(
            "This form was not opened here. All that you typed is here: look at it, and press the"
            " button again."
        )
        found.append(Problem("", message))
    return found


def _form(
    request: Request,
    sent: Sent,
    problems: list[Problem],
    age: Age = Age.FORGED,
    status: int = 422,
) -> Response:
    """The form as it was sent; with a new stamp where the old one is of no use."""
    stamp = sent.text("stamp")
    if age is Age.OLD:
        # Who waited for a day need not wait again.
        stamp = make_stamp(_secret(request), clock.now() - SOONEST)
    elif age is Age.FORGED:
        stamp = make_stamp(_secret(request), clock.now())
    page = NewPage(form=Form(sent, problems), stamp=stamp, most=LONGEST)
    if not problems:
        page = replace(page, form=Form(sent))
    return render_page(request, "corrections/new.html", page, status=status if problems else 200)


def _secret(request: Request) -> bytes:
    return load_secret(request.app.state.settings.secret, ROOT / "var" / "secret")
