"""The short form of the long proof: a few hundred requests with a fixed seed, and the planted faults that it must catch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver

from prove import fuzz
from prove._fuzz_doors import Answer, Reached
from prove._fuzz_figures import Figures
from prove._fuzz_fill import filled
from prove._fuzz_pages import read
from prove._fuzz_sent import Sent
from tests.casework import running
from tests.casework.area import NOW


@pytest.fixture(scope="module")
def ran(server, django_db_blocker) -> Iterator[Figures]:
    """One run over a database of its own."""
    name = running.copied(server, "fuzzed")
    running.connect(server.dsn("app", name))
    try:
        with django_db_blocker.unblock():
            databases = fuzz.Databases(server.dsn("app", name), server.dsn("superuser", name))
            yield fuzz.prove(databases, requests=300, seed="short", minutes=5, teeth=True, small=True)
    finally:
        running.connect(server.dsn("app"))
        server.drop_database(name)


def test_it_meets_no_fault_and_leaves_nothing_half_applied(ran: Figures):
    assert ran.short() == []
    assert ran.requests >= 300 and ran.doors["handler"].odd >= 60
    assert ran.looked["records"] > 200 and ran.looked["writes that were answered"] > 10


def test_it_catches_every_planted_fault(ran: Figures):
    assert ran.caught and all(ran.caught.values())


def test_it_falls_short_of_a_fault_a_traceback_a_hang_and_too_few_who_get_through():
    def figures(sent: Sent, answer: Answer) -> str:
        made = Figures("x")
        made.note("handler", "rosa", sent, answer)
        return " ".join(made.short())

    get = Sent("GET", "/today/", page="today")
    fine = Answer(200, body=b"<h1>Today</h1>", seconds=0.1, reached=True)
    assert figures(get, fine) == ""
    assert "500 through the handler" in figures(get, Answer(500, fault="KeyError", reached=True))
    assert "a traceback" in figures(get, Answer(200, body=b"Traceback (most recent call last)", reached=True))
    assert "2.1 s" in figures(get, Answer(200, seconds=2.1, reached=True))
    assert "reached a view" in figures(get, Answer(403))
    assert "did what a person meant" in figures(get, Answer(404, reached=True))
    made = Figures("x")
    made.note("handler", "rosa", get, fine)
    assert "only 1 of 2 requests" in " ".join(made.short(wanted=2))
    made.caught["a fault"] = False
    assert "not caught: a fault" in made.short()


def test_it_reads_a_form_and_fills_in_every_question():
    import random

    page = read("/x/", """
        <a href="/today/#top">Today</a><a href="https://elsewhere.example">No</a>
        <form method="post"><input type="hidden" name="seen_version" value="3"><input type="radio" name="way" value="text">
        <input type="radio" name="way" value="visit"><input name="given" maxlength="5"><textarea name="words">
        </textarea><select name="why"><option value="">Choose</option><option value="a">A</option></select>
        <input type="hidden" name="at_precision" value="exact"><input type="date" name="at_day"><input type="time" name="at_time">
        <button name="do" value="save">Save</button></form>""")  # fmt: skip
    assert page.links == ("/today/",)
    sent = filled(page.sent[0], random.Random(1), NOW)
    answers = dict(sent.fields)
    assert answers["seen_version"] == "3" and answers["way"] in ("text", "visit") and answers["why"] == "a"
    assert 0 < len(str(answers["given"])) <= 5 and answers["do"] == "save"
    assert {"at_precision", "at_day", "at_time", "words"} <= set(answers)


def test_it_watches_views_only_while_it_runs():
    pattern = next(p for p in get_resolver().url_patterns if p.name == "health")
    view, reached = pattern.callback, Reached()
    with reached.watched():
        assert pattern.callback is not view
        Client().get("/health/")
        assert reached.taken() and not reached.taken()
    assert pattern.callback is view
