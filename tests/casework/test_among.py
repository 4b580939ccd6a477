"""`__among` finds what `__in` finds, of none, of some, and of what another question finds."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework.area import Area, new_child
from wayhome.casework.children.models import Identity, Name


def test_it_finds_what_in_finds(area: Area, acting):
    with acting(area.rosa) as rosa:
        some = [new_child(rosa, f"Given{n}", "Family") for n in range(3)]
        wanted = [*some[:2], uuid4()]
        assert (
            set(Name.objects.filter(child_id__among=wanted)) == set(Name.objects.filter(child_id__in=wanted)) != set()
        )
        assert {i.pk for i in Identity.objects.filter(pk__among=iter(wanted))} == set(some[:2])
        assert {i.pk for i in Identity.objects.filter(current_id__among=set(some))} == set(some)


def test_it_finds_those_that_another_question_finds(area: Area, acting):
    with acting(area.rosa) as rosa:
        some = {new_child(rosa, f"Given{n}", "Family") for n in range(3)}
        named = Name.objects.filter(given="Given1").values("child_id")
        found = Identity.objects.filter(pk__among=named)
        assert [i.pk for i in found] == [n["child_id"] for n in named] and {i.pk for i in found} < some
        assert not Identity.objects.filter(pk__among=named.filter(given="Nobody")).exists()


def test_it_asks_nothing_about_none(area: Area, acting):
    with acting(area.rosa), CaptureQueriesContext(connection) as asked:
        assert list(Identity.objects.filter(pk__among=[])) == []
    assert not [each for each in asked.captured_queries if "children_identity" in each["sql"]]
