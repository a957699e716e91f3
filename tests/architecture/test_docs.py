"""The documentation names what there is: commands, make targets, settings, routes, words."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest
import typer.main

from app.cli import app
from app.config import ROOT, Settings
from app.main import API
from app.method.words import LISTS
from app.vocabulary import lists
from app.vocabulary.labels import WORDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """Return the part of a document under a heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title}"
    return found[1]


def commands() -> Iterator[tuple[str, Any]]:
    """Yield each command with its whole name."""

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name.strip(), command
            return
        for part, below in inner.items():
            yield from walk(f"{name} {part}", below)

    yield from walk("", typer.main.get_command(app))


COMMANDS = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_has_a_row_for_the_command(name: str) -> None:
    assert re.search(rf"^\| `{name}[ `\[]", section(README, "Commands"), flags=re.MULTILINE), (
        f"README: add a row for `{name}` to the table of commands"
    )


def test_readme_has_no_command_that_is_gone() -> None:
    rows = re.findall(r"^\| `([a-z][a-z ]*)", section(README, "Commands"), flags=re.MULTILINE)
    assert {row.strip() for row in rows} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_its_options_explain_themselves(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        if parameter.name != "help":
            assert getattr(parameter, "help", None), f"{name}: {parameter.name} has no help"


def test_readme_names_every_make_target_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, flags=re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)[1].split())  # type: ignore[index]
    assert targets == phony
    assert set(re.findall(r"`make ([a-z-]+)`", README)) == targets


def test_make_help_lists_every_target() -> None:
    described = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, flags=re.MULTILINE))
    assert described == set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, flags=re.MULTILINE))


def test_readme_names_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)`", section(README, "Settings"), flags=re.MULTILINE)
    assert set(rows) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        assert field.description, name


def test_readme_names_every_list_of_the_api() -> None:
    text = section(README, "For programs")
    for module in API:
        for route in module.router.routes:
            name = getattr(route, "path", "").removeprefix("/api/v1/").partition("/")[0]
            assert f"`{name}`" in text, name


def test_changelog_has_what_is_unreleased_first() -> None:
    titles = re.findall(r"^## (.*)$", CHANGELOG, flags=re.MULTILINE)
    assert titles
    assert titles[0].strip("[]") == "Unreleased"
    assert section(CHANGELOG, titles[0].replace("[", r"\[").replace("]", r"\]")).strip()


def test_changelog_goes_in_the_agreed_order() -> None:
    order = ["Added", "Changed", "Fixed", "Removed", "Security", "Migration notes"]
    for part in re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]:
        found = re.findall(r"^### (.*)$", part, flags=re.MULTILINE)
        assert found == [name for name in order if name in found]


ENUMS: dict[str, type[StrEnum]] = {
    "kind": lists.ItemKind,
    "position": lists.Position,
    "reported": lists.Reported,
    "ground": lists.Ground,
    "scope": lists.Scope,
    "level": lists.Level,
    "assessment": lists.Level,
    "later": lists.Later,
    "relation": lists.Relation,
    "link_basis": lists.LinkBasis,
    "link_state": lists.LinkState,
    "assessment_basis": lists.AssessmentBasis,
    "reason": lists.Reason,
    "purpose": lists.Purpose,
    "instrument_class": lists.InstrumentClass,
    "document_kind": lists.DocumentKind,
    "election_kind": lists.ElectionKind,
    "organisation_kind": lists.OrganisationKind,
    "page_basis": lists.PageBasis,
    "place_role": lists.PlaceRole,
    "undertaking_state": lists.UndertakingState,
    "direction": lists.Direction,
    "date_basis": lists.DateBasis,
    "thread_role": lists.ThreadRole,
    "import_kind": lists.ImportKind,
    "import_state": lists.ImportState,
    "decision": lists.Decision,
    "match_basis": lists.MatchBasis,
    "role": lists.Role,
    "channel": lists.Channel,
    "action": lists.Action,
    "proposed": lists.Proposed,
    "proposal_state": lists.ProposalState,
    "capacity": lists.Capacity,
    "outcome": lists.Outcome,
}


def test_every_list_has_words() -> None:
    every = {
        value
        for value in vars(lists).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert every == set(ENUMS.values())


@pytest.mark.parametrize("group", ENUMS)
def test_every_value_has_a_label(group: str) -> None:
    words = WORDS[group]
    assert {value.value for value in ENUMS[group]} <= set(words)
    labels = [word.label for word in words.values()]
    assert all(labels)
    assert len(set(labels)) == len(labels), "two values of one list read the same"


@pytest.mark.parametrize("group", LISTS)
def test_method_page_defines_every_value_of_its_lists(group: str) -> None:
    for value, word in WORDS[group].items():
        assert word.definition.endswith("."), f"{group}.{value}"


def test_relative_links_of_the_documentation_lead_to_files() -> None:
    for name in ("README.md", "CHANGELOG.md", "seeds/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(((?!https?:|#)[^)]+)\)", text):
            assert (ROOT / name).parent.joinpath(target.partition("#")[0]).exists(), target
        for target in re.findall(r"`((?:app|seeds|migrations|templates|tests)/[\w/.]*)`", text):
            assert (ROOT / target).exists(), f"{name}: {target}"
