"""More invented reports: other ways of numbering, longer lists."""

from tests.made_files.model import Block, Contents, Heading, Item, NewPage, Paragraph, Print, Sample
from tests.made_files.sentences import body, numbered

NORRLAND_THEMES: dict[str, list[str]] = {
    "Election law": [
        "The code should be rewritten as one text: at present eleven amendments have to be read"
        " beside it, and two of them contradict each other on the length of the campaign.",
        "Thresholds for alliances should equal those for parties.",
        "Amendments should not be made in the year before a ballot, unless all groups of the"
        " chamber agree that one is urgent.^[Amendments came in March, five months before.]",
        "Terms such as “good cause” and “grave reasons” should be explained in the code, where"
        " courts have so far read four different meanings into them.",
    ],
    "Commissions": [
        "Members of commissions should be drawn from all lists that took part in the last ballot,"
        " and a list that loses its member should name another within two days.",
        "The central commission should meet in public. Its agenda should be known on the day"
        " before, and its papers should be handed to those who come.",
        "Decisions should give reasons.",
        "Commissions should have lawyers at hand on the two days on which most complaints arrive;"
        " it is not enough that one can be telephoned in the capital.",
        "Women should chair commissions as often as men; in 2004 they chaired nine of eighty.",
    ],
    "Registration of voters": [
        "The lists of voters should be joined with the register of residents, with care for those"
        " who have no fixed address.",
        "Supplementary lists should be closed at noon on the day of voting, so that nobody can be"
        " added while ballots are being counted.",
        "Certificates for absent voters should be numbered, their number be published, and those"
        " left over be destroyed before witnesses.",
    ],
    "Candidates": [
        "Tests of language for candidates should have published criteria and be judged by people"
        " whose names are known.",
        "A candidate whose papers are incomplete should be told so in writing and be given time.",
        "Deposits should be returned to all who win one vote in fifty.",
    ],
    "Campaign": [
        "Halls that belong to the public should be open to all candidates on the same terms. Those"
        " who run the halls should keep a diary of requests and answers.",
        "Officials should not campaign in working hours, nor with cars, telephones or staff that"
        " are paid by taxpayers; whoever does so should be fined.",
        "The police should protect meetings and not film them.",
    ],
    "Media": [
        "Public television should offer debates in which candidates answer each other.",
        "A body without ties to the government should watch over fairness on the air and be able"
        " to act within a day.",
        "Libel should be a matter for civil courts.",
    ],
    "Voting and counting": [
        "Ballots should be counted before all present, one by one, and be shown to them.",
        "The number of ballots printed, delivered, used and spoilt should be written into one"
        " protocol whose lines add up, and clerks should learn how to add them.",
        "Electronic voting should stay an offer next to paper until independent experts have"
        " looked into the machines and printed what they found.^[Some 14 per cent voted so.]",
    ],
}


def _norrland() -> list[Block]:
    """Return 24 items under seven themes, numbered through."""
    found: list[Block] = []
    number = 1
    for letter, (theme, texts) in zip("ABCDEFG", NORRLAND_THEMES.items(), strict=True):
        found.append(Heading(theme.upper(), 2, f"{letter}."))
        found += numbered(number, theme.upper(), None, texts)
        number += len(texts)
    return found


NORRLAND = Sample(
    name="norrland-2004-final-report",
    title="Norrland, Elections to the Chamber, Final Report",
    list_heading="RECOMMENDATIONS",
    look=Print(
        columns=2,
        head="Election Observation Mission            Page: {page}",
        foot="Norrland, Elections to the Chamber, 2004",
        cover=True,
    ),
    blocks=[
        Contents(),
        NewPage(),
        Heading("EXECUTIVE SUMMARY", 1, "I."),
        *body(4, 8),
        Heading("THE DAY OF VOTING", 1, "II."),
        *body(12, 24),
        Heading("RECOMMENDATIONS", 1, "III."),
        Paragraph("The mission offers the following to the authorities of Norrland."),
        *_norrland(),
    ],
)

TESSALY_LEAD_IN = "The registry of voters should be opened:"

TESSALY = Sample(
    name="tessaly-2021-final-report",
    title="Tessaly, Early Elections, Final Report",
    list_heading="RECOMMENDATIONS",
    look=Print(head="Tessaly, Early Elections, 2021", foot="{page} of {of}"),
    blocks=[
        Heading("SUMMARY", 1, "I."),
        *body(6, 6),
        Heading("FINDINGS", 1, "II."),
        *body(1, 10),
        Heading("RECOMMENDATIONS", 1, "III."),
        Heading("Priority recommendations", 2),
        Item(
            "1",
            "1.",
            "Courts should decide on complaints before the ballot whose fairness they concern, and"
            " should sit on weekends to do so.",
            "Priority recommendations",
            priority=True,
        ),
        Item(
            "2",
            "2.",
            TESSALY_LEAD_IN,
            "Priority recommendations",
            priority=True,
            container=True,
        ),
        Item(
            "2A",
            "a)",
            "to voters, who find their own entry on a page of the registry;",
            "Priority recommendations",
            priority=True,
            parent="2",
            lead_in=TESSALY_LEAD_IN,
        ),
        Item(
            "2B",
            "b)",
            "to observers, who may ask for a sample.",
            "Priority recommendations",
            priority=True,
            parent="2",
            lead_in=TESSALY_LEAD_IN,
        ),
        Heading("Other recommendations", 2),
        Heading("Campaign finance", 3),
        Item(
            "3",
            "3.",
            "Ledgers of parties should be audited within half a year, by people who have audited"
            " ledgers before.",
            "Campaign finance",
            priority=False,
        ),
        Item(
            "4",
            "4.",
            "Gifts above a month's wage should be published at once:",
            "Campaign finance",
            priority=False,
            container=True,
        ),
        Item(
            "4A",
            "i.",
            "with the name of the giver;",
            "Campaign finance",
            priority=False,
            parent="4",
            lead_in="Gifts above a month's wage should be published at once:",
        ),
        Item(
            "4B",
            "ii.",
            "with the day on which the gift arrived;",
            "Campaign finance",
            priority=False,
            parent="4",
            lead_in="Gifts above a month's wage should be published at once:",
        ),
        Item(
            "4C",
            "iii.",
            "with what was promised in return, if anything was.",
            "Campaign finance",
            priority=False,
            parent="4",
            lead_in="Gifts above a month's wage should be published at once:",
        ),
        Heading("Observers", 3),
        Item(
            "5",
            "5.",
            "Observers should be told in time when a count is held, where, and by whom.",
            "Observers",
            priority=False,
        ),
    ],
)

CORVANIA = Sample(
    name="corvania-2018-mission-report",
    title="Mission to Corvania: Final Report",
    list_heading="Recommendations",
    look=Print(head="Mission to Corvania 2018", foot="page {page}"),
    blocks=[
        Heading("Context", 1),
        *body(5, 12),
        Heading("Recommendations", 1),
        Paragraph("The mission offers seven recommendations for consideration."),
        *[
            Item(str(number), f"Recommendation {number}:", text, "Recommendations")
            for number, text in enumerate(
                [
                    "Draw the borders of districts by a rule and not by negotiation.",
                    "Let citizens of Corvania who live abroad vote at consulates, beginning with"
                    " those where most of them live.",
                    "Publish the accounts of the campaign of each candidate within sixty days.",
                    "Train the police in what they may do at a polling station, which is little.",
                    "Give commissions of the districts a budget of their own for transport, as"
                    " some of them depend on the goodwill of mayors.",
                    "Print ballots with a control slip.",
                    "Return to the practice of reading results aloud at the door.",
                ],
                1,
            )
        ],
    ],
)

MORE = [NORRLAND, TESSALY, CORVANIA]
