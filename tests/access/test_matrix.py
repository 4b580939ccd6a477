"""Every page × reading and sending × role × what they have to do with the child, against the table a person wrote by hand."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern, reverse

from tests.access import table as t
from tests.access.scene import FAMILY_NAME, Scene, acting, prepare
from tests.casework.browser import signed_in
from tests.casework.conftest import assert_bound_by_row_security
from tests.house.test_casework_pages import PAGES
from wayhome.casework.accounts import permissions
from wayhome.casework.children import access
from wayhome.casework.children.models import Identity
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.pages import Who
from wayhome.casework.work.queries import scope
from wayhome.domain.vocabulary import RelationshipKind

BY_NAME: dict[str, URLPattern] = {str(p.name): p for _, p in PAGES}
ROW_OF: dict[str, t.Row] = {name: row for row in t.ROWS for name in row.pages.split()}
ANSWERS = {
    200: t.OPENS,
    302: t.OPENS,
    304: t.OPENS,
    409: t.OPENS,
    422: t.OPENS,
    401: t.SIGN_IN,
    403: t.REFUSED,
    404: t.NOTHING,
}
NOT_THIS_WAY = 405
GALLERY = {"design_gallery", "design_sample"}
LAST = ("mfa_deactivate_totp", "sign_out_everywhere", "account_logout")
"""What ends a sign-in is sent last."""


@pytest.fixture(scope="module", name="scene")
def _scene(server: object) -> Scene:
    return prepare()


def in_order() -> list[str]:
    """The names of every page; those that end a sign-in last."""
    return [n for n in sorted(ROW_OF) if n not in LAST] + list(LAST)


def ask(client: Client, scene: Scene, name: str, method: str) -> tuple[int, str, str]:
    """The status of one page, where it leads, and what it says."""
    names = list(BY_NAME[name].pattern.converters)
    address = reverse(name, kwargs=scene.arguments(name, names) | (BY_NAME[name].default_args and {}))
    send = client.get if method == "GET" else client.post
    answer = send(address)
    return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


def as_answer(row: t.Row, method: str, status: int, leads_to: str) -> str:
    """What a status is in the words of the table; "another way" where the page is not asked like this at all."""
    if status == NOT_THIS_WAY:
        asked_so = row.how == t.BOTH or (row.how == t.READ) == (method == "GET")
        plain = row.about in (t.FRONT_DOOR, t.OWN_ACCOUNT, t.NO_CHILD)
        return t.OPENS if not asked_so or plain else "another way"
    if status == 401 and row.about == t.FRONT_DOOR:  # "that sign-in failed" is a page, and says so in its status
        return t.OPENS
    if status == 302 and leads_to.startswith("/sign-in/?next="):
        return t.SIGN_IN
    return ANSWERS.get(status, f"status {status}")


def wanted(row: t.Row, person: t.Person | None, method: str) -> str:
    """The table's answer; who asks a page in a way it does not know is told so, before anything is looked for."""
    said = t.expected(row, person, method)
    other_way = row.how != t.BOTH and (row.how == t.READ) != (method == "GET")
    works_here = person is not None and person.role in row.roles
    return t.OPENS if other_way and works_here else said


def walk(client: Client, scene: Scene, person: t.Person | None) -> Iterator[str]:
    """Every page, read and then sent empty: what is not as the table says, in words."""
    for method in ("GET", "POST"):
        for name in in_order():
            row = ROW_OF[name]
            status, leads_to, said = ask(client, scene, name, method)
            found, should = as_answer(row, method, status, leads_to), wanted(row, person, method)
            if found != should:
                yield f"{method} {name}: {found} ({status}), not {should}"
            may_be_named = person is not None and (
                person.is_open or (t.expected(row, person, method) == t.OPENS and row.about == t.A_WORRY)
            )
            if FAMILY_NAME in said and not may_be_named:
                yield f"{method} {name}: names a child who is not open to them"


def test_it_stands_on_a_database_role_that_owns_nothing_and_passes_nothing_by(scene: Scene):
    assert_bound_by_row_security()


def test_it_has_a_row_for_every_page_and_no_row_for_none():
    listed = [name for row in t.ROWS for name in row.pages.split()]
    assert len(listed) == len(set(listed)), "a page stands in two rows"
    assert set(listed) == set(BY_NAME) - GALLERY, "say in tests/access/table.py who may open it"


def test_it_has_answers_that_no_application_code_imports_or_wrote():
    """The table imports nothing but dataclasses, and nothing of the application imports the table."""
    source = Path(t.__file__).read_text("utf-8")
    named = {
        name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
    }
    assert named <= {"__future__", "dataclasses"}
    ours = Path(sys.modules["wayhome"].__path__[0])
    assert not [p for p in ours.rglob("*.py") if "tests.access" in p.read_text("utf-8")]


@pytest.mark.parametrize("person", t.PEOPLE, ids=lambda p: p.words)
def test_it_answers_each_person_as_the_table_says(scene: Scene, person: t.Person):
    scene.new_worry()
    client = signed_in(scene.people[person])
    client.raise_request_exception = False
    assert (wrong := "\n".join(walk(client, scene, person))) == "", f"{person.words}:\n{wrong}"


def test_it_answers_a_stranger_as_the_table_says(scene: Scene):
    assert (wrong := "\n".join(walk(Client(raise_request_exception=False), scene, None))) == "", wrong


def test_it_names_the_child_to_those_she_is_open_to(scene: Scene):
    """The matrix would be passed by an empty product: these see her."""
    for person in (("rhi_coordinator", t.EASTMERE, t.IN_TEAM), ("provider_interviewer", t.WITH_CASE, t.BY_NAME)):
        client = signed_in(scene.person(*person))
        for name in ("case", "child", "cases"):
            assert FAMILY_NAME in ask(client, scene, name, "GET")[2], (person, name)


# The same with every viewer filter of the application switched off: the database alone holds the line.


@pytest.fixture
def permissive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every filter answers everything: relationships, conflicts, classes, page roles, the scope of lists."""
    every = frozenset(RelationshipKind)

    def replace(original: Callable[..., object], other: Callable[..., object]) -> None:
        places = [m for n, m in sys.modules.items() if n.startswith("wayhome.casework")]
        found = [(m, k) for m in places for k, v in list(vars(m).items()) if v is original]
        assert found
        for module, name in found:
            monkeypatch.setattr(module, name, other)

    replace(access.live, lambda viewer: Q())
    replace(access.relationships_now, lambda viewer, identities: {i: set(every) for i in identities})
    replace(access.conflicts_now, lambda viewer, identities: set())
    replace(access.open_to, lambda viewer: set(Identity.objects.values_list("current_id", flat=True)))
    replace(scope.reachable, lambda viewer: Identity.objects.all())
    replace(scope.of_reachable, lambda viewer, rows: rows)
    replace(scope.in_sight, lambda viewer, rows, child="child_id": rows)
    replace(permissions.may, lambda viewer, data_class, relationships: permissions.EVERYTHING)
    monkeypatch.setattr(Who, "admits", lambda self, viewer: viewer is not None or self.stranger)


FOREIGN = [p for p in t.PEOPLE if p.works in (t.WESTMARSH, t.RECALLED, t.WITHOUT, t.OTHER_POLICE)]


@pytest.mark.parametrize("person", FOREIGN, ids=lambda p: p.words)
def test_it_shows_no_foreign_row_with_every_filter_off(scene: Scene, permissive: None, person: t.Person):
    client = signed_in(scene.people[person])
    client.raise_request_exception = False
    leaks = []
    for method in ("GET", "POST"):
        for name in in_order():
            if ROW_OF[name].about in (t.FRONT_DOOR, t.OWN_ACCOUNT, t.NO_CHILD, t.NOT_THERE, t.SIGNED):
                continue
            status, _, said = ask(client, scene, name, method)
            if (
                FAMILY_NAME in said
                or scene.reference in said
                or (ROW_OF[name].about == t.AISHA and status in (200, 302, 409, 422))
            ):
                leaks.append(f"{method} {name}: {status}")
    assert leaks == []


def test_it_has_switched_the_filters_off(scene: Scene, permissive: None):
    """Somebody of her own authority with a declared conflict now sees her: so the replay above tried the database alone."""
    client = signed_in(scene.person("rhi_coordinator", t.EASTMERE, t.WALLED))
    assert FAMILY_NAME in ask(client, scene, "case", "GET")[2]


@pytest.mark.parametrize("person", FOREIGN, ids=lambda p: p.words)
def test_it_holds_no_row_about_her_for_another_organisation(scene: Scene, person: t.Person):
    """Asked without any application code: not one row of any table about the child, for anyone without a live relationship.

    An organisation goes on reading the rows that once opened her record to it: ids and dates, and nothing of her.
    """
    found = rows_about(scene.people[person], scene.child)
    if person.works == t.RECALLED:
        found.pop("children.Relationship")
    assert {name: number for name, number in found.items() if number} == {}
    own = rows_about(scene.person("rhi_coordinator", t.EASTMERE, t.IN_TEAM), scene.child)
    assert sum(number > 0 for number in own.values()) >= 10, "the tables are there, and filled"


def rows_about(viewer: Viewer, child: UUID) -> dict[str, int]:
    """How many rows about a child each table shows to somebody."""
    with acting(viewer):
        return {
            model._meta.label: model._base_manager.filter(child_id=child).count()
            for model in apps.get_models()
            if model.__module__.startswith("wayhome.")
            and any(f.attname == "child_id" for f in model._meta.concrete_fields)
        }
