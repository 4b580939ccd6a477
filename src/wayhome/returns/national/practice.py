"""Practice as counts of councils: whom a talk is offered to, whether a parent's yes is asked for, who delivers, who is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from wayhome.benchmarking.peers import authorities, children_of
from wayhome.domain.vocabulary.delivering import DeliveryModel
from wayhome.returns.national.questionnaire import (
    AFTERWARDS,
    PLACES,
    QUESTIONS,
    STAFF,
    Consent,
    Definitions,
    OfferPolicy,
    Question,
    Told,
)
from wayhome.returns.national.reading import Line
from wayhome.returns.national.words import GROUPS

OF_THE_COUNCIL = frozenset(
    {DeliveryModel.LA_DEDICATED_TEAM, DeliveryModel.LA_SOCIAL_WORKER, DeliveryModel.LA_YOUTH_WORKER}
)

FLAGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "provider_in_house": ("provider", STAFF),
        "provider_dedicated_team": ("provider", DeliveryModel.LA_DEDICATED_TEAM.value),
        "provider_social_worker": ("provider", DeliveryModel.LA_SOCIAL_WORKER.value),
        "provider_youth_worker": ("provider", DeliveryModel.LA_YOUTH_WORKER.value),
        "provider_third_sector": ("provider", DeliveryModel.COMMISSIONED_VOLUNTARY.value),
        "shared_with_social_services": ("told", Told.SOCIAL_CARE.value),
        "shared_with_police": ("told", Told.POLICE.value),
        "shared_with_multi_agency_forum": ("told", Told.FORUM.value),
        **{f"parental_consent_{each}": ("parental_consent", each.value) for each in Consent},
        **{f"offer_policy_{each}": ("offer_policy", each.value) for each in OfferPolicy},
        **{name: ("afterwards", name) for name in AFTERWARDS},
    }
)
"""A published yes or no, by its measure, and what it answers."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One answer to a question: the councils that gave it, those that gave the other, and those that gave both."""

    option: str
    label: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    both: tuple[str, ...]
    not_said: int


@dataclass(frozen=True, slots=True)
class Practised:
    """One question about one group of children. Every council of England is counted, those who did not say too."""

    question: Question
    group: str
    counted: tuple[Counted, ...]
    several: tuple[str, ...]
    """Councils that gave more than one answer where one is wanted; they are under none."""
    not_said: int
    """Councils that said nothing at all."""

    @property
    def anybody(self) -> bool:
        """Whether any council said anything."""
        return self.not_said < len(children_of())


def practices(lines: Sequence[Line], definitions: Sequence[Definitions] = ()) -> tuple[Practised, ...]:
    """Every question by group, in the order in which they are asked; groups that nobody spoke of come with nobody in them."""
    said = _said(lines, definitions)
    groups = [*PLACES.values(), *sorted({group for _, group, _ in said} - set(PLACES.values()))]
    return tuple(
        _practised(question, group, said)
        for question in QUESTIONS
        for group in groups
        if group in PLACES.values() or any(key == question.key and of == group for key, of, _ in said)
    )


Said = Mapping[tuple[str, str, str], Mapping[str, frozenset[bool]]]
"""By question, group and option: what each council said, by name."""


def _said(lines: Sequence[Line], definitions: Sequence[Definitions]) -> Said:
    found: dict[tuple[str, str, str], dict[str, frozenset[bool]]] = defaultdict(lambda: defaultdict(frozenset))
    for line in lines:
        if line.measure in FLAGS and line.value is not None and line.ons_code in children_of() and line.group in GROUPS:
            key, option = FLAGS[line.measure]
            found[key, line.group, option][line.authority] |= {bool(line.value)}
    for each in definitions:
        name = authorities()[each.code].name
        for (key, place), options in each.practice.items():
            for option, answer in _answers(key, options):
                found[key, PLACES[place], option][name] |= {answer}
    return found


def _answers(key: str, options: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """A list that a council gave in full says no to what is not on it."""
    question = next(each for each in QUESTIONS if each.key == key)
    if key == "provider" and options & OF_THE_COUNCIL:
        options |= {STAFF}
    for option, _ in question.options:
        if not question.one or option in options:
            yield option, option in options


def _practised(question: Question, group: str, said: Said) -> Practised:
    by = {option: said.get((question.key, group, option), {}) for option, _ in question.options}
    everybody = {name for answers in by.values() for name in answers}
    chosen = {name: sum(True in answers.get(name, ()) for answers in by.values()) for name in everybody}
    several = frozenset(name for name, number in chosen.items() if question.one and number > 1)
    return Practised(
        question, group,
        tuple(_counted(option, label, by[option], several) for option, label in question.options),
        tuple(sorted(several)), len(children_of()) - len(everybody),
    )  # fmt: skip


def _counted(option: str, label: str, answers: Mapping[str, frozenset[bool]], several: frozenset[str]) -> Counted:
    def who(wanted: set[bool]) -> tuple[str, ...]:
        return tuple(sorted(name for name, found in answers.items() if found == wanted and name not in several))

    yes, no, both = who({True}), who({False}), who({True, False})
    return Counted(option, label, yes, no, both, len(children_of()) - len(yes) - len(no) - len(both))
