"""The dictionary of the data: what each table holds and what each of its columns means.

The columns come from `app.exports.tables`; a test says which of them still lack a meaning here.
"""

from app.web.i18n import marked

ABOUT = {
    "countries": marked("One row per country."),
    "elections": marked("One row per election that documents are about or mention."),
    "organisations": marked(
        "One row per body that observes, answers, is asked to act or is cited."
    ),
    "documents": marked("One row per document, held or only known of."),
    "topics": marked("One row per theme, of two levels."),
    "instruments": marked("One row per treaty, commitment or text of good practice."),
    "standards": marked("One row per provision that is cited, or instrument cited whole."),
    "recommendations": marked(
        "One row per recommendation, critical finding, welcomed step or lead-in."
    ),
    "responses": marked("One row per answer of an authority, to one item or several."),
    "undertakings": marked("One row per thing that an authority said it would do."),
    "statements": marked("One row per claim about many recommendations at once, with its figures."),
    "assessments": marked("One row per level found for one item, on evidence."),
    "links": marked("One row per link between two items, suggested and rejected ones too."),
    "threads": marked("One row per recurring recommendation."),
}

COMMON = {
    "accounts_differ": marked(
        "Whether it was reported implemented and something later says otherwise."
    ),
    "answers": marked("Number of answers of authorities."),
    "as_of": marked("The day of the view: documents dated by then count. CSV of views only."),
    "concerns": marked("Number of critical findings."),
    "country": marked("Code of the country."),
    "document": marked("Slug of the document."),
    "election": marked("Code of the election."),
    "id": marked("Number of the row in this installation."),
    "key": marked("Permanent name of the row."),
    "note": marked("Our note."),
    "places": marked(
        "Where it stands: document, page, how the page is known, section, role; one is main."
    ),
    "published_on": marked("Date of the document, as precise as it is known."),
    "recommendations": marked("Number of recommendations, lead-ins left out."),
    "slug": marked("Permanent name in addresses."),
    "summary": marked("Our summary."),
    "title": marked("Title."),
    "url": marked("Address of its page, or of the row in the API where it has none."),
    "welcomed": marked("Number of welcomed steps."),
}
"""What columns of these names mean in every table that does not say otherwise."""

OWN = {
    "countries": {
        "code": marked("Code of the country (ISO 3166-1 alpha-2)."),
        "name": marked("Name."),
        "elections": marked("Number of elections known."),
        "documents": marked("Number of documents, held or only known of."),
    },
    "elections": {
        "code": marked("Permanent code: country, year, kind."),
        "kind": marked("Kind: PARL parliament, PRES president, LOCAL, RFDM referendum, UPR."),
        "first_day": marked("First day, as precise as it is known."),
        "last_day": marked("Last day, if another."),
        "held_report": marked("Whether a final report on it is held."),
        "documents": marked("Slugs of its documents, in time order."),
        "eligible": marked("Number of its recommendations with a later report held."),
        "recommended_again": marked(
            "Number of its recommendations that a later report repeats, out of those eligible."
        ),
    },
    "organisations": {
        "name": marked("Full name."),
        "short_name": marked("Name in tables."),
        "kind": marked("What it is: observer, authority, court and so on."),
        "country": marked("Code of its country, if it has one."),
        "documents": marked("Number of documents it issued."),
        "answers": marked("Number of answers it gave."),
        "assessments": marked("Number of assessments it made."),
        "addressed": marked(
            "Number of items, of every kind, that ask it to act: our reading; lead-ins left out."
        ),
    },
    "documents": {
        "kind": marked("What it is: final report, interim report, comments and so on."),
        "issuers": marked("Slugs of the organisations that issued it."),
        "date_basis": marked("Whether its date is stated or inferred."),
        "date_note": marked("From what the date is inferred."),
        "language": marked("Language of the text we hold or know of."),
        "pages": marked("Number of pages."),
        "pages_basis": marked("How the number of pages is known."),
        "source_url": marked("Where it is published."),
        "held": marked("Whether we have its text."),
        "text_held": marked("Whether its text is attached here, page by page."),
        "file": marked(
            "The file its text was read from: SHA-256, name, type, bytes, whether it is shown here."
        ),
        "reiterates_earlier": marked("Whether it says that earlier recommendations still stand."),
        "reiterates_place": marked("Where it says so."),
    },
    "topics": {
        "parent": marked("Slug of the theme it belongs to; empty for a theme."),
        "recommendations": marked("Number of recommendations, those of its sub-topics included."),
        "concerns": marked("Number of critical findings, those of its sub-topics included."),
        "welcomed": marked("Number of welcomed steps, those of its sub-topics included."),
    },
    "instruments": {
        "short_title": marked("Short title, as used when cited."),
        "instrument_class": marked(
            "Treaty, interpretation of one, political commitment or good practice."
        ),
        "dated": marked("Its date, as precise as it is known."),
        "binds": marked("Countries that it binds or commits, and since when."),
        "standards": marked("Slugs of its provisions that are known here."),
    },
    "standards": {
        "instrument": marked("Slug of its instrument."),
        "instrument_title": marked("Short title of its instrument."),
        "instrument_class": marked("Class of its instrument."),
        "provision": marked("Article or paragraph; empty for the whole instrument."),
        "label": marked("What it is about, in our words."),
        "binds": marked("Countries that its instrument binds or commits, and since when."),
        "citations": marked("Number of citations."),
        "citations_by_purpose": marked("Number of citations to each end."),
    },
    "recommendations": {
        "ref": marked("Permanent reference."),
        "kind": marked(
            "recommendation, concern (a critical finding) or welcomed (a step praised)."
        ),
        "container": marked("Whether it is a lead-in to lettered items, which is never counted."),
        "document": marked("Slug of the document that it is from."),
        "number": marked("Its number in canonical form."),
        "number_as_printed": marked("Its number as printed; empty where the number is ours."),
        "parent": marked("Reference of its lead-in."),
        "heading": marked("Heading under which it is printed."),
        "priority": marked("Whether its list calls it a priority; empty where no list says."),
        "official_text": marked("Official text, where an operator has attached it."),
        "quoted_text": marked("Text as another document quotes it."),
        "quoted_by": marked(
            "Slug of the document that quotes it, where it is known from that alone."
        ),
        "lead_in": marked("Text of its lead-in, where attached."),
        "text_digest": marked("Digest of the normalised official text, to compare copies."),
        "only_kind": marked("Whether it concerns only elections of its own kind."),
        "topics": marked("Slugs of its topics."),
        "addressees": marked("Slugs of those asked to act: our reading."),
        "proposers": marked("Slugs of the states that made it, where a body of states did."),
        "standards": marked("Standards that it cites, by whom, where and to what end."),
        "thread": marked("Slug of its main recurring recommendation."),
        "threads": marked("Slugs of all its recurring recommendations."),
        "position": marked("Position of the authority; empty when no answer is held."),
        "reported": marked("What the authority reports of it; empty when no answer is held."),
        "assessment": marked("Latest assessment: a level, or differs; empty when not assessed."),
        "headline": marked("Where it stands: the newer of assessment and recommendation again."),
        "later": marked("What later reports held say of it."),
        "recommended_again_in": marked("Elections with a recommendation linked to it directly."),
        "concern_again_in": marked("Elections with a critical finding linked to it directly."),
        "same_subject_in": marked("Elections where its thread goes on without a direct link."),
        "accounts_differ_basis": marked("Whether a document says otherwise, or our reading does."),
        "overdue": marked("Whether something announced on it is past its date, not found kept."),
        "eligible": marked("Whether it is a recommendation with a later report held."),
        "occurrences": marked(
            "Number of elections in which the point stands: its own, linked ones, its main thread."
        ),
        "responses": marked("Ids of the answers to it."),
        "assessments": marked("Ids of its assessments."),
        "links": marked("Ids of its links."),
    },
    "responses": {
        "answers": marked("The items answered, and which part of each."),
        "responder": marked("Slug of the authority that answers."),
        "on_information_from": marked("Whose information the answer rests on."),
        "position": marked("Position, read from the status line alone."),
        "reported": marked("Implementation status that the authority reports."),
        "ground": marked("On what that status rests."),
        "scope": marked("Law, practice or both."),
        "stated_as": marked("The status line as printed."),
        "reasons": marked("Codes of the reasons given."),
        "standpoint": marked("Official text of the standpoint, where attached."),
        "standards": marked("Standards that the answer cites, and to what end."),
        "text_digest": marked("Digest of the normalised text of the answer, to compare copies."),
    },
    "undertakings": {
        "item": marked("Reference of the item that it names itself, not through an answer."),
        "ref": marked("Reference of the item, where it is about a single one."),
        "refs": marked("References of the items that it is about."),
        "responder": marked("Slug of the authority that announced it."),
        "announced_in": marked("The answer in which it was announced."),
        "due_on": marked("By when, as precise as it was said."),
        "state": marked("What the newest document shows of it; empty where none does."),
        "overdue": marked("Whether its date has passed without its being found kept."),
        "found": marked("What each later document shows of it, with place."),
    },
    "statements": {
        "by": marked("Slug of the organisation that makes the claim."),
        "figures": marked("Its figures with parts, percentages as stated and as recomputed."),
        "agrees": marked(
            "Whether its figures agree with each other; empty where none can be compared."
        ),
        "verifiable": marked("Whether the documents held allow it to be checked."),
    },
    "assessments": {
        "ref": marked("Reference of the item."),
        "assessors": marked("Slugs of those who assess."),
        "document": marked("Slug of the document on which it rests."),
        "on": marked("Date of the assessment, as precise as it is known."),
        "level": marked("Level of implementation found."),
        "basis": marked("stated by the document, or editor_reading: our reading."),
        "read_by": marked("Whose reading it is."),
        "scope": marked("Law, practice or both."),
        "evidence": marked("Passages on which it rests, with place and direction."),
        "superseded": marked("Whether a newer one of the same assessors and scope replaces it."),
    },
    "links": {
        "earlier": marked("Reference of the earlier item."),
        "earlier_kind": marked("Kind of the earlier item."),
        "earlier_election": marked("Election of the earlier item."),
        "later": marked("Reference of the later item."),
        "later_kind": marked("Kind of the later item."),
        "later_election": marked("Election of the later item."),
        "relation": marked("How they are related."),
        "state": marked("Whether a person confirmed it."),
        "basis": marked("stated by a document, or editor: our reading."),
        "why": marked("Why they are linked."),
        "score": marked("Likeness that a machine found, from 0 to 1."),
        "signals": marked("What that likeness rests on."),
        "place": marked("Where a document says so."),
        "decided_by": marked("Who decided."),
        "decided_at": marked("When."),
    },
    "threads": {
        "topic": marked("Slug of its topic."),
        "curated_by": marked("Who put it together."),
        "members": marked(
            "References of its recommendations and critical findings, in time order."
        ),
        "welcomed": marked("References of welcomed steps in its story."),
        "first": marked("First election held here in which it occurs."),
        "last": marked("Last election held here in which it occurs."),
        "occurrences": marked("Number of elections in which it occurs."),
        "recommended": marked("Number of elections in which it is a recommendation."),
        "absent_in": marked("Elections whose final report is held and does not list it."),
        "not_held_in": marked("Elections whose final report is not held."),
        "cells": marked("For each election its members, answers and assessments."),
    },
}


def meaning(table: str, column: str) -> str:
    """Return what a column of a table means. Raises `KeyError` where nobody has said it."""
    return OWN[table].get(column) or COMMON[column]
