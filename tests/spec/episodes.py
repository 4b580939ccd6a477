"""Episodes drawn as a table: one line each, what happened in columns, and after the last bar the expected answer.

    returned    | held        |
    1 Mar 10:00 | 4 Mar 10:00 | yes

Times are Europe/London wall times of 2025; a date alone is the whole day; an empty cell is not recorded.
"""

# ruff: noqa: DTZ001, DTZ007  # wall times have no zone until they are read as instants

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from wayhome.domain.episode import Closing, Journey, Need, Offer, Response, Talk
from wayhome.domain.moment import NOT_RECORDED, Moment, instant_of
from wayhome.domain.told import Account, ReadBack
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    NeedKind,
    OfferLevel,
    Outcome,
    ProviderType,
    ReasonNotOffered,
    ResponseToOffer,
    Source,
)
from wayhome.indicators.derive import facts_of
from wayhome.indicators.facts import EpisodeFacts

AS_OF = instant_of(datetime(2025, 12, 31, 12))
NOBODY_RECORDED = "nobody recorded"
"""In a cell: the source has no such column."""

LEVELS = {
    "": OfferLevel.CHILD_DIRECT,
    "child": OfferLevel.CHILD_DIRECT,
    "child, through carer": OfferLevel.CHILD_VIA_CARER_CONFIRMED,
    "carer": OfferLevel.CARER_ONLY,
    "letter": OfferLevel.LETTER_OR_MESSAGE_UNCONFIRMED,
    "not said who": None,
    "nobody": OfferLevel.NOT_OFFERED,
}
SOME_TIME = NOT_RECORDED
ANSWERS = {
    "yes": Response(SOME_TIME, ResponseToOffer.ACCEPTED, Answerer.CHILD),
    "yes, not said whose": Response(SOME_TIME, ResponseToOffer.ACCEPTED, None),
    "no": Response(SOME_TIME, ResponseToOffer.DECLINED, Answerer.CHILD, could_talk_freely=True),
    "no, carer in the room": Response(SOME_TIME, ResponseToOffer.DECLINED, Answerer.CHILD, could_talk_freely=False),
    "no, not said if alone": Response(SOME_TIME, ResponseToOffer.DECLINED, Answerer.CHILD),
    "no, by text": Response(
        SOME_TIME, ResponseToOffer.DECLINED, Answerer.CHILD, could_talk_freely=True, confirmed=False
    ),
    "parent said no": Response(SOME_TIME, ResponseToOffer.PARENT_REFUSED, Answerer.PARENT),
}


def when(cell: str) -> Moment:
    """A cell of a time column."""
    if not cell:
        return NOT_RECORDED
    if ":" not in cell:
        return Moment.on(datetime.strptime(f"{cell} 2025", "%d %b %Y").date())
    return Moment.exactly(instant_of(datetime.strptime(f"{cell} 2025", "%d %b %H:%M %Y")))


def yes_or_no(cell: str) -> bool | None:
    """A cell of a yes-or-no column."""
    return {"": None, "yes": True, "no": False}[cell]


def offers(cells: dict[str, str]) -> tuple[Offer, ...] | None:
    """The offers of a line: `offered` (and `said again`) say when, `told` says whom."""
    if cells.get("offered") == NOBODY_RECORDED:
        return None
    made = []
    if cells.get("offered") or cells.get("told"):
        made.append(Offer(when(cells.get("offered", "")), LEVELS[cells.get("told", "")]))
    if cells.get("said again"):
        made.append(Offer(when(cells["said again"]), OfferLevel.CHILD_DIRECT, reconfirms=True))
    return tuple(made)


def responses(cells: dict[str, str]) -> tuple[Response, ...] | None:
    """The answers of a line, in order, with "then" between them."""
    if cells.get("answer") == NOBODY_RECORDED:
        return None
    return tuple(ANSWERS[answer] for answer in cells.get("answer", "").split(" then ") if answer)


def talks(cells: dict[str, str]) -> tuple[Talk, ...] | None:
    """The talk of a line: `held` says when, `talk` how far it went, `about` how many episodes, `by` what the interviewer was,
    `working for` which kind of organisation."""
    if cells.get("held") == NOBODY_RECORDED:
        return None
    if not cells.get("held"):
        return ()
    how_far = {"": Completeness.FULL, "in part": Completeness.PARTIAL, "not a word": Completeness.NOT_UNDERTAKEN}
    return (
        Talk(
            when(cells["held"] if cells["held"] != "some time" else ""),
            how_far[cells.get("talk", "")],
            relation=InterviewerRelation(cells["by"]) if cells.get("by") else None,
            provider_type=ProviderType(cells["working for"]) if cells.get("working for") else None,
            preference_exception=yes_or_no(cells.get("child asked for them", "")),
            episodes_discussed=int(cells.get("about") or 1),
            talk_id=cells.get("talk name") or None,
            account=account(cells),
            trained=yes_or_no(cells.get("trained", "")),
            handed_in=written_up(cells, "handed in"),
            approved=written_up(cells, "approved"),
        ),
    )


def written_up(cells: dict[str, str], step: str) -> Moment | None:
    """When the record took a step: "not yet", or empty where the source cannot say."""
    return None if not cells.get(step) else NOT_RECORDED if cells[step] == "not yet" else when(cells[step])


TOLD_COLUMNS = ("reasons", "harm", "read back")


def account(cells: dict[str, str]) -> Account | None:
    """What the record of the talk holds: codes with spaces between, "none" for talked about and none told."""
    if not any(cells.get(name) for name in TOLD_COLUMNS):
        return None
    listed = {name: tuple(text.split()) if (text := cells.get(name, "")) not in ("", "none") else None if not text else ()
              for name in ("reasons", "harm")}  # fmt: skip
    return Account(read_back=ReadBack(cells["read back"]) if cells.get("read back") else None, **listed)


NEEDS_COLUMNS = ("need", "help offered", "wanted", "began")
WANTED = {"": (None, NOT_RECORDED, None), "waiting": (None, NOT_RECORDED, True), "no": (False, NOT_RECORDED, False)}


def needs(cells: dict[str, str]) -> tuple[Need, ...] | None:
    """The need of a line: `help offered` says whether, `wanted` when they said yes, `began` when the first session was."""
    if not any(name in cells for name in NEEDS_COLUMNS) or cells.get("need") == "":
        return None
    if cells.get("need") == "no":
        return ()
    wanted, began = cells.get("wanted", ""), cells.get("began", "")
    accepted, accepted_at, pending = WANTED.get(
        wanted, (True, when(wanted) if wanted not in WANTED else NOT_RECORDED, False)
    )
    started = {"": None, "never": False}.get(began, True)
    return (
        Need(
            offered=yes_or_no(cells.get("help offered", "")), accepted=accepted, accepted_at=accepted_at, started=started,
            started_at=when(began) if began and began != "never" else NOT_RECORDED, pending=pending,
            kind=NeedKind(cells["kind of need"]) if cells.get("kind of need") else None,
        ),
    )  # fmt: skip


def journey(cells: dict[str, str], number: int) -> Journey:
    """The journey of one line. A column that is not drawn has its usual value: a home child of 14, missing, back."""
    read: dict[str, Callable[[str], Any]] = {
        "missing": when,
        "located": when,
        "returned": when,
        "notified": when,
        "case opened": when,
        "back": yes_or_no,
        "void": lambda cell: cell == "yes",
        "born": lambda cell: date.fromisoformat(cell) if cell else None,
        "group": lambda cell: Group(cell) if cell else None,
        "kind": EpisodeKind,
        "closed": lambda cell: Closing(NOT_RECORDED, Outcome(cell)) if cell else None,
        "rule on attempts met": yes_or_no,
        "notice held": yes_or_no,
        "notice sent": when,
        "notice opened": when,
        "plan while away": yes_or_no,
        "missing again": lambda cell: NOT_RECORDED if cell == "no" else when(cell) if cell else None,
        "why not offered": lambda cell: ReasonNotOffered(cell) if cell else None,
        "first told by": lambda cell: Source(cell) if cell else None,
    }
    names = {
        "missing": "missing_from",
        "case opened": "case_opened",
        "back": "return_recorded",
        "closed": "closing",
        "rule on attempts met": "close_rule_met",
        "notice held": "notice_recorded",
        "notice sent": "notice_sent",
        "notice opened": "notice_opened",
        "plan while away": "away_planned",
        "missing again": "missing_again",
        "why not offered": "reason_not_offered",
        "first told by": "source",
    }
    told: dict[str, Any] = {
        "group": Group.HOME,
        "kind": EpisodeKind.MISSING,
        "born": date(2011, 1, 1),
        "close_rule_met": False,
    }
    told |= {names.get(name, name): read[name](cell) for name, cell in cells.items() if name in read}
    return Journey(
        episode=f"line {number}",
        child=cells.get("child") or f"child {number}",
        authority=cells.get("authority") or "Northby",
        offers=offers(cells),
        responses=responses(cells),
        talks=talks(cells),
        needs=needs(cells),
        **told,
    )


KNOWN_COLUMNS = {
    *("missing", "located", "returned", "notified", "case opened", "back", "void", "born", "group", "kind", "closed"),
    *("rule on attempts met", "offered", "told", "said again", "answer", "held", "talk", "about", "by", "talk name"),
    *("child asked for them", "child", "authority", "working for", *NEEDS_COLUMNS),
    *("notice sent", "notice opened", "plan while away", "missing again", "trained", "handed in", "approved"),
    *("notice held", "why not offered", "first told by", "kind of need", *TOLD_COLUMNS),
}


def draw(table: str) -> list[tuple[EpisodeFacts, str]]:
    """The rows of a drawn table, each with what is expected of it."""
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    header = lines[0][:-1]
    if unknown := set(header) - KNOWN_COLUMNS:
        raise ValueError(f"no column of a drawn table is called {sorted(unknown)}")
    drawn = []
    for number, line in enumerate(lines[1:], 1):
        cells = dict(zip(header, line[:-1], strict=True))
        drawn.append((facts_of(journey(cells, number), as_of=AS_OF), line[-1]))
    return drawn
