"""A provider's own figures: its own returns while they are open to it, the same numbers as the council's, and nothing of others."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.utils import timezone

from tests.casework.area import agree, new_person, new_place
from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from tests.casework.test_cutting import QUARTER, given_to_harbour, policed, sent
from tests.casework.test_hands import rows
from wayhome.casework.delivery.actions import allocating
from wayhome.casework.journal.models import Entry
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.oversight import facts
from wayhome.casework.oversight.models import Derived, Facts
from wayhome.casework.oversight.queries import counting
from wayhome.casework.oversight.which import EVERY_RETURN, Which
from wayhome.domain.vocabulary import Role
from wayhome.indicators.catalogue import way

CAPTION = "What became of these returns"


@pytest.fixture(scope="module")
def council(server: object) -> Council:
    """Two returns that Harbour has, one taken back from it, one that another provider has, one of the council's own."""
    made = Council()
    policed(made)
    kinds = made.kinds
    kinds["heard"] = given_to_harbour(made.returned(START + 6 * DAY))
    kinds["sent"] = sent(made.returned(START + 8 * DAY).asked().said_yes())
    kinds["again"] = made.returned(START + 40 * DAY, child=kinds["heard"].child)
    back = sent(made.returned(START + 10 * DAY).asked().said_yes())
    back.do(made.area.rosa, allocating.take_back, back.when(9), reason="Somebody nearer is free.")
    kinds["taken back"] = back
    beacon, _people = new_place("Beacon", OrganisationKind.PROVIDER, f"beacon-{made.area.harbour.domain}", START)
    agree(made.area.eastmere, beacon, START)
    other = made.returned(START + 12 * DAY).asked().said_yes()
    other.do(made.area.rosa, allocating.refer_to_provider, other.when(6), provider=beacon.id, conflict=False)
    kinds["of beacon"] = other
    kinds["own"] = made.returned(START + 14 * DAY).asked().said_yes().talked()
    with acting(made.area.rosa, timezone.now()) as rosa:
        facts.refresh(rosa)
    return made


@pytest.fixture(scope="module")
def monas(council: Council) -> Client:
    return signed_in(council.area.mona)


def page(client: Client, path: str, **asked: str) -> str:
    answer = client.get(path, QUARTER | asked)
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return html.unescape(answer.content.decode())


def test_the_database_shows_a_provider_the_rows_that_are_with_it_and_open_and_no_other(council: Council):
    kinds = council.kinds
    with acting(council.area.mona, timezone.now()):
        assert {row.pk for row in Facts.objects.all()} == {kinds["heard"].episode, kinds["sent"].episode}
        assert not Derived.objects.exists()
        assert Facts.objects.filter(pk=kinds["heard"].episode).update(offered=None) == 0
        assert Facts.objects.filter(pk=kinds["heard"].episode).delete()[0] == 0
    for stranger in (council.area.pat, council.area.wren):
        with acting(stranger, timezone.now()):
            assert not Facts.objects.exists()


def test_it_counts_its_own_and_the_council_counts_the_same(council: Council, monas: Client):
    said = rows(page(monas, "/oversight/ours/"), CAPTION)
    theirs = rows(page(signed_in(council.area.rosa), f"/oversight/providers/{council.area.harbour.id}/"), CAPTION)
    assert said == theirs and said["Returns old enough to judge"][0] == "2" and said["Talked"][:2] == ["1", "2"]


def test_it_opens_each_number_to_as_many_returns_and_journals_whose_they_are(council: Council, monas: Client):
    found = page(monas, "/oversight/ours/numbers/returns_old_enough/")
    assert found.split("<tbody")[1].count('scope="row"') == 2 and "Karim, " in found
    waits = page(monas, "/oversight/ours/numbers/next_step_to_open/")
    assert waits.split("<tbody")[1].count('scope="row"') == 1
    unknown = page(monas, "/oversight/ours/numbers/talked/", part="everyone")
    assert unknown.split("<tbody")[1].count('scope="row"') == 2
    with acting(council.area.mona, timezone.now()):
        last = Entry.objects.filter(user_id=council.area.mona.user).order_by("number").last()
    assert {of for kind, _id, of in last.subjects if kind == "episode"} == {str(council.area.eastmere.id)}


def test_it_knows_no_number_that_is_not_its_own(monas: Client):
    for slug in ("missing_episodes", "nothing", "return_timed"):
        assert monas.get(f"/oversight/ours/numbers/{slug}/").status_code == 404


def test_it_is_in_the_navigation_of_its_manager_and_shut_to_everybody_else(council: Council, monas: Client):
    assert '/oversight/ours/"' in page(monas, "/oversight/ours/")
    assert monas.get("/oversight/").status_code == 403
    for other in (
        council.area.rosa,
        council.area.sam,
        new_person(council.area.eastmere, "Grace Li", Role.SERVICE_MANAGER, START),
    ):
        assert signed_in(other).get("/oversight/ours/").status_code == 403


def test_it_shows_another_provider_none_of_it(council: Council):
    with acting(council.area.mona, timezone.now()) as mona:
        assert counting.counts(mona, [way.RETURNS], EVERY_RETURN)[way.RETURNS, ()].numerator == 0
        assert counting.counts(mona, [way.RETURNS], Which(with_us=True))[way.RETURNS, ()].numerator == 2
