"""The example council's journeys as events: what its case system would have recorded, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from wayhome.domain.journey import EventKind
from wayhome.domain.moment import instant_of
from wayhome.returns.example.council import Council, Row
from wayhome.returns.profiles.events import ABOUT, LAYOUT, instant_text

COLUMNS = tuple(column.name for column in LAYOUT.columns)


def event_rows(council: Council) -> Iterator[Row]:
    """Every event of every episode, in the order in which they happened."""
    number = 0
    for episode in council.episodes:
        for row in _events(episode):
            number += 1
            yield {"event": f"E{number:05d}", **row}


def _events(episode: Row) -> Iterator[Row]:
    case = f"C-{episode['episode']}"
    about = {name: episode[name] for name in ABOUT if name in episode} | {"first_told_by": episode["source"]}
    base = {"child": episode["child"], "episode": episode["episode"], "authority": episode["authority"], **about}

    def event(kind: EventKind, when: str, **more: object) -> Row:
        named: Row = {name: str(more.pop(name)) for name in ("case", "subject") if name in more}
        instant = instant_of(datetime.fromisoformat(when))
        detail = json.dumps(more, sort_keys=True) if more else ""
        return {**base, **named, "event_kind": kind.value, "happened": instant_text(instant), "detail": detail,
                "recorded_at": instant_text(instant + timedelta(minutes=5)), "source": "la"}  # fmt: skip

    start = episode["missing_from"]
    if episode["kind"] == "away":
        yield event(EventKind.ABSENCE_NOTED, start)
        yield event(EventKind.KNOWN_TO_BE_AWAY, start)
    else:
        yield event(EventKind.POLICE_REPORT_MADE, episode.get("reported", start))
    yield {**event(EventKind.TIME_SAID, start, of="missing_from"), "recorded_at": _later(start)}
    if episode.get("located") and episode["kind"] != "away":
        yield event(EventKind.LOCATED, episode["located"])
    if episode.get("returned"):
        yield event(EventKind.RETURNED, episode["returned"])
        yield event(EventKind.NOTICE_QUEUED, episode["notified"], subject="N1", about="returned")
        yield event(EventKind.NOTICE_SENT, episode["notified"], subject="N1", about="returned")
        yield event(EventKind.NOTICE_DELIVERED, episode["notified"], subject="N1", about="returned")
        yield event(EventKind.CASE_OPENED, episode.get("case_opened", episode["notified"]), case=case)
        yield from _asking(episode, case, event)


def _later(when: str) -> str:
    return instant_text(instant_of(datetime.fromisoformat(when)) + timedelta(hours=5))


def _asking(episode: Row, case: str, event: Callable[..., Row]) -> Iterator[Row]:
    told = {"child_direct": EventKind.CHILD_TOLD, "carer_only": EventKind.CARER_TOLD,
            "letter_or_message_unconfirmed": EventKind.MESSAGE_SENT}.get(episode.get("offer_level", ""))  # fmt: skip
    if told is not None:
        yield event(told, episode["offered_at"], case=case)
    answer = {"accepted": EventKind.CHILD_SAID_YES, "declined": EventKind.CHILD_SAID_NO}.get(episode.get("answer", ""))
    if answer is not None:
        yield event(answer, episode["answered_at"], case=case, could_talk_freely=True)
    if episode.get("undertaken") == "Y":
        yield event(
            EventKind.TALK_HELD, episode["held"], case=case, completeness=episode["completeness"], relation=episode["relation"],
            provider_type=episode["provider_type"], preference_exception=episode["preference_exception"] == "Y",
            discussed=[episode["episode"]],
        )  # fmt: skip
        yield from _helping(episode, case, event)
    elif episode.get("outcome"):
        yield event(
            EventKind.CLOSED_NOT_UNDERTAKEN,
            episode["closed_at"],
            case=case,
            outcomes={episode["episode"]: episode["outcome"]},
        )


def _helping(episode: Row, case: str, event: Callable[..., Row]) -> Iterator[Row]:
    """The need that the talk found, each step on the day it is recorded for; the rest on the day of the talk."""
    found, held = episode.get("need_identified"), episode["held"]
    if found is None:
        return
    about = {"case": case, "subject": "H1"}
    yield event(EventKind.NEED_RECORDED, held, **about, need="mentoring" if found == "Y" else "none")
    if episode.get("support_offered") == "N":
        yield event(EventKind.NO_SERVICE_FOUND, held, **about, service="mentoring", area="here")
    elif episode.get("support_offered") == "Y":
        yield event(EventKind.OWNER_NAMED, held, **about, owner="W1")
        yield event(EventKind.SUPPORT_OFFERED, held, **about, service="named")
        if episode["support_accepted"] == "N":
            yield event(EventKind.SUPPORT_DECLINED, held, **about, reason="given")
        else:
            yield event(EventKind.SUPPORT_ACCEPTED, episode["support_accepted_at"], **about, said_by="child")
            if "support_started" in episode:
                yield event(EventKind.SUPPORT_STARTED, episode["support_started_at"], **about)
