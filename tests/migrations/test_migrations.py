"""Migrations: up from nothing, each step down and up with rows, models equal to the schema."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.config import ROOT
from app.core import migrate
from app.core.db import Database
from app.errors import DatabaseUnavailableError
from app.models import metadata
from app.search import service as search
from app.statuses import service as statuses
from tests.db.rows import make_world


def scripts() -> ScriptDirectory:
    """The migrations of this repository."""
    return ScriptDirectory.from_config(Config(ROOT / "alembic.ini"))


def revisions() -> list[str]:
    """Their numbers, oldest first."""
    return [script.revision for script in scripts().walk_revisions()][::-1]


def tables(database: Database) -> set[str]:
    """The tables there are, alembic's own and the search index left out."""
    names = set(sa.inspect(database.engine).get_table_names()) - {"alembic_version"}
    return {name for name in names if "_fts" not in name}


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.engine.connect() as connection:
        return {
            table: connection.execute(
                sa.select(sa.func.count()).select_from(sa.table(table))
            ).scalar_one()
            for table in sorted(tables(database))
        }


def whole(database: Database) -> None:
    """Fail where rows point nowhere or a table's own check finds damage."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


@pytest.fixture
def filled(database: Database) -> Database:
    """A migrated database with rows in almost every table."""
    with database.write() as db:
        make_world(db)
    assert sum(count > 0 for count in counts(database).values()) > len(metadata.tables) - 4
    return database


def test_there_is_one_head_and_numbers_follow_each_other() -> None:
    assert scripts().get_heads() == [migrate.head()]
    assert revisions() == [f"{number:04}" for number in range(1, len(revisions()) + 1)]


@pytest.mark.parametrize("path", sorted((ROOT / "migrations" / "versions").glob("*.py")), ids=str)
def test_each_file_is_named_by_number_and_deed_and_imports_no_live_code(path: Path) -> None:
    """Live code changes: what a migration did must not."""
    number, _, deed = path.stem.partition("_")
    assert number in revisions()
    assert deed
    text = path.read_text()
    assert "from app" not in text
    assert "import app" not in text
    assert "AutoString" not in text


def test_from_empty_to_head(empty_database: Database) -> None:
    assert migrate.current(empty_database.engine) is None
    assert migrate.upgrade(empty_database.engine) is True
    assert migrate.current(empty_database.engine) == migrate.head()
    assert tables(empty_database) == set(metadata.tables)
    whole(empty_database)


def test_a_second_time_nothing_is_done(database: Database) -> None:
    assert migrate.upgrade(database.engine) is False


def test_models_equal_the_schema(database: Database) -> None:
    assert migrate.differences(database.engine) is False


def test_a_schema_that_is_not_that_of_the_models_is_noticed(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE countries ADD COLUMN capital VARCHAR"))
    assert migrate.differences(database.engine) is True


def test_each_step_down_and_up_with_rows(filled: Database) -> None:
    """Down to the first migration the rows survive in each table that is there on both sides."""
    before = counts(filled)
    steps = revisions()
    for revision in steps[-2::-1]:
        at = counts(filled)
        migrate.downgrade(filled.engine, revision)
        assert migrate.current(filled.engine) == revision
        assert {table: count for table, count in at.items() if table in tables(filled)} == counts(
            filled
        )
        whole(filled)
    for revision in steps[1:]:
        migrate.upgrade(filled.engine, revision)
        assert migrate.current(filled.engine) == revision
        whole(filled)
    assert migrate.differences(filled.engine) is False
    kept = counts(filled)
    assert {table: kept[table] for table in before if kept[table]} | {
        table: 0 for table in before if not kept[table]
    } == kept
    with filled.write() as db:
        statuses.refresh(db)
        search.renew(db)
        assert search.index_is_whole(db)
    for table in ("item_statuses", "search_entries", "search_words"):
        assert counts(filled)[table] == before[table]


def test_down_to_nothing_and_up_again_with_rows(filled: Database) -> None:
    migrate.downgrade(filled.engine, "base")
    assert tables(filled) == set()
    assert migrate.current(filled.engine) is None
    migrate.upgrade(filled.engine)
    assert migrate.differences(filled.engine) is False
    assert not any(counts(filled).values())


def test_the_whole_seed_data_survives_each_step(seeded: Database) -> None:
    before = counts(seeded)
    first = revisions()[0]
    if first == migrate.head():
        assert before["recommendations"] > 100
        return
    migrate.downgrade(seeded.engine, first)
    migrate.upgrade(seeded.engine)
    for table in ("recommendations", "responses", "places", "documents", "links"):
        assert counts(seeded)[table] == before[table]
    whole(seeded)


class TestBatchRebuild:
    """SQLite rebuilds a table to alter it: under foreign keys that would delete its children."""

    STEPS: tuple[tuple[str, str], ...] = (
        (
            "up1",
            """
    op.create_table(
        "parents",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(), nullable=True),
    )
    op.create_table(
        "children",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "parent_id", sa.Integer(), sa.ForeignKey("parents.id", ondelete="CASCADE")
        ),
    )
    op.execute("INSERT INTO parents (id, name) VALUES (1, 'a'), (2, 'b')")
    op.execute("INSERT INTO children (id, parent_id) VALUES (1, 1), (2, 1), (3, 2)")
""",
        ),
        (
            "up2",
            """
    with op.batch_alter_table("parents") as batch:
        batch.alter_column("name", nullable=False, existing_type=sa.String())
        batch.create_check_constraint("name", "length(name) > 0")
""",
        ),
        ("up3", '\n    op.execute("DELETE FROM parents WHERE id = 2")\n'),
    )

    @pytest.fixture
    def config(self, database: Database, tmp_path: Path) -> Config:
        """An alembic environment with the real env.py and steps of its own behind the real head."""
        before = migrate.head()
        for name, body in self.STEPS:
            (tmp_path / f"{name}.py").write_text(
                "import sqlalchemy as sa\nfrom alembic import op\n"
                f"revision, down_revision = {name!r}, {before!r}\n\n"
                f"def upgrade() -> None:{body}\n"
                "def downgrade() -> None:\n    raise NotImplementedError\n"
            )
            before = name
        config = Config(ROOT / "alembic.ini")
        config.set_main_option("path_separator", "os")
        versions = ROOT / "migrations" / "versions"
        config.set_main_option("version_locations", f"{versions}:{tmp_path}")
        config.attributes["engine"] = database.engine
        return config

    def children(self, database: Database) -> Any:
        """How many children there are."""
        with database.engine.connect() as connection:
            return connection.execute(sa.text("SELECT count(*) FROM children")).scalar_one()

    def test_children_of_a_rebuilt_parent_stay(self, database: Database, config: Config) -> None:
        command.upgrade(config, "up2")
        assert self.children(database) == 3
        with pytest.raises(sa.exc.IntegrityError), database.engine.begin() as connection:
            connection.execute(sa.text("INSERT INTO parents (id, name) VALUES (3, '')"))
        with database.engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM parents WHERE id = 1"))
        assert self.children(database) == 1

    def test_a_migration_that_leaves_orphans_is_undone(
        self, database: Database, config: Config
    ) -> None:
        """Foreign keys are off meanwhile on SQLite, so the check at the end must speak."""
        command.upgrade(config, "up2")
        if database.engine.dialect.name == "sqlite":
            with pytest.raises(RuntimeError, match="broke foreign keys"):
                command.upgrade(config, "up3")
            assert migrate.current(database.engine) == "up2"
            assert self.children(database) == 3
        else:
            command.upgrade(config, "up3")
            assert self.children(database) == 2
        with database.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


class TestRefusals:
    """What cannot be migrated is said in one line, without a traceback."""

    def test_a_database_from_a_newer_version(self, database: Database) -> None:
        with database.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(DatabaseUnavailableError, match=r"newer than this code \(schema 9999"):
            migrate.upgrade(database.engine)

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        path = tmp_path / "x.db"
        path.write_text("This is a text. " * 100)
        database = Database(f"sqlite:///{path}", 1)
        with pytest.raises(DatabaseUnavailableError, match="not a database"):
            migrate.upgrade(database.engine)
        database.dispose()

    def test_a_server_that_is_not_there(self, tmp_path: Path) -> None:
        database = Database(f"postgresql://someone:secret@/nothing?host={tmp_path}", 1)
        with pytest.raises(DatabaseUnavailableError, match="cannot use the database") as caught:
            migrate.upgrade(database.engine)
        assert "secret" not in caught.value.message
        assert "\n" not in caught.value.message
        database.dispose()


def test_two_processes_that_start_at_once_migrate_once(empty_database: Database) -> None:
    url = empty_database.engine.url.set(drivername=empty_database.engine.dialect.name)
    code = (
        "import sys; from app.core import migrate; from app.core.db import Database;"
        "sys.stdin.readline(); database = Database(sys.argv[1], 1);"
        "print(migrate.upgrade(database.engine)); database.dispose()"
    )
    command_line = [sys.executable, "-c", code, url.render_as_string(hide_password=False)]
    starting = [
        subprocess.Popen(
            command_line,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    errors = [process.communicate(timeout=60)[1] for process in starting]
    assert errors == ["", ""]
    assert migrate.differences(empty_database.engine) is False
