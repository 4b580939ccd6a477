"""The words other people use for the same things, as tables (domain reference §8.20 to 8.22).

Read them to take somebody else's figures in, and to say ours in their words. None: they have no word, or ask nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wayhome.domain.vocabulary.delivering import DeliveryModel
from wayhome.domain.vocabulary.outcomes import Outcome
from wayhome.domain.vocabulary.reaching import ReasonNotOffered
from wayhome.domain.vocabulary.terms import Term

NAMES_OF_SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "foi_2024": "Freedom of information survey 2024",
        "foi_2023": "Freedom of information survey 2023",
        "annex_a": "Annex A, list 8",
        "ssd": "Standard safeguarding dataset",
    }
)


@dataclass(frozen=True, slots=True)
class OutsideWords:
    """How four published requests for data name one term."""

    foi_2024: str | None = None
    foi_2023: str | None = None
    annex_a: str | None = None
    ssd: str | None = None


_DECLINED_OR_REFUSED = OutsideWords(
    foi_2023="“declined” (child's and parent's together: say so)",
    annex_a="“accept”: No",
    ssd="rhi_accepted N",
)

OUTSIDE_WORDS: Mapping[Term, OutsideWords] = MappingProxyType(
    {
        Term.OFFERED: OutsideWords(
            foi_2024="question 6, “offered” (state the level used)",
            annex_a="“offered … after their last missing episode”: Y",
            ssd="rhi_offered Y",
        ),
        Term.ACCEPTED: OutsideWords(annex_a="“accept”: Yes", ssd="rhi_accepted Y"),
        Term.DECLINED: _DECLINED_OR_REFUSED,
        Term.PARENT_REFUSED: _DECLINED_OR_REFUSED,
        Term.NO_RESPONSE: OutsideWords(annex_a="“accept”: Unknown", ssd="empty"),
        Term.UNDERTAKEN: OutsideWords(foi_2024="question 7, “completed”", foi_2023="RHIs"),
        Term.WITHIN_72_HOURS: OutsideWords(foi_2024="question 8, “completed” in 72 hours", foi_2023="RHIs in 72 hours"),
    }
)

ALSO_CALLED: Mapping[Term, tuple[str, ...]] = MappingProxyType(
    {
        Term.RETURN_HOME_INTERVIEW: (
            "RHI",
            "IRI or IRHI: independent return (home) interview",
            "debrief, in Wales",
            "return discussion, in Scotland",
            "return conversation",
        ),
        Term.PREVENTION_INTERVIEW: ("safe and well check, until the police changed the name",),
        Term.AWAY: ("away from placement without authorisation, in the statutory guidance",),
        Term.SPELL: ("spell, in files",),
        Term.MISSING_EPISODE: ("incident (children are counted apart, each once)",),
        Term.ATTEMPT: ("attempt, in files",),
        Term.PENDING: ("pending, in files",),
        Term.UNRESOLVED: ("unresolved, in files",),
        Term.LOCATED: (
            "located, in files",
            "the end date of a missing row, in SSDA903",
        ),
        Term.RETURNED: ("the end date of an away row, in SSDA903",),
        Term.RESPONSIBLE_AUTHORITY: ("placing authority",),
        Term.HOSTED: ("another authority's looked-after child",),
        Term.COMBINED: ("“one RHI, several incidents”",),
        Term.WORRY: ("safeguarding concern",),
        Term.NO_RESPONSE: ("no response, in files", "“no answer”, “not known”"),
    }
)


@dataclass(frozen=True, slots=True)
class ReasonElsewhere:
    """One reason not offered: our outcomes for it, and the words of others. `annex_a_offered` None: leave it blank."""

    outcomes: tuple[Outcome, ...]
    indicator_words: str
    foi_words: str
    annex_a_offered: bool | None
    annex_a_offered_broadly: bool | None


def _reason(
    outcomes: tuple[Outcome, ...], indicator_words: str, foi_words: str, *, offered: bool | None = False
) -> ReasonElsewhere:
    return ReasonElsewhere(outcomes, indicator_words, foi_words, offered, offered)


_R, _O = ReasonNotOffered, Outcome

REASON_NOT_OFFERED_ELSEWHERE: Mapping[ReasonNotOffered, ReasonElsewhere] = MappingProxyType(
    {
        _R.NOT_NOTIFIED_OR_TOO_LATE: _reason((_O.NOTIFIED_TOO_LATE,), "not notified", "not aware of episode"),
        _R.LOCAL_CRITERIA: _reason((_O.SERVICE_DECISION,), "local criteria", "criteria not met"),
        _R.SERVICE_DECISION: _reason((_O.SERVICE_DECISION,), "social worker decision", "not appropriate"),
        _R.COVERED_BY_ANOTHER_TALK: _reason(
            (_O.UNDERTAKEN_COMBINED,), "another RHI covers it", "one RHI, several incidents", offered=True
        ),
        _R.NO_CAPACITY: _reason((_O.NO_CAPACITY,), "capacity", "no interviewer"),
        _R.OUT_OF_AREA_NOT_ARRANGED: _reason(
            (_O.MOVED_OR_TRANSFERRED, _O.OTHER_AUTHORITY_DID_NOT_DELIVER), "out of area", "out of county"
        ),
        _R.MISSING_AGAIN: _reason((_O.MISSING_AGAIN,), "child missing again", "went missing again"),
        _R.NOT_REACHED: _reason((_O.COULD_NOT_BE_CONTACTED,), "other", "unable to contact"),
        _R.CARER_ONLY_TOLD: ReasonElsewhere((_O.OFFERED_TO_CARER_ONLY,), "other", "often “offered”", False, True),
        _R.NOT_FIT: _reason((_O.NOT_FIT,), "other", "in hospital / custody"),
        _R.PARENT_REFUSED_FIRST: _reason((_O.PARENT_OR_CARER_REFUSED,), "other", "parent declined"),
        _R.TURNED_18_OR_DIED: _reason((_O.TURNED_18_OR_DIED,), "other", "no longer a child"),
        _R.NOT_RECORDED: _reason((_O.UNRESOLVED,), "not recorded", "blank", offered=None),
    }
)
"""A reason not recorded is overdue and unresolved, or not known; in a file it is left blank, never written as no."""


@dataclass(frozen=True, slots=True)
class ModelElsewhere:
    """One delivery model in the words of others. `foi_2024` None: not counted, and stated. Annex A asks nothing."""

    foi_2024: str | None
    indicator_words: str


_M = DeliveryModel

DELIVERY_MODEL_ELSEWHERE: Mapping[DeliveryModel, ModelElsewhere] = MappingProxyType(
    {
        _M.LA_DEDICATED_TEAM: ModelElsewhere("dedicated_la", "in-house RHI team"),
        _M.LA_SOCIAL_WORKER: ModelElsewhere("social_worker", "social worker"),
        _M.LA_YOUTH_WORKER: ModelElsewhere("youth_worker", "youth worker"),
        _M.COMMISSIONED_VOLUNTARY: ModelElsewhere("independent_commissioned", "commissioned voluntary"),
        _M.COMMISSIONED_PRIVATE: ModelElsewhere("independent_commissioned", "other"),
        _M.HOST_LA: ModelElsewhere("other", "other"),
        _M.OTHER_PROFESSIONAL: ModelElsewhere("other", "other"),
        _M.NOT_KNOWN: ModelElsewhere(None, "not recorded"),
    }
)
