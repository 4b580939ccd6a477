"""Filling a form in as a person would: every question answered with something that fits it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from prove._fuzz_pages import CHOSEN, Field, Form
from prove._fuzz_sent import FORM, Sent
from wayhome.domain.moment import LONDON, LocalTimeHappenedTwice, NoSuchLocalTime, instant_of

WHEN = ("precision", "day", "time", "part", "second")
TO_COME = ("planned", "again", "review", "until", "due", "ends", "next", "by_when", "answer_by")
PRECISIONS = ("exact", "exact", "exact", "exact", "hour", "date", "part_of_day", "unknown")
GIVEN = ("Robin", "Sky", "Ash", "Noor", "Ila", "Tam", "Wyn", "Zuri", "Ode", "Merle")
FAMILY = ("Finch", "Wren", "Rook", "Teal", "Heron", "Swift", "Dunlin", "Plover", "Siskin", "Linnet")
SENTENCES = (
    "She came back by bus and had eaten.",
    "He asked for somebody who does not know his carers.",
    "A row about the phone; nobody was hurt.",
    "Rang at four, no answer. Will try school.",
    "Would like to go on with the boxing club.",
)
BY_NAME = {
    "email": "Somebody{n}@eastmere.example", "login": "rosa@eastmere.example", "authority": "E06999001", "gss_code": "E0699{n:04}",
    "area_code": "E06999003", "postcode": "NB1 2CD", "ethnicity": "WBRI", "code": "CP", "reference": "EM-{n}",
    "police_reference": "TR-26-{n}", "local_id": "L{n}", "urn": "SC{n}", "given": "{given}", "family": "{family}{n}",
    "name": "{given} {family} {n}", "wanted": "{family}", "town": "Northby", "short_name": "{given}", "reference_prefix": "EM",
    "sex": "F", "password": "everyone comes home", "officer": "PC {n} Lowe", "distance_miles": "12", "value_pounds": "48000",
    "email_domains": "eastmere.example", "address": "01632 960199", "second": "{given} {family}",
}  # fmt: skip
ANY_FIELD_OF_A_DATE = ("born", "earliest", "latest", "_on", "_at", "date")


def filled(form: Form, dice: random.Random, now: datetime, page: str = "") -> Sent:
    """The form with every question answered, as a person in a hurry answers."""
    whens = {name.removesuffix("_precision") for name in form.names if name.endswith("_precision")}
    fields: list[tuple[str, str]] = []
    buttons = [each for each in form.fields if each.kind == "button"]
    for each in form.fields:
        prefix, _, part = each.name.rpartition("_")
        if each.kind == "button" or (prefix in whens and part in WHEN):
            if part == "precision" and prefix in whens:
                fields += when(prefix, each, dice, now, exact=f"{prefix}_part" not in form.names)
            continue
        fields += [(each.name, value) for value in answers(each, dice, now)]
    if buttons:
        pressed = dice.choice(buttons)
        fields.append((pressed.name, pressed.value))
    path, _, query = form.action.partition("?")
    return Sent("POST", path, query, tuple(fields), kind=FORM, page=page)


def when(name: str, field: Field, dice: random.Random, now: datetime, *, exact: bool) -> list[tuple[str, str]]:
    """A time in the last hours, or one of the days to come where that is asked."""
    offered = [each for each in field.choices if each] or [field.value or "exact"]
    fitting = [each for each in PRECISIONS if each in offered] or offered
    precision = offered[0] if exact and len(offered) == 1 else dice.choice(fitting)
    to_come = name.startswith(TO_COME) or name.endswith(TO_COME)
    moved = timedelta(minutes=dice.choice((1, 5, 20, 45, 90, 200)))
    local = (now + timedelta(hours=dice.choice((2, 20, 30))) if to_come else now - moved).astimezone(LONDON)
    answer = {
        "precision": precision, "day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}",
        "part": ("night", "morning", "afternoon", "evening")[local.hour // 6], "second": _which(local),
    }  # fmt: skip
    return [(f"{name}_{part}", value) for part, value in answer.items() if value]


def _which(local: datetime) -> str:
    try:
        instant_of(local.replace(tzinfo=None, fold=0, second=0, microsecond=0))
    except LocalTimeHappenedTwice:
        return "second" if local.fold else "first"
    except NoSuchLocalTime:
        pass
    return ""


def answers(field: Field, dice: random.Random, now: datetime) -> list[str]:
    """What a person would put into one field; several for boxes that may be ticked together, none for one left out."""
    if field.kind in CHOSEN:
        return chosen(field, dice)
    if field.kind in ("hidden", "file"):
        return [field.value] if field.kind == "hidden" else []
    text = written(field, dice, now)
    return [text if field.longest is None else text[: field.longest]]


def chosen(field: Field, dice: random.Random) -> list[str]:
    offered = [each for each in field.choices if each]
    if not offered:
        return []
    if field.kind == "checkbox":
        return sorted(dice.sample(offered, dice.randint(1, min(3, len(offered)))))
    stands = field.value and dice.random() < 0.3
    return [field.value if stands else dice.choice(offered)]


def written(field: Field, dice: random.Random, now: datetime) -> str:
    """Words, a number or a day, as the name and the kind of the field ask for."""
    name, number = field.name, dice.choice((dice.randrange(10**8), dice.randrange(1000, 1040)))  # some are taken
    if field.kind == "time":
        return f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}"
    if field.kind == "date" or name.endswith(ANY_FIELD_OF_A_DATE):
        return day(name, dice, now)
    if field.kind == "number":
        return str(dice.randint(1, 12))
    if field.value and dice.random() < 0.5:
        return field.value
    for ending, pattern in BY_NAME.items():
        if name == ending or (field.kind == "password" and ending == "password"):
            return pattern.format(n=number, given=dice.choice(GIVEN), family=dice.choice(FAMILY))
    return dice.choice(SENTENCES)


def day(name: str, dice: random.Random, now: datetime) -> str:
    if name.startswith(("born", "earliest", "latest")):
        return f"{dice.randint(2009, 2014)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    days = dice.randint(1, 60) if name.startswith(TO_COME) else -dice.randint(0, 30)
    return f"{(now + timedelta(days=days)).astimezone(LONDON):%Y-%m-%d}"
