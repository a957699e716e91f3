"""`/sign-in` and `/sign-out`; and what is answered where somebody has to sign in first."""

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import Field

from app.accounts import signing
from app.accounts.deps import CurrentPerson
from app.accounts.identifying import drop_cookie, set_cookie, token_of
from app.accounts.pages import DESK_HOME, KEPT, ResendPage, SignInPage, local_address
from app.web.deps import OwnTransactions
from app.web.errors import ErrorPage, answer
from app.web.forms import Problem, Sent, SentForm, UnreadableFormError, reading
from app.web.htmx import wants_fragment
from app.web.i18n import gettext
from app.web.queries import QueryModel
from app.web.routing import page_router
from app.web.templating import render_page
from app.web.urls import query_url

router = page_router()

SIGN_IN = "/sign-in"

SECRET = frozenset({"password", "again", "present"})
"""Fields that no page shows again."""


class SignInQuery(QueryModel):
    """The query of the page to sign in: where it leads."""

    next: str = Field(default=DESK_HOME, max_length=2000)


@router.get(SIGN_IN, name="accounts:sign-in")
def sign_in_page(
    request: Request, person: CurrentPerson, query: Annotated[SignInQuery, Query()]
) -> Response:
    """Show the form to sign in; who is signed in goes on."""
    target = local_address(query.next)
    if person is not None:
        return RedirectResponse(target, status_code=303)
    return _page(request, SignInPage(target), 200)


@router.post(SIGN_IN, name="accounts:sign-in-now")
def sign_in(request: Request, database: OwnTransactions, sent: SentForm) -> Response:
    """Sign somebody in and lead to `next`, or to what was typed before; or say what is wrong."""
    email, password = sent.text("email"), _password(sent)
    problems = []
    if not email:
        problems.append(Problem("email", gettext("Give your e-mail address.")))
    if not password:
        problems.append(Problem("password", gettext("Give your password.")))
    if problems:
        return _page(request, _again(sent, problems), 422)
    outcome = signing.sign_in(
        database,
        email,
        password,
        request.client.host if request.client else "",
        request.headers.get("user-agent", ""),
        token_of(request),
    )
    if outcome.wait:
        return _too_many(request, sent, outcome.wait)
    if not outcome.token:
        message = gettext("E-mail address and password do not belong together.")
        return _page(request, _again(sent, [Problem("email", message)]), 401)
    response = _onwards(request, sent)
    set_cookie(request, response, outcome.token)
    return response


@router.post("/sign-out", name="accounts:sign-out")
def sign_out(request: Request, database: OwnTransactions) -> Response:
    """End the sign-in of this browser and lead to the overview."""
    token = token_of(request)
    if token:
        signing.sign_out(database, token)
    response = RedirectResponse("/", status_code=303)
    drop_cookie(request, response)
    return response


async def ask_to_sign_in(request: Request, _error: Exception) -> Response:
    """Answer who is not signed in: lead to the form, or keep what was sent until they are."""
    message = gettext("This is for people with an account. Sign in and ask again.")
    if f"{request.url.path}/".startswith("/api/"):
        response = answer(request, ErrorPage(401, gettext("Sign in first"), message))
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    if request.method == "POST":
        return await _keep(request)
    target = query_url(SIGN_IN, {"next": [_here(request)]})
    if wants_fragment(request):
        return Response(status_code=401, headers={"HX-Redirect": target})
    return RedirectResponse(target, status_code=303)


def _here(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


async def _keep(request: Request) -> Response:
    """The form to sign in, which holds what was sent.

    A file is read over only from a browser that has been signed in; others are cut short.
    """
    most_file = {"most_file": 0} if not token_of(request) else {}
    try:
        async with reading(request, **most_file) as sent:
            page = SignInPage(
                local_address(_here(request)),
                kept=[(name, text) for name, text in sent.texts if name not in SECRET],
                resend=True,
                files=bool(sent.files),
                cut=sent.too_long,
            )
    except (UnreadableFormError, RuntimeError):
        page = SignInPage(local_address(_here(request)))
    response = _page(request, page, 401)
    if wants_fragment(request):
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response


def _page(request: Request, page: SignInPage, status: int) -> HTMLResponse:
    return render_page(request, "accounts/sign_in.html", page, "frag_sign_in", status=status)


def _password(sent: Sent) -> str:
    """The password as it was typed: space around it belongs to it."""
    return next((text for name, text in reversed(sent.texts) if name == "password"), "")


def _kept(sent: Sent) -> list[tuple[str, str]]:
    return [(name[len(KEPT) :], text) for name, text in sent.texts if name.startswith(KEPT)]


def _again(sent: Sent, problems: list[Problem]) -> SignInPage:
    return SignInPage(
        local_address(sent.text("next")),
        sent.text("email"),
        problems,
        _kept(sent),
        resend=sent.has("resend"),
        files=sent.has("files"),
        cut=sent.too_long,
    )


def _too_many(request: Request, sent: Sent, wait: int) -> Response:
    message = gettext("Too many sign-ins failed. Try again in %(minutes)s min.")
    problem = Problem("", message % {"minutes": -(-wait // 60)})
    response = _page(request, _again(sent, [problem]), 429)
    response.headers["Retry-After"] = str(wait)
    return response


def _onwards(request: Request, sent: Sent) -> Response:
    target = local_address(sent.text("next"))
    if not sent.has("resend"):
        return RedirectResponse(target, status_code=303)
    page = ResendPage(target, _kept(sent), sent.has("files"))
    return render_page(request, "accounts/resend.html", page)
