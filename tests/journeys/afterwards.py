"""After the talk: one fact that cannot wait, a copy taken back, and every way in which a need comes to an end."""

from __future__ import annotations

from tests.journeys.person import Person
from tests.journeys.world import World, ago


def one_fact_goes_today_and_a_copy_is_taken_back(world: World) -> None:
    """Shown as it will be received, then sent with a second press; what went to the wrong place is taken back."""
    rosa, pat = world.person("rosa"), world.person("pat")
    rosa.opens("today").follows("1 to decide").follows("Open", beside="Amir Aziz").is_at("case")
    rosa.follows("Share one fact now").is_at("share_fact")
    fact = {"recipient": "police", "data_class": "third_party", "fact": "A grey car, last three letters KTE."}
    rosa.tries(**fact).is_at("share_fact").sees("A grey car, last three letters KTE.", "Not yet checked.")
    rosa.tries().is_at("case").sees("not yet checked").follows("exact copy").is_at("share_copy")
    pat.opens("received").sees("KTE")
    rosa.follows("Take this copy back").is_at("share_recall").tries().is_at("share_recall")
    rosa.records(reason="Sent about the wrong car.").is_at("case")
    pat.opens("received").does_not_see("KTE")


def what_was_sent_did_not_arrive(world: World) -> None:
    """What went by e-mail may come back: that is noted, and a decision about the recipient is due again."""
    rosa = world.person("rosa")
    rosa.opens("cases").follows("Open", beside="Lena").is_at("case").follows("Share one fact now").is_at("share_fact")
    fact = {"recipient": "police", "data_class": "third_party", "fact": "A blue van, seen twice."}
    rosa.tries(**fact, method="secure_email", to_words="control@threerivers.example").is_at("share_fact")
    rosa.tries().is_at("case").follows("exact copy").is_at("share_copy").follows("It did not arrive").is_at(
        "share_failed"
    )
    rosa.records(reason="It came back: no such address.").is_at("case")


def a_need_ends_in_every_way(world: World) -> None:
    """Nobody to own it, not wanted, no service here, met otherwise, over: each is an answer, and none is a blank."""
    rosa, omar = world.person("rosa"), world.person("omar")
    rosa.opens("search").records(wanted="Ruby Stone").follows("Ruby Stone").follows("Open", beside="Ruby Stone")
    rosa.is_at("case")
    case = rosa.here("case")
    omar.opens("case", case).follows("Mentor").follows("Record that it is over").is_at("need_end")
    omar.records(ended_how="as_planned", happened=ago()).is_at("need").sees("Finished as planned")
    need(rosa, case, "advocacy").follows("Nobody to own it yet").is_at("need_nobody").records(escalated_to="Tess Hall")
    rosa.is_at("need").sees("Nobody yet. Tess Hall knows")
    rosa.follows("Name who sees to it").records(owner="Omar Shah").is_at("need")
    omar.opens("case", case).follows("Advocate").follows("There is no service for this here").is_at("need_no_service")
    omar.records(service="Advocacy after six", area="Eastmere").is_at("need").sees("No service here")
    need(rosa, case, "youth_activity").follows("Name who sees to it").records(owner="Rosa Okoro")
    rosa.follows("Record an offer of help").records(service="Boxing club", offered_on=ago().date())
    rosa.follows("Record a no").is_at("need_no").records(happened=ago(), reason="not my thing").is_at("need")
    need(rosa, case, "education_support").follows("Name who sees to it").records(owner="Omar Shah")
    rosa.follows("Whoever saw to it has gone").is_at("need_owner_gone").records(escalated_to="Tess Hall").is_at("need")
    rosa.follows("Name who sees to it").records(owner="Rosa Okoro").is_at("need")
    rosa.follows("Met another way").is_at("need_otherwise")
    rosa.records(reason="Her school has seen to it.").is_at("need")


JOURNEYS = (one_fact_goes_today_and_a_copy_is_taken_back, what_was_sent_did_not_arrive, a_need_ends_in_every_way)


def need(rosa: Person, case: str, kind: str) -> Person:
    """Record a need of a kind, and open its page."""
    words = {"advocacy": "Advocate", "youth_activity": "Youth activity", "education_support": "Help with education"}
    rosa.opens("case", case).follows("Record a need").is_at("need_new")
    return rosa.records(kind=kind, childs_view="not_sure").is_at("case").follows(words[kind]).is_at("need")
