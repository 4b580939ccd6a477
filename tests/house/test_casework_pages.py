"""Every page stands in the access list once, and a stranger gets nothing from it by GET or by POST."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

from tests.casework import running  # noqa: F401 - starts Django
from wayhome.casework.config.tenancy import OneTransaction, page_asked
from wayhome.casework.journal.pages import ACCESS, ANYONE, MACHINE, SIGNING_IN, NamedTwice, page, staff
from wayhome.domain.vocabulary import Role

EXAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "slug": "a-b", "str": "cy", "path": "key"}


def patterns(inside: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (inside or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


PAGES = sorted(patterns(), key=lambda p: p[0])


def example(route: str) -> str:
    """An address of the page, every variable filled in; a kind of variable of our own says an example itself."""
    kinds = {name: getattr(kind, "example", "") or EXAMPLES[name] for name, kind in get_converters().items()}
    parts = route.split("<")
    return "/" + parts[0] + "".join(kinds[p.split(":")[0]] + p.split(">", 1)[1] for p in parts[1:])


@pytest.mark.parametrize(("route", "pattern"), PAGES, ids=[r or "/" for r, _ in PAGES])
def test_it_stands_in_the_access_list(route, pattern):
    assert pattern.name in ACCESS, f"{route}: add it with page(…), which asks who may open it"


def test_it_names_every_page_once():
    names = [p.name for _, p in PAGES]
    assert sorted(names) == sorted(set(names))
    page("nowhere/", lambda r: r, "a-page-of-this-test", staff(Role.IRO))
    with pytest.raises(NamedTwice):
        page("elsewhere/", lambda r: r, "a-page-of-this-test", ANYONE)


def test_it_admits_strangers_to_the_front_door_only():
    """What opens without signing in, by hand: a new name here is looked at by somebody."""
    open_to_strangers = {name for name, who in ACCESS.items() if who.stranger}
    assert {n for n in open_to_strangers if ACCESS[n] == ANYONE} <= {
        "language", "health", "cannot_sign_in", "account_logout", "design_gallery", "design_sample",
    }  # fmt: skip
    assert all(ACCESS[n] in (ANYONE, SIGNING_IN, MACHINE) for n in open_to_strangers)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "route", [r for r, p in PAGES if p.name in ACCESS and not ACCESS[p.name].stranger], ids=lambda r: r or "/"
)
def test_it_refuses_a_stranger_before_the_page_is_asked(route, method):
    """The refusal comes from the list, so the view, the form and the database are never reached."""
    from django.contrib.auth.models import AnonymousUser  # a model: only after Django has started

    request = getattr(RequestFactory(), method)(example(route))
    request.session, request.user = {}, AnonymousUser()
    asked = page_asked(request)
    refusal = (
        OneTransaction(lambda r: pytest.fail("the page was asked"))._refusal(request, None, asked) if asked else None
    )
    assert refusal is not None
    if method == "get":
        assert refusal.headers["Location"].startswith("/sign-in/")
    else:
        assert refusal.status_code == 403


def test_it_passes_the_checks_of_the_framework():
    call_command("check", fail_level="WARNING")
