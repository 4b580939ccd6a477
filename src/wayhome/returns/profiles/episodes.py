"""Wayhome's episode list: one row an episode, every column optional but three. The common tongue of all readers.

Other layouts say which of these columns theirs supply; anybody may add one of them to an SSDA903 or SSD file, and the
figures it allows appear. A blank cell is "not recorded", never "no".
"""

from __future__ import annotations

from enum import StrEnum

from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    EpisodeKind,
    Group,
    InterviewerRelation,
    OfferLevel,
    Outcome,
    ProviderType,
    ReasonNotOffered,
    ResponseToOffer,
    RiskGrade,
    Source,
)
from wayhome.returns.columns import Column, Kind, Layout


def _words(of: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in of)


EPISODE = Column("episode", "which episode it is", also_called=("Episode ID", "Episode reference"))
AUTHORITY = Column(
    "authority", "which authority the row belongs to", also_called=("LA", "Local authority", "LA code", "GSS code")
)

COLUMNS: tuple[Column, ...] = (
    EPISODE,
    AUTHORITY,
    Column("child", "which child it is", required=True, also_called=("Child ID", "Person ID", "Child reference")),
    Column("kind", "whether the child was missing, away, or missing and not reported", Kind.CODE, True,
           ("Type", "Episode type"), _words(EpisodeKind)),
    Column("missing_from", "when the child went missing", Kind.WHEN, True, ("Missing from", "Last seen", "Start", "Start date")),
    Column("returned", "when the child returned", Kind.WHEN, also_called=(
        "returned_at", "Date returned", "Return date", "Date of return", "Returned date", "Return time", "Date back", "Came back")),
    Column("born", "when the child was born", Kind.DAY, also_called=("Date of birth", "DOB", "Birth date", "pers_dob")),
    Column("group", "where the child lived, as this authority sees it", Kind.CODE, codes=_words(Group), also_called=("Child group",)),
    Column("responsible", "whether this authority answers for the child", Kind.YES_NO, also_called=("Our child",)),
    Column("looked_after", "whether the child was looked after", Kind.YES_NO, also_called=("CLA", "LAC", "Child looked after")),
    Column("offered", "whether anyone was told of a talk", Kind.YES_NO, also_called=("RHI offered", "Return interview offered")),
    Column("offer_level", "who was told that they can have a talk", Kind.CODE, codes=_words(OfferLevel),
           also_called=("Offer level", "Offered to")),
    Column("offered_at", "when the child was told of a talk", Kind.WHEN, also_called=(
        "RHI offered date", "Date RHI offered", "Offer date")),
    Column("reason_not_offered", "why no talk was offered", Kind.CODE, codes=_words(ReasonNotOffered),
           also_called=("Reason not offered", "Reason RHI not offered")),
    Column("undertaken", "whether a talk was held", Kind.YES_NO, also_called=(
        "RHI undertaken", "RHI completed", "RHI held", "Return interview completed", "Interview held")),
    Column("held", "when the talk was held", Kind.WHEN, also_called=(
        "held_at", "RHI date", "Date of RHI", "Date of return interview", "Interview date", "RHI held date",
        "RHI completed date", "Return interview date", "RET_INTRVW_DT")),
    Column("answer", "what the answer to the offer was", Kind.CODE, codes=_words(ResponseToOffer),
           also_called=("RHI accepted", "Return interview accepted")),
    Column("answered_by", "whose answer it was", Kind.CODE, codes=_words(Answerer), also_called=("Answer by",)),
    Column("could_talk_freely", "whether the child could talk freely when answering", Kind.YES_NO),
    Column("answered_at", "when the answer was given", Kind.WHEN, also_called=("Answer date",)),
    Column("close_rule_met", "whether the rule on attempts is met", Kind.YES_NO),
    Column("outcome", "how the case closed", Kind.CODE, codes=_words(Outcome), also_called=("RHI outcome",)),
    Column("closed_at", "when the case closed", Kind.WHEN, also_called=("Case closed",)),
    Column("case_opened", "when the first case for the episode was opened", Kind.WHEN, also_called=("case_opened_at",)),
    Column("relation", "what the interviewer is to the child", Kind.CODE, codes=_words(InterviewerRelation), also_called=(
        "interviewer_relation", "Interviewer", "RHI completed by")),
    Column("provider_type", "what kind of organisation the interviewer works for", Kind.CODE, codes=_words(ProviderType),
           also_called=("Provider type",)),
    Column("preference_exception", "whether the child asked for this person", Kind.YES_NO),
    Column("completeness", "how far the talk went", Kind.CODE, codes=_words(Completeness)),
    Column("episodes_discussed", "how many episodes the talk discussed", Kind.WHOLE),
    Column("talk", "which talk it was", also_called=("interview", "Talk reference", "Interview reference")),
    Column("need_identified", "whether the talk found a need", Kind.YES_NO, also_called=("Need identified",)),
    Column("support_offered", "whether help was offered for it", Kind.YES_NO, also_called=("Support offered", "Follow-up offered")),
    Column("support_accepted", "whether help was wanted", Kind.YES_NO, also_called=("Support accepted",)),
    Column("support_accepted_at", "when help was said yes to", Kind.WHEN, also_called=("Support accepted date",)),
    Column("support_started", "whether help began", Kind.YES_NO, also_called=("Support provided",)),
    Column("support_started_at", "when help began", Kind.WHEN, also_called=("Support start date",)),
    Column("located", "when the child was found", Kind.WHEN, also_called=("located_at", "Found date", "Date found", "Found")),
    Column("notified", "when the authority was told of the return", Kind.WHEN, also_called=(
        "notified_at", "Date notified", "Notification date")),
    Column("notice_held", "whether the authority was told of the return", Kind.YES_NO, also_called=("Notice held",)),
    Column("return_recorded", "whether the child returned at all", Kind.YES_NO, also_called=("Child returned",)),
    Column("reported", "when the child was reported missing", Kind.WHEN, also_called=("reported_at", "Date reported")),
    Column("void", "whether the row was recorded in error", Kind.YES_NO, also_called=("Recorded in error",)),
    Column("sex", "the child's sex", also_called=("Gender",)),
    Column("ethnicity", "the child's ethnicity", also_called=("Ethnic group", "ETHNIC")),
    Column("disabled", "whether the child is recorded as disabled", Kind.YES_NO, also_called=("Disability",)),
    Column("unaccompanied", "whether the child came to the country alone, seeking asylum", Kind.YES_NO, also_called=("UASC",)),
    Column("risk", "how the police graded the risk", Kind.CODE, codes=_words(RiskGrade), also_called=("Risk grade", "Risk level")),
    Column("earlier_episodes", "how many earlier episodes the child had", Kind.WHOLE),
    Column("source", "who told the authority first", Kind.CODE, codes=_words(Source), also_called=("First told by",)),
)  # fmt: skip
"""In the order in which a missing one is named: what people most often can add comes first."""

LIST = Layout(
    "wayhome_episodes",
    "Wayhome episode list",
    "One row for each missing episode and authority, with as many of the columns as you hold.",
    COLUMNS,
    complete=False,
)

NAMES = tuple(column.name for column in COLUMNS)
BY_NAME = {column.name: column for column in COLUMNS}

MEANS: dict[str, dict[str, str]] = {
    "kind": {
        "m": "missing",
        "a": "away",
        "absent": "away",
        "away from placement": "away",
        "unauthorised absence": "away",
    },
    "answer": {
        "y": "accepted",
        "yes": "accepted",
        "n": "declined",
        "no": "declined",
        "none": "",
        "no answer": "",
        "na": "",
        "n a": "",
    },
    "outcome": {outcome.code.casefold(): outcome.value for outcome in Outcome},
    "risk": {"nar": "no_apparent_risk"},
}
"""Other words for a value, by column, as they are compared (see `wayhome.returns.columns.plain`)."""
