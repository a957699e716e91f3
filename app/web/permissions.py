"""Who may ask for what: one table of all routes, looked at before anything of a request is read."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Protocol, TypeAlias

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app.errors import AppError, marked
from app.vocabulary.lists import Role
from app.web.desk import is_desk, is_open
from app.web.i18n import gettext

PERSON = "throughline.person"
"""In the scope of a request: who is signed in."""


class Asker(Protocol):
    """What the pages may know of who is signed in. `name` is public."""

    @property
    def name(self) -> str:
        """What the person is called."""

    @property
    def role(self) -> Role:
        """What the person may do."""

    def may(self, role: Role) -> bool:
        """Return whether the person may do what `role` may."""


class Who(Enum):
    """Who may ask, where no role is needed."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


Permission: TypeAlias = Who | Role

PUBLIC, SIGNED_IN = Who.PUBLIC, Who.SIGNED_IN

PERMISSIONS: dict[str, Permission] = {
    # Pages.
    "overview:home": PUBLIC,
    "recommendations:list": PUBLIC,
    "recommendations:item": PUBLIC,
    "threads:list": PUBLIC,
    "threads:matrix": PUBLIC,
    "threads:thread": PUBLIC,
    "search:search": PUBLIC,
    "elections:list": PUBLIC,
    "elections:election": PUBLIC,
    "documents:list": PUBLIC,
    "documents:document": PUBLIC,
    "documents:text": PUBLIC,
    "documents:file": PUBLIC,
    "documents:picture": PUBLIC,
    "documents:page": PUBLIC,
    "organisations:list": PUBLIC,
    "organisations:organisation": PUBLIC,
    "topics:list": PUBLIC,
    "topics:topic": PUBLIC,
    "countries:list": PUBLIC,
    "countries:country": PUBLIC,
    "undertakings:list": PUBLIC,
    "statements:list": PUBLIC,
    "standards:list": PUBLIC,
    "standards:standard": PUBLIC,
    "method:about": PUBLIC,
    "disagreements:list": PUBLIC,
    "corrections:list": PUBLIC,
    "corrections:new": PUBLIC,
    "corrections:send": PUBLIC,
    # Rows of views as files.
    "exports:data": PUBLIC,
    "exports:item": PUBLIC,
    "exports:accounts-differ": PUBLIC,
    "exports:matrix": PUBLIC,
    "exports:countries": PUBLIC,
    "exports:elections": PUBLIC,
    "exports:organisations": PUBLIC,
    "exports:documents": PUBLIC,
    "exports:topics": PUBLIC,
    "exports:instruments": PUBLIC,
    "exports:standards": PUBLIC,
    "exports:recommendations": PUBLIC,
    "exports:responses": PUBLIC,
    "exports:undertakings": PUBLIC,
    "exports:statements": PUBLIC,
    "exports:assessments": PUBLIC,
    "exports:links": PUBLIC,
    "exports:threads": PUBLIC,
    # The read API.
    "get_description": PUBLIC,
    "list_recommendations": PUBLIC,
    "get_recommendation": PUBLIC,
    "list_responses": PUBLIC,
    "get_response": PUBLIC,
    "list_assessments": PUBLIC,
    "get_assessment": PUBLIC,
    "list_links": PUBLIC,
    "get_link": PUBLIC,
    "list_threads": PUBLIC,
    "get_thread": PUBLIC,
    "list_undertakings": PUBLIC,
    "get_undertaking": PUBLIC,
    "list_statements": PUBLIC,
    "get_statement": PUBLIC,
    "list_elections": PUBLIC,
    "get_election": PUBLIC,
    "list_countries": PUBLIC,
    "get_country": PUBLIC,
    "list_documents": PUBLIC,
    "get_document": PUBLIC,
    "get_document_page": PUBLIC,
    "list_organisations": PUBLIC,
    "get_organisation": PUBLIC,
    "list_topics": PUBLIC,
    "get_topic": PUBLIC,
    "list_standards": PUBLIC,
    "list_citations": PUBLIC,
    "get_standard": PUBLIC,
    "list_instruments": PUBLIC,
    "get_instrument": PUBLIC,
    "search": PUBLIC,
    # Accounts.
    "accounts:sign-in": PUBLIC,
    "accounts:sign-in-now": PUBLIC,
    "accounts:sign-out": PUBLIC,
    "accounts:forgotten": PUBLIC,
    "accounts:password": PUBLIC,
    "accounts:set-password": PUBLIC,
    "accounts:account": SIGNED_IN,
    "accounts:rename": SIGNED_IN,
    "accounts:change-password": SIGNED_IN,
    "accounts:end-others": SIGNED_IN,
    "accounts:end-sign-in": SIGNED_IN,
    "accounts:add-token": SIGNED_IN,
    "accounts:end-token": SIGNED_IN,
    # Administration.
    "accounts:admin": Role.ADMINISTRATOR,
    "accounts:users": Role.ADMINISTRATOR,
    "accounts:add-user": Role.ADMINISTRATOR,
    "accounts:change-role": Role.ADMINISTRATOR,
    "accounts:close-user": Role.ADMINISTRATOR,
    "accounts:open-user": Role.ADMINISTRATOR,
    "accounts:make-link": Role.ADMINISTRATOR,
    # Correction requests.
    "corrections:queue": Role.EDITOR,
    "corrections:request": Role.EDITOR,
    "corrections:answer": Role.EDITOR,
    "corrections:take": Role.EDITOR,
    # Imports.
    "imports:list": Role.EDITOR,
    "imports:take": Role.EDITOR,
    "imports:import": Role.EDITOR,
    "imports:decide": Role.EDITOR,
    "imports:text": Role.EDITOR,
    "imports:look-again": Role.EDITOR,
    "imports:stop": Role.EDITOR,
    "imports:discard": Role.EDITOR,
    "imports:publish": Role.EDITOR,
    "imports:publish-now": Role.EDITOR,
    "imports:draft": Role.EDITOR,
    "imports:review": Role.EDITOR,
    "imports:picture": Role.EDITOR,
    "imports:passage": Role.EDITOR,
    "imports:take-up": Role.EDITOR,
    "imports:reading": Role.EDITOR,
    "imports:read-again": Role.EDITOR,
    "imports:again": Role.EDITOR,
}
"""Who may ask for each route, by its name. Every role may what the roles before it may."""


class SignInNeededError(AppError):
    """Nobody is signed in, and what is asked for is not public."""

    status = 401
    title = marked("Sign in first")

    def __init__(self) -> None:
        super().__init__(gettext("This is for people with an account. Sign in and ask again."))


class NotAllowedError(AppError):
    """Who is signed in may not do this."""

    status = 403
    title = marked("Not allowed")

    def __init__(self) -> None:
        super().__init__(
            gettext("Your account does not allow this. An administrator can change what it allows.")
        )


def asking(request: Request) -> Asker | None:
    """Return who is signed in."""
    found: Asker | None = request.scope.get(PERSON)
    return found


def opens_desk(request: Request) -> bool:
    """Return whether the desk is open to who asks: to an editor, and to this machine if set so."""
    person = asking(request)
    return (person is not None and person.may(Role.EDITOR)) or is_open(request)


def require(request: Request, permission: Permission) -> None:
    """Raise `SignInNeededError` or `NotAllowedError` unless who asks has the permission.

    Where `LOCAL_DESK` is on, this machine may do all that the desk offers, without an account.
    """
    if permission is PUBLIC or (is_desk(request.url.path) and is_open(request)):
        return
    person = asking(request)
    if person is None:
        raise SignInNeededError
    if isinstance(permission, Role) and not person.may(permission):
        raise NotAllowedError


async def _enforce(request: Request) -> None:
    require(request, PERMISSIONS[request.scope["route"].name])


ENFORCED = Depends(_enforce)
"""For the application as a whole: it runs before all else that a route asks for."""


def all_routes(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    """Yield all routes, those of included routers too."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from all_routes(inner.routes)


def check(app: FastAPI) -> None:
    """Raise `RuntimeError` where a route has no row, so that nothing is served by oversight."""
    names = [route.name for route in all_routes(app.routes) if isinstance(route, APIRoute)]
    missing = sorted(set(names) - set(PERMISSIONS))
    if missing:
        raise RuntimeError(f"no row in app.web.permissions for: {', '.join(missing)}")
