"""The journey of one child: from missing, to back, to heard, to helped.

Read it in this order:

1. `kinds`: everything that can happen, each a past-tense word with its meaning.
2. `states` and `tables`: what each event does to each machine. The tables are the product; the diagrams in the reference
   (`diagram.document`), the guards, the actions of the case system and every "Why can't I …?" come from the same rows.
3. `guards` and `closing`: the rules, one function each, with the words that a refusal shows.
4. `ledger` and `fold`: which events stand, in which order, and where that leaves every machine.
5. `episode_so_far`, `case_so_far`, `child_so_far`: what can be asked of the result.
6. `may`: may this be recorded, why not, and what is next.
7. `headline`: where a case stands, in one line for each reader. `to_journey`: what the measures read.

An action does three things in one transaction: lock, ask, write.

    so_far = fold_child(events)
    refusals = may(EventKind.CHILD_TOLD, so_far.case("C1"), by_role=Role.RHI_COORDINATOR, at=now, happened=told_at)
    ...append the event, fold again, store the projection
"""

from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.child_so_far import ChildSoFar
from wayhome.domain.journey.closing import sign_off_because
from wayhome.domain.journey.coverage import Coverage, Covers
from wayhome.domain.journey.effects import Effect
from wayhome.domain.journey.episode_so_far import EpisodeSoFar, Phase
from wayhome.domain.journey.events import SYSTEM, Actor, Event, TheSystem
from wayhome.domain.journey.fold import fold_case, fold_child, fold_episode
from wayhome.domain.journey.headline import headline, is_past_72_hours
from wayhome.domain.journey.headline_words import Headline, HeadlineCode, Names
from wayhome.domain.journey.kinds import CHANGES, EventKind
from wayhome.domain.journey.ledger import Anomaly, Ledger, Struck, ledger_of
from wayhome.domain.journey.may import NextStep, legal_next, may, why_not
from wayhome.domain.journey.policy import Circumstances, Policy
from wayhome.domain.journey.rows import FOLDED, SAME, Ask, By, Guard, Machine, Refusal, Row, Scope
from wayhome.domain.journey.states import (
    Allocation,
    CaseState,
    Contact,
    Notice,
    PoliceReport,
    Prevention,
    Record,
    Request,
    Sharing,
    Support,
    Suspension,
    TalkState,
    Transfer,
    Whereabouts,
    Worry,
)
from wayhome.domain.journey.tables import MACHINES, PUTTING_RIGHT, machines_moved_by, row
from wayhome.domain.journey.to_journey import AboutTheChild, to_journey
from wayhome.domain.journey.track import Step, Track

__all__ = [
    "CHANGES", "FOLDED", "MACHINES", "PUTTING_RIGHT", "SAME", "SYSTEM", "AboutTheChild", "Actor", "Allocation", "Anomaly",
    "Ask", "By", "CaseSoFar", "CaseState", "ChildSoFar", "Circumstances", "Contact", "Coverage", "Covers", "Effect",
    "EpisodeSoFar", "Event", "EventKind", "Guard", "Headline", "HeadlineCode", "Ledger", "Machine", "Names", "NextStep",
    "Notice", "Phase", "PoliceReport", "Policy", "Prevention", "Record", "Refusal", "Request", "Row", "Scope", "Sharing",
    "Step", "Struck", "Support", "Suspension", "TalkState", "TheSystem", "Track", "Transfer", "Whereabouts", "Worry",
    "fold_case", "fold_child", "fold_episode", "headline", "is_past_72_hours", "ledger_of", "legal_next",
    "machines_moved_by", "may", "row", "sign_off_because", "to_journey", "why_not",
]  # fmt: skip
