"""Telling others: what each recipient gets, what never leaves, what is refused, what came back, what was taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework.area import NOW, Area, Place, new_person
from tests.casework.test_delivery import held
from wayhome.casework.children.actions.access import allocate_worker
from wayhome.casework.children.words import Part
from wayhome.casework.delivery.actions import writing_up
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journal.models import Mention
from wayhome.casework.journey import models as journey
from wayhome.casework.journey import projection
from wayhome.casework.organisations.actions import make_agreement
from wayhome.casework.organisations.words import DataProtectionRole
from wayhome.casework.records.refusals import NotAllowed, NotFound, Refused, Stale
from wayhome.casework.sharing.actions import afterwards, telling
from wayhome.casework.sharing.actions.telling import Decision
from wayhome.casework.sharing.disclosure import of_record, source_of
from wayhome.casework.sharing.models import Copy, Receipt
from wayhome.casework.sharing.queries import copy_of, received, told
from wayhome.casework.sharing.receipts import receipts_to_note
from wayhome.casework.sharing.route import Route
from wayhome.casework.sharing.words import Method
from wayhome.domain.journey.states import Sharing
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass, ReasonWithheld, Role

ANSWERS = {
    "before": "rowed about the phone",
    "reasons": ["family_conflict_argument", "mental_health_distress"],
    "people": "Dazza, about 20, a blue van",
    "harm": ["threats", "medical_need_missed_medication"],
    "health_now": "has not taken her insulin",
    "made_to_do": ["county_lines"],
    "safe_places": "her nan's in Oxlade",
    "searchers_may_know": "she goes to the bus station",
    "understand_now": "we think she was frightened",
    "needs": ["mentoring", "sexual_health"],
}
EVERYBODY = (
    Recipient.SOCIAL_WORKER, Recipient.POLICE, Recipient.HOST_LA, Recipient.RESPONSIBLE_LA, Recipient.PLACEMENT_OR_CARER,
    Recipient.PARENTS, Recipient.IRO,
)  # fmt: skip
"""Nobody recorded where this child lives, so a decision is asked about everybody whom that might concern."""
DECIDED = (Recipient.PARENTS, Recipient.SOCIAL_WORKER, Recipient.POLICE)
LETTER = Route(to_words="Ms Karim, by hand", method=Method.LETTER)


def approved(area: Area, acting, answers: dict[str, object] = ANSWERS) -> UUID:
    """A case whose talk was held, written up by Sam and approved by Rosa: everybody is still to be decided."""
    case = held(area, acting)
    with acting(area.sam):
        common = {"case": case, "by": area.sam, "at": NOW}
        writing_up.start_record(**common, seen_version=None)
        writing_up.save_answers(**common, answers=answers, seen_version=1)
        writing_up.submit_record(**common, seen_version=None)
    with acting(area.rosa):
        writing_up.approve_record(case=case, read=True, by=area.rosa, at=NOW, seen_version=None)
    return case


def to_police(area: Area, **more: object) -> Route:
    return Route(to_organisation=area.police.id, **more)  # type: ignore[arg-type]


def send(
    area: Area, case: UUID, recipient: Recipient = Recipient.POLICE, route: Route | None = None, **more: object
) -> UUID:
    return telling.share_record(
        case=case, recipient=recipient, route=route or to_police(area), by=area.rosa, at=NOW, seen_version=None, **more
    )  # type: ignore[arg-type]


def fact(area: Area, case: UUID, by: Viewer, words: str = "A blue van, AB12", **more: object) -> UUID:
    given = {"recipient": Recipient.POLICE, "data_class": DataClass.THIRD_PARTY, "route": to_police(area)} | more
    return telling.share_one_fact(case=case, fact=words, by=by, at=NOW, seen_version=None, **given)  # type: ignore[arg-type]


def agreed_with(area: Area, acting, place: Place, classes: list[str], ends_on: date | None = None) -> None:
    """One more agreement of Eastmere, for some classes, perhaps ended."""
    with acting(area.eastmere.administrator):
        make_agreement(
            with_organisation=place.id, title="One more", purposes=["safeguard_child"], classes=classes, ends_on=ends_on,
            role=DataProtectionRole.INDEPENDENT_CONTROLLER, starts_on=date(2025, 1, 1), by=area.eastmere.administrator, at=NOW,
        )  # fmt: skip


def by_recipient(viewer: Viewer, case: UUID):
    return {t.recipient: t for t in told(viewer, case)}


def test_it_lists_each_default_recipient_as_undecided_after_approval(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        found = told(area.rosa, case)
        assert [t.recipient for t in found] == [r.value for r in EVERYBODY]
        assert not any(t.is_decided for t in found)


def test_it_gives_each_recipient_what_the_matrix_says_and_no_more(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        source = source_of(area.rosa, case)
        police = of_record(source, Recipient.POLICE).content
        assert "blue van" in police and "Threats" in police and "bus station" in police
        for kept in ("rowed about", "insulin", "County lines", "nan", "frightened", "argument", "exual health"):
            assert kept not in police, kept
        parents = of_record(source, Recipient.PARENTS).content
        assert "A talk was held" in parents
        for kept in ("van", "Threats", "rowed", "Mentor", "insulin", "more that is not in this copy"):
            assert kept not in parents, kept
        child = of_record(source, Recipient.CHILD).content
        assert "rowed about the phone" in child and "van" not in child and "frightened" not in child
        worker = of_record(source, Recipient.SOCIAL_WORKER).content
        assert "rowed about" in worker and "frightened" in worker and "County lines" in worker
        assert "insulin" not in worker and "nan" not in worker, "words about health, and safe places, stay"


def test_it_gives_the_police_what_a_child_was_made_to_do_only_where_that_was_chosen(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        source = source_of(area.rosa, case)
        assert "ounty lines" in of_record(source, Recipient.POLICE, chosen=[DataClass.MADE_TO_DO]).content
        with pytest.raises(Refused, match="whoever decides"):
            of_record(source, Recipient.POLICE, chosen=[DataClass.SENSITIVE])
        with pytest.raises(Refused, match="whoever decides"):
            of_record(source, Recipient.PARENTS, chosen=[DataClass.WISHES_AND_SAFETY])


def test_it_keeps_the_exact_copy_and_journals_every_read_of_it(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
        with connection.cursor() as cursor:
            cursor.execute("SELECT content FROM sharing_copy WHERE id = %s", [copy])
            assert b"van" not in bytes(cursor.fetchone()[0])
    with acting(area.rosa):
        seen = copy_of(area.rosa, copy)
        assert "blue van" in seen.content and seen.recipient is Recipient.POLICE
    with acting(area.rosa):
        looks = Mention.objects.filter(subject_id=copy, act="read")
        assert [look.user_id for look in looks] == [area.rosa.user]


def test_it_hands_out_what_was_sent_by_pages_what_nobody_answered_first_and_asks_once_for_all(area: Area, acting):
    copies = []
    for _ in range(4):
        case = approved(area, acting)
        with acting(area.rosa):
            copies.append(send(area, case))
    with acting(area.pat):
        afterwards.acknowledge(copy=copies[3], by=area.pat, at=NOW)
    with acting(area.pat):
        with CaptureQueriesContext(connection) as one:
            first = received(area.pat, most=1)
        with CaptureQueriesContext(connection) as many:
            found = received(area.pat, most=3)
        rest = received(area.pat, after=3, most=3)
    assert (first.all, first.waiting, len(found.copies)) == (4, 3, 3) and len(many) <= len(one)
    assert {c.id for c in found.copies} == set(copies[:3]) and not any(c.acknowledged for c in found.copies)
    assert [(c.id, c.acknowledged) for c in rest.copies] == [(copies[3], True)]
    with acting(area.pat):
        beyond = received(area.pat, after=99, most=3)
    assert (beyond.first, [c.id for c in beyond.copies]) == (4, [copies[3]])
    looked = Mention.objects.filter(kind="copy", act="read", user_id=area.pat.user)
    with acting(area.pat):
        assert set(looked.values_list("subject_id", flat=True)) == set(copies)


def test_it_lets_nobody_change_a_copy(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
    for change in ("UPDATE sharing_copy SET purpose = 'x' WHERE id = %s", "DELETE FROM sharing_copy WHERE id = %s"):
        with pytest.raises(Exception, match="denied|append-only"), acting(area.rosa), connection.cursor() as cursor:
            cursor.execute(change, [copy])


def test_it_shows_another_organisation_its_own_copy_and_nothing_else_of_the_child(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
        other = send(area, case, Recipient.PARENTS, LETTER)
    with acting(area.pat):
        assert [c.id for c in received(area.pat).copies] == [copy]
        assert "blue van" in received(area.pat).copies[0].content
        assert set(Copy.objects.values_list("id", flat=True)) == {copy}
        assert not journey.Event.objects.exists() and not journey.Case.objects.exists()
        with pytest.raises(NotFound):
            copy_of(area.pat, other)
        with pytest.raises(NotFound):
            told(area.pat, case)
    for stranger in (area.wren, replace(area.pat, roles=frozenset({Role.SYSADMIN}))):
        with acting(stranger), pytest.raises(NotFound):
            copy_of(stranger, copy)


def test_it_shows_a_provider_only_the_copies_it_sent_itself(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
    with acting(area.sam):
        own = fact(area, case, area.sam)
        assert set(Copy.objects.values_list("id", flat=True)) == {own}
        with pytest.raises(NotFound):
            copy_of(area.sam, copy)


def test_it_sends_one_fact_before_approval_and_marks_it_not_yet_checked(area: Area, acting):
    case = held(area, acting)
    with acting(area.sam):
        copy = fact(area, case, area.sam)
        seen = copy_of(area.sam, copy)
        assert "Not yet checked" in seen.content and "AB12" in seen.content
    with acting(area.rosa):
        one = next(t for t in told(area.rosa, case) if t.copy == copy)
        assert one.unchecked and one.what == "One fact" and one.state is Sharing.SENT and not one.is_default


def test_it_does_not_take_one_fact_for_the_decision_about_the_record(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        fact(area, case, area.rosa)
        assert by_recipient(area.rosa, case)["police"] is not None
        assert journey.CaseNow.objects.get(pk=case).undecided == len(EVERYBODY)


def test_it_refuses_the_record_before_it_is_approved_and_to_an_interviewer(area: Area, acting):
    case = held(area, acting)
    with pytest.raises(Refused, match="not approved yet"), acting(area.rosa):
        send(area, case)
    case = approved(area, acting)
    with pytest.raises(Refused, match="Ask the coordinator"), acting(area.sam):
        telling.share_record(
            case=case, recipient=Recipient.POLICE, route=to_police(area), by=area.sam, at=NOW, seen_version=None
        )


def test_it_sends_only_what_was_looked_at(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        shown = of_record(source_of(area.rosa, case), Recipient.POLICE).sha256
    with pytest.raises(Refused, match="Look again"), acting(area.rosa):
        send(area, case, seen=shown, added="And one more thing.")
    with acting(area.rosa):
        assert Copy.objects.get(pk=send(area, case, seen=shown)).sha256 == shown


def test_it_sends_a_headline_note_to_the_social_worker_at_once_and_leaves_the_record_undecided(area: Area, acting):
    case = held(area, acting)
    with acting(area.rosa):
        child = journey.Case.objects.get(pk=case).child_id
        allocate_worker(child=child, part=Part.SOCIAL_WORKER, user=area.omar.user, by=area.rosa, at=NOW)
    lines = {"how_they_are": "Tired.", "one_thing": "A man waits outside school.", "done_so_far": "Told the school."}
    with acting(area.sam):
        copy = telling.send_headline_note(case=case, **lines, by=area.sam, at=NOW, seen_version=None)
    with acting(area.omar):
        seen = copy_of(area.omar, copy)
        assert "A man waits outside school." in seen.content and "Not yet checked" in seen.content and seen.mine
    with pytest.raises(Refused, match="the one thing"), acting(area.sam):
        telling.send_headline_note(case=case, **(lines | {"one_thing": " "}), by=area.sam, at=NOW, seen_version=None)


def test_it_withholds_with_a_reason_from_the_list_only(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        telling.withhold(
            case=case,
            recipient=Recipient.PARENTS,
            because=ReasonWithheld.UNSAFE,
            by=area.rosa,
            at=NOW,
            seen_version=None,
        )
        parents = by_recipient(area.rosa, case)["parents"]
        assert parents.state is Sharing.WITHHELD and parents.not_told_because == "It would not be safe"
        assert parents.summary == "Not told: it would not be safe" and parents.url is None
    with pytest.raises(Refused, match="not yours"), acting(area.omar):
        telling.withhold(
            case=case,
            recipient=Recipient.POLICE,
            because=ReasonWithheld.UNSAFE,
            by=area.omar,
            at=NOW,
            seen_version=None,
        )


def test_it_records_all_decisions_of_a_page_or_none(area: Area, acting):
    case = approved(area, acting)
    no = Decision(recipient=Recipient.PARENTS, because=ReasonWithheld.UNSAFE)
    worker = Decision(recipient=Recipient.SOCIAL_WORKER, route=Route(to_user=area.omar.user, to_words="Omar Shah"))
    broken = Decision(recipient=Recipient.POLICE, route=Route(to_words="the desk", method=Method.PHONE))
    with pytest.raises(Refused, match="no agreement"), acting(area.rosa):
        telling.decide_who_is_told(case=case, decisions=[no, worker, broken], by=area.rosa, at=NOW, seen_version=None)
    with acting(area.rosa):
        assert journey.CaseNow.objects.get(pk=case).undecided == len(EVERYBODY) and not Copy.objects.exists()
        whole = Decision(recipient=Recipient.POLICE, route=to_police(area))
        rest = [Decision(recipient=r, because=ReasonWithheld.NOT_RELEVANT) for r in EVERYBODY if r not in DECIDED]
        telling.decide_who_is_told(
            case=case, decisions=[no, worker, whole, *rest], by=area.rosa, at=NOW, seen_version=None
        )
        assert journey.CaseNow.objects.get(pk=case).undecided == 0


def test_it_never_overwrites_a_decision_that_somebody_made_meanwhile(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        seen = journey.CaseNow.objects.get(pk=case).version
        send(area, case)
    with pytest.raises(Stale), acting(area.rosa):
        telling.withhold(
            case=case,
            recipient=Recipient.PARENTS,
            because=ReasonWithheld.UNSAFE,
            by=area.rosa,
            at=NOW,
            seen_version=seen,
        )


def test_it_takes_a_recipients_word_that_they_have_it_into_the_journey(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
    with acting(area.pat):
        copy_of(area.pat, copy)
    with acting(area.rosa):
        police = by_recipient(area.rosa, case)["police"]
        assert police.state is Sharing.OPENED and police.opened_at == NOW and police.acknowledged_at is None
    with acting(area.pat):
        afterwards.acknowledge(copy=copy, by=area.pat, at=NOW)
        afterwards.acknowledge(copy=copy, by=area.pat, at=NOW)
        assert Receipt.objects.count() == 1
    job = Viewer(area.eastmere.id, None, frozenset(), NOW, Purpose.JOB)
    with acting(job):
        (waits,) = receipts_to_note(job)
        assert afterwards.take_note_of_receipt(**waits, by=job, at=NOW)
        assert not afterwards.take_note_of_receipt(**waits, by=job, at=NOW)
        assert receipts_to_note(job) == []
    with acting(area.rosa):
        assert by_recipient(area.rosa, case)["police"].state is Sharing.ACKNOWLEDGED
        assert projection.differences(area.rosa) == []


def test_it_lets_nobody_say_for_a_recipient_that_they_have_it_but_them_and_the_coordinator(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
    with pytest.raises(NotAllowed), acting(area.omar):
        afterwards.acknowledge(copy=copy, by=area.omar, at=NOW)
    with acting(area.rosa):
        afterwards.acknowledge(copy=copy, by=area.rosa, at=NOW)
        assert by_recipient(area.rosa, case)["police"].state is Sharing.ACKNOWLEDGED
    desk = new_person(area.police, "Desk Clerk", Role.SYSADMIN)
    with pytest.raises(NotFound), acting(desk):
        copy_of(desk, copy)


def test_it_ends_the_recipients_access_when_a_copy_is_taken_back(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
    with pytest.raises(Refused, match="Say why"), acting(area.rosa):
        afterwards.recall(copy=copy, reason=" ", by=area.rosa, at=NOW, seen_version=None)
    with acting(area.rosa):
        afterwards.recall(copy=copy, reason="Wrong child.", by=area.rosa, at=NOW, seen_version=None)
        assert by_recipient(area.rosa, case)["police"].state is Sharing.RECALLED
        assert copy_of(area.rosa, copy).recalled_at == NOW, "the authority keeps what it sent"
    with acting(area.pat):
        assert received(area.pat).copies == () and not Copy.objects.exists()
        with pytest.raises(NotFound):
            copy_of(area.pat, copy)


def test_it_sends_a_new_version_in_the_place_of_the_old_one(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        first = send(area, case)
        second = send(area, case, added="The van is green.")
        assert Copy.objects.get(pk=second).supersedes_id == first
        assert copy_of(area.rosa, first).superseded and not copy_of(area.rosa, second).superseded
        assert len(by_recipient(area.rosa, case)) == len(EVERYBODY)


def test_it_notices_a_copy_that_is_not_what_was_sent(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = Copy.objects.get(pk=send(area, case))
        twin = Copy(
            **{
                f.attname: getattr(copy, f.attname)
                for f in Copy._meta.local_fields
                if f.attname not in ("id", "content")
            }
        )
        twin.content = copy.content.replace("blue", "red")
        twin.save(force_insert=True)
        with pytest.raises(Refused, match="not what was sent"):
            copy_of(area.rosa, twin.pk)


def test_it_hides_a_copy_from_a_colleague_who_may_not_read_every_class_in_it(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case)
        child = journey.Case.objects.get(pk=case).child_id
    iro = new_person(area.eastmere, "Ivy Rowe", Role.IRO)
    with acting(area.rosa):
        allocate_worker(child=child, part=Part.REVIEWING_OFFICER, user=iro.user, by=area.rosa, at=NOW)
    with acting(iro):
        police = by_recipient(iro, case)["police"]
        assert police.state is Sharing.SENT and police.url is None
        with pytest.raises(NotFound):
            copy_of(iro, copy)


# What did not arrive


def test_it_asks_again_about_somebody_whom_a_letter_did_not_reach(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa) as rosa:
        letter = send(area, case, Recipient.PARENTS, LETTER)
        afterwards.did_not_arrive(copy=letter, reason="It came back unopened.", by=rosa, at=NOW, seen_version=None)
        parents = by_recipient(rosa, case)["parents"]
        assert (parents.is_decided, parents.summary) == (False, "Did not arrive. Decide again")
        assert parents.copy == letter, "the exact copy stays"
        assert "It came back" not in str(journey.Event.objects.get(kind="share_failed").detail)
        again = send(area, case, Recipient.PARENTS, replace(LETTER, to_words="Ms Karim, at the door"))
        assert by_recipient(rosa, case)["parents"].summary == "Sent"
        with pytest.raises(Refused, match="newer copy"):
            afterwards.did_not_arrive(copy=letter, reason="Again.", by=rosa, at=NOW, seen_version=None)
        afterwards.acknowledge(copy=again, by=rosa, at=NOW)
        with pytest.raises(Refused):
            afterwards.did_not_arrive(copy=again, reason="They rang.", by=rosa, at=NOW, seen_version=None)
        assert projection.differences(rosa) == []


def test_it_takes_nothing_in_wayhome_for_lost_and_wants_a_reason(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa) as rosa:
        police = send(area, case)
        with pytest.raises(Refused, match="they can open it"):
            afterwards.did_not_arrive(copy=police, reason="Nobody answers.", by=rosa, at=NOW, seen_version=None)
        letter = send(area, case, Recipient.PARENTS, LETTER)
        with pytest.raises(Refused, match="Say why"):
            afterwards.did_not_arrive(copy=letter, reason=" ", by=rosa, at=NOW, seen_version=None)
    with pytest.raises(Refused, match="not yours"), acting(area.omar) as omar:
        afterwards.did_not_arrive(copy=letter, reason="It came back.", by=omar, at=NOW, seen_version=None)
