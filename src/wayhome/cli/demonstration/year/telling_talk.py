"""What is told of the talk and after it: who holds it, held, written up, approved, decided who is told, helped, closed."""

from __future__ import annotations

from datetime import datetime

from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.followup.actions import closing, helping
from wayhome.casework.journey.worries import act_on_worry, raise_worry, receive_worry
from wayhome.casework.sharing.actions import afterwards, telling
from wayhome.casework.sharing.actions.telling import Decision
from wayhome.casework.sharing.models import Copy
from wayhome.casework.sharing.route import Route
from wayhome.casework.sharing.words import Method
from wayhome.cli.demonstration.cast import PLACES
from wayhome.cli.demonstration.year import texts
from wayhome.cli.demonstration.year.accounts import told as said
from wayhome.cli.demonstration.year.telling import File
from wayhome.cli.demonstration.year.telling_reach import about_case
from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import Moment
from wayhome.domain.sharing import Recipient, RecipientFacts, default_recipients
from wayhome.domain.vocabulary import (
    Answerer,
    Completeness,
    DataClass,
    LateReason,
    MissedReason,
    Mode,
    NeedKind,
    Place,
    ReasonWithheld,
    SafeguardingActionKind,
    TalkedFreely,
)

LATE = (
    LateReason.CHILD_UNAVAILABLE,
    LateReason.LATE_NOTIFICATION,
    LateReason.CAPACITY,
    LateReason.WEEKEND_BANK_HOLIDAY,
    LateReason.CHILD_ASKED_LATER,
)
DONE = (SafeguardingActionKind.MASH_REFERRAL, SafeguardingActionKind.STRATEGY_DISCUSSION_REQUEST)
NOT_FOR_THEM = (
    ReasonWithheld.NOT_RELEVANT,
    ReasonWithheld.NOT_RELEVANT,
    ReasonWithheld.CHILD_OBJECTION_UPHELD,
    ReasonWithheld.UNSAFE,
)


@about_case("refer")
def refer(file: File, case: int) -> None:
    file.does(case, allocating.refer_to_provider, provider=file.area.organisation["harbour"], conflict=False)


@about_case("accept")
def accept(file: File, case: int) -> None:
    file.does(case, allocating.answer_referral, answer=EventKind.REFERRAL_OPENED)
    file.does(case, allocating.answer_referral, answer=EventKind.REFERRAL_ACCEPTED)


@about_case("allocate")
def allocate(file: File, case: int) -> None:
    crew = file.life.crew
    file.does(
        case,
        allocating.allocate_interviewer,
        interviewer=file.user(crew.interviewer),
        relation=crew.relation,
        trained=True,
        conflict=False,
    )


@about_case("book")
def book(file: File, case: int, *, planned: datetime) -> None:
    file.does(case, talking.book_talk, planned=planned, place=Place.SCHOOL, mode=Mode.IN_PERSON)


@about_case("missed")
def missed(file: File, case: int) -> None:
    file.does(
        case,
        talking.record_missed,
        reason=file.one_of((MissedReason.CHILD_NOT_THERE, MissedReason.TRANSPORT, MissedReason.CHILD_NOT_WELL)),
    )


@about_case("talk")
def talk(
    file: File, case: int, *, held: datetime, place: Place, mode: Mode, late: bool, completeness: Completeness
) -> None:
    file.does(
        case, talking.record_talk, held=Moment.exactly(held), completeness=completeness, discussed=file.told(case).episodes, mode=mode,
        place=place, interviewer=file.user(file.life.crew.interviewer), relation=file.life.crew.relation,
        could_talk_freely=TalkedFreely.YES, confidentiality_explained=True, late_reason=file.one_of(LATE).value if late else None,
    )  # fmt: skip
    if file.told(case).theme.worry == "serious" and file.rng.random() < 0.25:
        worry = raise_worry(child=file.child, words=file.one_of(texts.WORRIES), by=file.viewer, at=file.viewer.at)
        file.worries.append(worry)


@about_case("worry_seen")
def worry_seen(file: File, case: int) -> None:
    """Whoever is the child's worker picks up what the interviewer was worried about, and says what was done."""
    by = file.viewer
    for worry in file.worries:
        receive_worry(worry=worry, child=file.child, by=by, at=by.at)
        act_on_worry(
            worry=worry, child=file.child, done=file.one_of(DONE),
            by=by, at=by.at, happened=Moment.exactly(by.at), reference=f"FD-{file.rng.randrange(10_000, 99_999)}",
        )  # fmt: skip
    file.worries.clear()


@about_case("one_fact")
def one_fact(file: File, case: int) -> None:
    """One thing that searchers may need to know, the same day, before anybody has checked the record."""
    told = Route(to_organisation=file.area.viewers[file.life.crew.police].organisation)
    file.does(
        case,
        telling.share_one_fact,
        recipient=Recipient.POLICE,
        fact=file.one_of(texts.ONE_FACT),
        data_class=DataClass.EPISODE,
        route=told,
    )


@about_case("write")
def write(file: File, case: int, *, repeat: bool) -> None:
    file.does(case, writing_up.start_record)
    file.does(case, writing_up.save_answers, answers=said(file.rng, file.told(case).theme, repeat=repeat))
    file.does(case, writing_up.submit_record)


@about_case("send_back")
def send_back(file: File, case: int) -> None:
    file.does(case, writing_up.return_record, comments=[file.one_of(texts.SENT_BACK)])


@about_case("hand_in")
def hand_in(file: File, case: int) -> None:
    file.does(case, writing_up.save_answers, answers={"who_helps": "My auntie, and the lady at the library."})
    file.does(case, writing_up.submit_record)


@about_case("approve")
def approve(file: File, case: int) -> None:
    file.does(case, writing_up.approve_record, read=True)


@about_case("decide")
def decide(file: File, case: int, *, against_wishes: bool) -> None:
    """The social worker is told, the police mostly; everybody else as the child wished, or not, because."""
    facts = RecipientFacts(group=file.life.group, reported_to_police=True)
    decisions = [_decision(file, recipient, against_wishes=against_wishes) for recipient in default_recipients(facts)]
    file.does(case, telling.decide_who_is_told, decisions=decisions)
    file.told(case).copies = dict(
        Copy.objects.filter(case_id=file.told(case).case).order_by("recorded_at").values_list("recipient", "id")
    )


def _decision(file: File, recipient: Recipient, *, against_wishes: bool) -> Decision:
    area, crew = file.area, file.life.crew
    ours = area.organisation[file.life.authority]
    if recipient is Recipient.SOCIAL_WORKER:
        return Decision(recipient=recipient, route=Route(to_organisation=ours, to_user=file.user(crew.worker)))
    if recipient is Recipient.POLICE and (against_wishes or file.rng.random() < 0.6):
        to = Route(
            to_organisation=area.viewers[crew.police].organisation, against_wishes=against_wishes or None,
            reason=texts.AGAINST_WISHES_BECAUSE if against_wishes else None, child_told=True if against_wishes else None,
        )  # fmt: skip
        return Decision(recipient=recipient, route=to)
    if recipient is Recipient.PARENTS and file.rng.random() < 0.4:
        return Decision(recipient=recipient, route=Route(method=Method.PHONE, to_words=file.life.parent))
    if recipient is Recipient.PLACEMENT_OR_CARER and file.rng.random() < 0.5:
        return Decision(recipient=recipient, route=Route(method=Method.PHONE, to_words="The carer on shift"))
    return Decision(recipient=recipient, because=file.one_of(NOT_FOR_THEM))


@about_case("opened")
def opened(file: File, case: int) -> None:
    file.does(case, afterwards.note_opened, copy=file.told(case).copies[Recipient.SOCIAL_WORKER])


@about_case("acknowledged")
def acknowledged(file: File, case: int) -> None:
    file.does(case, afterwards.acknowledge, copy=file.told(case).copies[Recipient.SOCIAL_WORKER])


@about_case("need")
def need(file: File, case: int, *, number: int, path: str) -> None:
    told, crew = file.told(case), file.life.crew
    made = file.does(
        case,
        helping.record_need,
        kind=_kind(file, case, number),
        childs_view=file.one_of(("wants_it", "wants_it", "not_sure", "does_not")),
    )
    told.needs[number] = made
    if path == "nobody":
        file.does(case, helping.say_nobody_owns_it, need=made, escalated_to=file.user(crew.manager))
    else:
        file.does(case, helping.name_owner, need=made, owner=file.user(crew.worker))


@about_case("offer_help")
def offer_help(file: File, case: int, *, number: int) -> None:
    kind = _kind(file, case, number)
    file.does(
        case, helping.offer_support, need=file.told(case).needs[number], service=texts.SERVICES.get(kind.value, kind.label),
        offered_on=file.viewer.at.date(),
    )  # fmt: skip


@about_case("accept_help")
def accept_help(file: File, case: int, *, number: int) -> None:
    file.does(case, helping.accept_support, need=file.told(case).needs[number], said_by=Answerer.CHILD)


@about_case("start_help")
def start_help(file: File, case: int, *, number: int) -> None:
    file.does(case, helping.start_support, need=file.told(case).needs[number])


@about_case("end_help")
def end_help(file: File, case: int, *, number: int) -> None:
    file.does(
        case,
        helping.end_support,
        need=file.told(case).needs[number],
        ended_how=file.one_of(("as_planned", "as_planned", "broken_off")),
    )


@about_case("decline_help")
def decline_help(file: File, case: int, *, number: int) -> None:
    file.does(
        case, helping.decline_support, need=file.told(case).needs[number], reason=file.one_of(texts.DECLINED_HELP)
    )


@about_case("no_service")
def no_service(file: File, case: int, *, number: int) -> None:
    kind = _kind(file, case, number)
    area = next(place.short_name for place in PLACES if place.key == file.life.authority)
    file.does(
        case,
        helping.say_no_service,
        need=file.told(case).needs[number],
        service=texts.SERVICES.get(kind.value, kind.label),
        area=area,
    )


@about_case("met_otherwise")
def met_otherwise(file: File, case: int, *, number: int) -> None:
    file.does(case, helping.meet_otherwise, need=file.told(case).needs[number], reason=file.one_of(texts.MET_OTHERWISE))


def _kind(file: File, case: int, number: int) -> NeedKind:
    kinds = file.told(case).theme.needs
    return kinds[number % len(kinds)]


@about_case("close_heard")
def close_heard(file: File, case: int) -> None:
    file.does(case, closing.close_undertaken, child_told_what_next=file.rng.random() < 0.9)
