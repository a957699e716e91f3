"""What a column of somebody's own table may give, and the map that a choice of columns makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import RuleError, marked
from app.reading.tables.maps import TableMap
from app.vocabulary.lists import ItemKind, OrganisationKind, PlaceRole, Position, Reported

OWN = "own"
"""The name of a map that was made of a choice of columns."""


@dataclass(frozen=True)
class Target:
    """What a column may give: the value of a map and, where there are few, what it may be.

    `words` are names of columns, folded, in English and Russian, that mean it.
    """

    name: str
    label: str
    words: tuple[str, ...]
    value: Mapping[str, Any]
    choices: tuple[str, ...] = ()


def _words(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(","))


TARGETS = (
    Target(
        "item.text",
        marked("Text of the recommendation"),
        _words(
            "recommendation, recommendations, text, text of recommendation, content,"
            "рекомендация, рекомендации, текст, текст рекомендации, содержание"
        ),
        {},
    ),
    Target(
        "item.number",
        marked("Number"),
        _words(
            "no, nr, num, number, recommendation no, recommendation number, id, ref,"
            "номер, п п, номер рекомендации"
        ),
        {"form": "item_number"},
    ),
    Target(
        "item.heading",
        marked("Heading"),
        _words(
            "heading, section, chapter, theme, topic, issue, category, subject, area,"
            "раздел, тема, категория, заголовок, глава, вопрос"
        ),
        {},
    ),
    Target(
        "item.priority",
        marked("Priority, yes or no"),
        _words("priority, is priority, приоритет, приоритетная"),
        {"form": "boolean"},
    ),
    Target(
        "item.kind",
        marked("Recommendation, critical finding or welcomed step"),
        _words("kind, type, вид, тип"),
        {"empty": ItemKind.RECOMMENDATION.value},
        tuple(ItemKind),
    ),
    Target(
        "item.page",
        marked("Page"),
        _words("page, p, pg, page number, страница, стр, с"),
        {"form": "integer"},
    ),
    Target(
        "item.summary",
        marked("Our summary"),
        _words("summary, our summary, short text, резюме, кратко, краткое содержание"),
        {},
    ),
    Target(
        "item.proposer",
        marked("State that recommends"),
        _words(
            "from, recommending state, proposer, recommended by, state, country from,"
            "от кого, государство, страна, рекомендующее государство, кем предложена"
        ),
        {"lookup": "country"},
    ),
    Target(
        "item.note",
        marked("Note"),
        _words("note, notes, remark, remarks, примечание, примечания, заметка"),
        {},
    ),
    Target(
        "answer.position",
        marked("Position of the authority"),
        _words(
            "position, response, status, decision, accepted, government position,"
            "позиция, статус, решение, отношение, позиция государства"
        ),
        {"empty": Position.NOT_STATED.value},
        tuple(Position),
    ),
    Target(
        "answer.reported",
        marked("Implementation that the authority reports"),
        _words(
            "implementation, implementation status, status of implementation, progress,"
            "исполнение, выполнение, статус исполнения, ход исполнения, реализация"
        ),
        {},
        tuple(Reported),
    ),
    Target(
        "answer.standpoint",
        marked("Answer in the words of the authority"),
        _words(
            "comment, comments, answer, explanation, justification, reply, government comments,"
            "комментарий, комментарии, ответ, пояснение, обоснование"
        ),
        {},
    ),
)
"""In the order in which they are offered."""

TARGET = {target.name: target for target in TARGETS}


def own_map(
    columns: Mapping[str, str], choices: Mapping[str, Mapping[str, str]], title: str = "Own table"
) -> TableMap:
    """Return the map of a choice: the target of each column, and what printed values mean.

    The document comes from the import's option, and the responder too where there are answers.
    Raises `RuleError` for a target that is none, is given twice, or lacks its choices, and when
    neither items nor answers come out.
    """
    chosen = {target: column for column, target in columns.items()}
    if unknown := [target for target in chosen if target not in TARGET]:
        raise RuleError(f"no target “{unknown[0]}”: choose {', '.join(TARGET)}.", "columns")
    if len(chosen) < len(columns):
        raise RuleError("two columns give the same: choose one of them.", "columns")
    has_items = "item.text" in chosen or "item.summary" in chosen
    has_answers = any(target.startswith("answer.") for target in chosen)
    if not has_items and not (has_answers and "item.number" in chosen):
        raise RuleError(
            "say which column holds the text of the recommendations, or, where there are only"
            " answers, their numbers.",
            "columns",
        )
    lists: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, Any]] = {}
    for target, column in chosen.items():
        values[target] = {"column": column, **TARGET[target].value}
        if TARGET[target].choices:
            values[target] |= {"values": target, "counted": True}
            lists[target] = _checked(target, choices.get(target, {}))
    if "item.text" in chosen:
        values["item.text"]["required"] = True
    elif not has_items:
        values["item.number"]["required"] = True
    _add_companions(values, lists)
    entries = [*_proposers(values), _item(values)] if has_items else []
    entries += [_answer(values, has_items)] if has_answers else []
    return TableMap.model_validate(
        {"name": OWN, "title": title, "values": values, "lists": lists, "entries": entries}
    )


def _add_companions(values: dict[str, dict[str, Any]], lists: dict[str, dict[str, str]]) -> None:
    """Add the values that go with others: what was printed, and how a page is known."""
    if "item.number" in values:
        values["number_as_printed"] = {"column": values["item.number"]["column"]}
    if "answer.position" in values:
        values["position_as_printed"] = {"column": values["answer.position"]["column"]}
    if "item.proposer" in values:
        values["proposer_name"] = {"of": "item.proposer", "lookup": "country_name"}
    if "item.page" in values:
        values["page_basis"] = {"of": "item.page", "values": "page_basis", "otherwise": "printed"}
        lists["page_basis"] = {}


def _checked(target: str, choices: Mapping[str, str]) -> dict[str, str]:
    allowed = TARGET[target].choices
    for printed, meant in choices.items():
        if meant not in allowed:
            raise RuleError(
                f"“{printed}” cannot be “{meant}”: choose {', '.join(allowed)}.", "choices"
            )
    return dict(choices)


def _proposers(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The states that recommend, each once, with its country."""
    if "item.proposer" not in values:
        return []
    country = {"code": "{item.proposer}", "name": "{proposer_name}"}
    state = {
        "slug": "state-{item.proposer:lower}",
        "name": "{proposer_name}",
        "short_name": "{proposer_name}",
        "kind": OrganisationKind.STATE.value,
        "country": "{item.proposer}",
    }
    needs = ["item.proposer"]
    return [
        {"entry": "country", "key": ["code"], "needs": needs, "content": country},
        {"entry": "organisation", "key": ["slug"], "needs": needs, "content": state},
    ]


def _item(values: Mapping[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {
        "document": "{option.document}",
        "kind": "{item.kind}" if "item.kind" in values else ItemKind.RECOMMENDATION.value,
        "places": _places(values),
    }
    fields = {
        "number": "item.number",
        "official_text": "item.text",
        "heading": "item.heading",
        "priority": "item.priority",
        "summary": "item.summary",
        "note": "item.note",
    }
    content |= {name: f"{{{value}}}" for name, value in fields.items() if value in values}
    if "item.number" in values:
        content["number_as_printed"] = "{number_as_printed}"
    if "item.proposer" in values:
        content["proposers"] = ["state-{item.proposer:lower}"]
    return {"entry": "item", "content": content}


def _answer(values: Mapping[str, Any], has_items: bool) -> dict[str, Any]:
    content: dict[str, Any] = {
        "document": "{option.document}",
        "responder": "{option.responder}",
        "position": "{answer.position}"
        if "answer.position" in values
        else Position.NOT_STATED.value,
        "places": _places(values),
    }
    if "answer.position" in values:
        content["stated_as"] = "{position_as_printed}"
    if "answer.reported" in values:
        content["reported"] = "{answer.reported}"
    if "answer.standpoint" in values:
        content["standpoint"] = "{answer.standpoint}"
    if not has_items:
        content["answers"] = [{"item": "{option.election}-{item.number}"}]
    stated = ("position_as_printed", "answer.reported", "answer.standpoint")
    return {
        "entry": "answer",
        "any_of": [name for name in stated if name in values],
        "content": content,
    }


def _places(values: Mapping[str, Any]) -> list[dict[str, str]]:
    place = {"section": "{file}, row {row}", "role": PlaceRole.LIST.value}
    if "item.page" in values:
        place |= {"page": "{item.page}", "page_basis": "{page_basis}"}
    return [place]
