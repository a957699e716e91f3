"""The fixed lists, as stored, as in the API and as in the seed files."""

from enum import StrEnum


class ElectionKind(StrEnum):
    """What was held; the code of an election ends in it."""

    PARL = "PARL"
    PRES = "PRES"
    LOCAL = "LOCAL"
    RFDM = "RFDM"
    UPR = "UPR"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    OBSERVER = "observer"
    AUTHORITY = "authority"
    COURT = "court"
    CITIZEN_GROUP = "citizen_group"
    INTERNATIONAL_BODY = "international_body"
    STATE = "state"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What a document is."""

    FINAL_REPORT = "final_report"
    PRELIMINARY_STATEMENT = "preliminary_statement"
    INTERIM_REPORT = "interim_report"
    NEEDS_ASSESSMENT = "needs_assessment"
    COMMENTS = "comments"
    LAW = "law"
    LEGAL_OPINION = "legal_opinion"
    LETTER = "letter"
    OTHER = "other"


class DateBasis(StrEnum):
    """How a date is known."""

    PRINTED = "printed"
    INFERRED = "inferred"


class PageBasis(StrEnum):
    """How a page is known: printed on it, counted from page starts, or inferred from contents."""

    PRINTED = "printed"
    COUNTED = "counted"
    INFERRED = "inferred"


class PlaceRole(StrEnum):
    """In what part of a document something stands."""

    LIST = "list"
    BODY = "body"
    SUMMARY = "summary"
    QUOTATION = "quotation"


class ItemKind(StrEnum):
    """What an item of an observers' document is."""

    RECOMMENDATION = "recommendation"
    CONCERN = "concern"
    WELCOMED = "welcomed"


class Position(StrEnum):
    """Whether the authority accepts, read from the status line of its answer only."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOT_ACCEPTED = "not_accepted"
    UNDER_STUDY = "under_study"
    NOTED = "noted"
    NOT_STATED = "not_stated"


class Reported(StrEnum):
    """What the authority says it has done."""

    IMPLEMENTED = "implemented"
    IMPLEMENTED_CONTINUING = "implemented_continuing"
    BEING_IMPLEMENTED = "being_implemented"
    NONE = "none"


class Ground(StrEnum):
    """What a reported implementation rests on."""

    ALREADY_IN_PLACE = "already_in_place"
    DONE_SINCE = "done_since"
    NOT_SAID = "not_said"


class Scope(StrEnum):
    """Whether something is about the law, about practice, or both."""

    LAW = "law"
    PRACTICE = "practice"
    BOTH = "both"


class Reason(StrEnum):
    """Why an authority answers as it does."""

    ALREADY_IN_LAW = "already_in_law"
    CONSTITUTION_BARS = "constitution_bars"
    LAW_BARS = "law_bars"
    NO_COMMITMENT_REQUIRES = "no_commitment_requires"
    CONTRADICTS_COMMITMENTS = "contradicts_commitments"
    OUTSIDE_COMPETENCE = "outside_competence"
    UNCLEAR = "unclear"
    IMPRACTICABLE = "impracticable"
    OTHER_STATES_DO_LIKEWISE = "other_states_do_likewise"
    FACTS_DISPUTED = "facts_disputed"
    NO_SPECIFICS_GIVEN = "no_specifics_given"
    WILL_CONSIDER = "will_consider"
    RESTRICTION_JUSTIFIED = "restriction_justified"
    NATIONAL_CIRCUMSTANCES = "national_circumstances"
    PROVISION_NOT_BREACHED = "provision_not_breached"
    CHOICE_OF_OTHERS = "choice_of_others"


class Level(StrEnum):
    """How far an assessor finds a recommendation implemented."""

    FULLY = "fully"
    MOSTLY = "mostly"
    PARTIALLY = "partially"
    NOT_IMPLEMENTED = "not_implemented"
    NO_LONGER_APPLICABLE = "no_longer_applicable"
    NOT_ASSESSABLE = "not_assessable"


DIFFERS = "differs"
"""Item-level assessment when the newest assessments do not agree."""


class AssessmentBasis(StrEnum):
    """Whether an assessment is in the assessor's words or our reading of them."""

    STATED = "stated"
    EDITOR_READING = "editor_reading"


class Direction(StrEnum):
    """Which way a piece of evidence points."""

    FORWARD = "forward"
    BACK = "back"
    UNCHANGED = "unchanged"


class Later(StrEnum):
    """What later reports show of an item."""

    RECOMMENDED_AGAIN = "recommended_again"
    CONCERN_AGAIN = "concern_again"
    NOT_ITEMISED = "not_itemised"
    NO_LATER_REPORT = "no_later_report"
    OTHER_KIND = "other_kind"


class Relation(StrEnum):
    """How two items of one country belong together."""

    REPEATS = "repeats"
    REPEATS_IN_PART = "repeats_in_part"
    EXTENDS = "extends"
    RELATED = "related"
    SUPPORTS = "supports"
    SAME_FINDING = "same_finding"


RECURRENCES = (Relation.REPEATS, Relation.REPEATS_IN_PART, Relation.EXTENDS)
"""The relations that say that a point came back; they run forward in time."""

WITHIN_ELECTION = (Relation.SUPPORTS, Relation.SAME_FINDING)
"""The relations that stay within one election."""


class LinkState(StrEnum):
    """What people decided about a link."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class LinkBasis(StrEnum):
    """Whether a document says that two items belong together, or an editor does."""

    STATED = "stated"
    EDITOR = "editor"


class ThreadRole(StrEnum):
    """Whether a thread's item is an occurrence of the point or a welcomed step in its story."""

    OCCURRENCE = "occurrence"
    STORY = "story"


class UndertakingState(StrEnum):
    """What later documents show of something announced."""

    KEPT = "kept"
    KEPT_IN_PART = "kept_in_part"
    NOT_KEPT = "not_kept"
    NOTHING_FOUND = "nothing_found"


class InstrumentClass(StrEnum):
    """What kind of standard an instrument is."""

    TREATY = "treaty"
    INTERPRETATION = "interpretation"
    POLITICAL_COMMITMENT = "political_commitment"
    GOOD_PRACTICE = "good_practice"


class Purpose(StrEnum):
    """To what end somebody cites a standard."""

    BASIS = "basis"
    DISPUTED = "disputed"
    INVOKED_AS_LIMIT = "invoked_as_limit"
    SAID_TO_BE_MET = "said_to_be_met"


class ImportKind(StrEnum):
    """What a file is read as."""

    REPORT = "report"
    COMMENTS = "comments"
    TABLE = "table"


class ImportState(StrEnum):
    """How far an import is."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Decision(StrEnum):
    """What was decided about a draft."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PUBLISHED = "published"


class MatchBasis(StrEnum):
    """How a draft was found to be a record that exists."""

    DIGEST = "digest"
    NUMBER = "number"
    TEXT = "text"
    KEY = "key"
    EDITOR = "editor"


class Role(StrEnum):
    """What a person may do at the desk; each role may do what those before it may."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Channel(StrEnum):
    """How an act came about."""

    SEED = "seed"
    IMPORT = "import"
    DESK = "desk"
    API = "api"
    COMMAND = "command"


class Action(StrEnum):
    """What a change did with an entry."""

    CREATED = "created"
    CHANGED = "changed"
    ARCHIVED = "archived"
    RESTORED = "restored"


class Proposed(StrEnum):
    """What a proposal would do."""

    SAVE = "save"
    ARCHIVE = "archive"
    RESTORE = "restore"


class ProposalState(StrEnum):
    """How far a proposal is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Capacity(StrEnum):
    """In what capacity somebody asks for a correction."""

    AUTHORITY = "authority"
    OBSERVER = "observer"
    CONCERNED = "concerned"
    OTHER = "other"


class Outcome(StrEnum):
    """What came of a request for correction."""

    CORRECTED = "corrected"
    NOT_CORRECTED = "not_corrected"
    PASSED_ON = "passed_on"
    SPAM = "spam"
