"""gettext: message catalogues under `app/locales`, one locale per request.

English is the language of the templates, so it needs no catalogue. A language is offered as soon as
its compiled catalogue lies there.
"""

from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel import negotiate_locale
from babel.support import Translations

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DEFAULT = "en"

current_locale: ContextVar[str] = ContextVar("current_locale", default=DEFAULT)


@lru_cache
def available() -> tuple[str, ...]:
    """Return the locales that readers can have, English first."""
    compiled = sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/messages.mo"))
    return (DEFAULT, *(locale for locale in compiled if locale != DEFAULT))


def negotiate(accept_language: str) -> str:
    """Return the best locale for an Accept-Language header."""
    wanted = [part.split(";")[0].strip() for part in accept_language.split(",")]
    return negotiate_locale([tag for tag in wanted if tag], available(), sep="-") or DEFAULT


@lru_cache
def _translations(locale: str) -> NullTranslations:
    return Translations.load(LOCALES, [locale])


def gettext(message: str) -> str:
    """Return the message in the locale of the request."""
    return _translations(current_locale.get()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the message for a number in the locale of the request."""
    return _translations(current_locale.get()).ngettext(singular, plural, number)


def marked(message: str) -> str:
    """Mark a message for extraction where it is defined; it is translated where it is shown."""
    return message


class LocaleMiddleware:
    """Choose the locale of each request from Accept-Language."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            current_locale.set(negotiate(headers.get(b"accept-language", b"").decode("latin-1")))
        await self.app(scope, receive, send)
