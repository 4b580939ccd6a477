"""What is told of the absence and of asking: reported, back, tries, the offer, the answer, and closing without a talk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from wayhome.casework.followup.actions import closing
from wayhome.casework.journey.actions import record
from wayhome.casework.journey.events import history, id_of
from wayhome.casework.journey.models import CaseNow
from wayhome.casework.reach import intake
from wayhome.casework.reach.actions import absence as absences
from wayhome.casework.reach.actions import asking, notices
from wayhome.cli.demonstration.year import texts
from wayhome.cli.demonstration.year.absences import Absence, Second
from wayhome.cli.demonstration.year.diary import Deed
from wayhome.cli.demonstration.year.hours import known_as
from wayhome.cli.demonstration.year.telling import File, Handler, deed
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptTarget,
    Channel,
    DeclineReason,
    OfferLevel,
    Outcome,
    Source,
    TalkedFreely,
)

WHY_NOT = (
    DeclineReason.NO_NEED_NOTHING_HAPPENED, DeclineReason.FED_UP_REPEAT_QUESTIONS, DeclineReason.NOT_MISSING_IN_MY_VIEW,
    DeclineReason.ALREADY_TOLD_SOMEONE, DeclineReason.PERSON_UNSUITABLE, DeclineReason.TIMING_PLACE_UNSUITABLE,
    DeclineReason.DONT_TRUST_INFO_WILL_BE_SHARED, DeclineReason.NO_REASON_GIVEN,
)  # fmt: skip


@deed("missing")
def missing(file: File, deed: Deed, *, case: int, absence: Absence, reference: str) -> None:
    file.told(case).episodes.append(
        file.does(
            case, absences.report_missing, missing_from=known_as(absence.left_as, absence.left), source=Source.POLICE,
            happened=Moment.exactly(absence.reported), police_reference=reference, grade=absence.grade, group=file.life.group,
            words=absence.words,
        )
    )  # fmt: skip


@deed("found")
def found(file: File, deed: Deed, *, case: int, absence: Absence, number: int) -> None:
    assert absence.found is not None
    told = file.told(case)
    told.case = file.does(
        case, absences.record_located, episode=told.episodes[number], happened=Moment.exactly(absence.found), source=absence.source,
        words=file.one_of(texts.FOUND),
    )  # fmt: skip


@deed("back")
def back(file: File, deed: Deed, *, case: int, absence: Absence, number: int, reference: str) -> None:
    if absence.by_notice:
        _notice(file, deed, absence, reference)
        return
    told = file.told(case)
    told.case = file.does(
        case, absences.record_return, episode=told.episodes[number], happened=known_as(absence.back_as, absence.back),
        source=absence.source, setting=absence.setting, seen=True, words=file.one_of(texts.BACK),
    )  # fmt: skip


def _notice(file: File, deed: Deed, absence: Absence, reference: str) -> None:
    """The notice that the police's own system sends, kept in their name, and applied by the authority's."""
    area, life = file.area, file.life
    day_only = absence.back_as == "date"
    content = {
        "id": f"{reference}-back", "kind": "returned", "authority": area.area_codes[life.authority], "police_reference": reference,
        "child": {"given": life.given, "family": life.family, "born": life.born.isoformat()}, "seen": True,
        "happened": absence.back.date().isoformat() if day_only else absence.back.isoformat(), "words": file.one_of(texts.BACK),
    }  # fmt: skip
    told = intake.read(content)
    with area.acting(deed.who, deed.at) as by:
        receipt = notices.keep_notice(told=told, by=by, at=deed.at)
    became = notices.apply_notice(
        notice=receipt.notice, organisation=area.organisation[life.authority], told=told, at=deed.at
    )
    assert became.state == "applied", f"{reference}: {became.state} {became.why}"


def case_of(file: File, case: int) -> UUID:
    """The case that a notice opened is looked up by the next person who works on it."""
    told = file.told(case)
    if told.case is None:
        told.case = CaseNow.objects.values_list("id", flat=True).get(
            child_id=file.child, episodes__contains=[told.episodes[-1]]
        )
    return told.case


@deed("back_by_another")
def back_by_another(file: File, deed: Deed, *, case: int, second: Second, number: int) -> None:
    told = file.told(case)
    told.case = file.does(
        case, absences.record_return, episode=told.episodes[number], happened=Moment.exactly(second.back), source=second.source, seen=True,
        words="Says it was later than that.",
    )  # fmt: skip


@deed("settle")
def settle(file: File, deed: Deed, *, case: int, number: int) -> None:
    episode = file.told(case).episodes[number]
    events = history(file.area.organisation[file.life.authority], file.child)
    said = [e for e in events if e.kind is EventKind.RETURNED and e.episode == str(episode)]
    file.does(
        case,
        absences.settle_time,
        episode=episode,
        of="returned",
        chosen=id_of(file.one_of(said).id),
        reason=file.one_of(texts.SETTLED_BECAUSE),
    )


def about_case(name: str) -> Callable[[Handler], Handler]:
    """A deed about a case: the case is looked up first."""

    def register(handler: Handler) -> Handler:
        @deed(name)
        def found(file: File, deed: Deed, *, case: int, **given: Any) -> None:
            case_of(file, case)
            handler(file, case, **given)

        return found

    return register


@about_case("check")
def check(file: File, case: int) -> None:
    file.does(case, asking.check_case, group=file.life.group)


@about_case("try")
def try_(file: File, case: int, *, channel: Channel, result: Any, target: AttemptTarget = AttemptTarget.CHILD) -> None:
    file.does(case, asking.log_try, channel=channel, target=target, result=result, words=file.one_of(texts.TRIED))


@about_case("carer")
def carer(file: File, case: int) -> None:
    file.does(case, asking.tell_carer, channel=Channel.VIA_CARER, words=file.one_of(texts.CARER_TOLD))


@about_case("tell")
def tell(file: File, case: int) -> None:
    file.does(
        case, asking.tell_child, level=OfferLevel.CHILD_DIRECT, channel=file.one_of((Channel.VISIT, Channel.CALL)),
        could_talk_freely=TalkedFreely.YES, words=file.one_of(texts.TOLD_IN_WORDS),
    )  # fmt: skip


@about_case("reconfirm")
def reconfirm(file: File, case: int) -> None:
    file.does(
        case, asking.reconfirm_offer, episodes=file.told(case).episodes[-1:], channel=Channel.VISIT, answer_stands=False,
        words=file.one_of(texts.TOLD_IN_WORDS),
    )  # fmt: skip


@about_case("yes")
def yes(file: File, case: int, *, wishes: dict[str, str]) -> None:
    file.does(case, asking.say_yes, could_talk_freely=TalkedFreely.YES, wishes=wishes)


@about_case("no")
def no(file: File, case: int) -> None:
    file.does(
        case, asking.say_no, could_talk_freely=TalkedFreely.YES, conveyed_by=Answerer.CHILD, reasons=[file.one_of(WHY_NOT)],
        leaflet_given=True, ask_again=file.one_of(("in_a_week", "in_a_week", "not_about_this_one")), words=file.one_of(texts.SAID_NO),
    )  # fmt: skip


@about_case("no_not_free")
def no_not_free(file: File, case: int) -> None:
    file.does(
        case, asking.say_no, could_talk_freely=TalkedFreely.NO, conveyed_by=Answerer.CARER, leaflet_given=False,
        words=file.one_of(texts.NOT_FREE),
    )  # fmt: skip


@about_case("parent_no")
def parent_no(file: File, case: int) -> None:
    by = Answerer.CARER if file.life.looked_after else Answerer.PARENT
    file.does(case, asking.parent_refuses, refused_by=by, words=file.one_of(texts.PARENT_SAID_NO))


@about_case("ask_anyway")
def ask_anyway(file: File, case: int) -> None:
    file.does(case, asking.ask_anyway, reason=file.one_of(texts.ASK_ANYWAY))


@about_case("carer_asked")
def carer_asked(file: File, case: int, *, answer: str) -> None:
    file.does(case, asking.ask_carer_what_they_know, answer=answer)


@about_case("risk")
def risk(file: File, case: int) -> None:
    file.does(case, closing.review_risk, words=file.one_of(texts.REVIEWED))


@about_case("close")
def close(file: File, case: int, *, outcomes: list[Outcome]) -> None:
    file.does(
        case, closing.close_not_undertaken, outcomes=dict(zip(file.told(case).episodes, outcomes, strict=True)), leaflet_given=True,
        offer_again=file.one_of(("yes", "if_they_ask")), signed_off_by=file.user(file.life.crew.manager),
        no_tries_because="See the outcome.", words=file.one_of(texts.CLOSING),
    )  # fmt: skip


@about_case("not_required")
def not_required(file: File, case: int) -> None:
    file.does(case, closing.close_not_required, reason=file.one_of(texts.NOT_REQUIRED))


@about_case("turned_18")
def turned_18(file: File, case: int) -> None:
    file.does(case, record, kind=EventKind.CLOSED_TURNED_18, words=None, offered="adult_service")


@about_case("void")
def void(file: File, case: int) -> None:
    file.does(case, record, kind=EventKind.CLOSED_VOID, words=texts.VOIDED, reason="given")
