"""What tests of the case system share: one server a session, an area of organisations a test, and acting in a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection, transaction

from tests.casework import running
from tests.casework.area import Area, new_area
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.engines.embedded_postgres import Server

Acting = Callable[[Viewer], AbstractContextManager[Viewer]]


@pytest.fixture(scope="session", name="server")
def _server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The session's own PostgreSQL, migrated by its owner and reached as the app role."""
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), running.server() as server:
        assert_bound_by_row_security()
        yield server


def assert_bound_by_row_security() -> None:
    """A suite that ran as a superuser or as the owner would prove nothing: it stops here instead."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,), "the tests' database role bypasses row security"
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,), "the tests' database role owns tables"


@pytest.fixture(autouse=True)
def _connected(server: Server) -> Iterator[None]:
    """Every test here has the database, and leaves no transaction and no tenant behind."""
    yield
    assert not connection.in_atomic_block, "the test left a transaction open"
    connection.close()


@pytest.fixture
def area(server: Server) -> Area:
    """New organisations with people in them: Eastmere and Westmarsh (authorities), Harbour (a charity), a police force."""
    return new_area()


@pytest.fixture
def acting() -> Acting:
    """`with acting(viewer):` is one transaction in that name, journalled and committed at the end."""

    @contextmanager
    def act(viewer: Viewer) -> Iterator[Viewer]:
        with transaction.atomic(), acting_as(viewer, doing="test"):
            yield viewer

    return act


@pytest.fixture(scope="module")
def opened() -> Iterator[object]:
    """One Chromium for the module."""
    from playwright.sync_api import sync_playwright

    from devtools.machine import browser as find

    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=quiet)
        yield chromium
        chromium.close()
