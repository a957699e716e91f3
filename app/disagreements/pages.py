"""What the templates of this feature may use, and nothing else."""

from dataclasses import dataclass
from datetime import date

from app.disagreements.queries import DifferQuery, Tally
from app.documents.records import PassageRecord, PlaceRecord
from app.names.queries import Names
from app.recommendations.records import ItemRecord
from app.responses.records import ResponseRecord
from app.vocabulary.lists import Direction, Relation
from app.web.filters import Filter


@dataclass(frozen=True)
class Dated:
    """A date as known; `counts_from` where it is imprecise, `inferred` where it is not printed."""

    on: str
    counts_from: date | None
    inferred: bool


@dataclass(frozen=True)
class Note:
    """What an account rests on, in our words, and where that stands."""

    text: str
    is_summary: bool
    place: PlaceRecord | PassageRecord | None
    direction: Direction | None = None


@dataclass(frozen=True)
class Account:
    """One account, of an authority or of those who assess and recommend: the same facts of each.

    What it says is the `value` of the label group `group`. `read_by` names whose reading it is,
    empty where it is stated. `item` is the later recommendation that repeats the point, `relation`
    how; `answer` what the authority answered.
    """

    who: list[str]
    dated: Dated
    document: str
    place: PlaceRecord | PassageRecord | None
    group: str
    value: str
    scope: str | None
    read_by: str | None
    stated: bool
    notes: list[Note]
    remark: str | None
    item: ItemRecord | None = None
    relation: Relation | None = None
    answer: ResponseRecord | None = None
    part: str | None = None


@dataclass(frozen=True)
class Case:
    """An item, the answers that report it implemented, and what said otherwise after them."""

    item: ItemRecord
    since: date
    answers: list[Account]
    later: list[Account]


@dataclass(frozen=True)
class Sorting:
    """A way to sort: its label, its address, and whether it is the present one."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class DifferPage:
    """The cases in which accounts differ.

    `items_url` and `api_url` list the same items; there is no such list where `basis` narrows them.
    """

    query: DifferQuery
    day: date
    cases: list[Case]
    total: int
    tallies: list[Tally]
    names: Names
    filters: list[Filter]
    sorts: list[Sorting]
    params: dict[str, list[str]]
    next_url: str | None
    first_url: str | None
    today_url: str
    clear_url: str | None
    items_url: str | None
    api_url: str | None
