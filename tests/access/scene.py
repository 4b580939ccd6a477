"""One prepared area: Aisha's case with everything a page can be about, and one person for each line of the table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from tests.access import table as t
from tests.casework.area import NOW, Area, Place, agree, new_area, new_child, new_person, new_place
from tests.casework.test_absence import BACK, missing
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework.accounts import actions as accounts
from wayhome.casework.accounts.models import RoleAssignment
from wayhome.casework.accounts.viewers import system_of
from wayhome.casework.children import actions as children
from wayhome.casework.children.models import BirthAssertion
from wayhome.casework.children.words import AddressKind, ConflictKind
from wayhome.casework.delivery.actions import allocating, talking, writing_up
from wayhome.casework.followup.actions import helping
from wayhome.casework.journal.context import Seen, Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.journey.models import Case
from wayhome.casework.journey.worries import raise_worry
from wayhome.casework.organisations import actions as organisations
from wayhome.casework.organisations.words import ContactKind, OrganisationKind
from wayhome.casework.oversight import actions as oversight
from wayhome.casework.oversight.actions import Reason, draw_cases, write_change
from wayhome.casework.oversight.foi.request import Question
from wayhome.casework.oversight.models import Release
from wayhome.casework.reach.actions import asking
from wayhome.casework.reach.actions.absence import record_return
from wayhome.casework.reach.models import Notice
from wayhome.casework.records.models import recorded
from wayhome.casework.sharing.actions.telling import send_headline_note
from wayhome.casework.work.actions import ask_someone, climb
from wayhome.casework.work.models import Escalation
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Channel,
    Completeness,
    InterviewerRelation,
    Mode,
    NeedKind,
    OfferLevel,
    RelationshipKind,
    Role,
    Source,
    TalkedFreely,
)
from wayhome.domain.vocabulary import (
    Place as TalkPlace,
)

FAMILY_NAME = "Quillfeather"
"""Nobody else is called this: where it stands in an answer, Aisha was named."""

PURPOSE = "safeguard_child"
KINDS = {
    t.RECALLED: OrganisationKind.PROVIDER, t.WITHOUT: OrganisationKind.PROVIDER, t.OTHER_POLICE: OrganisationKind.POLICE_FORCE,
    "a children's home": OrganisationKind.HOME, "a school": OrganisationKind.SCHOOL, "a health service": OrganisationKind.HEALTH,
    "national oversight": OrganisationKind.OVERSIGHT,
}  # fmt: skip
FAR_OFF = datetime(2036, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Scene:
    """The area, who each line of the table is, and what the addresses of pages are filled in with."""

    area: Area
    places: dict[str, Place] = field(default_factory=dict)
    people: dict[t.Person, Viewer] = field(default_factory=dict)
    child: UUID = field(init=False)
    reference: str = field(init=False)
    given: dict[str, object] = field(default_factory=dict)

    def person(self, role: str, works: str, tie: str) -> Viewer:
        return next(v for p, v in self.people.items() if (p.role, p.works, p.tie) == (role, works, tie))

    def new_worry(self) -> None:
        """A worry that nobody has picked up yet, for the next person who tries."""
        with acting(self.area.rosa) as rosa:
            self.given["worry"] = raise_worry(child=self.child, words="She seemed frightened.", by=rosa, at=NOW)

    def arguments(self, page: str, names: list[str]) -> dict[str, object]:
        """The variables of a page's address."""
        return {name: self.given.get(f"{page}.{name}", self.given.get(name)) for name in names}


@contextmanager
def acting(by: Viewer) -> Iterator[Viewer]:
    with transaction.atomic(), acting_as(replace(by, seen=Seen()), doing="test") as viewer:
        yield viewer


def prepare() -> Scene:
    """Everything once, by the product's own actions."""
    area = new_area()
    scene = Scene(
        area, {t.EASTMERE: area.eastmere, t.WESTMARSH: area.westmarsh, t.WITH_CASE: area.harbour, t.POLICE: area.police}
    )
    for number, (name, kind) in enumerate(KINDS.items()):
        scene.places[name], _ = new_place(name.capitalize(), kind, f"place{number}{uuid4().hex[:6]}.example")
    agree(area.eastmere, scene.places[t.RECALLED])
    _people(scene)
    _child(scene)
    _opened(scene)
    _case(scene)
    _late(scene)
    _things_of_eastmere(scene)
    with acting(area.wren) as wren:
        new_child(wren, "Cai", "Lowry")
    return scene


def _people(scene: Scene) -> None:
    with acting(scene.area.eastmere.administrator) as admin:
        elsewhere = organisations.add_team(name="Another team", by=admin, at=NOW)
    for number, person in enumerate(t.PEOPLE):
        team = (
            elsewhere
            if person.tie in (t.NOT_IN_TEAM, t.BY_NAME, t.ON_DUTY, t.WINDOW) and person.works == t.EASTMERE
            else None
        )
        scene.people[person] = new_person(
            scene.places[person.works], f"Tester{number} Person", Role(person.role), team=team
        )


def _child(scene: Scene) -> None:
    with acting(scene.area.rosa) as rosa:
        scene.child = new_child(rosa, "Aisha", FAMILY_NAME)
        address = children.record_address(
            child=scene.child, kind=AddressKind.HOME, lines="7 Willow Row", town="Northby", postcode="NB1 2CD", protected=True,
            by=rosa, at=NOW,
        )  # fmt: skip
        birth = BirthAssertion.objects.filter(child_id=scene.child).values_list("id", flat=True).first()
    scene.given |= {"child": scene.child, "address": address, "assertion": birth, "part": "name"}
    scene.new_worry()


def _opened(scene: Scene) -> None:
    """Named for her, on duty, in a panel's window, told as the police, walled off."""
    kinds = {
        t.BY_NAME: RelationshipKind.ALLOCATION,
        t.ON_DUTY: RelationshipKind.DUTY,
        t.WINDOW: RelationshipKind.PANEL_WINDOW,
    }
    with acting(scene.area.rosa) as rosa:
        give = {"child": scene.child, "purpose": PURPOSE, "by": rosa, "at": NOW}
        for person, viewer in scene.people.items():
            if person.works == t.EASTMERE and person.tie in kinds:
                children.open_record(kind=kinds[person.tie], to_user=viewer.user, **give)
            if person.tie == t.WALLED:
                children.declare_conflict(
                    child=scene.child, user=viewer.user, kind=ConflictKind.RELATED, by=rosa, at=NOW
                )
        children.open_record(kind=RelationshipKind.TEAM_MEMBERSHIP, to_organisation=scene.area.police.id, **give)


def _case(scene: Scene) -> None:
    """Back, told, yes; sent to one charity and taken back; sent to another, held, and being written up; one need, one question."""
    freely, when = TalkedFreely.YES, Moment.exactly(NOW - timedelta(hours=1))
    with acting(scene.area.rosa) as rosa:
        episode = missing(rosa, scene.child)
        case = record_return(episode=episode, happened=Moment.exactly(BACK), source=Source.POLICE, by=rosa, at=NOW)
        now = {"case": case, "at": NOW, "seen_version": None}
        asking.tell_child(level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT, happened=when, by=rosa, **now)
        asking.say_yes(could_talk_freely=freely, happened=when, by=rosa, **now)
        need = helping.record_need(kind=next(iter(NeedKind)), by=rosa, **now)
        asked = ask_someone(
            case=case, of=next(iter(AskedOf)), whom=None, what="The exact time.", due_at=FAR_OFF, by=rosa, at=NOW
        )
        scene.reference = Case.objects.get(pk=case).reference
    scene.given |= {"case": case, "episode": episode, "need": need, "asked": asked}
    _sent_to(scene, now, t.RECALLED, scene.person("provider_interviewer", t.RECALLED, t.ENDED))
    with acting(scene.person("provider_manager", t.RECALLED, t.ENDED)) as manager:
        allocating.hand_back(reason="Nobody is free this week.", by=manager, **now)
    with acting(scene.area.rosa) as rosa:
        allocating.take_back(reason="Somebody nearer is free.", by=rosa, **now)
    listener = scene.person("provider_interviewer", t.WITH_CASE, t.BY_NAME)
    _sent_to(scene, now, t.WITH_CASE, listener)
    with acting(listener) as sam:
        talking.record_talk(
            held=when, completeness=Completeness.FULL, discussed=[episode], mode=Mode.IN_PERSON, place=TalkPlace.SCHOOL,
            relation=InterviewerRelation.COMMISSIONED_PROVIDER, by=sam, **now,
        )  # fmt: skip
        writing_up.start_record(by=sam, **now)
        copy = send_headline_note(
            how_they_are="Tired.", one_thing="Wants to ring her aunt.", done_so_far="Rang.", by=sam, **now
        )
    scene.given["copy"] = copy


def _late(scene: Scene) -> None:
    """Ten days later nobody has handed the record in: it went up."""
    system = system_of(scene.area.eastmere.id, at=NOW + timedelta(days=10))
    with acting(system) as by:
        climb(case=scene.given["case"], by=by, at=by.at)
        scene.given["escalation"] = Escalation.objects.get(case_id=scene.given["case"], rung="not_submitted").pk


def _sent_to(scene: Scene, now: dict[str, object], works: str, listener: Viewer) -> None:
    with acting(scene.area.rosa) as rosa:
        allocating.refer_to_provider(provider=scene.places[works].id, conflict=False, by=rosa, **now)
    manager = next(v for p, v in scene.people.items() if p.works == works and p.role == "provider_manager")
    with acting(manager) as by:
        allocating.answer_referral(answer=E.REFERRAL_OPENED, by=by, **now)
        allocating.answer_referral(answer=E.REFERRAL_ACCEPTED, by=by, **now)
        allocating.allocate_interviewer(
            interviewer=listener.user,
            relation=InterviewerRelation.COMMISSIONED_PROVIDER,
            trained=True,
            conflict=False,
            by=by,
            **now,
        )


def _things_of_eastmere(scene: Scene) -> None:
    """A team, a contact point, an agreement, a contract, a person with a role, a shift and a cover: each may be ended."""
    eastmere, harbour = scene.area.eastmere, scene.area.harbour
    agreement = agree(eastmere, harbour)
    with acting(eastmere.administrator) as admin:
        by = {"by": admin, "at": NOW}
        spare = accounts.add_person(name="Spare Person", email=f"spare@{eastmere.domain}", **by)
        accounts.give_role(user=spare, role=Role.SOCIAL_WORKER, starts_at=NOW, **by)
        scene.given |= {
            "user": spare,
            "assignment": RoleAssignment.objects.get(user_id=spare).pk,
            "team_end.id": organisations.add_team(name="A team that may end", **by),
            "contact_point_end.id": organisations.add_contact_point(
                kind=next(iter(ContactKind)), label="Day", address="0300 000 0000", **by
            ),
            "agreement_end.id": agreement,
            "contract_end.id": organisations.make_contract(provider=harbour.id, reference="C1", starts_on=date(2025, 1, 1), **by),
            "duty_end.id": accounts.set_duty(user=spare, starts_at=NOW, ends_at=FAR_OFF, **by),
            "cover_end.id": accounts.set_cover(
                away=spare, covered_by=scene.area.rosa.user, starts_at=NOW, ends_at=NOW + timedelta(days=7), **by
            ),
            "setting.name": "offer_policy", "code": "en", "uidb36": "zz", "key": "1-abc", "provider_id": "nobody", "pk": 1,
            "figure": "way", "number": "child_asked", "gap": "notice_time", "provider": "not_recorded", "force": "not_recorded",
        }  # fmt: skip
    child = {"given": "Ben", "family": "Nobody-yet"}
    content = {"id": "1", "kind": "returned", "authority": "E06000047", "police_reference": "EP/1", "child": child}
    with acting(scene.area.pat) as pat:
        notice = Notice(
            organisation_id=eastmere.id, from_organisation_id=scene.area.police.id, number=uuid4().hex, sha256="0" * 64,
            kind="returned", given="Ben", family="Nobody-yet", content=content, state="needs_person", **recorded(pat, NOW),
        )  # fmt: skip
        notice.save(force_insert=True)
    scene.given["notice"] = notice.pk
    with acting(scene.person("analyst", t.EASTMERE, t.IN_TEAM)) as analyst:
        released = Release(
            organisation_id=eastmere.id, kind="board_paper", name="How are we doing?", first=date(2025, 1, 1), last=date(2025, 3, 31), profile="dfe",
            notes={"withheld": [], "of_all": []},
            record=Publication("How are we doing?", "dfe", ()).record(), document=b"%PDF-1.7", texts={"csv": "question"}, **recorded(analyst, NOW),
        )  # fmt: skip
        released.save(force_insert=True)
        question = Question("How many missing incidents were there?", "incidents")
        scene.given["request_id"] = oversight.draft_reply(
            name="FOI 1", first=date(2024, 4, 1), last=date(2025, 3, 31), questions=[question], by=analyst, at=NOW
        )
    scene.given |= {"release_id": released.pk, "ending": "csv"}
    with acting(scene.person("dcs", t.EASTMERE, t.IN_TEAM)) as director:
        scene.given["draw_id"] = draw_cases(word="kite", reason=Reason.INSPECTION, by=director, at=NOW)
        scene.given["entry"] = write_change(
            theme="need:mentoring",
            said="Evenings suit them.",
            changed="Evening slots.",
            since=date(2025, 6, 1),
            by=director,
            at=NOW,
        )
