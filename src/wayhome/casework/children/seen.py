"""What queries about children return: frozen records, each part as far as the viewer may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework.children.ages import Birth, age_in_words
from wayhome.casework.children.words import AddressKind, NameKind, Part, PlacementKind, Relation, StatusKind
from wayhome.domain.moment import LONDON
from wayhome.domain.vocabulary import Channel, ContactPermission, RelationshipKind, Source


@dataclass(frozen=True, slots=True)
class Person:
    """A child as every page names them: full name, age, reference; the reference alone where names are masked."""

    id: UUID
    organisation: UUID
    reference: str
    given: str
    family: str
    called: str | None
    birth: Birth
    deceased_at: datetime | None
    masked: bool = False

    @property
    def name(self) -> str:
        """The full name, or words for its absence; never initials."""
        if self.masked:
            return self.reference
        return f"{self.given} {self.family}".strip() or _("name not recorded")

    @property
    def first_name(self) -> str:
        """What the child likes to be called, else the given name."""
        return self.name if self.masked else self.called or self.given or _("the child")

    def age(self, at: datetime) -> str:
        """The age in words on the local day of an instant."""
        return age_in_words(self.birth, at.astimezone(LONDON).date())


@dataclass(frozen=True, slots=True)
class NameSeen:
    id: UUID
    kind: NameKind
    given: str
    family: str
    ended_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class AssertionSeen:
    """A date of birth as somebody gave it."""

    id: UUID
    earliest: date
    latest: date
    estimated: bool
    source: Source
    recorded_at: datetime
    settled: bool
    withdrawn: bool
    version: int


@dataclass(frozen=True, slots=True)
class StatusSeen:
    id: UUID
    kind: StatusKind
    code: str
    starts_on: date
    ends_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class AddressSeen:
    """An address. Of a protected one `lines` and `postcode` are None and the town stands alone."""

    id: UUID
    kind: AddressKind
    lines: str | None
    town: str | None
    postcode: str | None
    area_code: str | None
    protected: bool
    starts_on: date | None
    ends_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class PlacementSeen:
    id: UUID
    kind: PlacementKind
    provider_name: str | None
    urn: str | None
    area_code: str | None
    distance_miles: int | None
    starts_on: date
    ends_on: date | None
    now: bool
    address: AddressSeen | None
    version: int


@dataclass(frozen=True, slots=True)
class AdultSeen:
    id: UUID
    relation: Relation
    name: str | None
    reached_by: str | None
    has_parental_responsibility: bool | None
    may_be_contacted: ContactPermission
    version: int


@dataclass(frozen=True, slots=True)
class SchoolSeen:
    id: UUID
    name: str
    urn: str | None
    contact: str | None
    starts_on: date | None
    ends_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class WorkerSeen:
    id: UUID
    part: Part
    user: UUID
    name: str | None
    since: datetime
    version: int


@dataclass(frozen=True, slots=True)
class RelationshipSeen:
    """What opens a record: to whom, of which kind, why, from and until."""

    id: UUID
    kind: RelationshipKind
    organisation: str
    person: str | None
    team: str | None
    purpose: str
    starts_at: datetime
    ends_at: datetime | None
    live: bool
    version: int


@dataclass(frozen=True, slots=True)
class Card:
    """How a child may be reached safely. `checked_at` None: nobody has checked, so nothing but the named adult is safe.

    `hidden`: there is a check, but this viewer may not read it; every channel then reads as not checked.
    """

    permissions: Mapping[Channel, ContactPermission]
    checked_at: datetime | None
    hidden: bool = False
    checked_by: str | None = None
    named_adult: str | None = None
    named_adult_reached_by: str | None = None
    times: str | None = None
    whose_phone: str | None = None
    notes: str | None = None
    danger_at_home: bool | None = None
    no_unknown_numbers: bool | None = None
    not_at_address: bool | None = None

    def allows(self, channel: Channel) -> bool:
        """Whether this way may be used. Not checked yet is no (domain reference §5, contact safety)."""
        return self.permissions.get(channel) is ContactPermission.YES

    def line(self) -> str:
        """The card in one line, for lists and above every button that contacts somebody."""
        never = [c for c, p in self.permissions.items() if p is ContactPermission.NEVER]
        if self.checked_at is None:
            adult = _("Through %s.") % self.named_adult if self.named_adult else _("Go through the named adult.")
            return _("Not checked yet: no text, no letter, no home phone. %s") % adult
        parts = [_("Never: %s.") % ", ".join(str(_(c.label)).lower() for c in never)] if never else []
        fine = [c for c in self.permissions if self.allows(c)]
        parts += [_("Safe: %s.") % ", ".join(str(_(c.label)).lower() for c in fine)] if fine else []
        parts += [_("Through %s.") % self.named_adult] if self.named_adult else []
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Glance:
    """What somebody needs to know of a child before they ring: language, what helps them communicate, where they live."""

    first_language: str | None
    needs_interpreter: bool | None
    communication_needs: str | None
    placements: tuple[PlacementSeen, ...]
    addresses: tuple[AddressSeen, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A child's record as one viewer may read it. An empty part is either empty or not theirs to read."""

    person: Person
    version: int
    sensitive: bool
    disabled: bool | None
    communication_needs: str | None
    sex: str | None
    gender: str | None
    ethnicity: str | None
    first_language: str | None
    needs_interpreter: bool | None
    unaccompanied: bool | None
    local_id: str | None
    names: tuple[NameSeen, ...]
    births: tuple[AssertionSeen, ...]
    statuses: tuple[StatusSeen, ...]
    placements: tuple[PlacementSeen, ...]
    addresses: tuple[AddressSeen, ...]
    adults: tuple[AdultSeen, ...]
    schools: tuple[SchoolSeen, ...]
    workers: tuple[WorkerSeen, ...]
    card: Card
