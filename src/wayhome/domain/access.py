"""Who may see what: role by class of data, only inside a relationship (domain reference §10.3 and §10.4).

Every letter of the matrix holds only while a relationship lasts. Somebody whose only access is a share sees what was
shared, and not the class it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wayhome.domain.vocabulary import DataClass, RelationshipKind, Role
from wayhome.domain.vocabulary.word import Word


class Extent(Word):
    """How much of a class is seen."""

    FULL = ("full", "All of it")
    OWN = ("own", "Their own", "All of it, for their own cases, their own children or themselves.")
    SUMMARY = ("summary", "A summary", "Of a sensitive value: the value without its words.")
    CODES = ("codes", "Codes only", "Coded values of children who are not named.")
    SHARED = ("shared", "What was shared", "Only what somebody decided to share.")
    NONE = ("none", "Nothing")


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role sees of one class, whether it may write there, and what limits it."""

    extent: Extent
    write: bool = False
    note: str = ""

    @property
    def may_read(self) -> bool:
        """Whether there is anything to see."""
        return self.extent is not Extent.NONE


NOTHING = Grant(Extent.NONE)
PERSONAL: tuple[DataClass, ...] = tuple(one for one in DataClass if one not in {DataClass.AGGREGATE, DataClass.AUDIT})
"""The classes that say something about a child, in the order of the matrix."""

_LETTERS = {
    "F": Extent.FULL,
    "O": Extent.OWN,
    "S": Extent.SUMMARY,
    "C": Extent.CODES,
    "X": Extent.SHARED,
    "-": Extent.NONE,
}


def _row(letters: str, audit: Grant = NOTHING, totals: str = "-", **notes: str) -> Mapping[DataClass, Grant]:
    """One row: a letter per class of PERSONAL, a `w` behind it where the role writes; notes by class name."""
    grants: dict[DataClass, Grant] = {
        data_class: Grant(_LETTERS[letter[0]], letter.endswith("w"), notes.get(data_class.value, ""))
        for data_class, letter in zip(PERSONAL, letters.split(), strict=True)
    }
    grants[DataClass.AUDIT] = audit
    grants[DataClass.AGGREGATE] = Grant(_LETTERS[totals])
    return MappingProxyType(grants)


_INTERVIEWER = _row("O Ow Ow Ow Ow Ow Ow Ow Ow Ow Ow")
_OWN_CHILDREN = "O O O O O O S O O Ow O"
_NEED = "in full where the work needs it"
_READER = _row("O O O O - - - O S O O")
_PURPOSE = "with a purpose"
_SENIOR = _row("F F S S S S - - S S -", totals="F", identity=_PURPOSE)
_SHARE_EVENT = "by a share"
_VITAL = "unless a life may depend on it"
_NEED_TO_KNOW = "need to know"
_NO_SENSITIVE = "no sensitive need"
_CONTACT_FLAGS = "warnings about contact, where relevant"
_WHO_LOOKED = "who looked"

MATRIX: Mapping[Role, Mapping[DataClass, Grant]] = MappingProxyType(
    {
        # Letters in the order of PERSONAL: identity, episode, reasons, harm, made to do, third party, sensitive,
        # own words, analysis, needs, wishes and safety.
        Role.RHI_COORDINATOR: _row("Fw Fw F F F F S F F Fw Fw", Grant(Extent.OWN, note=_WHO_LOOKED), "F"),
        Role.RHI_INTERVIEWER: _INTERVIEWER,
        Role.PROVIDER_INTERVIEWER: _INTERVIEWER,
        Role.PROVIDER_MANAGER: _row("O F F F F F S F F F F", totals="F", identity="cases sent to the provider"),
        Role.SOCIAL_WORKER: _row(_OWN_CHILDREN, sensitive=_NEED),
        Role.TEAM_MANAGER: _row(_OWN_CHILDREN, totals="F", sensitive=_NEED),
        Role.IRO: _READER,
        Role.ADVOCATE: _READER,
        Role.FRONT_DOOR: _row("F F S F S S - - S S F", sensitive=_VITAL),
        Role.POLICE_MPC: _row(
            "F F S X - X - - S S -",
            harm=_SHARE_EVENT,
            made_to_do="unless an interviewer chose it",
            third_party=_SHARE_EVENT,
            sensitive=_VITAL,
            own_words="an excerpt, where shared",
            wishes_and_safety="sees that something is withheld",
        ),
        Role.HOST_LA_MISSING_LEAD: _row("O F S S - S - - S S -", identity="hosted children", needs=_NO_SENSITIVE),
        Role.CARER_HOME: _row(
            "O O - X - - X - - S S",
            episode="own placement",
            harm=_NEED_TO_KNOW,
            sensitive="need to know, by a share only",
            needs="the agreed plan, no sensitive need",
            wishes_and_safety=_CONTACT_FLAGS,
        ),
        Role.SCHOOL_CONTACT: _row(
            "X - - X - - - - - X S", harm=_NEED_TO_KNOW, needs="the action shared", wishes_and_safety=_CONTACT_FLAGS
        ),
        Role.HEALTH_CONTACT: _row(
            "X - - X - - X - - X S",
            harm=_NEED_TO_KNOW,
            sensitive="a referral only",
            needs="the need shared",
            wishes_and_safety=_CONTACT_FLAGS,
        ),
        Role.PANEL_MEMBER: _row(
            "F S S S - S - S S S -",
            identity="children on the list",
            made_to_do="unless it was decided",
            own_words="an excerpt",
        ),
        Role.SERVICE_MANAGER: _SENIOR,
        Role.NAMED_SENIOR_MANAGER: _SENIOR,
        Role.DCS: _SENIOR,
        Role.ANALYST: _row("C F C C - - - - C C -", totals="F", identity="nobody is named", episode="nobody is named"),
        Role.NATIONAL_OVERSIGHT: _row("- - - - - - - - - - -", totals="F"),
        Role.AUDITOR_IG: _row("F - - - - - - - - - -", Grant(Extent.FULL), identity="by breaking the glass only"),
        Role.SYSADMIN: _row(
            "- - - - - - - - - - -", Grant(Extent.SUMMARY, note="who signed in and what failed, never about whom")
        ),
        Role.YOUNG_PERSON: _row(
            "O O O O O - O O - S O",
            episode="own status",
            reasons="own words",
            harm="own words",
            made_to_do="own words",
            sensitive="own words",
            needs="the agreed plan: you said, we did",
            wishes_and_safety="own wishes",
        ),
    }
)
"""Role by class. Totals name nobody; who sees them is our proposal, the rest is domain reference §10.3."""

_STAFF = frozenset({RelationshipKind.TEAM_MEMBERSHIP, RelationshipKind.ALLOCATION})

OPENED_BY: Mapping[Role, frozenset[RelationshipKind]] = MappingProxyType(
    {
        Role.RHI_COORDINATOR: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.RHI_INTERVIEWER: frozenset({RelationshipKind.ALLOCATION}),
        Role.PROVIDER_INTERVIEWER: frozenset({RelationshipKind.ALLOCATION}),
        Role.PROVIDER_MANAGER: frozenset({RelationshipKind.PROVIDER_REFERRAL}),
        Role.SOCIAL_WORKER: _STAFF,
        Role.TEAM_MANAGER: _STAFF,
        Role.IRO: frozenset({RelationshipKind.ALLOCATION}),
        Role.ADVOCATE: frozenset({RelationshipKind.ALLOCATION}),
        Role.FRONT_DOOR: frozenset({RelationshipKind.DUTY}),
        Role.POLICE_MPC: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.HOST_LA_MISSING_LEAD: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.CARER_HOME: frozenset({RelationshipKind.OWN_PLACEMENT}),
        Role.SCHOOL_CONTACT: frozenset(),
        Role.HEALTH_CONTACT: frozenset(),
        Role.PANEL_MEMBER: frozenset({RelationshipKind.PANEL_WINDOW}),
        Role.SERVICE_MANAGER: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.NAMED_SENIOR_MANAGER: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.DCS: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.ANALYST: frozenset({RelationshipKind.TEAM_MEMBERSHIP}),
        Role.NATIONAL_OVERSIGHT: frozenset(),
        Role.AUDITOR_IG: frozenset(),
        Role.SYSADMIN: frozenset(),
        Role.YOUNG_PERSON: frozenset({RelationshipKind.OWN_RECORD}),
    }
)
"""The relationships in which a role's row of the matrix holds. A share and a broken glass are open to other rules."""

_NAMES_NEED_A_PURPOSE = frozenset({Role.SERVICE_MANAGER, Role.NAMED_SENIOR_MANAGER, Role.DCS})
_CONTENT_NEVER = frozenset({Role.SYSADMIN, Role.NATIONAL_OVERSIGHT, Role.ANALYST})


def may_read(
    role: Role, data_class: DataClass, relationship: RelationshipKind | None, *, purpose: str | None = None
) -> Grant:
    """What a role may see of a class of data about a child, given the one relationship that holds now.

    Nothing about a child is seen without a relationship, nor through one that the role cannot have. Totals and the
    audit log need none. `purpose` is what a senior manager gives to see a name. Whether the relationship is within its
    time is for whoever passes it in.
    """
    grant = MATRIX[role][data_class]
    if data_class not in PERSONAL:
        return grant
    if relationship is None:
        return NOTHING
    if relationship is RelationshipKind.SHARE:
        return NOTHING if role in _CONTENT_NEVER else Grant(Extent.SHARED, note="the share, not the class")
    if relationship is RelationshipKind.BREAK_GLASS:
        return NOTHING if role in _CONTENT_NEVER else grant
    if relationship not in OPENED_BY[role]:
        return NOTHING
    if data_class is DataClass.IDENTITY and role in _NAMES_NEED_A_PURPOSE and not purpose:
        return NOTHING
    return grant
