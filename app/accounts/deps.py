"""What handlers ask for to know who is signed in."""

from typing import Annotated

from fastapi import Depends, Request

from app.accounts.person import Person
from app.web.permissions import PERSON, SignInNeededError


async def _current(request: Request) -> Person | None:
    found: Person | None = request.scope.get(PERSON)
    return found


async def _signed_in(request: Request) -> Person:
    found: Person | None = request.scope.get(PERSON)
    if found is None:
        raise SignInNeededError
    return found


CurrentPerson = Annotated[Person | None, Depends(_current)]
"""Who is signed in, if anybody is."""

SignedIn = Annotated[Person, Depends(_signed_in)]
"""Who is signed in; without anybody the request is answered with the sign-in page."""
