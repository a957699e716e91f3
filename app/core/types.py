"""Portable column types: the same behaviour on SQLite and PostgreSQL."""

import enum
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An instant, always in UTC; naive values are refused, since SQLite drops the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def text_enum(values: type[enum.StrEnum], name: str) -> Any:
    """Return a column type that stores the enum's values as text under a CHECK named `name`."""
    return sa.Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=32,
    )


def json_type() -> Any:
    """Return JSON text on SQLite and JSONB on PostgreSQL."""
    return sa.JSON().with_variant(JSONB(), "postgresql")


def sort_text() -> Any:
    """Return text that both databases order byte by byte, so that keys sort alike."""
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")
