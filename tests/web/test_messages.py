"""The texts for translation: the committed catalogue is complete, and a compiled one is used."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.config import ROOT
from app.vocabulary.labels import WORDS
from app.web import i18n
from tests.html_client import HtmlClient
from tests.html_page import text_of
from tests.web.addresses import PAGES

pytestmark = pytest.mark.one_database

TEMPLATE = ROOT / "app" / "locales" / "messages.pot"


def recipe() -> list[str]:
    """Return the arguments of pybabel in the make target `messages`."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^messages:.*\n((?:\t.*\n)+)", text, flags=re.MULTILINE)
    assert found
    command = found[1].replace("\\\n", " ").strip()
    assert command.startswith("@$(BIN)/pybabel ")
    return shlex.split(command)[1:]


def test_catalogue_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    fresh = tmp_path / "messages.pot"
    arguments = [str(fresh) if part.endswith("messages.pot") else part for part in recipe()]
    CommandLineInterface().run(["pybabel", *arguments])  # type: ignore[no-untyped-call]
    assert fresh.read_text(encoding="utf-8") == TEMPLATE.read_text(encoding="utf-8"), (
        "texts were changed: run make messages and commit app/locales/messages.pot"
    )


def test_catalogue_has_all_words_of_the_lists() -> None:
    with TEMPLATE.open("rb") as file:
        found = {message.id for message in read_po(file)}
    for words in WORDS.values():
        for word in words.values():
            assert word.label in found
            assert not word.definition or word.definition in found


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A compiled catalogue in which each text stands in brackets, as Kazakh."""
    with TEMPLATE.open("rb") as file:
        catalogue = read_po(file, locale="kk")
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if message.id:
            strings = tuple(f"⟦{text}⟧" for text in ids)
            message.string = strings if len(strings) > 1 else strings[0]
    catalogue.fuzzy = False
    target = tmp_path / "kk" / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    i18n.available.cache_clear()
    i18n._translations.cache_clear()
    yield
    i18n.available.cache_clear()
    i18n._translations.cache_clear()


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("name", [name for name in PAGES if "," not in name])
def test_page_is_in_the_language_that_is_asked_for(html: HtmlClient, name: str) -> None:
    page = html.get(PAGES[name], headers={"Accept-Language": "kk-KZ,kk;q=0.9,en;q=0.5"})
    assert next(page.elements("html")).get("lang") == "kk"
    menu = next(page.elements("nav"))
    assert all(text_of(link).startswith("⟦") for link in menu.iter("a"))
    for mark in [*page.with_class("tag"), *page.with_class("ours"), *page.with_class("differ")]:
        assert "⟦" in text_of(mark)
    plain = html.get(PAGES[name], headers={"Accept-Language": "de, fr;q=0.5"})
    assert next(plain.elements("html")).get("lang") == "en"
    assert "⟦" not in plain.html


@pytest.mark.parametrize(
    "header", ["", "*", "en", "en-GB;q=1", ";;;", "q=0", "x" * 5000, "ru;q=abc"]
)
def test_any_wish_for_a_language_is_answered(html: HtmlClient, header: str) -> None:
    page = html.get("/about/method", headers={"Accept-Language": header})
    assert next(page.elements("html")).get("lang") == "en"
    assert "Accept-Language" in page.headers["vary"]
