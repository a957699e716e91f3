"""Forms of entries: each field goes through them unchanged, and each problem finds its field."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from app.config import ROOT
from app.entries.forms.fields import Spec, value_at
from app.entries.forms.kinds import FORMS, NOT_ASKED, find
from app.entries.forms.parsing import parse
from app.entries.forms.showing import fields_of
from app.entries.kinds import KIND
from app.seeding.reader import read
from app.vocabulary.labels import WORDS
from app.web.fields import Field
from app.web.forms import Problem, Sent
from app.web.templating import environment
from tests.unit.entry_forms import ASSESSMENT, EXAMPLES, ITEM, shown, typed, whole


def without(content: dict[str, Any], *names: str) -> dict[str, Any]:
    """The content without the fields that no person writes."""
    found = {name: value for name, value in content.items() if name not in names}
    for name in names:
        top, _, within = name.partition(".")
        if within and found[top]:
            found[top] = {key: value for key, value in found[top].items() if key != within}
    return found


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field's type holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)


def described(model: type[BaseModel], specs: Any, path: str = "") -> Iterator[tuple[str, Spec]]:
    """Each field that is described with what describes it; those of records within it too."""
    for spec in specs:
        yield f"{path}{spec.path}", spec
        info = next(
            info for name, info in model.model_fields.items() if (info.alias or name) == spec.path
        )
        for inner in models(info.annotation):
            yield from described(inner, spec.columns, f"{path}{spec.path}.")


def entered(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, Any]]:
    """Each field that can be entered, with its type."""
    for name, info in model.model_fields.items():
        own = f"{path}{info.alias or name}"
        yield own, info
        for inner in models(info.annotation):
            yield from entered(inner, f"{own}.")


def test_each_kind_of_entry_has_its_form() -> None:
    assert set(FORMS) == set(KIND) == set(EXAMPLES)
    assert len(KIND) == 14


@pytest.mark.parametrize("entry", KIND)
def test_every_field_is_asked_for_once_or_is_no_persons(entry: str) -> None:
    paths = [path for path, _ in described(KIND[entry].model, FORMS[entry])]
    every = [path for path, _ in entered(KIND[entry].model)]
    assert sorted([*paths, *NOT_ASKED.get(entry, ())]) == sorted(every)


@pytest.mark.parametrize("entry", KIND)
def test_choices_have_their_words_and_can_be_left_open_where_nothing_may_stand(entry: str) -> None:
    types = dict(entered(KIND[entry].model))
    for path, spec in described(KIND[entry].model, FORMS[entry]):
        assert spec.label
        assert spec.refers == "" or spec.refers in KIND, path
        assert (spec.words in WORDS) == spec.chosen, path
        if spec.kind in ("choice", "flag"):
            empty = type(None) in get_args(types[path].annotation)
            unknown = "unknown" in WORDS[spec.words]
            assert (spec.optional or unknown) == empty, path


@pytest.mark.parametrize("entry", KIND)
def test_an_example_has_every_field(entry: str) -> None:
    """So that what is tested with the examples is tested with every field."""
    content, names = EXAMPLES[entry], {path for path, _ in entered(KIND[entry].model)}
    held = set()
    for name, value in content.items():
        held.add(name)
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, dict) and name != "signals":
                held |= {f"{name}.{key}" for key in row}
    assert held == names
    assert whole(entry, content) == content


@pytest.mark.parametrize("entry", KIND)
def test_a_form_sent_as_it_was_shown_changes_nothing(entry: str) -> None:
    parsed = parse(entry, EXAMPLES[entry], shown(entry, EXAMPLES[entry]))
    assert (parsed.content, parsed.problems) == (EXAMPLES[entry], [])


@pytest.mark.parametrize("entry", KIND)
def test_an_entry_can_be_typed_in_from_nothing(entry: str) -> None:
    parsed = parse(entry, {}, shown(entry, EXAMPLES[entry]))
    own = NOT_ASKED.get(entry, ())
    assert parsed.problems == []
    assert without(parsed.content, *own) == without(EXAMPLES[entry], *own)


@cache
def seeds() -> list[tuple[str, dict[str, Any], str]]:
    """What the seed files enter."""
    return [
        (found.kind.name, found.given.model_dump(mode="json", by_alias=True), found.place)
        for found in read(ROOT / "seeds")
    ]


@pytest.mark.parametrize("entry", KIND)
def test_seeds_go_through_their_forms(entry: str) -> None:
    """With the entry at hand, and typed in from nothing."""
    own = NOT_ASKED.get(entry, ())
    found = [(content, place) for kind, content, place in seeds() if kind == entry]
    assert found
    for content, place in found:
        sent = shown(entry, content)
        assert parse(entry, content, sent).content == content, place
        parsed = parse(entry, {}, sent)
        assert parsed.problems == [], place
        assert without(parsed.content, *own) == without(content, *own), place


@pytest.mark.parametrize("entry", KIND)
def test_every_field_can_be_emptied(entry: str) -> None:
    """What has to be there is asked for at its field, and nothing keeps what it held."""
    sent = Sent([(name, "") for name, _ in shown(entry, EXAMPLES[entry]).texts])
    parsed = parse(entry, EXAMPLES[entry], sent)
    needed = {name for name, info in entered(KIND[entry].model) if info.is_required()}
    tops = {name for name in needed if "." not in name}
    assert {problem.field.partition(".")[0] for problem in parsed.problems} == tops
    assert set(parsed.content) <= {name.partition(".")[0] for name in NOT_ASKED.get(entry, ())}


WRONG: list[tuple[str, dict[str, Any], dict[str, str], str, str]] = [
    ("item", ITEM, {"number": "two"}, "number", "Number: "),
    ("item", ITEM, {"number": ""}, "number", "Number: "),
    ("item", ITEM, {"places__1__page": "four"}, "places.1.page", "Places 2, Page: "),
    ("item", ITEM, {"places__1__page": "0"}, "places.1.page", "Places 2, Page: "),
    ("item", ITEM, {"places__1__section": ""}, "places.1.section", "Places 2, Section: "),
    ("item", ITEM, {"places__2__section": "V"}, "places.2.role", "Places 3, Where it is: "),
    ("item", ITEM, {"places__0__role": "nowhere"}, "places.0.role", "Places 1, Where it is: "),
    ("item", ITEM, {"topics": "a, B!"}, "topics", "Topics: "),
    ("item", ITEM, {"addressees": "a, a"}, "addressees", "Addressed to: "),
    ("assessment", ASSESSMENT, {"read_by": ""}, "read_by", ""),
    ("assessment", ASSESSMENT, {"on": "next year"}, "on", "Date: "),
    ("assessment", ASSESSMENT, {"evidence__0__document": "A B"}, "evidence.0.document", "Evid"),
    ("document", EXAMPLES["document"], {"election": "", "country": ""}, "election", ""),
    ("document", EXAMPLES["document"], {"reiterates_place__page": "x"}, "reiterates_place.page",
     "Where it says so, Page: "),
    ("answer", EXAMPLES["answer"], {"reasons": "whim"}, "reasons", "Reasons: "),
    ("answer", EXAMPLES["answer"], {"answers__1__item": "one"}, "answers.1.item", "Answers 2, "),
    ("statement", EXAMPLES["statement"], {"figures__0__stated_percent": "nan"},
     "figures.0.stated_percent", "Figures 1, Per cent as stated: "),
    ("statement", EXAMPLES["statement"], {"figures__1__of": "0"}, "figures.1.of", "Figures 2, "),
    ("link", EXAMPLES["link"], {"place__document": ""}, "place.document", ""),
    ("thread", EXAMPLES["thread"], {"members__1__item": "AA-2010-PARL-1"}, "members.0.item", "Occ"),
    ("thread", EXAMPLES["thread"], {"story": "AA-2016-PARL-1\nhere"}, "story", "Welcomed steps: "),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "content", "texts", "path", "begins"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_row(
    entry: str, content: dict[str, Any], texts: dict[str, str], path: str, begins: str
) -> None:
    """And the form shows it as it was typed."""
    stored = whole(entry, content)
    sent = typed(entry, stored, **texts)
    parsed = parse(entry, stored, sent)
    assert [problem.field for problem in parsed.problems] == [path]
    assert parsed.problems[0].message.startswith(begins)
    assert len(parsed.problems[0].message) > len(begins)
    again = fields_of(FORMS[entry], stored, sent, parsed.problems)
    every = {part.name: part for field in again for row in field.parts for part in row}
    every |= {field.name: field for field in again}
    assert every[path].problem == parsed.problems[0].message
    assert {name.replace("__", "."): text for name, text in texts.items()} == {
        name.replace("__", "."): every[name.replace("__", ".")].value for name in texts
    }


def test_what_does_not_parse_keeps_what_was_stored_and_is_shown_as_typed() -> None:
    stored = whole("item", ITEM)
    sent = typed("item", stored, places__0__page="iv", heading="  Lists \r\n")
    parsed = parse("item", stored, sent)
    assert value_at(parsed.content, "places.0.page") == 4
    assert parsed.content["heading"] == "Lists"
    (places,) = [f for f in fields_of(FORMS["item"], stored, sent) if f.name == "places"]
    assert places.parts[0][1].value == "iv"


def test_a_row_behind_one_that_was_emptied_keeps_its_number() -> None:
    """In the form, where the emptied one still stands, and in what is said of it."""
    stored = whole("item", ITEM)
    gone = {f"places__0__{name}": "" for name in ("document", "page", "section")}
    sent = typed("item", stored, **gone, places__1__page="x", places__2__section="V")
    parsed = parse("item", stored, sent)
    assert [(problem.field, problem.message.partition(":")[0]) for problem in parsed.problems] == [
        ("places.1.page", "Places 2, Page"),
        ("places.2.role", "Places 3, Where it is"),
    ]
    assert [place["section"] for place in parsed.content["places"]] == ["II", "V"]
    (places,) = [f for f in fields_of(FORMS["item"], stored, sent) if f.name == "places"]
    assert [row[0].name for row in places.parts] == [
        f"places.{number}.document" for number in range(4)
    ]


def test_rows_are_added_changed_and_emptied() -> None:
    stored = whole("thread", EXAMPLES["thread"])
    gone = {"members__0__item": "", "members__0__part": ""}
    sent = typed("thread", stored, **gone, members__2__item="AA-2016-PARL-9", members__1__part="")
    parsed = parse("thread", stored, sent)
    assert parsed.problems == []
    assert parsed.content["members"] == [
        {"item": "AA-2014-PARL-3", "main": False, "part": None},
        {"item": "AA-2016-PARL-9", "main": True, "part": None},
    ]


def test_numbers_of_rows_that_no_form_has_are_let_be() -> None:
    stored = whole("item", ITEM)
    sent = Sent([("places.99999.section", "x"), ("places.-1.section", "y"), ("places.x.page", "z")])
    assert parse("item", stored, sent).content == stored


def test_a_page_that_is_typed_in_was_counted_and_one_that_goes_takes_its_basis_along() -> None:
    stored = whole("item", ITEM)
    parsed = parse("item", stored, typed("item", stored, places__0__page=""))
    assert parsed.problems == []
    assert (
        parsed.content["places"][0] | {"page": None, "page_basis": None}
        == (parsed.content["places"][0])
    )
    sent = typed("item", stored, places__0__page="7", places__0__page_basis="")
    assert parse("item", stored, sent).content["places"][0]["page_basis"] == "counted"


def test_one_of_several_words_can_go_and_all_can() -> None:
    stored = EXAMPLES["answer"]
    kept = [pair for pair in shown("answer", stored).texts if pair[0] != "reasons"]
    first = stored["reasons"][0]
    one = parse("answer", stored, Sent([*kept, ("reasons", ""), ("reasons", first)]))
    assert (one.content["reasons"], one.problems) == ([first], [])
    assert parse("answer", stored, Sent([*kept, ("reasons", "")])).content["reasons"] == []
    assert parse("answer", stored, Sent(kept)).content["reasons"] == stored["reasons"]


def test_a_choice_that_is_open_says_so() -> None:
    found = {field.name: field for field in fields_of(FORMS["document"], {})}
    for name in ("kind", "held", "date_basis"):
        assert found[name].choices[0] == ("", "not chosen"), name
    found = {field.name: field for field in fields_of(FORMS["document"], EXAMPLES["document"])}
    assert found["date_basis"].choices[0] == ("", "not chosen")
    assert [value for value, _ in found["held"].choices] == ["true", "false"]
    position = find("answer", "position")
    assert "no_answer" not in dict(fields_of([position], {})[0].choices)


def rendered(fields: list[Field]) -> str:
    """The fields as the templates draw them."""
    env = environment()
    return env.from_string("{{ ui.form_fields(fields) }}").render(fields=fields)


@pytest.mark.parametrize("entry", KIND)
def test_the_template_draws_every_field_with_its_problem(entry: str) -> None:
    fields = fields_of(FORMS[entry], EXAMPLES[entry])
    every = [part for field in fields for row in field.parts for part in row]
    plain = [field for field in [*fields, *every] if not field.parts]
    wrong = [Problem(field.name, f"wrong {number}") for number, field in enumerate(plain)]
    page = rendered(fields_of(FORMS[entry], EXAMPLES[entry], problems=wrong))
    for number, field in enumerate(plain):
        assert page.count(f'id="f-{field.name}"') == 1, field.name
        assert f'id="e-{field.name}">wrong {number}</p>' in page
        assert f'aria-describedby="e-{field.name}' in page
