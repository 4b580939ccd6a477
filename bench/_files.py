"""Children of the invented nation as rows: who they are, what opens their record, how to reach them, and their journeys.

Where an episode or a case stands is worked out from its events by the rules, and made into a row by the functions with
which the product makes it. Words that are to be sealed are only marked here: each copy of a child seals its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings

from bench._journeys import Telling, Told
from bench._nation import Authority, Born, Nation, _id
from wayhome.casework.children import models as children
from wayhome.casework.children.sounds import initials, sound
from wayhome.casework.delivery.models import WriteUp
from wayhome.casework.journey import models as journey
from wayhome.casework.journey.projection import Said, case_now, episode_now
from wayhome.casework.records import sealing
from wayhome.casework.work.models import LookedAt
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.states import Record
from wayhome.domain.vocabulary import Channel, ContactPermission

WORDS = "Was calm, had eaten, and said they would rather talk at school than at home. Will ring again after tea."
SAFE = {
    c.value: (ContactPermission.YES if c in (Channel.VISIT, Channel.VIA_SCHOOL) else ContactPermission.NEVER).value
    for c in Channel
}
SEALED, WRAPPED = b"SEALED:", b"WRAPPED"
ELSEWHERE = "E06990000"
"""Marks that each copy of a child replaces: words to seal, the child's own key, another authority's area."""
TWICE_A_DAY = timedelta(hours=12)
BEING_WRITTEN = frozenset({Record.DRAFT, Record.SUBMITTED, Record.RETURNED, Record.APPROVED})


class Files:
    """The files of one authority's children."""

    def __init__(self, authority: Authority, whole: Nation) -> None:
        self.authority, self.whole = authority, whole

    def rows(self, child: Born, chance: Random) -> Iterator[Any]:
        """Every row about one child, as unsaved models and, for events, as values by the names of the columns."""
        told = Telling(child, self.authority, chance, self.whole.now).tell()
        yield from self._who(child, chance)
        yield from self._access(child, chance, told)
        has_words = False
        for row in self._journey(child, chance, told):
            has_words |= _marked(row)
            yield row
        if has_words:
            yield children.Key(
                id=_id(chance), organisation_id=self.authority.id, child_id=child.id, wrapped=WRAPPED,
                master=next(iter(settings.WAYHOME_MASTER_KEYS)), recorded_at=child.since,
            )  # fmt: skip

    def _who(self, child: Born, chance: Random) -> Iterator[Any]:
        own = {
            "organisation_id": self.authority.id,
            "recorded_at": child.since,
            "recorded_by": self.authority.coordinators[0],
        }
        born = child.born
        yield children.Child(
            id=child.id, number=child.number, reference=f"{self.authority.prefix}-{child.number}", born_earliest=born,
            born_latest=born, born_certainty="exact", born_year=born.year, born_month=born.month, born_day=born.day,
            sex=chance.choice(("female", "male")), first_language="English", version=2, **own,
        )  # fmt: skip
        yield children.Identity(id=child.id, current_id=child.id, **own)
        yield children.Name(
            id=_id(chance), child_id=child.id, kind="known_as", given=child.given, family=child.family,
            sound_given=sound(child.given), sound_family=sound(child.family), initials=initials(child.given, child.family), **own,
        )  # fmt: skip
        yield children.BirthAssertion(id=_id(chance), child_id=child.id, earliest=born, latest=born, source="la", **own)
        if child.group != "home":
            since = child.since.date()
            yield children.Status(
                id=_id(chance), child_id=child.id, kind="looked_after", code="c2", starts_on=since, **own
            )
            away = child.group == "care_out"
            yield children.Placement(
                id=_id(chance), child_id=child.id, kind="foster_placement", provider_name="Invented Fostering", starts_on=since,
                area_code=ELSEWHERE if away else self.authority.gss_code,
                distance_miles=chance.randrange(20, 200) if away else 4, **own,
            )  # fmt: skip

    def _access(self, child: Born, chance: Random, told: Told) -> Iterator[Any]:
        authority = self.authority

        def opens(kind: str, at: datetime, to: UUID = authority.id, **more: Any) -> Any:
            return children.Relationship(
                id=_id(chance), organisation_id=authority.id, child_id=child.id, to_organisation_id=to, kind=kind, purpose="casework",
                starts_at=at, recorded_at=at, recorded_by=authority.coordinators[0], **more,
            )  # fmt: skip

        yield opens("team_membership", child.since, to_team_id=child.team)
        if child.social_worker is not None:
            part = _id(chance)
            yield children.Worker(
                id=part, organisation_id=authority.id, child_id=child.id, part="social_worker", user_id=child.social_worker,
                starts_at=child.since, recorded_at=child.since,
            )  # fmt: skip
            yield opens("allocation", child.since, to_user_id=child.social_worker, because_of=part)
        for case, at in told.referred:
            yield opens("provider_referral", at, authority.provider, because_of=case)
        for case, who, at in told.allocated:
            if who == authority.provider_interviewer:
                yield opens("allocation", at, authority.provider, to_user_id=who, because_of=case, passed_on=True)
            else:
                yield opens("allocation", at, to_user_id=who, because_of=case)

    def _journey(self, child: Born, chance: Random, told: Told) -> Iterator[Any]:
        own = {
            "organisation_id": self.authority.id,
            "child_id": child.id,
            "recorded_by": self.authority.coordinators[0],
        }
        reference = f"{self.authority.prefix}-{child.number}"
        for table, mark, made in ((journey.Episode, "/", told.episodes), (journey.Case, "-", told.cases)):
            made = [one for one in made if one[1] <= self.whole.now]
            for number, (id, at) in enumerate(made, start=1):
                yield table(
                    id=id, reference=reference if number == 1 else f"{reference}{mark}{number}", recorded_at=at, **own
                )
        for number, (id, event) in enumerate(zip(told.ids, told.events, strict=True), start=1):
            words = WORDS if id in told.worded else None
            yield _event(event, id=id, number=number, child=child.id, organisation=self.authority.id, words=words)
        so_far = fold_child(told.events)
        if so_far.anomalies:
            raise SystemExit(f"the invented story of {reference} breaks the rules: {so_far.anomalies[0].words}")
        said = Said(told.events)
        for episode in so_far.episodes.values():
            yield episode_now(self.authority.id, child.id, episode, so_far, said)
        cases = [case_now(self.authority.id, child.id, case, said) for case in so_far.cases.values()]
        yield from cases
        for row in cases:  # as the job that takes up what is late has left a service that has run for years
            again = self.whole.now + chance.random() * TWICE_A_DAY
            yield LookedAt(
                id=row.pk,
                organisation_id=self.authority.id,
                child_id=child.id,
                case_version=row.version,
                look_again_at=again,
            )
        is_open = [row for row in cases if row.is_open]
        if chance.random() < (0.9 if is_open else 0.2):
            yield children.ContactSafety(
                id=_id(chance), checked_at=child.since, permissions=SAFE, named_adult="Ms Patel, form tutor",
                named_adult_reached_by=f"07700 9{chance.randrange(10**5):05}", times="after four", recorded_at=child.since, **own,
            )  # fmt: skip
        for row in is_open:
            if so_far.case(str(row.pk)).record.state in BEING_WRITTEN:
                at = row.held_earliest or self.whole.now
                own_words = '{"what_happened": "' + WORDS + '"}'
                yield WriteUp(
                    id=_id(chance),
                    case_id=row.pk,
                    author=row.author,
                    answers=own_words,
                    saved_at=at,
                    recorded_at=at,
                    **own,
                )


def _marked(row: Any) -> bool:
    """Mark the words of a row that are to be sealed; whether there are any."""
    if isinstance(row, tuple):
        return row[1]["words"] is not None
    found = [field.attname for field in _narratives(type(row)) if isinstance(row.__dict__[field.attname], str)]
    for name in found:
        row.__dict__[name] = SEALED + row.__dict__[name].encode()
    return bool(found)


@cache
def _narratives(table: Any) -> tuple[Any, ...]:
    return tuple(field for field in table._meta.concrete_fields if isinstance(field, sealing.Narrative))


def _event(event: Any, *, id: UUID, number: int, child: UUID, organisation: UUID, words: str | None) -> Any:
    """The row of an event, as values alone, which is quicker."""
    happened = event.happened
    values = {
        "id": id, "organisation_id": organisation, "child_id": child, "number": number, "kind": event.kind.value,
        "source": event.source.value if event.source else None, "by_role": event.by_role.value, "by_organisation": organisation,
        "episode_id": event.episode, "case_id": event.case, "subject": event.subject, "detail": event.detail,
        "recorded_at": event.recorded_at, "recorded_by": event.by, "happened_earliest": happened.earliest,
        "happened_latest": happened.latest, "happened_precision": happened.precision.value,
        "words": None if words is None else SEALED + words.encode(),
    }  # fmt: skip
    return journey.Event, values
