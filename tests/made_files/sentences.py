"""Running text of invented reports, put together from sentences, and items numbered on."""

from tests.made_files.model import Block, Item, Paragraph

FILLER = (
    "Polling stations in Veldania opened on time, and most of them had all that they needed.",
    "Mission members spoke with ferry captains, mayors and teachers in each of the nine islands.",
    "The harbour council drew the wards anew in winter, and three of them became very small.",
    "Parties paid for posters from loans whose lenders nobody had to name until autumn.^[The"
    " register of loans is kept by the Court of Accounts and was last printed in October.]",
    "A recount in the northern district took four days because seals had been mislaid.",
    "Two broadcasters shared a studio and split the hour of debate by drawing straws.",
    "Voters who had moved house during the summer were often sent from one hall to another.",
    "Complaints could be lodged by letter only, which suited few people on the outer islands.",
    "The chamber published its minutes within a week, in both of the country's languages.",
    "Several interlocutors praised the patience of clerks during long evening counts.^[Counting"
    " began at nine; the last protocol was signed after sunrise.]",
    "Braille sleeves were sent to every hall, though some of them arrived on the Monday after.",
    "The well-known lighthouse served as a hall once more, to the joy of photographers.",
    "Young candidates were fewer than in the spring ballot, and none stood in the capital.",
)


def body(first: int, count: int, size: int = 4) -> list[Block]:
    """Return paragraphs of running text, put together from sentences in turn."""
    found: list[Block] = []
    for place in range(first, first + count):
        chosen = [FILLER[(place * 5 + step * 3) % len(FILLER)] for step in range(size)]
        found.append(Paragraph(" ".join(chosen)))
    return found


def numbered(
    first: int, heading: str | None, priority: bool | None, texts: list[str], form: str = "{}."
) -> list[Block]:
    """Return items numbered on from `first` under a heading."""
    return [
        Item(str(number), form.format(number), text, heading, priority)
        for number, text in enumerate(texts, first)
    ]
