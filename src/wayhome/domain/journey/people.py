"""Who may do what in the tables: groups of roles, with the words a table and a refusal use for them (§6, §10.1).

"The owner", "the author" and "the recipient" are not roles: any of several roles may be that person, and a guard asks
whether this person is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wayhome.domain.journey.events import SYSTEM, Actor
from wayhome.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Who:
    """A group of actors and what it is called in a sentence: "a coordinator, an interviewer or a social worker"."""

    words: str
    actors: frozenset[Actor]

    def __contains__(self, actor: object) -> bool:
        return actor in self.actors

    def __iter__(self) -> Iterator[Actor]:
        return iter(sorted(self.actors))

    def __or__(self, other: Who) -> Who:
        return Who(f"{self.words}, {other.words}", self.actors | other.actors)


def group(words: str, *actors: Actor) -> Who:
    """A group with its own words."""
    return Who(words, frozenset(actors))


def one(actor: Actor) -> Who:
    """One role, called by its own label."""
    return Who(actor.label, frozenset({actor}))


THE_SYSTEM = one(SYSTEM)
COORDINATOR = one(Role.RHI_COORDINATOR)
INTERVIEWER = group("Interviewer", Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER)
SOCIAL_WORKER = one(Role.SOCIAL_WORKER)
TEAM_MANAGER = one(Role.TEAM_MANAGER)
PROVIDER_MANAGER = one(Role.PROVIDER_MANAGER)
SERVICE_MANAGER = one(Role.SERVICE_MANAGER)
FRONT_DOOR = one(Role.FRONT_DOOR)
POLICE = one(Role.POLICE_MPC)
HOST_LEAD = one(Role.HOST_LA_MISSING_LEAD)
CARER = one(Role.CARER_HOME)
YOUNG_PERSON = one(Role.YOUNG_PERSON)

NOTICERS = CARER | SOCIAL_WORKER | one(Role.SCHOOL_CONTACT) | one(Role.HEALTH_CONTACT) | COORDINATOR
"""Those who may be first to see that a child is not there (EP1)."""

REPORTERS = POLICE | CARER | COORDINATOR | FRONT_DOOR
"""Those through whom a police report reaches us (EP2)."""

WATCHERS = POLICE | CARER | COORDINATOR | SOCIAL_WORKER
"""Those who learn where the child is (EP9)."""

GRADERS = POLICE | COORDINATOR | SOCIAL_WORKER

ASKERS = COORDINATOR | INTERVIEWER | SOCIAL_WORKER
"""Those who ask the child (CT1). Asking does not wait for allocation."""

WHO_ASK_OTHERS = ASKERS | PROVIDER_MANAGER | TEAM_MANAGER
"""Those who ask other people for something about a case they may open: an exact time, a safe number. They chase it too."""

INTERVIEWERS_OF_RECORD = Who("The interviewer of record", (ASKERS | HOST_LEAD).actors)
"""Whoever held the talk, or records who did (TK5)."""

AUTHORS = Who("The author", (ASKERS | HOST_LEAD).actors)
APPROVERS = Who(
    "An approver who did not write it", (COORDINATOR | TEAM_MANAGER | SERVICE_MANAGER | PROVIDER_MANAGER).actors
)

_NEVER_WITH_A_CHILD: frozenset[Actor] = frozenset({Role.ANALYST, Role.NATIONAL_OVERSIGHT, Role.SYSADMIN})

WITH_THE_CHILDS_PAGE = Who("Anyone with the child's page", frozenset(r for r in Role if r not in _NEVER_WITH_A_CHILD))
"""Everybody but those who never see a named child. A worry may be raised by each of them (§6.3.8)."""

WITH_A_RELATIONSHIP = Who(
    "Anyone with a relationship",
    WITH_THE_CHILDS_PAGE.actors - {Role.YOUNG_PERSON, Role.AUDITOR_IG},
)
THE_OWNER = Who("The owner", WITH_A_RELATIONSHIP.actors)
THE_PLAN_OWNER = Who("The owner of the plan", WITH_A_RELATIONSHIP.actors)
THE_RECIPIENT = Who("The recipient", WITH_A_RELATIONSHIP.actors)
A_SECOND_PERSON = Who("A second person", WITH_A_RELATIONSHIP.actors)
A_NAMED_PERSON = Who("A named person", WITH_A_RELATIONSHIP.actors)
WHOEVER_LOGS_IT = YOUNG_PERSON | ASKERS
