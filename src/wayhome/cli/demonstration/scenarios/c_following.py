"""What came of it: needs, who sees to them, help that really began."""

from __future__ import annotations

from wayhome.casework.delivery.actions import writing_up
from wayhome.casework.followup.actions import closing, helping
from wayhome.casework.sharing.actions import telling
from wayhome.casework.sharing.route import Route
from wayhome.cli.demonstration.area import Area
from wayhome.cli.demonstration.child import Child
from wayhome.cli.demonstration.scenarios import story
from wayhome.cli.demonstration.scenarios.b_delivering import said_yes, talked, written_up
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import Answerer, NeedKind, ReasonWithheld


def decided(child: Child, ago: float) -> None:
    """The social worker and the police were told what each may have; for everybody else it was decided not to, and why."""
    omar, police = child.area.viewers["omar"], child.area.organisation["police"]
    to_omar = Route(to_organisation=omar.organisation, to_user=omar.user)
    child.does("rosa", ago, telling.share_record, recipient=Recipient.SOCIAL_WORKER, route=to_omar)
    child.does("rosa", ago, telling.share_record, recipient=Recipient.POLICE, route=Route(to_organisation=police))
    for recipient in (Recipient.PARENTS, Recipient.PANEL, Recipient.SCHOOL, Recipient.HEALTH):
        child.does("rosa", ago, telling.withhold, recipient=recipient, because=ReasonWithheld.NOT_RELEVANT)


@story(
    "heard, shared, and helped: one need has begun to be met, one nobody can meet here",
    child="Ruby Stone",
    headline="follow_up",
)
def ruby(area: Area) -> None:
    """You said, we did: what was promised, and whether it happened."""
    child = said_yes(area, "Ruby", "Stone", age=15.2, back=300)
    talked(child, 260)
    written_up(child, 250)
    child.does("sam", 245, writing_up.submit_record)
    child.does("tess", 240, writing_up.approve_record, read=True)
    need = child.does("rosa", 239, helping.record_need, kind=NeedKind.MENTORING, childs_view="wants_it")
    child.does("rosa", 238, helping.name_owner, need=need, owner=area.viewers["omar"].user)
    other = child.does("rosa", 237, helping.record_need, kind=NeedKind.MENTAL_HEALTH_CAMHS)
    child.does("rosa", 236.5, helping.name_owner, need=other, owner=area.viewers["omar"].user)
    child.does("omar", 236, helping.say_no_service, need=other, service="CAMHS", area="Eastmere")
    child.does(
        "omar",
        230,
        helping.offer_support,
        need=need,
        service="Harbour mentoring",
        offered_on=area.ago(hours=230).date(),
    )
    child.does("omar", 220, helping.accept_support, need=need, said_by=Answerer.CHILD)
    decided(child, 200)
    child.does("omar", 150, helping.start_support, need=need)


@story("closed: heard, written up, decided, nothing asked for", child="Ben Hale", headline="closed_undertaken")
def ben(area: Area) -> None:
    """A case that is over, and still counted."""
    child = said_yes(area, "Ben", "Hale", age=12.9, back=400)
    talked(child, 360)
    written_up(child, 350)
    child.does("sam", 340, writing_up.submit_record)
    child.does("tess", 330, writing_up.approve_record, read=True)
    decided(child, 320)
    child.does("rosa", 310, closing.close_undertaken, child_told_what_next=True)
