"""What the database itself refuses, whoever writes: rows go in past services and column types."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.db import Database, WriteSession
from app.models import metadata
from app.vocabulary.lists import DIFFERS, Later, Level
from tests.databases import Databases, undone
from tests.db.rows import Row, World, insert, make_world
from tests.db.wrong_desk_rows import DESK
from tests.db.wrong_rows import CASES, Case


@pytest.fixture(scope="module")
def inhabited(databases: Databases) -> Iterator[tuple[Database, World]]:
    """A database with one row of each kind, shared by the tests here: each rolls back."""
    with databases.migrated() as database:
        with database.write() as session:
            world = make_world(session)
        yield database, world


@pytest.fixture
def db(inhabited: tuple[Database, World]) -> Iterator[WriteSession]:
    """A write session on the shared database."""
    with undone(inhabited[0]) as session:
        yield session


@pytest.fixture
def world(inhabited: tuple[Database, World]) -> World:
    """One row of each kind."""
    return inhabited[1]


@pytest.mark.parametrize("case", [*CASES, *DESK], ids=lambda case: case.constraint)
def test_a_row_that_breaks_a_rule_is_refused(db: Session, world: World, case: Case) -> None:
    row = world.valid[case.table] | case.change(world)
    sqlite = db.get_bind().dialect.name == "sqlite"
    message = case.sqlite.replace(".", r"\.") if sqlite and case.sqlite else case.constraint
    with pytest.raises(sa.exc.IntegrityError, match=message):
        insert(db, case.table, row)


def test_the_rows_without_a_fault_are_accepted(db: Session, world: World) -> None:
    """Else the cases above might be refused for another reason than the one they name."""
    assert world.valid.keys() == metadata.tables.keys()
    for table, row in world.valid.items():
        insert(db, table, row)


def text_enums() -> list[tuple[str, str]]:
    """Each column whose values are a fixed list."""
    return [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.Enum)
    ]


@pytest.mark.parametrize(("table", "column"), text_enums())
def test_text_enums_are_checked(db: Session, world: World, table: str, column: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match=r"(?i)check constraint"):
        insert(db, table, world.valid[table] | {column: "no such value"})


def test_text_enums_are_stored_by_value(db: Session, world: World) -> None:
    for name in ("kind", "relation", "basis"):
        table = "recommendations" if name == "kind" else "links"
        found = db.execute(sa.text(f"SELECT DISTINCT {name} FROM {table}")).scalars().all()
        assert found
        assert all(value == value.lower() for value in found)


def booleans() -> list[tuple[str, str]]:
    """Each column that holds true or false."""
    return [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.Boolean)
    ]


@pytest.mark.parametrize(("table", "column"), booleans())
def test_booleans_are_checked(db: Session, world: World, table: str, column: str) -> None:
    """PostgreSQL has a type of its own for them."""
    sqlite = db.get_bind().dialect.name == "sqlite"
    refusal = sa.exc.IntegrityError if sqlite else sa.exc.ProgrammingError
    with pytest.raises(refusal, match=r"(?i)check constraint|is of type boolean"):
        insert(db, table, world.valid[table] | {column: 7})


@pytest.mark.parametrize("value", [*Level, DIFFERS, None])
def test_each_assessment_is_accepted(db: Session, world: World, value: str | None) -> None:
    insert(db, "item_statuses", world.valid["item_statuses"] | {"assessment": value})


@pytest.mark.parametrize("value", [*Level, DIFFERS, *Later, None])
def test_each_headline_is_accepted(db: Session, world: World, value: str | None) -> None:
    insert(db, "item_statuses", world.valid["item_statuses"] | {"headline": value})


@pytest.mark.parametrize(
    "value", ["0001", "9998", "2011-01", "2011-12", "2011-01-01", "2012-12-31"]
)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table.name, str(constraint.name).removesuffix("_form"))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if str(constraint.name).endswith("_form")
    ],
)
def test_each_form_of_a_date_is_accepted(
    db: Session, world: World, table: str, column: str, value: str
) -> None:
    column = column.removeprefix(f"ck_{table}_")
    others: Row = {"last_day": None} if column == "first_day" else {}
    if column == "last_day":
        others = {"first_day": "0001"}
    insert(db, table, world.valid[table] | others | {column: value})


@pytest.mark.parametrize(
    ("first", "last"),
    [("2012-03-20", "2012-03-20"), ("2012-03-20", "2012-03"), ("2012-03", "2012-03-01")],
)
def test_days_in_order_are_accepted(db: Session, world: World, first: str, last: str) -> None:
    insert(db, "elections", world.valid["elections"] | {"first_day": first, "last_day": last})


REQUIRED = [
    ("places", "section"),
    ("places", "document_id"),
    ("recommendations", "document_id"),
    ("responses", "responder_id"),
    ("assessments", "document_id"),
    ("evidence", "section"),
    ("links", "basis"),
    ("elections", "held_on"),
]


@pytest.mark.parametrize(("table", "column"), REQUIRED)
def test_what_names_the_source_is_required(
    db: Session, world: World, table: str, column: str
) -> None:
    """Every fact names its source (principle 1)."""
    with pytest.raises(sa.exc.IntegrityError, match=r"(?i)not[ -]null"):
        insert(db, table, world.valid[table] | {column: None})


class TestChangesOfWhatOthersRepeat:
    """A later change of an item or an election is refused where a link or answer rests on it."""

    @pytest.mark.parametrize(
        ("change", "constraint"),
        [
            ("container = true, parent_id = NULL, parent_container = NULL", "no_container"),
            ("kind = 'welcomed'", "recurrence|story_is_welcomed"),
        ],
    )
    def test_item(self, db: Session, world: World, change: str, constraint: str) -> None:
        statement = sa.text(f"UPDATE recommendations SET {change} WHERE id = :id")
        with pytest.raises(sa.exc.IntegrityError, match=constraint):
            db.execute(statement, {"id": world.item.id})

    def test_election_moved_behind_a_later_one(self, db: Session, world: World) -> None:
        statement = sa.text("UPDATE elections SET held_on = '2019-01-01' WHERE id = :id")
        with pytest.raises(sa.exc.IntegrityError, match="recurrence"):
            db.execute(statement, {"id": world.item.election_id})

    def test_election_moved_within_the_order_moves_the_links(
        self, db: Session, world: World
    ) -> None:
        statement = sa.text("UPDATE elections SET held_on = '2011-01-01' WHERE id = :id")
        db.execute(statement, {"id": world.item.election_id})
        held_on = db.execute(sa.text("SELECT earlier_held_on FROM links")).scalar_one()
        assert str(held_on) == "2011-01-01"

    @pytest.mark.parametrize(
        "table", ["countries", "elections", "documents", "organisations", "topics"]
    )
    def test_what_others_rest_on_cannot_be_deleted(
        self, db: Session, world: World, table: str
    ) -> None:
        with pytest.raises(sa.exc.IntegrityError, match=r"(?i)foreign key"):
            db.execute(sa.text(f"DELETE FROM {table}"))


@pytest.mark.parametrize("table", ["acts", "changes"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_history_is_never_changed(db: Session, table: str, statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="history is never changed"):
        db.execute(sa.text(statement.format(table)))


def test_the_id_of_a_record_is_never_used_again(db: Session, world: World) -> None:
    """The API names records by id, and history does."""
    records = [name for name, table in metadata.tables.items() if "version" in table.columns]
    assert "responses" in records
    for table in records:
        insert(db, table, world.valid[table])
        last = sa.text(f"SELECT max(id) FROM {table}")
        gone = db.execute(last).scalar_one()
        db.execute(sa.text(f"DELETE FROM {table} WHERE id = :id"), {"id": gone})
        insert(db, table, world.valid[table])
        assert db.execute(last).scalar_one() > gone, table
