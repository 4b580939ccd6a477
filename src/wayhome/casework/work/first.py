"""Today in words: what to do first, what is new, what comes before every list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wayhome.casework.children.seen import Person
from wayhome.casework.design.components import Act, SafetyItem
from wayhome.casework.design.times import hour, local, near, span
from wayhome.casework.design.times import moment as in_words
from wayhome.casework.journal.context import Viewer
from wayhome.casework.reach.queries import NoticeSeen
from wayhome.casework.work.clocks import on_list
from wayhome.casework.work.links import link_if
from wayhome.casework.work.queries.listed import other_of
from wayhome.casework.work.queries.seen import Listed
from wayhome.casework.work.queries.today import Died, MissingNow
from wayhome.casework.work.queries.worries import Rung, Waiting
from wayhome.casework.work.rows import named, next_act, words_of
from wayhome.casework.work.sections import Sections
from wayhome.domain.moment import Moment


@dataclass(frozen=True, slots=True)
class First:
    """The title of the page, one sentence a line, and its one button."""

    title: tuple[str, ...]
    act: Act | None


def first(viewer: Viewer, worries: list[Waiting], missing: list[MissingNow], parts: Sections) -> First:
    """The first thing to do: a worry, a child who is missing, a child nobody ever asked, what is due first."""
    if worries:
        return _ring(viewer, worries[0])
    if parts.never_asked:
        row = parts.never_asked[0]
        return First((_("First: ask %s.") % named(row, viewer.at), _late(row, viewer)), _act(row, viewer))
    for row in (*parts.kept, *parts.past, *parts.later):
        due = on_list(row.clock, viewer.at, unsettled=row.is_unsettled)
        return First((_("First: %s.") % named(row, viewer.at), f"{due.first}."), _act(row, viewer))
    if missing:
        who = missing[0].person
        name = f"{who.name}, {who.age(viewer.at)}"
        act = link_if(viewer, "child_cases", _("Open %s") % name, missing[0].child)
        return First((_("Nothing is due."), _("%s is missing.") % name), act)
    return First((_("Nothing is due."),), None)


def full_name(person: Person, viewer: Viewer) -> str:
    """Name and age; the reference alone for whoever may not see the name."""
    return person.name if person.masked else f"{person.name}, {person.age(viewer.at)}"


def _ring(viewer: Viewer, waiting: Waiting) -> First:
    who = full_name(waiting.person, viewer)
    raised = waiting.worry.raised_at
    today = local(raised).date() == local(viewer.at).date()
    sent = _("at %s") % hour(raised) if today else near(raised, viewer.at)
    title = (_("First: ring about %s.") % who, _("Nobody has picked up a worry sent %s.") % sent)
    return First(title, link_if(viewer, "worry", _("Ring about %s") % who, waiting.worry.child, waiting.worry.id))


def _late(row: Listed, viewer: Viewer) -> str:
    if row.clock is None:
        return _("Never asked.")
    return _("Back %s ago, and never asked.") % span(viewer.at - row.clock.latest_start)


def _act(row: Listed, viewer: Viewer) -> Act | None:
    wanted, who = next_act(row, viewer), named(row, viewer.at)
    act = link_if(viewer, wanted, f"{words_of(wanted)}: {who}", row.case) if wanted else None
    return act or link_if(viewer, "case", _("Open %s") % who, row.case)


def safety(
    viewer: Viewer,
    worries: list[Waiting],
    missing: list[MissingNow],
    parts: Sections,
    notices: Sequence[NoticeSeen] = (),
    died: Sequence[Died] = (),
) -> list[SafetyItem]:
    """The block above every list, in this order whatever any clock says."""
    items = [_worry(viewer, w) for w in worries]
    items += [_died(viewer, row.person, "case", row.case) for row in parts.died]
    items += [_died(viewer, one.person, "child_cases", one.child) for one in died]
    if missing:
        everyone = (*parts.kept, *parts.past, *parts.later, *parts.no_clock, *parts.talked)
        items.append(_missing(viewer, missing, [row.person for row in everyone]))
    if notices:
        items.append(_notices(viewer, notices))
    if parts.never_asked:
        items.append(_never_asked(viewer, parts))
    return items


def _died(viewer: Viewer, person: Person, page: str, about: UUID) -> SafetyItem:
    """A child has died: said once, above everything that is due, to everybody whose list they are on."""
    name = full_name(person, viewer)
    words = format_html(
        "<strong>{}</strong> {}", _("%s has died.") % name, _("Every call, message and reminder has stopped.")
    )
    return SafetyItem(words, link_if(viewer, page, _("Open"), about, about=name), "ring", "indigo")


def _notices(viewer: Viewer, notices: Sequence[NoticeSeen]) -> SafetyItem:
    """Notices that could not be matched to a child, or not be done: somebody has to see to them."""
    listed = " · ".join(
        f"{n.name or _('no name')}, {near(n.received_at, viewer.at)}"
        + (_(" (with %s)") % n.with_whom if n.with_whom else "")
        for n in notices
    )
    said = ngettext("A notice needs a person:", "%(n)d notices need a person:", len(notices)) % {"n": len(notices)}
    act = link_if(viewer, "notices", _("See to it"), about=_("notices that nobody matched to a child"))
    return SafetyItem(format_html("<strong>{}</strong> {}.", said, listed), act, "triangle")


def _worry(viewer: Viewer, waiting: Waiting) -> SafetyItem:
    worry, person = waiting.worry, waiting.person
    who = f"{full_name(person, viewer)}." if person.masked else f"{full_name(person, viewer)} · {person.reference}."
    words = format_html(
        "<strong>{}</strong> {} <strong>{}</strong> {} {}",
        who, said(worry.words, worry.hidden), _("Nobody has picked this up yet."), ring(waiting), goes_to(worry.next_rung),
    )  # fmt: skip
    return SafetyItem(words, link_if(viewer, "worry", _("Ring now"), worry.child, worry.id, about=person.name))


def said(words: str | None, hidden: bool) -> str:
    """What a worry says in its first line, or why it cannot be read here."""
    if hidden:
        return _("You may not read what it says.")
    first_line = (words or _("Nothing was written.")).strip().splitlines()[0]
    return first_line if len(first_line) <= 120 else first_line[:117].rstrip() + "…"


def ring(waiting: Waiting) -> str:
    """Whom to ring now."""
    if not waiting.numbers:
        return _("No duty number is recorded: ring the front door you know, or 999.")
    return _("Ring %s.") % f"{waiting.numbers[0].label} {waiting.numbers[0].address}"


def goes_to(rung: Rung | None) -> str:
    """Who is told next, and when."""
    if rung is None:
        return _("It has gone as far as it goes.")
    who = rung.name or _("The %s") % rung.role.label.lower()
    return _("%(who)s is told at %(when)s.") % {"who": who, "when": hour(rung.at)}


def since_words(moment: Moment, viewer: Viewer) -> str:
    """ "since Sun 22:10", "since 06:30"; "since Sun 29 November" where nobody recorded the time."""
    if moment.earliest is None:
        return _("since a time that nobody recorded")
    if not moment.is_exact:
        return _("since %s") % in_words(moment)
    if local(moment.earliest).date() == local(viewer.at).date():
        return _("since %s") % hour(moment.earliest)
    return _("since %s") % near(moment.earliest, viewer.at)


def _missing(viewer: Viewer, missing: list[MissingNow], others: list[Person]) -> SafetyItem:
    alike = {m.child: other_of(viewer, m.person, [*(x.person for x in missing), *others]) for m in missing}
    said = (
        f"{m.person.name}, {m.person.age(viewer.at)}, {since_words(m.since, viewer)}"
        + (_(" (not the same as %s)") % alike[m.child] if alike[m.child] else "")
        for m in missing
    )
    words = format_html(
        "<strong>{}</strong> {}.", _("Missing now:"), format_html_join(" · ", "{}", ((s,) for s in said))
    )
    if len(missing) == 1:
        act = link_if(viewer, "child_cases", _("Open"), missing[0].child, about=missing[0].person.name)
    else:
        both = _("Open both") if len(missing) == 2 else _("Open all %d") % len(missing)
        act = link_if(viewer, "missing_now", both, about=_("children who are missing now"))
    return SafetyItem(words, act)


def _never_asked(viewer: Viewer, parts: Sections) -> SafetyItem:
    link = '<a class="govuk-link" href="#case-{}">{}<span class="govuk-visually-hidden">, {}</span></a> ({})'
    rows = (
        (r.reference, named(r, viewer.at), _("go to the row"), span(viewer.at - r.clock.latest_start))
        for r in parts.never_asked
        if r.clock
    )
    words = format_html(
        "<strong>{}</strong> {}. {}", _("Past 72 hours and never asked:"), format_html_join(" · ", link, rows),
        ngettext("The row is below.", "Their rows are below.", len(parts.never_asked)),
    )  # fmt: skip
    return SafetyItem(
        words,
        Act(
            ngettext("Go to the row", "Go to the rows", len(parts.never_asked)),
            "#past",
            _("past 72 hours, never asked"),
        ),
        "clock-solid",
        "indigo",
    )
