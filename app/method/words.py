"""The fixed lists as the method page shows them: in which order, under which title."""

from app.web.i18n import marked

LISTS = {
    "kind": marked("Kinds of item"),
    "priority": marked("Priority"),
    "position": marked("Position of the authority"),
    "reported": marked("Reported by the authority"),
    "ground": marked("Ground of a reported implementation"),
    "scope": marked("Scope"),
    "reason": marked("Reasons of an answer"),
    "assessment": marked("Assessment"),
    "assessment_basis": marked("Basis of an assessment"),
    "direction": marked("Which way evidence points"),
    "later": marked("Later reports"),
    "relation": marked("Links"),
    "link_state": marked("State of a link"),
    "link_basis": marked("Basis of a link"),
    "thread_role": marked("Place of an item in a recurring recommendation"),
    "undertaking_state": marked("What became of an undertaking"),
    "purpose": marked("Why a standard is cited"),
    "instrument_class": marked("Classes of standards"),
    "document_kind": marked("Kinds of document"),
    "election_kind": marked("Kinds of election"),
    "organisation_kind": marked("Kinds of organisation"),
    "place_role": marked("Where in a document"),
    "page_basis": marked("How a page is known"),
    "date_basis": marked("How a date is known"),
}


def anchor(*names: str) -> str:
    """Return the id of a list ("list-place-role") or of a value of it ("place-role-body")."""
    return "-".join(names).replace("_", "-").lower()
