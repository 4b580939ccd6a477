"""Sixteen people write at once with the same page open: one is saved, fifteen are told, nothing is lost or half-applied.

Every action of Reach, Delivery and Follow-up that takes the version a person saw is tried, and a new one fails here until
it is. Each writer has a connection and a transaction of its own, in its own name.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from importlib import import_module
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from tests.casework.area import NOW, Area, new_area
from tests.casework.stages import (
    AN_HOUR_AGO,
    BOOKED,
    FREELY,
    HELD,
    SAM,
    Scene,
    accepted_help,
    acting,
    allocated,
    answered_by_phone,
    back,
    begun,
    booked,
    fresh,
    grown,
    handed_in,
    held,
    in_need,
    not_required,
    offered_help,
    owned,
    parent_said_no,
    proposed_twice,
    referred,
    said_no,
    said_yes,
    sent_on,
    started_help,
    taken_on,
    taken_on_elsewhere,
    told,
    twice,
)
from tests.casework.test_absence import BACK, aisha
from wayhome.casework.children.actions import change_child
from wayhome.casework.children.models import Child
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.delivery.models import WriteUp
from wayhome.casework.followup.actions import closing, helping, merging, transferring
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.queries import verify
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey import models, projection
from wayhome.casework.reach.actions import absence, asking, ending, notices
from wayhome.casework.reach.intake import SetAside
from wayhome.casework.reach.models import Notice
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import Stale
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    Group,
    MissedReason,
    NeedKind,
    OfferLevel,
    Outcome,
    Source,
)

WRITERS = 16
PATIENCE = 60.0
APPS = ("reach", "delivery", "followup")


@pytest.fixture(scope="module", name="shared")
def _shared(server: object) -> Area:
    return new_area()


Given = dict[str, object] | Callable[[Scene], dict[str, object]]
WHEN = {"happened": AN_HOUR_AGO}
NOW_ = {"happened": Moment.exactly(NOW)}
SAYS_WHY = {"reason": "Because of the weather."}


@dataclass(frozen=True, slots=True)
class Try:
    """One action that sixteen people take at once: where the case stands, who they are, what they say."""

    action: Callable[..., object]
    stands: Callable[[Scene], None]
    who: str
    given: Given = field(default_factory=dict)
    adds: int = 1

    @property
    def name(self) -> str:
        return f"{self.action.__module__.rpartition('.')[2]}.{self.action.__name__}"


def with_need(**more: object) -> Callable[[Scene], dict[str, object]]:
    return lambda s: {"need": s.need, **more}


TRIED = (
    Try(asking.check_case, back, "rosa", {"group": Group.HOME}),
    Try(asking.log_try, back, "rosa", WHEN | {"channel": Channel.CALL, "target": AttemptTarget.CHILD, "result": AttemptResult.NO_ANSWER}),
    Try(asking.tell_carer, back, "rosa", WHEN | {"channel": Channel.CALL}),
    Try(asking.tell_child, back, "rosa", WHEN | {"level": OfferLevel.CHILD_DIRECT, "channel": Channel.VISIT}),
    Try(asking.offer_again, said_no, "rosa", WHEN | {"channel": Channel.VISIT}),
    Try(asking.reconfirm_offer, told, "rosa",
        lambda s: WHEN | {"episodes": [s.episode], "channel": Channel.VISIT, "answer_stands": True}),
    Try(asking.say_yes, told, "rosa", WHEN | {"could_talk_freely": FREELY}),
    Try(asking.say_no, told, "rosa", WHEN | {"could_talk_freely": FREELY, "conveyed_by": Answerer.CHILD}),
    Try(asking.parent_refuses, back, "rosa", WHEN | {"refused_by": Answerer.PARENT}),
    Try(asking.ask_anyway, parent_said_no, "tess", SAYS_WHY),
    Try(asking.check_phone_answer, answered_by_phone, "rosa", {"answer": "yes", "how_known": "Rang back.", "could_talk_freely": FREELY}),
    Try(asking.ask_carer_what_they_know, back, "rosa", {"answer": "yes"}),
    Try(allocating.refer_to_provider, said_yes, "rosa", lambda s: {"provider": s.area.harbour.id, "conflict": False}),
    Try(allocating.answer_referral, referred, "mona", {"answer": E.REFERRAL_OPENED}),
    Try(allocating.take_back, referred, "rosa", SAYS_WHY),
    Try(allocating.hand_back, allocated, "sam", SAYS_WHY),
    Try(allocating.allocate_interviewer, taken_on, "mona", SAM),
    Try(allocating.change_interviewer, allocated, "rosa", SAYS_WHY | {"to": "unallocated"}),
    Try(talking.book_talk, allocated, "sam", BOOKED),
    Try(talking.rearrange_talk, booked, "sam", {"planned": NOW + timedelta(hours=9), "asked_by": "child"}),
    Try(talking.record_missed, booked, "sam", NOW_ | {"reason": next(iter(MissedReason))}),
    Try(talking.cancel_talk, booked, "sam", SAYS_WHY),
    Try(talking.record_talk, allocated, "sam", HELD),
    Try(talking.record_seen_without_talking, allocated, "sam", WHEN),
    Try(writing_up.start_record, held, "sam"),
    Try(writing_up.submit_record, begun, "sam"),
    Try(writing_up.take_record_back, handed_in, "sam"),
    Try(writing_up.return_record, handed_in, "rosa", {"comments": ["Whose words are these?"]}),
    Try(writing_up.approve_record, handed_in, "rosa", {"read": True}),
    Try(closing.review_risk, back, "omar", {"words": "Seen at school; calm."}),
    Try(closing.close_not_required, back, "tess", SAYS_WHY),
    Try(closing.reopen, not_required, "tess", SAYS_WHY),
    Try(closing.close_void, back, "tess", SAYS_WHY),
    Try(closing.close_turned_18, grown, "rosa", {"offered": "adult_service"}),
    Try(merging.propose_merge, twice, "rosa", lambda s: SAYS_WHY | {"survivor": s.other}),
    Try(merging.decide_merge, proposed_twice, "tess", {"agreed": False, **SAYS_WHY}),
    Try(transferring.send_transfer, back, "rosa", lambda s: NOW_ | {"authority": s.area.westmarsh.id, "authority_name": None}),
    Try(transferring.transfer_acknowledged, sent_on, "rosa", NOW_ | {"words": "Wren Cole, by phone."}),
    Try(transferring.transfer_ended, taken_on_elsewhere, "rosa", {"outcome": Outcome.DECLINED_BY_CHILD, "held_at": None}),
    Try(transferring.close_transferred, taken_on_elsewhere, "rosa"),
    Try(helping.record_need, back, "rosa", {"kind": next(iter(NeedKind))}),
    Try(helping.name_owner, in_need, "rosa", lambda s: {"need": s.need, "owner": s.area.rosa.user}),
    Try(helping.say_nobody_owns_it, in_need, "rosa", lambda s: {"need": s.need, "escalated_to": s.area.tess.user}),
    Try(helping.say_owner_gone, owned, "rosa", lambda s: {"need": s.need, "escalated_to": s.area.tess.user}),
    Try(helping.offer_support, owned, "rosa", with_need(service="Mentor", offered_on=NOW.date())),
    Try(helping.accept_support, offered_help, "rosa", with_need(**NOW_, said_by=Answerer.CHILD)),
    Try(helping.decline_support, offered_help, "rosa", with_need(**NOW_, **SAYS_WHY)),
    Try(helping.say_no_service, owned, "rosa", with_need(service="Mentor", area="Eastmere")),
    Try(helping.start_support, accepted_help, "rosa", with_need(**NOW_)),
    Try(helping.end_support, started_help, "rosa", with_need(**NOW_, ended_how="planned")),
)  # fmt: skip

TRIED_APART = {
    "absence.settle_time", "notices.take_up_notice", "notices.match_notice", "notices.set_notice_aside", "writing_up.save_answers",
    "ending.propose_void", "ending.propose_merge", "ending.decide_proposal", "ending.record_death", "ending.put_back",
}  # fmt: skip
"""Those whose version is not the case's: tried below, one by one."""

NOT_TRIED = {
    "asking.log_phone_answer": "an answer that came from outside is kept every time it comes, whatever anyone had open",
    "closing.close_undertaken": "waits for every decision of sharing; the same lock, and tried with them",
    "closing.close_deceased": "waits for a head of service and a death; the same lock",
    "closing.close_not_undertaken": "waits for its sign-off; the same lock",
    "dated.record_dated": "the step inside the dated actions of helping, each of which is tried",
    "helping.meet_otherwise": "the same lock and step as the other actions on a need",
}


def versioned() -> set[str]:
    """Every action of the three stages that takes the version a person saw."""
    found: set[str] = set()
    for app in APPS:
        package = import_module(f"wayhome.casework.{app}.actions")
        for inside in pkgutil.iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{inside.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                ours = function.__module__ == module.__name__ and not name.startswith("_")
                if ours and "seen_version" in inspect.signature(function).parameters:
                    found.add(f"{inside.name}.{name}")
    return found


def at_once(by: Viewer, act: Callable[[Viewer], object]) -> Counter[str]:
    """What became of sixteen writers who press the button together: won, told that something changed, or anything else."""
    gate = Barrier(WRITERS)

    def write(_: int) -> str:
        try:
            gate.wait(PATIENCE)
            with transaction.atomic(), acting_as(fresh(by), doing="test") as viewer:
                act(viewer)
            return "won"
        except Stale:
            return "told"
        except Exception as error:  # anything else is named by the test that fails
            return f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return Counter(pool.map(write, range(WRITERS)))


ONE_WINS = {"won": 1, "told": WRITERS - 1}


def test_it_tries_every_action_that_takes_a_version():
    tried = {t.name for t in TRIED} | TRIED_APART
    assert len(tried) >= 40
    assert versioned() == tried | NOT_TRIED.keys(), "try each action with a version, or say why it cannot be"


@pytest.mark.parametrize("one", TRIED, ids=lambda t: t.name)
def test_it_saves_one_of_sixteen_and_tells_the_others(shared: Area, one: Try):
    scene = Scene(shared)
    one.stands(scene)
    by: Viewer = getattr(shared, one.who)
    with acting(by):
        before = models.CaseNow.objects.get(pk=scene.case)
        events = models.Event.objects.filter(child_id=before.child_id).count()
    given = one.given(scene) if callable(one.given) else one.given
    call = partial(one.action, case=scene.case, seen_version=before.version, **given)
    assert at_once(by, lambda viewer: call(by=viewer, at=NOW)) == ONE_WINS
    with acting(shared.rosa):
        after = models.CaseNow.objects.get(pk=scene.case)
        assert models.Event.objects.filter(child_id=before.child_id).count() == events + one.adds
        assert after.version == before.version + one.adds


def test_it_saves_one_of_sixteen_pages_of_a_record_that_is_being_written(shared: Area):
    scene = Scene(shared)
    begun(scene)
    words = iter([f"words of writer {n}" for n in range(WRITERS)])
    found = at_once(
        shared.sam,
        lambda sam: writing_up.save_answers(
            case=scene.case, answers={"before": next(words)}, by=sam, at=NOW, seen_version=1
        ),
    )
    assert found == ONE_WINS
    with acting(shared.sam):
        assert WriteUp.objects.get(case_id=scene.case).version == 2


def test_it_settles_a_time_once(shared: Area):
    scene = Scene(shared)
    back(scene)
    with acting(shared.rosa) as rosa:
        half_past = Moment.exactly(BACK + timedelta(minutes=30))
        absence.record_return(episode=scene.episode, happened=half_past, source=Source.CARER, by=rosa, at=NOW)
        carers = models.Event.objects.get(episode_id=scene.episode, kind="returned", source="carer").pk
        seen = models.EpisodeNow.objects.get(pk=scene.episode).version
    settle = partial(
        absence.settle_time,
        episode=scene.episode,
        of="returned",
        chosen=carers,
        reason="Door camera.",
        seen_version=seen,
    )
    assert at_once(shared.rosa, lambda rosa: settle(by=rosa, at=NOW)) == ONE_WINS


def ending_tries(s: Scene) -> tuple[tuple[Viewer, Callable[..., object], dict[str, object]], ...]:
    """One absence after another thing that ends it, each by the person whose it is."""
    rosa, tess = s.area.rosa, s.area.tess
    return (
        (rosa, ending.propose_void, SAYS_WHY),
        (tess, ending.decide_proposal, SAYS_WHY | {"agreed": False}),
        (rosa, ending.propose_merge, SAYS_WHY | {"survivor": s.other_episode}),
        (tess, ending.decide_proposal, SAYS_WHY | {"agreed": True}),
        (tess, ending.put_back, SAYS_WHY | {"second": rosa.user}),
        (rosa, ending.record_death, NOW_),
        (tess, ending.put_back, SAYS_WHY | {"second": rosa.user}),
    )


def test_it_ends_an_absence_once_and_undoes_it_once(shared: Area):
    scene = Scene(shared)
    twice(scene)
    for by, action, given in ending_tries(scene):
        with acting(by):
            seen = models.EpisodeNow.objects.get(pk=scene.episode).version
        call = partial(action, episode=scene.episode, seen_version=seen, **given)
        assert at_once(by, lambda viewer, call=call: call(by=viewer, at=NOW)) == ONE_WINS, action.__name__
    with acting(shared.rosa):
        assert models.EpisodeNow.objects.get(pk=scene.episode).whereabouts == "returned"


def test_it_gives_a_notice_to_one_person(shared: Area):
    notice, seen = a_notice(shared)
    for action, given in (
        (notices.take_up_notice, {}),
        (notices.match_notice, {"child": None}),
        (notices.set_notice_aside, {"because": SetAside.NOT_OURS}),
    ):
        take = partial(action, notice=notice, seen_version=seen, **given)
        assert at_once(shared.rosa, lambda rosa, take=take: take(by=rosa, at=NOW)) == ONE_WINS
        seen += 1


def test_it_changes_a_childs_facts_once(shared: Area):
    with acting(shared.rosa) as rosa:
        child = aisha(rosa)
    names = iter([f"Name {n}" for n in range(WRITERS)])
    found = at_once(
        shared.rosa,
        lambda rosa: change_child(child=child, likes_to_be_called=next(names), seen_version=1, by=rosa, at=NOW),
    )
    assert found == ONE_WINS
    with acting(shared.rosa):
        assert Child.objects.get(pk=child).version == 2


def test_it_loses_none_of_sixteen_tries_that_nobody_has_to_see_first(shared: Area):
    """Without a version there is nobody to tell: all sixteen are kept, in one unbroken order."""
    scene = Scene(shared)
    back(scene)
    tried = {
        "channel": Channel.CALL,
        "target": AttemptTarget.CHILD,
        "result": AttemptResult.NO_ANSWER,
        "happened": AN_HOUR_AGO,
    }
    found = at_once(
        shared.rosa, lambda rosa: asking.log_try(case=scene.case, by=rosa, at=NOW, seen_version=None, **tried)
    )
    assert found == {"won": WRITERS}
    with acting(shared.rosa):
        now = models.CaseNow.objects.get(pk=scene.case)
        assert now.tries == WRITERS
        numbers = models.Event.objects.filter(child_id=now.child_id).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, len(numbers) + 1))


def test_it_leaves_a_projection_and_a_journal_that_agree_with_what_was_written(shared: Area):
    """After all of the above: the state is what the events give, and the journal has no gap and no broken leaf."""
    with acting(shared.rosa) as rosa:
        assert projection.differences(rosa) == []
    with acting(shared.rosa) as rosa:
        assert not verify(rosa).faults


def a_notice(shared: Area) -> tuple[UUID, int]:
    """A notice of the police that waits for a person at Eastmere, and its version."""
    child = {"given": "Aisha", "family": "Karim"}
    content = {"id": "1", "kind": "returned", "authority": "E06000047", "police_reference": "EP/1", "child": child}
    with acting(shared.pat) as pat:
        row = Notice(
            organisation_id=shared.eastmere.id, from_organisation_id=shared.police.id, number=str(uuid4()), sha256="0" * 64,
            kind="returned", given="Aisha", family="Karim", content=content, state="needs_person", **recorded(pat, NOW),
        )  # fmt: skip
        row.save(force_insert=True)
    return row.pk, row.version
