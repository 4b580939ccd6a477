"""A child's record in words, for pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from wayhome.casework.children.seen import AddressSeen, Card, Person, PlacementSeen, Record
from wayhome.casework.children.words import BirthCertainty
from wayhome.casework.design.components import Act, SafeContact
from wayhome.casework.design.times import full
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import ACCESS
from wayhome.domain.vocabulary import Channel, ContactPermission


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part: what, the words, and what can be done about it."""

    label: str
    words: str | None
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the record: its lines, and the page that adds to it."""

    name: str
    title: str
    lines: tuple[Line, ...]
    none: str
    add: Act | None


def record_parts(record: Record, viewer: Viewer) -> list[Part]:
    """The parts of a record in the order they are read."""
    child = record.person.id

    def adding(part: str, words: str) -> Act | None:
        return Act(words, reverse("child_part", args=[child, part])) if may_open(viewer, "child_part") else None

    parts = [
        ("name", _("Names"), _names(record), _("No name recorded."), _("Add a name")),
        ("birth", _("Date of birth"), _births(record), _("Nobody has given a date of birth."), _("Add a date somebody gave")),
        ("status", _("Status"), _statuses(record), _("Not looked after, no plan recorded."), _("Add a status")),
        ("placement", _("Placements"), _placements(record), _("No placement recorded."), _("Add a placement")),
        ("address", _("Addresses"), _addresses(record), _("No address recorded."), _("Add an address")),
        ("adult", _("Adults"), _adults(record), _("Nobody recorded. Who has parental responsibility is not known."), _("Add an adult")),
        ("school", _("School"), _schools(record), _("No school recorded."), _("Add a school")),
    ]  # fmt: skip
    workers = tuple(Line(w.part.label, w.name) for w in record.workers)
    change = (
        Act(_("Change"), reverse("child_facts", args=[child]), _("Who")) if may_open(viewer, "child_facts") else None
    )
    return [
        Part("who", _("Who"), _who(record), "", change),
        *(Part(part, title, lines, none, adding(part, add)) for part, title, lines, none, add in parts),
        Part("workers", _("Workers"), workers, _("Nobody is allocated."), None),
    ]


def record_links(child: UUID, viewer: Viewer) -> list[Act]:
    """What else belongs to a record, as far as the viewer may open it."""
    links = (
        ("child_access", _("Who may open this record, and who has looked")),
        ("child_same", _("Another record is of the same child")),
    )
    return [Act(words, reverse(name, args=[child])) for name, words in links if may_open(viewer, name)]


def may_open(viewer: Viewer, page: str) -> bool:
    """Whether a page is this person's work at all."""
    return ACCESS[page].admits(viewer)


def _names(record: Record) -> tuple[Line, ...]:
    return tuple(
        Line(n.kind.label, f"{n.given} {n.family}".strip() + (_(" (ended)") if n.ended_at else ""))
        for n in record.names
    )


def _statuses(record: Record) -> tuple[Line, ...]:
    return tuple(Line(s.kind.label, f"{s.code} · {span(s.starts_on, s.ends_on)}") for s in record.statuses)


def _placements(record: Record) -> tuple[Line, ...]:
    return tuple(Line(p.kind.label, placement(p)) for p in record.placements)


def _addresses(record: Record) -> tuple[Line, ...]:
    return tuple(Line(a.kind.label, address(a)) for a in record.addresses)


def _adults(record: Record) -> tuple[Line, ...]:
    return tuple(Line(a.relation.label, _adult(a)) for a in record.adults)


def _schools(record: Record) -> tuple[Line, ...]:
    return tuple(Line(s.name, s.contact) for s in record.schools)


def _who(record: Record) -> tuple[Line, ...]:
    lines = [
        Line(_("Likes to be called"), record.person.called),
        Line(_("Sex"), record.sex),
        Line(_("Gender"), record.gender),
        Line(_("Ethnicity"), record.ethnicity),
        Line(_("First language"), record.first_language),
        Line(_("Interpreter"), yes_or_no(record.needs_interpreter)),
    ]
    if record.sensitive:
        lines += [
            Line(_("Disability"), yes_or_no(record.disabled)),
            Line(_("Communication needs"), record.communication_needs),
        ]
    return tuple(lines)


def _births(record: Record) -> tuple[Line, ...]:
    disputed = record.person.birth.certainty is BirthCertainty.DISPUTED
    lines = []
    for b in record.births:
        said = (
            day(b.earliest)
            if b.earliest == b.latest
            else _("between %(a)s and %(b)s") % {"a": day(b.earliest), "b": day(b.latest)}
        )
        notes = [_("estimate")] if b.estimated else []
        notes += [_("settled on")] if b.settled else []
        notes += [_("recorded in error")] if b.withdrawn else []
        notes += [_("disputed")] if disputed and not b.settled and not b.withdrawn else []
        lines.append(Line(_("Said by: %s") % b.source.label, " · ".join([said, *notes])))
    return tuple(lines)


def placement(p: PlacementSeen) -> str:
    """A placement in words; of a protected one the town stands alone."""
    parts = [p.provider_name, p.address.town if p.address else None, p.area_code, span(p.starts_on, p.ends_on)]
    protected = [_("protected address")] if p.address and p.address.protected else []
    return " · ".join([*(x for x in parts if x), *protected])


def address(a: AddressSeen) -> str:
    """An address in words; of a protected one the town, and that it is protected."""
    if a.protected:
        return _("%s. Protected: the rest is not shown.") % (a.town or _("Town not recorded"))
    return ", ".join(x for x in (a.lines, a.town, a.postcode) if x) or _("not recorded")


def _adult(a: Any) -> str:
    said = [a.name or _("name not recorded")]
    if a.has_parental_responsibility:
        said.append(_("parental responsibility"))
    if a.may_be_contacted is ContactPermission.NEVER:
        said.append(_("never contact"))
    return " · ".join(said)


def safe_contact(viewer: Viewer, card: Card, person: Person) -> SafeContact:
    """The card that travels with every page from which somebody can be contacted; checking is offered to those whose work it is."""
    if person.deceased_at is not None:
        never = _("No call, no text, no letter, no visit. Every reminder about them has stopped.")
        return SafeContact(_("%s has died") % person.first_name, ((_("Never"), never),))
    if card.checked_at is None:
        adult = card.named_adult or _("the named adult, not recorded yet")
        lines = [(_("Go through"), adult), (_("Not allowed"), _("No text, no letter, no home phone"))]
    else:
        lines = _checked_lines(card)
    said = {"when": full(card.checked_at), "who": card.checked_by or _("somebody")}
    checked = _("Checked %(when)s by %(who)s") % said if card.checked_at else _("Nobody has checked yet")
    again = _("Check again") if card.checked_at else _("Check now")
    check = Act(again, reverse("child_contact", args=[person.id]), person.name)
    return SafeContact(
        _("How to reach %s safely") % person.first_name,
        tuple((a, b) for a, b in lines if b),
        checked,
        check if may_open(viewer, "child_contact") else None,
    )


def _checked_lines(card: Card) -> list[tuple[str, str]]:
    """What a check found: what to use, through whom and when; what never; what nobody has checked."""
    adult = ", ".join(x for x in (card.named_adult, card.named_adult_reached_by) if x)
    use = [_("Through %s") % adult] if adult else []
    use += [ways(card, ContactPermission.YES)] if ways(card, ContactPermission.YES) else []
    use += [card.times] if card.times else []
    return [
        (_("Use"), ". ".join(part[:1].upper() + part[1:].rstrip(".") for part in use)),
        (_("Never"), ways(card, ContactPermission.NEVER)),
        (_("Not checked"), ways(card, ContactPermission.NOT_CHECKED_YET)),
    ]


def ways(card: Card, permission: ContactPermission) -> str:
    """The ways of reaching a child that have one permission, in short words: "texts, letters"."""
    return ", ".join(short_way(c) for c, p in card.permissions.items() if p is permission)


SHORT_WAYS = {
    Channel.TEXT: lazy("texts"), Channel.CALL: lazy("calls to their own phone"), Channel.HOME_PHONE: lazy("the home phone"),
    Channel.LETTER: lazy("letters"), Channel.VISIT: lazy("visits"), Channel.VIDEO: lazy("video calls"),
    Channel.VIA_SCHOOL: lazy("through school"), Channel.VIA_CARER: lazy("through a carer"), Channel.LINK: lazy("a link to a page"),
}  # fmt: skip


def short_way(channel: Channel) -> str:
    """A way of reaching somebody as it is said in a list."""
    return str(SHORT_WAYS[channel])


def yes_or_no(value: bool | None) -> str | None:
    """A truth in words; None stays not recorded."""
    return None if value is None else _("Yes") if value else _("No")


def day(value: date) -> str:
    """10 June 2011."""
    return f"{value.day} {value:%B %Y}"


def span(starts: date | None, ends: date | None) -> str:
    """From and until, in words."""
    since = _("since %s") % day(starts) if starts else ""
    return _("%(a)s to %(b)s") % {"a": day(starts) if starts else _("not recorded"), "b": day(ends)} if ends else since
