"""What a browser sends with a form, read with limits, and what is wrong with it.

A body is read by the form's own dependency, after the route has decided who may send it; FastAPI
would read it first, however long it is.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from fastapi import Depends, Request
from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from app.core.files import MOST_BYTES
from app.errors import AppError, marked
from app.web.i18n import gettext

MOST_WRITTEN = 2 * 1024 * 1024
"""How much beside a file a form may hold."""

MOST_FIELDS = 2_000
PATIENCE = 8
"""How many times the limit is read of a body that is too long, so that its sender hears of it."""


class UnreadableFormError(AppError):
    """The body of a request is no form."""

    title = marked("Not a form")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field: its name and a message; no name where it is the whole form."""

    field: str
    message: str


@dataclass(frozen=True)
class Sent:
    """What was sent: texts by name, files by name.

    `too_long`: it was longer than is taken, and only what came before the limit is here.
    """

    texts: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, UploadFile] = field(default_factory=dict)
    too_long: bool = False

    def text(self, name: str) -> str:
        """Return the text of a field without space around it, its lines ended as Unix does."""
        found = [text for key, text in self.texts if key == name]
        return found[-1].replace("\r\n", "\n").strip() if found else ""

    def has(self, name: str) -> bool:
        """Return whether a field was sent at all."""
        return any(key == name for key, _ in self.texts)

    def number(self, name: str) -> int | None:
        """Return a field as a whole number, `None` where it is none."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def several(self, name: str) -> list[str]:
        """Return all texts of a field, empty ones left out."""
        return [text for key, text in self.texts if key == name and text]

    def file(self, name: str) -> UploadFile | None:
        """Return a file that was chosen."""
        found = self.files.get(name)
        return found if found is not None and found.filename else None


class _TooLongError(Exception):
    """More was sent than is taken."""


async def _limited(chunks: AsyncIterator[bytes], most: int) -> AsyncIterator[bytes]:
    left = most
    async for chunk in chunks:
        yield chunk[:left]
        left -= len(chunk)
        if left < 0:
            raise _TooLongError


async def _drain(chunks: AsyncIterator[bytes], most: int) -> None:
    """Read on: a browser shows an answer only when all that it sends has been taken."""
    taken = 0
    async for chunk in chunks:
        taken += len(chunk)
        if taken > most:
            return


@asynccontextmanager
async def reading(request: Request, most_file: int = MOST_BYTES) -> AsyncIterator[Sent]:
    """Yield the form of a request, with a file of at most `most_file` bytes; it is closed after.

    Raises `UnreadableFormError`.
    """
    chunks = request.stream()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    limit = MOST_WRITTEN + (most_file if kind == "multipart/form-data" else 0)
    parser: MultiPartParser | FormParser
    if kind == "multipart/form-data":
        parser = MultiPartParser(
            request.headers,
            _limited(chunks, limit),  # type: ignore[arg-type]
            max_files=1,
            max_fields=MOST_FIELDS,
            max_part_size=MOST_WRITTEN,
        )
    else:
        parser = FormParser(request.headers, _limited(chunks, limit))  # type: ignore[arg-type]
    too_long = False
    try:
        data = await parser.parse()
    except _TooLongError:
        await _drain(chunks, PATIENCE * limit)
        data, too_long = _so_far(parser), True
    except (MultiPartException, FormParserError, KeyError, ValueError):
        message = gettext("What was sent cannot be read as a form. Open the page again and repeat.")
        raise UnreadableFormError(message) from None
    try:
        yield _sent(data, too_long)
    finally:
        await data.close()


async def _read(request: Request) -> AsyncIterator[Sent]:
    async with reading(request) as sent:
        yield sent


def _so_far(parser: MultiPartParser | FormParser) -> FormData:
    return FormData(parser.items if isinstance(parser, MultiPartParser) else [])


def _sent(data: FormData, too_long: bool) -> Sent:
    pairs = data.multi_items()
    return Sent(
        [(name, value.replace("\0", "")) for name, value in pairs if isinstance(value, str)],
        {name: value for name, value in pairs if isinstance(value, UploadFile)},
        too_long,
    )


SentForm: TypeAlias = Annotated[Sent, Depends(_read)]
"""The form of a request. It is read before the handler runs and closed after the answer."""


def first_problem(problems: Sequence[Problem], name: str) -> str:
    """Return what is wrong with a field, empty where nothing is."""
    return next((problem.message for problem in problems if problem.field == name), "")
