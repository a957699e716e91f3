"""What several of a kind are called, for headings."""

from app.vocabulary.labels import marked
from app.vocabulary.lists import OrganisationKind

ORGANISATION_KINDS = {
    OrganisationKind.OBSERVER: marked("Observers"),
    OrganisationKind.AUTHORITY: marked("Authorities"),
    OrganisationKind.COURT: marked("Courts"),
    OrganisationKind.CITIZEN_GROUP: marked("Citizen groups"),
    OrganisationKind.INTERNATIONAL_BODY: marked("International bodies"),
    OrganisationKind.STATE: marked("States"),
    OrganisationKind.OTHER: marked("Others"),
}
"""The kinds of organisation in the order of lists."""
