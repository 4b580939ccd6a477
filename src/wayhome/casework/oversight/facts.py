"""Keeping the facts current: which children changed since, derive those again, and no one else.

Earlier apps never call this one. What changed is found by a mark of each child: the number of the last event of each of its
identities, and the versions of the file's parts that facts rest on. Recorded times would not do: what was recorded first may
be committed last. Facts that change by time alone carry the instant until which they stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import connection

from wayhome import domain, indicators
from wayhome.casework.children.models import Identity
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journey import models as journey
from wayhome.casework.journey.events import as_event
from wayhome.casework.organisations.models import Organisation
from wayhome.casework.organisations.queries import policy_at
from wayhome.casework.oversight import about, told, whose
from wayhome.casework.oversight.about import about_the_absence, by_identity, lives, standing, where
from wayhome.casework.oversight.models import COLUMNS, Derived, Facts
from wayhome.casework.oversight.told import accounts
from wayhome.casework.oversight.whose import Whose
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.policy import Policy
from wayhome.domain.journey.to_journey import to_journey
from wayhome.indicators.derive import facts_of, stands_until
from wayhome.indicators.facts import EpisodeFacts

AT_A_TIME = 200
"""Children derived together: few questions to the database, and memory for no more than these."""

MARKS = """
WITH family AS (
    SELECT id, current_id FROM children_identity WHERE organisation_id = %(organisation)s
), told AS (
    SELECT f.current_id AS child, string_agg(f.id || ':' || last.number, ',' ORDER BY f.id) AS events
      FROM family f
     CROSS JOIN LATERAL (
           SELECT number FROM journey_event e
            WHERE e.organisation_id = %(organisation)s AND e.child_id = f.id ORDER BY e.number DESC LIMIT 1) AS last
     GROUP BY f.current_id
), spells AS (
    SELECT f.current_id AS child, count(*) || ':' || sum(s.version) AS known
      FROM family f JOIN children_status s ON s.organisation_id = %(organisation)s AND s.child_id = f.id GROUP BY f.current_id
), places AS (
    SELECT f.current_id AS child, count(*) || ':' || sum(p.version) AS known
      FROM family f JOIN children_placement p ON p.organisation_id = %(organisation)s AND p.child_id = f.id GROUP BY f.current_id
), notices AS (
    SELECT f.current_id AS child, count(*) AS known
      FROM family f
      JOIN journey_episode e ON e.organisation_id = %(organisation)s AND e.child_id = f.id
      JOIN reach_notice n ON n.organisation_id = %(organisation)s AND n.episode_id = e.id GROUP BY f.current_id
), policed AS (
    SELECT string_agg(id || ':' || police_force_id, ',' ORDER BY id) AS known
      FROM organisations_organisation WHERE police_force_id IS NOT NULL
), marks AS (
    SELECT told.child, md5(concat_ws('|', told.events, c.version, coalesce(spells.known, '-'), coalesce(places.known, '-'),
                                     coalesce(notices.known, 0), (SELECT known FROM policed), %(choices)s::text)) AS mark
      FROM told
      JOIN children_child c ON c.id = told.child
      LEFT JOIN spells ON spells.child = told.child
      LEFT JOIN places ON places.child = told.child
      LEFT JOIN notices ON notices.child = told.child
)
SELECT marks.child, marks.mark
  FROM marks LEFT JOIN oversight_derived d ON d.id = marks.child
 WHERE d.mark IS DISTINCT FROM marks.mark OR d.stands_until <= %(at)s OR d.as_of > %(at)s
 ORDER BY marks.child
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """One row as it is derived now: whose it is, what it says, what stands beside it, and until when it stands by itself."""

    identity: UUID
    child: UUID
    facts: EpisodeFacts
    until: datetime | None
    beside: Whose

    def row(self, organisation: UUID) -> Facts:
        values = {column.name: getattr(self.facts, column.name) for column in COLUMNS}
        values |= {name: getattr(self.beside, name) for name in whose.NAMES}
        return Facts(
            id=UUID(self.facts.episode),
            organisation_id=organisation,
            child_id=self.identity,
            current=self.child,
            **values,
        )


def refresh(viewer: Viewer) -> int:
    """Derive again what changed since, in the viewer's organisation. How many children that was."""
    if not _changed(viewer):
        return 0
    with connection.cursor() as cursor:  # one at a time: whoever comes second finds it done
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"facts of {viewer.organisation}"])
    changed = _changed(viewer)
    for some in _in_parts(changed):
        _write(viewer, some)
    return len(changed)


def rebuild(viewer: Viewer) -> int:
    """Empty the facts of the viewer's organisation and derive them all again. How many children that was."""
    Facts.objects.filter(organisation_id=viewer.organisation).delete()
    Derived.objects.filter(organisation_id=viewer.organisation).delete()
    return refresh(viewer)


def differences(viewer: Viewer) -> list[str]:
    """Every row that is not what deriving everything gives now: empty when all is well."""
    now: dict[UUID, dict[str, object]] = {}
    children = _with_events(viewer)
    for start in range(0, len(children), AT_A_TIME):
        fresh = derived(viewer, children[start : start + AT_A_TIME])
        now |= {UUID(f.facts.episode): _values(f.row(viewer.organisation)) for f in fresh}
    kept = {row.pk: _values(row) for row in Facts.objects.filter(organisation_id=viewer.organisation)}
    return [
        f"facts of {id}: {name} is {kept.get(id, {}).get(name)!r}, not {now.get(id, {}).get(name)!r}"
        for id in sorted(kept.keys() | now.keys())
        for name in sorted(kept.get(id, {}).keys() | now.get(id, {}).keys())
        if kept.get(id, {}).get(name) != now.get(id, {}).get(name)
    ]


def children_counted(viewer: Viewer) -> int:
    """How many children of the viewer's organisation the facts are about."""
    return Facts.objects.filter(organisation_id=viewer.organisation).values("current").distinct().count()


def _with_events(viewer: Viewer) -> list[UUID]:
    told = journey.Event.objects.filter(organisation_id=viewer.organisation).values("child_id")
    rows = Identity.objects.filter(pk__in=told).order_by("current_id").values_list("current_id", flat=True)
    return list(rows.distinct())


def derived(viewer: Viewer, children: Iterable[UUID]) -> Iterator[Fresh]:
    """The facts of every episode of these children, as things stand at `viewer.at`. Nothing is written."""
    authority, policy = _authority(viewer), _policy(viewer)
    family = dict(Identity.objects.filter(current_id__in=list(children)).values_list("id", "current_id"))
    known = lives(viewer.organisation, family)
    rows = journey.Event.objects.filter(organisation_id=viewer.organisation, child_id__in=family).defer("words")
    happened = by_identity((row.child_id, as_event(row)) for row in rows.order_by("child_id", "number"))
    folded = {identity: fold_child(events) for identity, events in happened.items()}
    records = accounts(viewer.organisation, [case for so_far in folded.values() for case in so_far.cases.values()])
    around = whose.around(viewer, family)
    for identity, so_far in folded.items():
        child = family[identity]
        events = standing(happened[identity])
        others = [e for i, each in folded.items() if family[i] == child for e in each.episodes.values()]
        for name, episode in so_far.episodes.items():
            known_then = about_the_absence(known[child], episode, so_far, events, authority=authority, others=others)
            journey_of = to_journey(so_far, name, known_then, policy=policy, accounts=records)
            area = where(known[child], episode, authority=authority)
            yield Fresh(
                identity, child, facts_of(journey_of, as_of=viewer.at), stands_until(journey_of, as_of=viewer.at),
                whose.whose(around, so_far, name, group=known_then.group, area=area),
            )  # fmt: skip


def _changed(viewer: Viewer) -> list[tuple[UUID, str]]:
    """The children whose facts are not those of now, each with the mark that they will have been derived from."""
    choices = f"{_authority(viewer)} {_policy(viewer)} {_rules()}"
    with connection.cursor() as cursor:
        cursor.execute(MARKS, {"organisation": viewer.organisation, "choices": choices, "at": viewer.at})
        return list(cursor.fetchall())


def _in_parts(changed: Sequence[tuple[UUID, str]]) -> Iterator[Sequence[tuple[UUID, str]]]:
    yield from (changed[start : start + AT_A_TIME] for start in range(0, len(changed), AT_A_TIME))


def _write(viewer: Viewer, changed: Sequence[tuple[UUID, str]]) -> None:
    """Replace the facts of some children, and note what they were derived from.

    The marks were read before the events: what was recorded in between is derived now, and once more the next time.
    """
    children = [child for child, _ in changed]
    fresh = list(derived(viewer, children))
    rows = [each.row(viewer.organisation) for each in fresh]
    gone = Facts.objects.filter(current__in=children).exclude(pk__in=[row.pk for row in rows])
    gone.delete()
    Facts.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=_changing(Facts))
    until = {child: min((f.until for f in fresh if f.child == child and f.until), default=None) for child in children}
    noted = [
        Derived(id=child, organisation_id=viewer.organisation, mark=mark, as_of=viewer.at, stands_until=until[child])
        for child, mark in changed
    ]
    Derived.objects.bulk_create(noted, update_conflicts=True, unique_fields=["id"], update_fields=_changing(Derived))


@cache
def _rules() -> str:
    """A digest of the rules that rows are derived by: after an upgrade that touched them, every mark is another."""
    files = [
        about.__file__,
        told.__file__,
        whose.__file__,
        *(file for rules in (domain, indicators) for file in Path(rules.__path__[0]).rglob("*.py")),
    ]
    total = hashlib.sha256()
    for file in sorted(map(str, files)):
        total.update(Path(file).read_bytes())
    return total.hexdigest()


def _changing(table: type[Facts] | type[Derived]) -> list[str]:
    return [f.name for f in table._meta.local_fields if f.name not in ("id", "organisation")]


def _authority(viewer: Viewer) -> str:
    """The code of the authority, by which its rows are told from another's."""
    code = Organisation.objects.filter(pk=viewer.organisation).values_list("gss_code", flat=True).first()
    return code or str(viewer.organisation)


def _policy(viewer: Viewer) -> Policy:
    tries, channels, days = policy_at(viewer, "attempt_close_rule", viewer.at).value  # type: ignore[misc]
    return Policy(tries=tries, channels=channels, days=days)


def _values(row: Facts) -> dict[str, object]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.local_fields}
