"""The parts of a case's page below its first screen: worries, what happened, returns, the talk, help, who was told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wayhome.casework.accounts.queries import names
from wayhome.casework.children.access import open_child
from wayhome.casework.design.components import Act, Clock, Column, Filter, Happened, Table
from wayhome.casework.design.times import day, full, moment, near, short
from wayhome.casework.followup.queries import needs
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey.queries import EventSeen
from wayhome.casework.journey.steps import Opened
from wayhome.casework.organisations.queries import ContactSeen, directory
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.sharing.queries import Told, told
from wayhome.casework.work import telling
from wayhome.casework.work.clocks import on_list
from wayhome.casework.work.first import goes_to
from wayhome.casework.work.links import link_if
from wayhome.casework.work.queries.worries import WorrySeen
from wayhome.casework.work.standing import Stands
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import Sharing, Support
from wayhome.domain.vocabulary import DataClass

PARTS = ("", "missing", "tries", "talk", "told", "help")


def shaped(name: str, words: object, tone: str = "") -> SafeString:
    """A state inside a table's cell, drawn by the design system's own macro."""
    from django.template import engines

    environment = next(e.env for e in engines.all() if hasattr(e, "env"))
    return SafeString(environment.get_template("design/parts/shape.html").module.state(name, words, tone))


def cell(first: object, more: object) -> SafeString:
    """Two lines of a cell: what, and the quieter rest."""
    return format_html('{}<span class="wh-cell-more">{}</span>', first, more)


def worry_table(viewer: Viewer, worries: Sequence[WorrySeen], numbers: Sequence[ContactSeen], name: str) -> Table:
    """Each worry: when, what, whom to ring, whether anybody has it."""
    first = numbers[0] if numbers else None
    ring = f"{first.label}, {first.address}" if first else _("No duty number is recorded")
    rows = tuple(
        (
            cell(near(w.raised_at, viewer.at), w.raised_by or _("name not known here")),
            _worry_words(w),
            ring if w.waits else "",
            _picked_up(viewer, w, number),
        )
        for number, w in enumerate(worries, start=1)
    )
    columns = (
        Column(_("When, who"), share=15),
        Column(_("What"), share=40),
        Column(_("Ring"), share=20),
        Column(_("Picked up?"), share=25),
    )
    return Table(_("Worries about %s") % name, columns, rows)


def _worry_words(w: WorrySeen) -> object:
    words = _("You may not read what it says.") if w.hidden else w.words or _("Nothing was written.")
    return format_html('<s class="wh-belief-gone">{}</s> {}', words, _("Recorded in error.")) if w.struck else words


def _picked_up(viewer: Viewer, w: WorrySeen, number: int) -> object:
    open_it = link_if(viewer, "worry", _("Open"), w.child, w.id)
    link = (
        _link(open_it, _("worry %(number)d, of %(when)s") % {"number": number, "when": short(w.raised_at)})
        if open_it
        else ""
    )
    if w.struck:
        return ""
    if w.waits:
        words = format_html("<strong>{}</strong> {}{}", _("Nobody has picked this up yet."), goes_to(w.next_rung), link)
        return shaped("diamond", words, "plum")
    done = format_html_join("", " {}.", ((a,) for a in w.acted if a))
    words = format_html(
        "{}.{}{}",
        _("Received by %(who)s, %(when)s") % {"who": w.received_by or _("somebody"), "when": short(w.received_at)},
        done,
        link,
    )
    return shaped("tick", words)


def _link(act: Act, about: str) -> SafeString:
    """A link at the end of a cell, which says what it is about to those who hear it."""
    words = ' <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>'
    return format_html(words, act.url, act.words, about)


def strip(viewer: Viewer, worries: Sequence[WorrySeen], numbers: Sequence[ContactSeen]) -> object:
    """The line under the name, until somebody has received every worry."""
    waits = [w for w in worries if w.waits]
    if not waits:
        return None
    first = waits[0]
    said = (
        _("1 worry nobody has picked up, sent %s.") % near(first.raised_at, viewer.at)
        if len(waits) == 1
        else _("%d worries nobody has picked up.") % len(waits)
    )
    ring = (
        _("Ring %(label)s now, %(address)s.") % {"label": numbers[0].label, "address": numbers[0].address}
        if numbers
        else _("No duty number is recorded: ring the front door you know, or 999.")
    )
    return format_html("<strong>{}</strong> {}", said, ring)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, for one choice of part, with the choices and their counts."""

    filters: tuple[Filter, ...]
    events: tuple[Happened, ...]


def timeline(viewer: Viewer, about: Opened, seen: Sequence[EventSeen], chosen: str, address: str) -> Timeline:
    """The timeline with its filters, two sources side by side where they differ."""
    access = open_child(viewer, about.child)
    people = {i: p.beside(viewer) for i, p in names(viewer, _named_in(seen)).items()}
    if any(each.event.says("provider") for each in seen):
        people |= {o.id: o.short_name for o in directory(viewer, OrganisationKind.PROVIDER)}
    items = _told(viewer, about, seen, people, access.may_read)
    said = {
        "": _("All"), "missing": _("Missing and back"), "tries": _("Tries and offers"), "talk": _("Talk"),
        "told": _("Told to others"), "help": _("Help"),
    }  # fmt: skip
    counts = {part: sum(part in ("", p) for p, _item in items) for part in PARTS}
    filters = tuple(
        Filter(words, f"{address}{'?part=' + part if part else ''}#happened", counts[part], part == chosen)
        for part, words in said.items()
    )
    return Timeline(filters, tuple(item for part, item in items if chosen in ("", part)))


def _named_in(seen: Sequence[EventSeen]) -> set[UUID]:
    found = set()
    for each in seen:
        for key in telling.PERSONS:
            try:
                found.add(UUID(each.event.says(key) or ""))
            except ValueError:
                continue
    return found


def _told(
    viewer: Viewer,
    about: Opened,
    seen: Sequence[EventSeen],
    people: Mapping[UUID, str],
    may_read: Callable[[DataClass], bool],
) -> list[tuple[str, Happened]]:
    """Every line with the part it belongs to. The times of a disputed return are one line."""
    disputed = {e.episode: e.account("returned") for e in about.so_far.covered if e.account("returned").is_disputed}
    in_box = {a.id: episode for episode, said in disputed.items() for a in said.standing}
    done: set[str] = set()
    items = []
    for each in seen:
        episode = in_box.get(each.event.id) if not each.is_struck else None
        if episode is None:
            items.append((telling.part_of(each.event), telling.happened(each, viewer.at, people, may_read=may_read)))
        elif episode not in done:
            done.add(episode)
            settle = settle_act(about, episode)
            items.append(("missing", telling.two_times(disputed[episode], seen, viewer.at, settle)))
    return items


def settle_act(about: Opened, episode: str | None = None) -> Act | None:
    """The page on which two times of one return are settled; of the first that is disputed when none is named."""
    wanted = episode or next((e.episode for e in about.so_far.covered if e.account("returned").is_disputed), None)
    if wanted is None:
        return None
    return link_if(
        about.viewer,
        "settle_time",
        _("Settle the time"),
        UUID(wanted),
        about=_("when %s came back") % about.person.first_name,
    )


@dataclass(frozen=True, slots=True)
class Covered:
    """One return that the case answers for, with its own clock."""

    title: str
    reference: str
    clock: Clock
    talked: bool | None
    more: Act | None


def returns(about: Opened, now: Stands) -> list[Covered]:
    """A row for each return the case covers."""
    talked = about.so_far.discussed
    found = []
    for number, each in enumerate(about.so_far.covered, 1):
        clock = now.clocks.get(each.episode)
        title = _("%(left)s to %(back)s") % {"left": moment(each.missing_from), "back": moment(each.returned)}
        which = _("%(number)d, %(when)s") % {"number": number, "when": title}  # two of one day may read alike
        shown = on_list(
            clock,
            about.viewer.at,
            unsettled=each.account("returned").is_disputed,
            is_out=not each.is_back,
            died=about.so_far.child_has_died,
        )
        found.append(
            Covered(
                title,
                each.risk.label if each.risk else _("grade not recorded"),
                shown,
                each.episode in talked if about.so_far.talks else None,
                link_if(about.viewer, "absence", _("More about this absence"), UUID(each.episode), about=which),
            )
        )
    return found


def told_table(viewer: Viewer, about: Opened) -> Table:
    """Who has been told, who was decided against and why, and about whom nobody has decided."""
    rows = tuple((one.who, _told_words(one)) for one in told(viewer, about.case, about=about))
    return Table(_("Who has been told"), (Column(_("Who"), share=30), Column(_("What, and when"))), rows)


TOLD_SHAPES = {Sharing.UNDECIDED: "ring", Sharing.SENT: "half", Sharing.WITHHELD: "barred", Sharing.RECALLED: "barred"}


def _told_words(one: Told) -> object:
    """What part, when, and whether it was opened; or why not."""
    when = f" {short(one.at)}" if one.at and one.state is not Sharing.UNDECIDED else ""
    said = format_html("{}{}{}", f"{one.what}. " if one.what else "", one.summary, when)
    if one.unchecked:
        said = format_html("{} · {}", said, _("not yet checked"))
    if one.url:
        copy = '{} · <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>'
        said = format_html(copy, said, one.url, _("exact copy"), one.who)
    return shaped(TOLD_SHAPES.get(one.state, "tick"), said)


@dataclass(frozen=True, slots=True)
class Helped:
    """One need: what, whose, and what came of it."""

    need: str
    url: str
    words: str
    shape: str


def helped(viewer: Viewer, about: Opened) -> list[Helped]:
    """Each need that the viewer may see, with its owner and where it stands."""
    found = []
    for need in needs(viewer, about.case, about=about):
        started = need.started.is_known or need.state in (Support.STARTED, Support.ENDED)
        shape = "tick" if started else "barred" if need.state in (Support.DECLINED, Support.NO_SERVICE) else "ring"
        page = link_if(viewer, "need", need.kind.label, about.case, need.id)
        dates = [_("offered %s") % day(need.offered.earliest)] if need.offered.earliest else []
        dates += [_("started %s") % day(need.started.earliest)] if need.started.earliest else []
        found.append(Helped(need.kind.label, page.url if page else "", ", ".join([need.summary, *dates]), shape))
    return found


def talk_line(about: Opened) -> str:
    """When the talk was held, or what is arranged."""
    talks = about.so_far.talks
    if talks:
        return _("Held %s") % moment(talks[-1].happened)
    booked = about.so_far.talk.last(E.APPOINTMENT_BOOKED, E.APPOINTMENT_REARRANGED)
    planned = booked.instant("planned") if booked else None
    return (
        _("Not yet held. Booked %s") % full(planned)
        if planned and about.so_far.talk.state.value == "booked"
        else _("Not yet held")
    )
