"""One missing episode as one authority sees it: everything that happened, folded from events, ready for the rules.

`Journey` is the one shape between the case system, files of other systems and the indicators. Every field that may be
missing is None or NOT_RECORDED; nothing here is guessed, and nothing here is derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wayhome.domain.moment import NOT_RECORDED, Moment
from wayhome.domain.told import Account
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
    RiskGrade,
    Source,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """The child, or only the carer, was told (§4.9). `reconfirms` marks an earlier offer said again for this episode."""

    happened: Moment
    level: OfferLevel | None
    """None: an offer is recorded, but not who was told."""
    reconfirms: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to an offer (§4.10). A phone answer has `confirmed=False` until a person says how they know who it was."""

    happened: Moment
    answer: ResponseToOffer
    by: Answerer | None
    """None: an answer is recorded, but not whose it was."""
    could_talk_freely: bool | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Talk:
    """A held talk that discussed this episode (§4.11). `episodes_discussed` counts this one too."""

    held: Moment
    completeness: Completeness
    relation: InterviewerRelation | None = None
    provider_type: ProviderType | None = None
    preference_exception: bool | None = None
    episodes_discussed: int = 1
    talk_id: str | None = None
    account: Account | None = None
    """What its record holds in codes. None: no record was handed in, or the source holds none."""
    trained: bool | None = None
    """The interviewer was trained for these talks when they were named."""
    handed_in: Moment | None = None
    """When its record was first handed in; NOT_RECORDED: not yet. None: the source cannot say."""
    approved: Moment | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need that the talk found, and what came of it (§4.14). None and NOT_RECORDED: nobody has said."""

    offered: bool | None = None
    """False: there is no such service here, or the need was met another way."""
    accepted: bool | None = None
    accepted_at: Moment = NOT_RECORDED
    started: bool | None = None
    started_at: Moment = NOT_RECORDED
    pending: bool | None = None
    """Offered, and the answer is still to come. None: the source has no word for waiting."""
    kind: NeedKind | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """How the last case covering the episode closed without a talk, with the one outcome code it was given (§8.5)."""

    happened: Moment
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Journey:
    """All that is known of one (episode, authority). Times are Moments; None and NOT_RECORDED mean "not recorded"."""

    episode: str
    child: str
    authority: str
    group: Group | None
    kind: EpisodeKind
    missing_from: Moment = NOT_RECORDED
    reported: Moment = NOT_RECORDED
    located: Moment = NOT_RECORDED
    returned: Moment = NOT_RECORDED
    return_recorded: bool | None = None
    """True: a return happened, even if nobody wrote when. False: still away. None: not recorded."""
    notified: Moment = NOT_RECORDED
    """First notice of the return that reached the authority."""
    notice_recorded: bool | None = None
    """Whether a notice of the return is held. Read where `notified` is not known. None: the source cannot say."""
    notice_sent: Moment = NOT_RECORDED
    """When the first notice of the return was sent, and when one was opened: the two sides of its reaching the authority."""
    notice_opened: Moment = NOT_RECORDED
    away_planned: bool | None = None
    """While the child was away and known to be: somebody by name owned a plan. None: the source cannot say."""
    missing_again: Moment | None = None
    """Start of the child's next missing episode after the return; NOT_RECORDED: there was none. None: the source cannot say."""
    void: bool = False
    born: date | None = None
    sex: str | None = None
    ethnicity: str | None = None
    disabled: bool | None = None
    unaccompanied: bool | None = None
    risk: RiskGrade | None = None
    earlier_episodes: int | None = None
    source: Source | None = None
    case_opened: Moment = NOT_RECORDED
    """First case that covered the episode; moving to a new case never resets it."""
    offers: tuple[Offer, ...] | None = ()
    """None: the source has no column that could say whether an offer was made."""
    responses: tuple[Response, ...] | None = ()
    talks: tuple[Talk, ...] | None = ()
    needs: tuple[Need, ...] | None = None
    """None: the source cannot say, or nobody has written up yet whether the child needs anything. (): nothing is needed."""
    closing: Closing | None = None
    reason_not_offered: ReasonNotOffered | None = None
    """Why nobody told the child, where the source says so in its own words. None: read from how the case closed."""
    close_rule_met: bool | None = None
    """The attempts rule of CT1 is met: an offer without an answer is no longer pending."""
    responsible: bool | None = None
    """This authority answers for the episode (§4.6). Read where the group is not recorded, as in a file of its own children."""
    looked_after: bool | None = None
    """Looked after at the start, by any authority. Read where the group is not recorded."""
