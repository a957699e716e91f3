"""`/account`: one's own name, password, sign-ins and tokens; `/password`: a password by a link."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import managing, sessions, tokens
from app.accounts.account_pages import AccountPage, ForgottenPage, Form, PasswordPage, SignInLine
from app.accounts.deps import SignedIn
from app.accounts.identifying import token_of
from app.accounts.person import Person
from app.accounts.queries import list_sign_ins
from app.core import clock
from app.errors import NotFoundError, RuleError
from app.vocabulary.lists import Role
from app.web.deps import OwnTransactions, ReadDb, WriteDb
from app.web.forms import Problem, Sent, SentForm
from app.web.i18n import gettext
from app.web.lists import RowId
from app.web.queries import QueryModel
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

ACCOUNT = "/account"


class SaidQuery(QueryModel):
    """What was done just before, for the page to say."""

    done: str | None = Field(default=None, max_length=40)


def secret_text(sent: Sent, name: str) -> str:
    """Return a field as it was typed, space around it included: a password may have some."""
    found = [text for key, text in sent.texts if key == name]
    return found[-1] if found else ""


def form_of(sent: Sent, error: RuleError, *names: str) -> Form:
    """Return what was typed into some fields, never a password, and what is wrong."""
    values = {name: sent.text(name) for name in names}
    return Form(values, [Problem(error.field or "", error.message)])


@router.get("/password/forgotten", name="accounts:forgotten")
def forgotten_page(request: Request) -> Response:
    """Say whom to ask for a link."""
    return render_page(request, "accounts/forgotten.html", ForgottenPage(mail=False))


@router.get("/password/{secret}", name="accounts:password")
def password_page(request: Request, db: ReadDb, secret: str) -> Response:
    """Show the form that sets a password, while the link holds."""
    user = managing.find_linked(db, secret)
    page = PasswordPage(user.email if user else "")
    return render_page(request, "accounts/password.html", page, status=200 if user else 404)


@router.post("/password/{secret}", name="accounts:set-password")
def set_password(
    request: Request, database: OwnTransactions, secret: str, sent: SentForm
) -> Response:
    """Set the password; the link is used up by it."""
    email = ""
    try:
        with database.write() as db:
            user = managing.find_linked(db, secret)
            email = user.email if user else ""
            password = secret_text(sent, "password")
            if password != secret_text(sent, "again"):
                raise RuleError(gettext("The two passwords are not the same."), "again")
            managing.set_by_link(db, secret, password)
    except NotFoundError:
        return render_page(request, "accounts/password.html", PasswordPage(""), status=404)
    except RuleError as error:
        page = PasswordPage(email, form_of(sent, error))
        status = error.status if email else NotFoundError.status
        return render_page(request, "accounts/password.html", page, status=status)
    return render_page(request, "accounts/password.html", PasswordPage(email, done=True))


@router.get(ACCOUNT, name="accounts:account")
def account_page(
    request: Request, db: ReadDb, person: SignedIn, query: Annotated[SaidQuery, Query()]
) -> Response:
    """Show one's own account."""
    said = {
        "name": gettext("Your name is changed."),
        "password": gettext("Your password is changed. You are signed out everywhere else."),
        "sign-in": gettext("That sign-in is ended."),
        "others": gettext("You are signed out everywhere else."),
        "token": gettext("The token is ended."),
    }.get(query.done or "", "")
    return render_page(request, "accounts/account.html", _page(request, db, person, said=said))


@router.post(ACCOUNT + "/name", name="accounts:rename")
def rename(
    request: Request, database: OwnTransactions, person: SignedIn, sent: SentForm
) -> Response:
    """Change what one is called in public."""
    try:
        with database.write() as db:
            managing.rename(db, person.id, sent.text("name"))
    except RuleError as error:
        return _wrong(request, database, person, form_of(sent, error, "name"), error)
    return _done("name")


@router.post(ACCOUNT + "/password", name="accounts:change-password")
def change_password(
    request: Request, database: OwnTransactions, person: SignedIn, sent: SentForm
) -> Response:
    """Change one's password; all other sign-ins end."""
    present, password = secret_text(sent, "present"), secret_text(sent, "password")
    try:
        if password != secret_text(sent, "again"):
            raise RuleError(gettext("The two passwords are not the same."), "again")
        with database.write() as db:
            managing.change_password(db, person.id, present, password, token_of(request))
    except RuleError as error:
        return _wrong(request, database, person, form_of(sent, error), error)
    return _done("password")


@router.post(ACCOUNT + "/sign-ins/others/end", name="accounts:end-others")
def end_others(request: Request, db: WriteDb, person: SignedIn) -> Response:
    """End all sign-ins but this one."""
    sessions.end_all(db, person.id, token_of(request))
    return _done("others")


@router.post(ACCOUNT + "/sign-ins/{sign_in_id}/end", name="accounts:end-sign-in")
def end_sign_in(db: WriteDb, person: SignedIn, sign_in_id: RowId) -> Response:
    """End a sign-in of one's own."""
    sessions.end_one(db, person.id, sign_in_id)
    return _done("sign-in")


@router.post(ACCOUNT + "/tokens", name="accounts:add-token")
def add_token(
    request: Request, database: OwnTransactions, person: SignedIn, sent: SentForm
) -> Response:
    """Make a token and show it this once."""
    try:
        if sent.text("role") not in list(Role):
            raise RuleError(gettext("Say what the token may do."), "role")
        with database.write() as db:
            made = tokens.add_token(
                db,
                person.id,
                sent.text("title"),
                Role(sent.text("role")),
                sent.number("days") or 0,
            )
    except RuleError as error:
        form = form_of(sent, error, "title", "role", "days")
        return _wrong(request, database, person, form, error)
    with database.read() as db:
        page = _page(request, db, person, made=made)
    return render_page(request, "accounts/account.html", page)


@router.post(ACCOUNT + "/tokens/{token_id}/end", name="accounts:end-token")
def end_token(db: WriteDb, person: SignedIn, token_id: RowId) -> Response:
    """End a token of one's own."""
    tokens.end_token(db, token_id, person.id)
    return _done("token")


def _done(what: str) -> Response:
    return RedirectResponse(f"{ACCOUNT}?done={what}", status_code=303)


def _wrong(
    request: Request, database: OwnTransactions, person: Person, form: Form, error: RuleError
) -> Response:
    with database.read() as db:
        page = _page(request, db, person, form=form)
    return render_page(request, "accounts/account.html", page, status=error.status)


def _page(
    request: Request,
    db: Session,
    person: Person,
    form: Form | None = None,
    said: str = "",
    made: tokens.NewToken | None = None,
) -> AccountPage:
    here = sessions.digest(token_of(request))
    user = managing.get_user(db, person.id)
    now = Person(user.id, user.name, user.role)
    lines = [
        SignInLine(one.id, one.browser, one.created_at, one.seen_at, one.digest == here)
        for one in list_sign_ins(db, person.id, clock.now())
    ]
    held = [token for token in tokens.list_tokens(db, person.id) if token.usable]
    roles = [role for role in Role if now.may(role)]
    filled = form or Form()
    values = {"name": now.name, "role": Role.EDITOR.value, "days": "90"} | filled.values
    return AccountPage(
        now, user.email, lines, held, roles, Form(values, filled.problems), said, made
    )
