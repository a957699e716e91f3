"""Invented reports, written for tests. The countries do not exist."""

from tests.made_files.model import Contents, Heading, Item, NewPage, Paragraph, Print, Sample
from tests.made_files.more_samples import MORE
from tests.made_files.sentences import body, numbered

VELDANIA = Sample(
    name="veldania-2019-final-report",
    title="Republic of Veldania, Parliamentary Elections, Final Report",
    list_heading="RECOMMENDATIONS",
    look=Print(
        head="Veldania, Parliamentary Elections 2019                    Final Report",
        foot="Page: {page}",
        cover=True,
    ),
    blocks=[
        Contents(),
        NewPage(),
        Heading("EXECUTIVE SUMMARY", 1, "I."),
        *body(0, 7),
        Heading("INTRODUCTION", 1, "II."),
        *body(7, 3),
        Heading("LEGAL FRAMEWORK", 1, "III."),
        *body(10, 6),
        Paragraph(
            "To let small parties breathe, the deposit that candidates pay ought to shrink to a sum"
            " which a teacher can save in a month.",
            bold=True,
        ),
        Heading("CAMPAIGN AND ITS COSTS", 1, "IV."),
        *body(16, 9),
        Heading("RECOMMENDATIONS", 1, "V."),
        Paragraph(
            "What follows is offered to the chamber, the council and the parties of Veldania, so"
            " that the next ballot may be calmer. Earlier advice that nobody has taken up yet"
            " stays open.^[Advice given after the ballot of 2015 fills two pages of that report.]"
        ),
        Heading("PRIORITY RECOMMENDATIONS", 2, "A."),
        *numbered(
            1,
            "PRIORITY RECOMMENDATIONS",
            True,
            [
                "To let small parties breathe, the deposit that candidates pay ought to shrink to a"
                " sum which a teacher can save in a month.",
                "The harbour council should redraw wards at least every eight years, in public, so"
                " that no ward weighs more than a tenth above the mean.^[In 2019 the smallest ward"
                " had 2,104 voters and the largest 9,877.] Its reasons should be printed before"
                " the nomination of candidates begins.",
                "Loans to parties should be listed with the names of lenders not later than two"
                " weeks before voting. Lists that come later serve archivists only.",
                "Parliament could give the Court of Accounts the right to look into ledgers during"
                " a campaign, and the staff to do it: a right without staff is ornamental.",
            ],
        ),
        Heading("OTHER RECOMMENDATIONS", 2, "B."),
        Heading("Election Administration", 3),
        *numbered(
            5,
            "Election Administration",
            False,
            [
                "Seals should be numbered and their numbers read aloud when a count begins and when"
                " it ends.",
                "Training of clerks might include an evening with observers of all kinds; those who"
                " count and those who watch would then know each other's handbooks.",
                "Each hall should receive its sleeves in Braille together with the ballots, not"
                " afterwards.",
            ],
        ),
        Heading("Voter Lists", 3),
        *numbered(
            8,
            "Voter Lists",
            False,
            [
                "People who move between March and September should be able to choose in which hall"
                " they vote^[Some 3,400 people asked for it in vain.], by a letter or on the"
                " telephone.",
                "The registry should tell each household who is listed at its address; names of the"
                " dead would be found sooner.",
            ],
        ),
        Heading("Media", 3),
        *numbered(
            10,
            "Media",
            False,
            [
                "Time for debates on the air should be shared by a rule that is known in advance"
                " and does not depend on luck. The two broadcasters could agree on such a rule"
                " with the well-known Guild of Announcers, which has one already.",
                "The media council should answer complaints within three days, as 1. it has few of"
                " them and 2. they lose their point after that.",
            ],
        ),
        Heading("Complaints", 3),
        *numbered(
            12,
            "Complaints",
            False,
            [
                "Complaints should be taken by post, in person and electronically. Islanders cannot"
                " be asked to sail for a signature, and clerks cannot be asked to guess"
                " at handwriting when a form would do.",
                "A list of all complaints, with what became of each, should be kept where everybody"
                " can read it, e.g. on the council's pages.",
            ],
        ),
    ],
)

OSTRAVIA_HEADINGS = ("Rights of candidates", "On the day of voting", "Counting and results")

OSTRAVIA = Sample(
    name="ostravia-2012-presidential-report",
    title="Observation of the Presidential Election in Ostravia",
    list_heading="Recommendations",
    look=Print(columns=2, head="Observation Mission to Ostravia", foot="- {page} -"),
    blocks=[
        Heading("Summary", 1),
        *body(3, 5),
        Heading("How the vote went", 1),
        *body(8, 9),
        Heading("Recommendations", 1),
        Paragraph("The mission puts these proposals before all who had a part in the election."),
        Heading(OSTRAVIA_HEADINGS[0], 2),
        Item(
            "1",
            "1)",
            "Signatures for a candidate should be checked by a method that two persons applying it"
            " separately would agree on.",
            OSTRAVIA_HEADINGS[0],
        ),
        Item(
            "2",
            "2)",
            "The law on candidates needs to be completed in three points:",
            OSTRAVIA_HEADINGS[0],
            container=True,
        ),
        Item(
            "2A",
            "(a)",
            "it should say which papers a candidate hands in, and to whom;",
            OSTRAVIA_HEADINGS[0],
            parent="2",
            lead_in="The law on candidates needs to be completed in three points:",
        ),
        Item(
            "2B",
            "(b)",
            "it should give a week for mending a mistake in these papers, which is usual"
            " elsewhere;^[Neighbours give between five and ten days.]",
            OSTRAVIA_HEADINGS[0],
            parent="2",
            lead_in="The law on candidates needs to be completed in three points:",
        ),
        Item(
            "2C",
            "(c)",
            "it should let a court, and no office, have the last word.",
            OSTRAVIA_HEADINGS[0],
            parent="2",
            lead_in="The law on candidates needs to be completed in three points:",
        ),
        Heading(OSTRAVIA_HEADINGS[1], 2),
        Item(
            "3",
            "3)",
            "Queues could be shortened by opening a second table where more than eight hundred"
            " voters are expected at a hall.",
            OSTRAVIA_HEADINGS[1],
        ),
        Item(
            "4",
            "4)",
            "Uniformed persons should stay outside unless the chairperson calls them in; the call"
            " should be noted in the protocol with its hour and its cause.",
            OSTRAVIA_HEADINGS[1],
        ),
        Heading(OSTRAVIA_HEADINGS[2], 2),
        Item(
            "5",
            "5)",
            "Copies of protocols should be given to everyone who watched the count, whether they"
            " ask or not. A copy on the door is welcome but the wind takes it.",
            OSTRAVIA_HEADINGS[2],
        ),
        Item(
            "6",
            "6)",
            "Results should be published hall by hall on the same night, in a form that machines"
            " read as well as people do.",
            OSTRAVIA_HEADINGS[2],
        ),
    ],
)

MARELLIA_LEAD_IN = "With a view to later elections the delegation recommends the following steps:"

MARELLIA = Sample(
    name="marellia-2016-mission-report",
    title="Short Mission to Marellia: Report",
    list_heading="Conclusions and recommendations",
    look=Print(foot="", broken_words=False),
    blocks=[
        Heading("Background", 1, "1."),
        *body(2, 6),
        Heading("Findings", 1, "2."),
        *body(9, 6),
        Heading("Conclusions and recommendations", 1, "3."),
        Paragraph(MARELLIA_LEAD_IN),
        *[
            Item(
                str(number),
                None,
                text,
                "Conclusions and recommendations",
                lead_in=MARELLIA_LEAD_IN,
                bullet="•",
            )
            for number, text in enumerate(
                [
                    "to lower the number of signatures for a list from ten thousand to a figure"
                    " that fits a country of this size;",
                    "to write the rules on postal votes into the code, where now a circular holds"
                    " them;",
                    "to let observers from citizens' groups be present at every step, the sealing"
                    " of sacks included;",
                    "to teach the use of the new ballot box in schools, in both languages and with"
                    " boxes at hand.",
                ],
                1,
            )
        ],
    ],
)

UN_STATES = (("Ostravia",), ("Veldania", "Norrland"), ("Tessaly",), ("Norrland",))

ISTARIA = Sample(
    name="istaria-2018-review",
    title="Review of Istaria: Report of the Working Group",
    list_heading="Conclusions and/or recommendations",
    look=Print(head="A/HRC/00/99", foot="{page}", broken_words=False),
    blocks=[
        Heading("Presentation by the State under review", 1, "I."),
        *body(1, 6, size=3),
        Heading("Conclusions and/or recommendations", 1, "II."),
        Paragraph("95. Istaria has looked at what follows and supports it:"),
        *[
            Item(
                f"95.{number}",
                f"95.{number}",
                f"{text} ({'; '.join(states)});",
                "Conclusions and/or recommendations",
                proposers=states,
            )
            for number, (text, states) in enumerate(
                zip(
                    [
                        "Bring the act on assemblies closer to what courts have said of it",
                        "Join the second protocol, and tell the public what changes by it",
                        "Open the seats of the senate to free contest within two terms",
                        "Keep the ombudsperson's office in funds for ten years ahead",
                    ],
                    UN_STATES,
                    strict=True,
                ),
                1,
            )
        ],
    ],
)

SAMPLES = [VELDANIA, OSTRAVIA, MARELLIA, ISTARIA, *MORE]
