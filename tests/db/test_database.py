"""Sessions, column types and locks (app.core.db, app.core.types, app.core.records)."""

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core import clock
from app.core.db import Database, make_engine
from app.core.records import find, get_id, put
from app.elections.models import Country
from app.errors import DatabaseUnavailableError, RuleError
from app.seeding.models import SeedRecord
from app.statuses.models import ItemStatus
from tests import factories as make
from tests.query_count import QueryRecorder


def record(db: Session, loaded_at: datetime) -> int:
    """Store an instant."""
    row = SeedRecord(
        entry="topic", key="a", digest="0", row_id=1, row_version=1, loaded_at=loaded_at
    )
    db.add(row)
    db.flush()
    return row.id


class TestUTCDateTime:
    """An instant, always in UTC."""

    @pytest.mark.parametrize(
        "given",
        [
            datetime(2020, 5, 1, 12, 30, 15, 123456, tzinfo=UTC),
            datetime(2020, 5, 1, 17, 30, 15, 123456, tzinfo=timezone(timedelta(hours=5))),
            datetime(2020, 5, 1, 7, 0, 15, 123456, tzinfo=timezone(-timedelta(hours=5.5))),
        ],
    )
    def test_comes_back_in_utc(self, db: Session, given: datetime) -> None:
        number = record(db, given)
        db.expire_all()
        found = db.get_one(SeedRecord, number).loaded_at
        assert found == datetime(2020, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
        assert found.utcoffset() == timedelta(0)

    def test_refuses_a_naive_instant(self, db: Session) -> None:
        with pytest.raises(sa.exc.StatementError, match="needs a time zone"):
            record(db, datetime(2020, 5, 1))

    def test_compares_in_the_database(self, db: Session) -> None:
        record(db, datetime(2020, 5, 1, 1, 0, tzinfo=timezone(timedelta(hours=5))))
        before = sa.select(SeedRecord).where(
            col(SeedRecord.loaded_at) < datetime(2020, 5, 1, tzinfo=UTC)
        )
        assert len(db.execute(before).all()) == 1


def test_the_clock_is_in_utc_and_can_be_replaced() -> None:
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    clock.set_clock(lambda: datetime(2020, 5, 1, 23, 59, tzinfo=UTC))
    try:
        assert clock.today() == date(2020, 5, 1)
    finally:
        clock.set_clock(None)


class TestSessions:
    """A read session refuses to write; a write session commits or leaves nothing."""

    def test_a_read_session_refuses_new_rows(self, database: Database) -> None:
        with database.read() as session:
            session.add(Country(code="AA", name="A"))
            with pytest.raises(RuntimeError, match="read session was asked to write"):
                session.flush()

    def test_a_read_session_refuses_changes_and_deletions(self, database: Database) -> None:
        with database.write() as session:
            make.make_country(session)
        with database.read() as session:
            country = find(session, Country, code="AA")
            assert country is not None
            country.name = "Other"
            with pytest.raises(RuntimeError, match="read session was asked to write"):
                session.commit()
        with database.read() as session:
            session.delete(find(session, Country, code="AA"))
            with pytest.raises(RuntimeError, match="read session was asked to write"):
                session.commit()
        with database.read() as session:
            country = find(session, Country, code="AA")
            assert country is not None
            assert country.name == "AA"

    def test_a_read_session_stays_on_one_snapshot(self, database: Database) -> None:
        with database.read() as session:
            assert find(session, Country, code="AA") is None
            with database.write() as other:
                make.make_country(other)
            assert find(session, Country, code="AA") is None
        with database.read() as session:
            assert find(session, Country, code="AA") is not None

    def test_a_write_session_commits_at_its_end(self, database: Database) -> None:
        with database.write() as session:
            make.make_country(session)
        with database.read() as session:
            assert find(session, Country, code="AA") is not None

    def test_a_write_session_leaves_nothing_after_an_error(self, database: Database) -> None:
        def fail() -> None:
            with database.write() as session:
                make.make_country(session)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        with database.read() as session:
            assert find(session, Country, code="AA") is None

    def test_connections_go_back_to_the_pool(self, database: Database) -> None:
        for _ in range(30):
            with database.read() as session:
                session.execute(sa.text("SELECT 1"))
            with database.write() as writer:
                writer.execute(sa.text("SELECT 1"))
        pool = database.engine.pool
        assert isinstance(pool, sa.pool.QueuePool)
        assert pool.checkedout() == 0


class TestLocks:
    """Several writers at once (HOUSE_STYLE.md section 5.3)."""

    THREADS, ROUNDS = 4, 40

    def test_four_threads_read_then_write_without_a_lock_error(self, database: Database) -> None:
        """SQLite: exact sum. PostgreSQL takes the row's lock when it reads."""
        with database.write() as session:
            make.make_country(session)
        errors: list[BaseException] = []

        def count_up() -> None:
            statement = sa.select(Country).filter_by(code="AA").with_for_update()
            try:
                for _ in range(self.ROUNDS):
                    with database.write() as session:
                        country = session.execute(statement).scalar_one()
                        country.version += 1
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=count_up) for _ in range(self.THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        with database.read() as reader:
            country = find(reader, Country, code="AA")
            assert country is not None
            assert country.version == 1 + self.THREADS * self.ROUNDS

    def test_readers_are_not_kept_waiting_by_a_writer(self, database: Database) -> None:
        with database.write() as session:
            make.make_country(session)
            with database.read() as reader:
                assert find(reader, Country, code="AA") is None

    def test_sqlite_is_set_up_for_several_writers(self, database: Database) -> None:
        if database.engine.dialect.name != "sqlite":
            assert database.engine.dialect.name == "postgresql"
            return
        with database.read() as session:
            found = {
                name: session.execute(sa.text(f"PRAGMA {name}")).scalar_one()
                for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
            }
        assert found == {
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": 2,
            "busy_timeout": 5000,
        }


class TestAddresses:
    """`make_engine` says what is wrong with an address, without a traceback."""

    @pytest.mark.parametrize("url", ["", "nothing", "sqlite", "://"])
    def test_no_address(self, url: str) -> None:
        with pytest.raises(DatabaseUnavailableError, match="not a database address"):
            make_engine(url, 1)

    @pytest.mark.parametrize("url", ["mysql://localhost/x", "oracle://localhost/x"])
    def test_another_database(self, url: str) -> None:
        with pytest.raises(DatabaseUnavailableError, match="runs on sqlite and postgresql"):
            make_engine(url, 1)

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(DatabaseUnavailableError, match="cannot make the folder"):
            make_engine(f"sqlite:///{tmp_path}/file/folder/x.db", 1)

    def test_a_missing_folder_is_made(self, tmp_path: Path) -> None:
        engine = make_engine(f"sqlite:///{tmp_path}/a/b/x.db", 1)
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
        engine.dispose()
        assert (tmp_path / "a" / "b" / "x.db").exists()


class TestRecords:
    """`find`, `get_id` and `put`."""

    def test_put_inserts_then_changes(self, db: Session) -> None:
        first = put(db, Country, {"code": "AA"}, {"name": "A"})
        assert (first.version, first.name) == (1, "A")
        again = put(db, Country, {"code": "AA"}, {"name": "B"})
        assert (again.id, again.version, again.name) == (first.id, 2, "B")

    def test_get_id_remembers(self, db: Session) -> None:
        country = make.make_country(db)
        with QueryRecorder(db.get_bind().engine) as recorder:
            for _ in range(5):
                assert get_id(db, Country, "country", code="AA") == country.id
        assert recorder.count <= 1

    def test_get_id_names_the_input(self, db: Session) -> None:
        with pytest.raises(RuleError, match="no country “ZZ”") as caught:
            get_id(db, Country, "binds.0", code="ZZ")
        assert caught.value.field == "binds.0"


def test_the_recorder_counts_statements_and_no_transaction_control(database: Database) -> None:
    with QueryRecorder(database.engine) as recorder:
        with database.write() as session:
            with session.begin_nested():
                session.execute(sa.select(ItemStatus))
            session.execute(sa.select(Country))
        with database.read() as reader:
            reader.execute(sa.select(Country))
    assert recorder.count == 3
    with database.read() as reader:
        reader.execute(sa.select(Country))
    assert recorder.count == 3
