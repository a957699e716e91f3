"""The words readers see for the fixed lists, each with its definition for the method page.

Labels are written in English and translated where they are shown (`label` and `definition` in
templates). Signs that stand before a status are chosen in the style sheet, never here.
"""

from app.vocabulary.desk import DESK
from app.vocabulary.wording import Word, marked
from app.vocabulary.wording import make_word as _word

__all__ = ["WORDS", "Word", "marked", "word"]

_LEVELS = {
    "fully": _word(marked("fully implemented"), marked("All of what was asked is done.")),
    "mostly": _word(marked("mostly implemented"), marked("All but minor parts are done.")),
    "partially": _word(
        marked("partially implemented"), marked("A part of what was asked is done, a part is not.")
    ),
    "not_implemented": _word(
        marked("not implemented"), marked("Nothing that matters of what was asked is done.")
    ),
    "no_longer_applicable": _word(
        marked("no longer applicable"),
        marked("What the recommendation was about no longer exists."),
    ),
    "not_assessable": _word(
        marked("not assessable"), marked("The assessor looked and could not tell.")
    ),
}
_DIFFERS = {
    "differs": _word(
        marked("assessments differ"),
        marked(
            "The newest assessments, by assessor or by law and practice, come to different levels."
        ),
    )
}
_LATER = {
    "recommended_again": _word(
        marked("recommended again"),
        marked("A later recommendation repeats it, in whole or in part, or extends it."),
    ),
    "concern_again": _word(
        marked("criticised again"),
        marked("A later critical finding takes it up; no later recommendation does."),
    ),
    "not_itemised": _word(
        marked("not listed later"),
        marked(
            "A later final report is held and does not list it. That does not mean it was dropped."
        ),
    ),
    "no_later_report": _word(
        marked("no later report"), marked("No later final report on this country is held.")
    ),
    "other_kind": _word(
        marked("other kind of election"),
        marked(
            "All later reports held are on another kind of election, where the point cannot arise."
        ),
    ),
}

WORDS: dict[str, dict[str, Word]] = {
    "kind": {
        "recommendation": _word(
            marked("Recommendation"),
            marked("Printed as a recommendation in an observers' document."),
        ),
        "concern": _word(
            marked("Critical finding"),
            marked("A problem that observers state without recommending."),
        ),
        "welcomed": _word(marked("Welcomed step"), marked("A step that observers praise.")),
    },
    "position": {
        "accepted": _word(marked("accepted"), marked("The status line accepts it.")),
        "accepted_in_part": _word(
            marked("accepted in part"), marked("The status line accepts a part of it.")
        ),
        "not_accepted": _word(
            marked("not accepted"), marked("The status line says that it cannot be accepted.")
        ),
        "under_study": _word(
            marked("under study"), marked("The status line says that it needs further study.")
        ),
        "noted": _word(marked("noted"), marked("The status line only takes note of it.")),
        "not_stated": _word(
            marked("position not stated"),
            marked("The status line speaks of implementation only, not of acceptance."),
        ),
        "no_answer": _word(marked("no answer held"), marked("No answer to it is held.")),
    },
    "reported": {
        "implemented": _word(
            marked("reported implemented"), marked("The authority says that it is implemented.")
        ),
        "implemented_continuing": _word(
            marked("reported implemented, work continues"),
            marked("The authority says that it is implemented and that it goes on working on it."),
        ),
        "being_implemented": _word(
            marked("reported as being implemented"),
            marked("The authority says that implementation is under way."),
        ),
        "none": _word(
            marked("no implementation reported"),
            marked("The answer does not say that it is or will be implemented."),
        ),
        "no_answer": _word(marked("no answer held"), marked("No answer to it is held.")),
    },
    "ground": {
        "already_in_place": _word(
            marked("already in place"), marked("Rests on what existed before the report.")
        ),
        "done_since": _word(
            marked("done since"), marked("Rests on what was done after the report.")
        ),
        "not_said": _word(marked("ground not said"), marked("The answer does not say.")),
    },
    "scope": {
        "law": _word(marked("law"), marked("What the law says.")),
        "practice": _word(marked("practice"), marked("What happens.")),
        "both": _word(marked("law and practice"), marked("Both.")),
    },
    "level": _LEVELS,
    "assessment": _LEVELS
    | _DIFFERS
    | {"not_assessed": _word(marked("not assessed"), marked("No assessment is held."))},
    "later": _LATER,
    "headline": _LEVELS | _DIFFERS | _LATER,
    "relation": {
        "repeats": _word(marked("repeats"), marked("The later item asks for the same.")),
        "repeats_in_part": _word(
            marked("repeats in part"), marked("The later item asks for a part of it again.")
        ),
        "extends": _word(marked("extends"), marked("The later item asks for the same and more.")),
        "related": _word(
            marked("related"),
            marked("Both are on the same subject; the later one is no recurrence."),
        ),
        "supports": _word(
            marked("supports"),
            marked("A finding on which a recommendation of the same election rests."),
        ),
        "same_finding": _word(
            marked("same finding"), marked("The same point in two documents on one election.")
        ),
    },
    "link_basis": {
        "stated": _word(marked("stated"), marked("A document says so.")),
        "editor": _word(marked("our reading"), marked("An editor reads it so.")),
    },
    "assessment_basis": {
        "stated": _word(marked("stated"), marked("In the assessor's own words.")),
        "editor_reading": _word(
            marked("our reading"), marked("An editor reads it out of the assessor's text.")
        ),
    },
    "reason": {
        "already_in_law": _word(
            marked("already in law"), marked("The law in force is said to provide for it.")
        ),
        "constitution_bars": _word(
            marked("Constitution bars it"), marked("The Constitution is said not to allow it.")
        ),
        "law_bars": _word(marked("law bars it"), marked("A law is said not to allow it.")),
        "no_commitment_requires": _word(
            marked("no commitment requires it"),
            marked("No international commitment is said to ask for it."),
        ),
        "contradicts_commitments": _word(
            marked("contradicts commitments"),
            marked("It is said to run against an international commitment."),
        ),
        "outside_competence": _word(
            marked("outside competence"), marked("It is said to be for another body.")
        ),
        "unclear": _word(marked("unclear"), marked("It is said to be worded unclearly.")),
        "impracticable": _word(marked("impracticable"), marked("It is said not to be workable.")),
        "other_states_do_likewise": _word(
            marked("other states do likewise"),
            marked("The practice of other states is pointed to."),
        ),
        "facts_disputed": _word(
            marked("facts disputed"), marked("The facts behind it are said to be wrong.")
        ),
        "no_specifics_given": _word(
            marked("no specifics given"), marked("Observers are said to have named no cases.")
        ),
        "will_consider": _word(
            marked("will consider"), marked("The authority says that it is ready to look into it.")
        ),
        "restriction_justified": _word(
            marked("restriction justified"),
            marked("A limit is said to serve public order, privacy or the rights of others."),
        ),
        "national_circumstances": _word(
            marked("national circumstances"),
            marked("The country's own situation or stage is said to speak against it."),
        ),
        "provision_not_breached": _word(
            marked("provision not breached"),
            marked("The provision that observers cite is said to be respected."),
        ),
        "choice_of_others": _word(
            marked("choice of others"),
            marked("The result is said to be the choice of parties, voters or media."),
        ),
    },
    "purpose": {
        "basis": _word(marked("basis"), marked("Cited as what asks for it.")),
        "disputed": _word(marked("disputed"), marked("Cited to say that it does not ask for it.")),
        "invoked_as_limit": _word(
            marked("invoked as a limit"), marked("Cited as what allows a restriction.")
        ),
        "said_to_be_met": _word(marked("said to be met"), marked("Cited as already respected.")),
    },
    "instrument_class": {
        "treaty": _word(marked("treaty"), marked("Binding on the states that are party to it.")),
        "interpretation": _word(
            marked("interpretation"), marked("A body's reading of a treaty that it watches over.")
        ),
        "political_commitment": _word(
            marked("political commitment"),
            marked("Given by states to each other, not as a treaty."),
        ),
        "good_practice": _word(marked("good practice"), marked("Advice, binding on nobody.")),
    },
    "document_kind": {
        "final_report": _word(
            marked("Final report"),
            marked(
                "The observers' full report after an election. Only it counts as a later report."
            ),
        ),
        "preliminary_statement": _word(
            marked("Preliminary statement"),
            marked("What observers say in the days after an election, before their final report."),
        ),
        "interim_report": _word(
            marked("Interim report"), marked("What observers report while the campaign goes on.")
        ),
        "needs_assessment": _word(
            marked("Needs assessment report"),
            marked("Why and in what form observers should come, written before an election."),
        ),
        "comments": _word(
            marked("Comments of an authority"),
            marked("An authority's written answer to observers."),
        ),
        "law": _word(marked("Law"), marked("A law or another binding act.")),
        "legal_opinion": _word(marked("Legal opinion"), marked("A review of a law or of a draft.")),
        "letter": _word(marked("Letter"), marked("A letter between an authority and observers.")),
        "other": _word(marked("Other document"), marked("None of these.")),
    },
    "election_kind": {
        "PARL": _word(
            marked("Parliament"), marked("An election to parliament or to one chamber of it.")
        ),
        "PRES": _word(marked("President"), marked("An election of the president.")),
        "LOCAL": _word(marked("Local"), marked("Elections to local bodies.")),
        "RFDM": _word(marked("Referendum"), marked("A vote on a question.")),
        "UPR": _word(
            marked("Universal Periodic Review"),
            marked("A review of a state's human rights record by other states; no election."),
        ),
    },
    "organisation_kind": {
        "observer": _word(marked("observer"), marked("Observes elections from outside the state.")),
        "authority": _word(
            marked("authority"),
            marked("A body of the state that runs elections, makes laws or governs."),
        ),
        "court": _word(marked("court"), marked("A court or a constitutional council.")),
        "citizen_group": _word(
            marked("citizen group"),
            marked("People of the country who organise themselves, observers among them."),
        ),
        "international_body": _word(
            marked("international body"),
            marked("An organisation of states or a body of one, where it does not observe."),
        ),
        "state": _word(marked("state"), marked("A state as a whole.")),
        "other": _word(marked("other"), marked("None of these.")),
    },
    "page_basis": {
        "printed": _word(marked("printed"), marked("The page number is printed.")),
        "counted": _word(
            marked("counted"), marked("The page was counted from page starts in the text held.")
        ),
        "inferred": _word(
            marked("inferred"), marked("The page follows from a contents list or from lengths.")
        ),
    },
    "place_role": {
        "list": _word(
            marked("in the list"), marked("In the document's own list of recommendations.")
        ),
        "body": _word(marked("in the text"), marked("In the running text.")),
        "summary": _word(
            marked("in the summary"), marked("In the document's summary or conclusions.")
        ),
        "quotation": _word(marked("as quoted"), marked("In another document that quotes it.")),
    },
    "date_basis": {
        "printed": _word(marked("printed"), marked("The document bears the date.")),
        "inferred": _word(
            marked("inferred"), marked("The date follows from what the document or others say.")
        ),
    },
    "thread_role": {
        "occurrence": _word(
            marked("occurrence"),
            marked("The point is asked for or criticised here; it counts as recurring."),
        ),
        "story": _word(
            marked("step in the story"),
            marked("A welcomed step on the way; it never counts as recurring."),
        ),
    },
    "undertaking_state": {
        "kept": _word(marked("found kept"), marked("A later document shows that it was done.")),
        "kept_in_part": _word(
            marked("found kept in part"), marked("A later document shows that a part was done.")
        ),
        "not_kept": _word(
            marked("found not kept"), marked("A later document shows that it was not done.")
        ),
        "nothing_found": _word(
            marked("nothing found"), marked("Later documents held do not say what became of it.")
        ),
    },
    "direction": {
        "forward": _word(marked("step forward"), marked("Nearer to what was asked.")),
        "back": _word(marked("step back"), marked("Further from what was asked.")),
        "unchanged": _word(marked("no change"), marked("As it was when it was asked.")),
    },
    "priority": {
        "true": _word(marked("priority"), marked("The document itself calls it a priority.")),
        "false": _word(
            marked("not a priority"),
            marked("The document grades its items and does not call it a priority."),
        ),
        "unknown": _word(
            marked("priority not stated"), marked("The document does not grade its items.")
        ),
    },
    "link_state": {
        "suggested": _word(
            marked("suggested"),
            marked("Proposed by the machine; nobody has decided. It counts for nothing."),
        ),
        "confirmed": _word(
            marked("confirmed"), marked("A person decided that it holds. Only these count.")
        ),
        "rejected": _word(
            marked("rejected"),
            marked(
                "A person decided that it does not hold; it is remembered and not suggested again."
            ),
        ),
    },
    **DESK,
    "yes_no": {"true": _word(marked("yes")), "false": _word(marked("no"))},
}


def word(group: str, value: str) -> Word:
    """Return the word for a value of a list; raises `KeyError` when the list has no such value."""
    return WORDS[group][str(value)]
