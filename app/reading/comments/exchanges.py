"""A quotation and its answer as places in the stream, whatever shape the comments have."""

from dataclasses import dataclass

from app.reading.comments.labels import Label, Number
from app.reading.comments.marks import SectionMark
from app.reading.comments.statuses import Status
from app.vocabulary.lists import ItemKind


@dataclass(frozen=True)
class Exchange:
    """A quotation and what is answered: places in the stream.

    `quotation` is empty where an answer only names its items. `opener` is where the answer begins,
    its first words included. `again`: the answer is a further one to the quotation before. `sure`:
    the beginning of the quotation is known from a number or a status line, not taken for granted.
    `kind` is what the name of the item says that it is. `more`: further parts of the answer, in
    other cells of a table's row.
    """

    label: Label | None
    quotation: tuple[int, int]
    numbers: tuple[Number, ...]
    opener: int
    standpoint: tuple[int, int]
    statuses: tuple[Status, ...]
    again: bool = False
    sure: bool = True
    answered: bool = True
    kind: ItemKind | None = None
    more: tuple[tuple[int, int], ...] = ()

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The places at which the answer's words stand."""
        return (self.standpoint, *self.more)

    @property
    def start(self) -> int:
        """Where the exchange begins: at its number, else at its quotation."""
        return self.label.start if self.label else min(self.quotation[0], self.opener)

    @property
    def end(self) -> int:
        """Where the answer ends, its status line included."""
        ends = (end for _, end in self.parts)
        return max([self.opener, *ends, *(status.end for status in self.statuses)])


@dataclass(frozen=True)
class Aside:
    """A section whose items are quoted without answers of their own."""

    mark: SectionMark
    end: int
