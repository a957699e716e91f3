"""`/admin`: what there is to administer; `/admin/users`: accounts are added, changed, closed."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field
from sqlalchemy.orm import Session

from app.accounts import managing, tokens
from app.accounts.account_pages import AdminPage, Form, MadeLink, UsersPage
from app.accounts.account_routes import form_of
from app.accounts.deps import SignedIn
from app.errors import RuleError
from app.vocabulary.lists import Role
from app.web.deps import OwnTransactions, ReadDb
from app.web.forms import Problem, SentForm
from app.web.i18n import gettext
from app.web.lists import RowId
from app.web.queries import QueryModel
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

USERS = "/admin/users"


class DoneQuery(QueryModel):
    """What was done just before, for the page to say."""

    done: str | None = Field(default=None, max_length=40)


@router.get("/admin", name="accounts:admin")
def admin_page(request: Request, db: ReadDb) -> Response:
    """Show what there is to administer."""
    users = managing.list_users(db)
    page = AdminPage(
        sum(user.can_sign_in for user in users),
        sum(user.active and not user.can_sign_in for user in users),
        sum(not user.active for user in users),
        sum(token.usable for token in tokens.list_tokens(db)),
        mail=False,
    )
    return render_page(request, "accounts/admin.html", page)


@router.get(USERS, name="accounts:users")
def users_page(request: Request, db: ReadDb, query: Annotated[DoneQuery, Query()]) -> Response:
    """Show the accounts and the form that adds one."""
    said = {
        "role": gettext("The role is changed."),
        "closed": gettext("The account is closed."),
        "opened": gettext("The account is open again."),
    }.get(query.done or "", "")
    return render_page(request, "accounts/users.html", _page(db, said=said))


@router.post(USERS, name="accounts:add-user")
def add_user(
    request: Request, database: OwnTransactions, person: SignedIn, sent: SentForm
) -> Response:
    """Add an account and show the link for its password this once."""
    try:
        role = _role(sent.text("role"))
        with database.write() as db:
            user = managing.add_user(db, sent.text("email"), role, sent.text("name"), person.id)
            link = managing.make_link(db, user.id, person.id)
    except RuleError as error:
        return _wrong(request, database, form_of(sent, error, "email", "name", "role"), error)
    return _with_link(request, database, user.email, link)


@router.post(USERS + "/{user_id}/role", name="accounts:change-role")
def change_role(
    request: Request, database: OwnTransactions, person: SignedIn, user_id: RowId, sent: SentForm
) -> Response:
    """Give an account another role."""
    try:
        role = _role(sent.text("role"))
        with database.write() as db:
            managing.change_role(db, user_id, role, person.id)
    except RuleError as error:
        return _wrong(request, database, _whole(error), error)
    return _done("role")


@router.post(USERS + "/{user_id}/close", name="accounts:close-user")
def close_user(
    request: Request, database: OwnTransactions, person: SignedIn, user_id: RowId
) -> Response:
    """Close an account."""
    try:
        with database.write() as db:
            managing.close_user(db, user_id, person.id)
    except RuleError as error:
        return _wrong(request, database, _whole(error), error)
    return _done("closed")


@router.post(USERS + "/{user_id}/open", name="accounts:open-user")
def open_user(database: OwnTransactions, person: SignedIn, user_id: RowId) -> Response:
    """Open a closed account again."""
    with database.write() as db:
        managing.open_user(db, user_id, person.id)
    return _done("opened")


@router.post(USERS + "/{user_id}/link", name="accounts:make-link")
def make_link(
    request: Request, database: OwnTransactions, person: SignedIn, user_id: RowId
) -> Response:
    """Make a link to set a password and show it this once."""
    try:
        with database.write() as db:
            link = managing.make_link(db, user_id, person.id)
            email = managing.get_user(db, user_id).email
    except RuleError as error:
        return _wrong(request, database, _whole(error), error)
    return _with_link(request, database, email, link)


def _role(given: str) -> Role:
    if given not in list(Role):
        raise RuleError(gettext("Choose a role."), "role")
    return Role(given)


def _whole(error: RuleError) -> Form:
    """What is wrong with a change of a line; the fields are those of a new account."""
    return Form(problems=[Problem("", error.message)])


def _done(what: str) -> Response:
    return RedirectResponse(f"{USERS}?done={what}", status_code=303)


def _wrong(request: Request, database: OwnTransactions, form: Form, error: RuleError) -> Response:
    with database.read() as db:
        page = _page(db, form)
    return render_page(request, "accounts/users.html", page, status=error.status)


def _with_link(
    request: Request, database: OwnTransactions, email: str, link: managing.Link
) -> Response:
    site = request.app.state.settings.public_url or str(request.base_url)
    made = MadeLink(email, site.rstrip("/") + link.path, link.expires_at)
    with database.read() as db:
        page = _page(db, link=made)
    return render_page(request, "accounts/users.html", page)


def _page(
    db: Session, form: Form | None = None, said: str = "", link: MadeLink | None = None
) -> UsersPage:
    filled = form or Form()
    values = {"role": Role.EDITOR.value} | filled.values
    return UsersPage(managing.list_users(db), list(Role), Form(values, filled.problems), said, link)
