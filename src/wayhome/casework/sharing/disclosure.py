"""The Disclosure: the only way out of the system (security reference §5, rule 6).

It is built from a case, a recipient and what is told, and chooses fields by their class alone (`domain.disclosure.visible`).
Nobody passes on what they may not read themselves; a protected address never leaves; safe places and wishes stay with the
team. One template draws every audience, and what it draws is what is kept and what the recipient gets, to the letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import names
from wayhome.casework.children.access import Access, open_child
from wayhome.casework.children.queries import person
from wayhome.casework.delivery.answers import as_answers
from wayhome.casework.delivery.models import ApprovedVersion
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.events import history
from wayhome.casework.journey.models import Case
from wayhome.casework.organisations.queries import organisation
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.casework.sharing.facts import facts_of
from wayhome.casework.sharing.protected import Protected, protected_of
from wayhome.casework.sharing.words import What
from wayhome.domain.disclosure import AT_HOME, NO_MARKER, Field, by_heading, fields_of, granted_to, visible
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass
from wayhome.domain.wallclock import local_day, long_date

BY_THIS_DOOR = frozenset(Recipient) - {Recipient.PROVIDER, Recipient.NEXT_INTERVIEWER, Recipient.PARTNERSHIP}
"""Recipients of a copy. A provider and the next interviewer open the case itself; national totals are another door."""

LINES_OF_A_NOTE = ("how_they_are", "one_thing", "done_so_far")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every copy: who it is about, that a talk was held, from whom and on which day."""

    name: str
    age: str
    reference: str
    held: str | None
    authority: str
    sender: str
    on: str


@dataclass(frozen=True)
class Source:
    """A case as it may be told from: every field, what the sender may read of them, and what never leaves."""

    viewer: Viewer
    access: Access
    case: UUID
    head: Head
    fields: tuple[Field, ...]
    version: int | None
    protected: Protected

    @cached_property
    def readable(self) -> tuple[Field, ...]:
        """What the sender may read: nobody passes on what they may not read themselves."""
        return visible(self.fields, {c: self.access.grant(c).extent for c in DataClass})

    def clear(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        """The fields without those that hold a protected address."""
        return tuple(f for f in fields if not self.protected.is_in(f.text, *f.values))


@dataclass(frozen=True)
class Disclosure:
    """What one recipient gets. `withheld`: there is more, which professionals are told and nobody at home is."""

    recipient: Recipient
    what: What
    case: UUID
    child: UUID
    organisation: UUID
    head: Head
    fields: tuple[Field, ...]
    withheld: bool = False
    added: str | None = None
    version: int | None = None

    @property
    def unchecked(self) -> bool:
        """Sent before anybody else has read it."""
        return self.what is not What.RECORD

    @property
    def classes(self) -> tuple[DataClass, ...]:
        """The classes of data in it; that it names the child is one of them."""
        held = {DataClass.IDENTITY, *(field.data_class for field in self.fields)}
        return tuple(c for c in DataClass if c in held)

    @cached_property
    def content(self) -> str:
        """The copy, exactly as the recipient gets it."""
        parts = by_heading(self.fields)
        return render_to_string("sharing/disclosure.html", {"told": self, "parts": parts, "what": self.what.label})

    @cached_property
    def sha256(self) -> str:
        """What the exact copy is known by."""
        return sha256_of(self.content)


def sha256_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def source_of(viewer: Viewer, case: UUID, so_far: ChildSoFar | None = None) -> Source:
    """Everything that could be told from a case, by this sender. Raises NotFound.

    `so_far` is where the child's journey stands, for whoever has read it already.
    """
    row = Case.objects.filter(pk=case).first()
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    whose = person(viewer, row.child_id)
    so_far = so_far or fold_child(history(row.organisation_id, row.child_id))
    approved = ApprovedVersion.objects.filter(case_id=case).order_by("-number").first()
    in_force = approved if so_far.case(str(case)).version else None
    answers: Mapping[str, object] = as_answers(in_force.answers) if in_force else {}
    held = so_far.case(str(case)).talks
    day = held[0].happened.local_date() if held else None
    sender = names(viewer, [viewer.user]).get(viewer.user) if viewer.user else None
    head = Head(
        name=whose.name, age=whose.age(viewer.at), reference=row.reference, held=long_date(day) if day else None,
        authority=organisation(viewer, row.organisation_id).name,
        sender=f"{sender.name} ({sender.organisation_name})" if sender else "Wayhome", on=long_date(local_day(viewer.at)),
    )  # fmt: skip
    fields = (*facts_of(so_far, str(case), viewer, row.organisation_id), *fields_of(answers))
    version = in_force.number if in_force else None
    return Source(viewer, access, case, head, fields, version, protected_of(viewer, access.identities))


def of_record(
    source: Source, recipient: Recipient, *, chosen: Iterable[DataClass] = (), added: str | None = None
) -> Disclosure:
    """What a recipient may have of the approved record. Raises Refused."""
    _by_this_door(recipient)
    source.protected.must_not_be_in(added)
    try:
        granted = granted_to(recipient, chosen)
    except ValueError:
        raise Refused(_("%s cannot be given that, whoever decides.") % recipient.label, rule="never_given") from None
    shown = source.clear(visible(source.readable, granted, at_home=recipient in AT_HOME))
    return Disclosure(
        recipient, What.RECORD, source.case, source.access.child, source.access.organisation, source.head, shown,
        withheld=recipient not in NO_MARKER and _something_is_left_out(source.fields, shown), added=added,
        version=source.version,
    )  # fmt: skip


def of_one_fact(source: Source, recipient: Recipient, *, fact: str, data_class: DataClass) -> Disclosure:
    """One fact, the same day, as its sender wrote it. What kind of fact it is was chosen, and goes by its class. Raises Refused."""
    _by_this_door(recipient)
    if not fact.strip():
        raise Refused(_("Write the one thing that they need to know."), rule="nothing_to_tell")
    source.protected.must_not_be_in(fact)
    field = Field("one_fact", _("One fact"), data_class.label, data_class, text=fact.strip())
    return _not_yet_checked(source, recipient, What.ONE_FACT, (field,))


def of_headline_note(source: Source, *, lines: Mapping[str, str]) -> Disclosure:
    """Three lines after the talk, for the coordinator and the social worker at once. Raises Refused."""
    said = {name: (lines.get(name) or "").strip() for name in LINES_OF_A_NOTE}
    if not said["one_thing"]:
        raise Refused(_("Write at least the one thing to know."), rule="nothing_to_tell")
    source.protected.must_not_be_in(*said.values())
    asked = {
        "how_they_are": _("How they are"), "one_thing": _("The one thing to know"), "done_so_far": _("What has been done"),
    }  # fmt: skip
    fields = tuple(
        Field(name, _("Headline note"), asked[name], DataClass.HARM, text=text) for name, text in said.items() if text
    )
    return _not_yet_checked(source, Recipient.SOCIAL_WORKER, What.HEADLINE_NOTE, fields)


def _not_yet_checked(source: Source, recipient: Recipient, what: What, fields: tuple[Field, ...]) -> Disclosure:
    return Disclosure(
        recipient, what, source.case, source.access.child, source.access.organisation, source.head, fields
    )


def _by_this_door(recipient: Recipient) -> None:
    if recipient not in BY_THIS_DOOR:
        raise Refused(_("%s are not sent copies.") % recipient.label, rule="other_door")


def _something_is_left_out(fields: tuple[Field, ...], shown: tuple[Field, ...]) -> bool:
    """Whether anything that was said is not in the copy: another field, or its words."""
    return [(f.name, f.data_class, f.text) for f in fields] != [(f.name, f.data_class, f.text) for f in shown]


def shown_to(access: Access, fields: Iterable[Field]) -> tuple[tuple[Field, ...], bool]:
    """The fields that a member of staff sees on a page about the child, and whether something is left out for them."""
    everything = tuple(fields)
    shown = visible(everything, {c: access.grant(c).extent for c in DataClass})
    return shown, _something_is_left_out(everything, shown)
