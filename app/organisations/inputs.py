"""What may be entered about organisations."""

from app.core.inputs import CountryCode, Input, Slug, Text
from app.vocabulary.lists import OrganisationKind


class OrganisationInput(Input):
    """An organisation."""

    slug: Slug
    name: Text
    short_name: Text
    kind: OrganisationKind
    country: CountryCode | None = None
