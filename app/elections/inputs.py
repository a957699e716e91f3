"""What may be entered about countries and elections."""

from app.core.inputs import CountryCode, ElectionCode, Input, PartialDate, Text
from app.vocabulary.lists import ElectionKind


class CountryInput(Input):
    """A country."""

    code: CountryCode
    name: Text


class ElectionInput(Input):
    """An election; `country` and `kind` follow from the code."""

    code: ElectionCode
    title: Text
    first_day: PartialDate
    last_day: PartialDate | None = None
    note: Text | None = None

    @property
    def country(self) -> str:
        """The country in the code."""
        return self.code[:2]

    @property
    def kind(self) -> ElectionKind:
        """The kind in the code."""
        kind = self.code.rsplit("-", 1)[1]
        return ElectionKind(kind) if kind.isalpha() else ElectionKind.UPR
