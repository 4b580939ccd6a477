"""The example council's children and episodes. All invented, the same for the same seed, and wholly consistent.

One episode is one row of the episode list with every column that is known; every other file is written from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from wayhome.returns.reporting_year import ReportingYear

AUTHORITY = "E99000001"
NAME = "Northmere (an invented council)"
YEAR = ReportingYear.of("2024-25")

SEXES = ("F", "M")
ETHNICITIES = ("WBRI", "WBRI", "WBRI", "MWBC", "ABAN", "BAFR", "WOTH")
FIRST_START = datetime.combine(date(2024, 4, 15), time(6))
LAST_START = datetime.combine(date(2025, 3, 10), time(22))

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Child:
    """One invented child. `in_care_since` is None for a child who lives at home."""

    id: str
    born: date
    sex: str
    ethnicity: str
    group: str
    in_care_since: date | None
    moved_on: date | None

    @property
    def came_alone(self) -> bool:
        """A few of those who are looked after, the same ones every time."""
        return self.looked_after and self.born.toordinal() % 12 == 0

    @property
    def looked_after(self) -> bool:
        return self.in_care_since is not None


@dataclass(frozen=True, slots=True)
class Council:
    """Everything about the example: children, their episodes, and a child still missing when last year ended."""

    children: tuple[Child, ...]
    episodes: tuple[Row, ...]

    def of(self, child: Child) -> list[Row]:
        return [row for row in self.episodes if row["child"] == child.id]

    @property
    def looked_after(self) -> tuple[Child, ...]:
        """The children whom the 903 return and the SSD know: ours, in care, and missing or away at least once."""
        return tuple(c for c in self.children if c.looked_after and c.group != "hosted" and self.of(c))


def council(seed: int, *, children: int = 220) -> Council:
    """Make the example. The same seed gives the same council, everywhere and always."""
    random = Random(seed)
    people = tuple(_child(random, 410_000 + 137 * number) for number in range(children))
    episodes: list[Row] = []
    for child in people:
        episodes.extend(_episodes(random, child, first=len(episodes) + 1))
    return Council(people, (*episodes, *_over_the_years_end(people, len(episodes))))


def _over_the_years_end(people: tuple[Child, ...], so_far: int) -> list[Row]:
    """One child already missing when the year began, and one still missing when it ended."""
    settled = [c for c in people if c.looked_after and c.group != "hosted" and not c.moved_on]
    first, last = settled[0], settled[-1]
    both = {
        "authority": AUTHORITY,
        "kind": "missing",
        "return_recorded": "Y",
        "void": "N",
        "source": "police",
        "risk": "high",
    }
    return [
        {**both, **_about(first), "episode": f"EP{so_far + 1:04d}", "missing_from": "2024-03-28 17:10", "located": "2024-04-05 11:20",
         "returned": "2024-04-05 13:00", "notified": "2024-04-05 13:30", "notice_held": "Y", "offered": "Y", "earlier_episodes": "0"},
        {**both, **_about(last), "episode": f"EP{so_far + 2:04d}", "missing_from": "2025-03-29 19:45", "return_recorded": "N"},
    ]  # fmt: skip


def _about(child: Child) -> Row:
    return {
        "child": child.id,
        "group": child.group,
        "born": child.born.isoformat(),
        "sex": child.sex,
        "ethnicity": child.ethnicity,
        "unaccompanied": "Y" if child.came_alone else "N",
    }


def _child(random: Random, number: int) -> Child:
    group = random.choices(("home", "care_in", "care_out", "hosted"), (30, 40, 25, 5))[0]
    born = date(2007, 6, 1) + timedelta(days=random.randrange(0, 2600))
    since = None if group == "home" else max(born, date(2019, 1, 7)) + timedelta(days=random.randrange(0, 800))
    moved = date(2024, 9, 2) + timedelta(days=random.randrange(0, 120)) if since and random.random() < 0.4 else None
    return Child(str(number), born, random.choice(SEXES), random.choice(ETHNICITIES), group, since, moved)


def _episodes(random: Random, child: Child, *, first: int) -> list[Row]:
    rows: list[Row] = []
    start = FIRST_START + timedelta(minutes=random.randrange(0, 190 * 24 * 60))
    for _ in range(random.choices((1, 2, 3, 4, 6), (45, 22, 14, 10, 9))[0]):
        if start > LAST_START:
            break
        if child.moved_on and abs((start.date() - child.moved_on).days) < 20:
            start = datetime.combine(child.moved_on, start.time()) + timedelta(days=21)
            if start > LAST_START:
                break
        row = _episode(random, child, f"EP{first + len(rows):04d}", start, earlier=len(rows))
        rows.append(row)
        start = datetime.fromisoformat(row["returned"]) + timedelta(days=3 + random.expovariate(1 / 30))
        start = start.replace(second=0, microsecond=0)
    return rows


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M")


def _awake(when: datetime) -> datetime:
    """The same time, or nine in the morning where it would be night or one of the hours that clocks change in."""
    return when if 8 <= when.hour < 21 else when.replace(hour=9, minute=when.minute) + timedelta(days=when.hour >= 21)


def _episode(random: Random, child: Child, reference: str, start: datetime, *, earlier: int) -> Row:
    gone = start.replace(hour=random.choice((8, 12, 15, 16, 17, 18, 19, 20, 21, 22)))
    located = _awake(gone + timedelta(hours=2 + random.expovariate(1 / 14))).replace(second=0, microsecond=0)
    back = located + timedelta(minutes=random.randrange(5, 180))
    notified = back + timedelta(minutes=random.randrange(10, 2_000))
    row: Row = {
        "episode": reference, "authority": AUTHORITY, "kind": "missing" if random.random() < 0.86 else "away",
        **_about(child), "missing_from": _stamp(gone), "reported": _stamp(gone + timedelta(minutes=random.randrange(20, 60))),
        "located": _stamp(located), "returned": _stamp(back), "return_recorded": "Y", "notified": _stamp(_awake(notified)),
        "notice_held": "Y",
        "disabled": "N" if random.random() < 0.9 else "Y",
        "risk": random.choice(("low", "medium", "medium", "high")), "earlier_episodes": str(earlier), "source": "police",
        "case_opened": _stamp(_awake(notified)), "void": "N",
    }  # fmt: skip
    return row | _what_followed(random, reference, back)


HEARD_BY = (
    ("commissioned_provider", "voluntary_organisation"),
    ("la_dedicated_rhi", "responsible_la"),
    ("la_dedicated_rhi", "responsible_la"),
    ("allocated_social_worker", "responsible_la"),
    ("la_youth_service", "responsible_la"),
    ("placement_staff", "other"),
)


def _what_followed(random: Random, reference: str, back: datetime) -> Row:
    """The offer, the answer and the talk. About one return in eight has something that nobody wrote down."""
    told = _awake(back + timedelta(hours=1 + random.expovariate(1 / 22)))
    draw = random.random()
    if draw < 0.10:
        reason = random.choice(("service_decision", "no_capacity", "notified_too_late"))
        return _closed(back, reason, {"offered": "N", "offer_level": "not_offered", "undertaken": "N"})
    if draw < 0.18:
        level = random.choice(("carer_only", "letter_or_message_unconfirmed"))
        return _closed(
            back,
            "offered_to_carer_only",
            {"offered": "Y", "offer_level": level, "offered_at": _stamp(told), "undertaken": "N"},
        )
    offer = {"offered": "Y", "offer_level": "child_direct", "offered_at": _stamp(told), "answered_at": _stamp(told + timedelta(minutes=20)),
             "answered_by": "child", "could_talk_freely": "Y"}  # fmt: skip
    if draw < 0.32:
        return _closed(back, "declined_by_child", offer | {"answer": "declined", "undertaken": "N"})
    if draw < 0.40:
        return _closed(back, "withdrew_or_repeatedly_missed", offer | {"answer": "accepted", "undertaken": "N"})
    if draw < 0.52:
        return {"offered": "Y"}
    held = _awake(told + timedelta(hours=2 + random.expovariate(1 / 30)))
    relation, provider = random.choice(HEARD_BY)
    partial = random.random() < 0.1
    talk = {
        "undertaken": "Y", "held": _stamp(held), "relation": relation, "provider_type": provider,
        "preference_exception": "Y" if relation == "placement_staff" else "N", "talk": f"T-{reference}", "answer": "accepted",
        "completeness": "partial" if partial else "full", "episodes_discussed": "1",
    }  # fmt: skip
    helped = _help(Random(f"{reference} {talk['held']}"), held)
    return _closed(held, "undertaken_partial" if partial else "undertaken_individual", offer | talk | helped)


def _help(random: Random, held: datetime) -> Row:
    """What the talk found and what came of it; of every three needs, two are recorded and nothing more is."""
    draw = random.random()
    if draw < 0.25:
        return {"need_identified": "N"} if draw < 0.15 else {}
    if draw < 0.65:
        return {"need_identified": "Y"}
    if draw < 0.75:
        return {"need_identified": "Y", "support_offered": "N"}
    offered = {"need_identified": "Y", "support_offered": "Y"}
    if draw < 0.8:
        return offered | {"support_accepted": "N"}
    wanted = held + timedelta(days=random.randrange(2, 12))
    began = wanted + timedelta(days=random.randrange(3, 45))
    started = {"support_started": "Y", "support_started_at": _stamp(_awake(began))} if draw < 0.93 else {}
    return offered | {"support_accepted": "Y", "support_accepted_at": _stamp(_awake(wanted))} | started


def _closed(after: datetime, outcome: str, row: Row) -> Row:
    return {**row, "outcome": outcome, "closed_at": _stamp(_awake(after + timedelta(days=9)))}
