"""Today, the case page and the lists: what stands where, for whom, and what is noted of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.casework.area import NOW, Area, new_child, new_person, new_place
from tests.casework.browser import signed_in
from tests.casework.test_absence import missing
from tests.casework.test_asking import back, steps, told
from tests.casework.test_delivery import held, said_yes, submitted, with_harbour
from wayhome.casework.children.actions import check_contact_safety, close_record, declare_conflict, open_record
from wayhome.casework.children.words import ConflictKind
from wayhome.casework.journal.context import Seen, Viewer
from wayhome.casework.journal.models import Entry, Mention
from wayhome.casework.journey import models, worries
from wayhome.casework.journey.queries import timeline
from wayhome.casework.journey.steps import opened
from wayhome.casework.organisations.words import OrganisationKind
from wayhome.casework.reach.actions import asking
from wayhome.casework.reach.actions.absence import record_located, record_return, report_missing
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.casework.work import actions, lines
from wayhome.casework.work.first import first, safety
from wayhome.casework.work.queries.case import asked as asked_query
from wayhome.casework.work.queries.finding import search
from wayhome.casework.work.queries.listed import open_cases
from wayhome.casework.work.queries.today import mark, missing_now, news
from wayhome.casework.work.queries.waiting import waiting_for_answers
from wayhome.casework.work.queries.worries import waiting
from wayhome.casework.work.rows import next_act, row_of
from wayhome.casework.work.sections import split
from wayhome.casework.work.standing import next_steps, sentence, stands
from wayhome.casework.work.words import AskedOf
from wayhome.domain.journey.headline import HEADLINES
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import (
    Answerer,
    AttemptResult,
    AttemptTarget,
    Channel,
    OfferLevel,
    RelationshipKind,
    Role,
    Source,
    TalkedFreely,
)
from wayhome.domain.wallclock import local_day

HOUR = timedelta(hours=1)


def came_back(by: Viewer, hours_ago: float, given: str = "Aisha", family: str = "Karim") -> UUID:
    """A child who came back so many hours before NOW; the case."""
    back_at = NOW - hours_ago * HOUR
    child = new_child(replace(by, at=NOW - timedelta(days=60)), given, family)
    episode = missing(by, child, back_at - 5 * HOUR)
    return record_return(episode=episode, happened=Moment.exactly(back_at), source=Source.POLICE, by=by, at=NOW)


def child_of(case: UUID) -> UUID:
    return models.Case.objects.get(pk=case).child_id


def later(viewer: Viewer, length: timedelta) -> Viewer:
    return replace(viewer, at=viewer.at + length, seen=Seen())


# Which rows, where


def test_it_puts_every_open_case_in_exactly_one_section(area: Area, acting):
    with acting(area.rosa) as rosa:
        due_today = came_back(rosa, 70)
        late = came_back(rosa, 100, "Jo", "Bennett")
        fresh = came_back(rosa, 2, "Lily", "Anders")
        found_only = record_located(
            episode=missing(rosa, new_child(rosa, "Tom", "Reed")),
            happened=Moment.exactly(NOW - HOUR),
            source=Source.POLICE,
            by=rosa,
            at=NOW,
        )
        parts = split(open_cases(rosa), NOW)
        assert [r.case for r in parts.kept] == [due_today]
        assert [r.case for r in parts.past] == [late]
        assert [r.case for r in parts.later] == [fresh]
        assert [r.case for r in parts.no_clock] == [found_only]


def test_it_keeps_a_child_past_72_hours_who_was_never_asked_before_all_who_were(area: Area, acting):
    with acting(area.rosa) as rosa:
        longest = came_back(rosa, 200, "Tom", "Reed")
        told(steps(rosa, longest))
        never = came_back(rosa, 96, "Jo", "Bennett")
        parts = split(open_cases(rosa), NOW)
        assert [r.case for r in parts.past] == [never, longest]
        assert [r.case for r in parts.never_asked] == [never]
        (item,) = safety(rosa, [], [], parts)
        assert (
            "Past 72 hours and never asked" in item.words
            and "Jo Bennett" in item.words
            and "Tom Reed" not in item.words
        )


def test_it_says_the_first_thing_to_do_a_worry_before_any_clock(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 96, "Jo", "Bennett")
        parts = split(open_cases(rosa), NOW)
        asks = first(rosa, waiting(rosa), missing_now(rosa), parts)
        assert asks.title == (
            f"First: ask Jo Bennett, {parts.past[0].person.age(NOW)}.",
            "Back 4 days ago, and never asked.",
        )
        assert asks.act is not None and asks.act.url == f"/cases/{case}/check/"
        other = came_back(rosa, 1)
        worries.raise_worry(child=child_of(other), words="A grey car.", by=rosa, at=NOW)
        rings = first(rosa, waiting(rosa), missing_now(rosa), parts)
        assert rings.title[0].startswith("First: ring about Aisha Karim") and "/worries/" in rings.act.url


def test_it_says_when_nothing_is_due(area: Area, acting):
    with acting(area.rosa) as rosa:
        assert first(rosa, [], [], split(open_cases(rosa), NOW)).title == ("Nothing is due.",)


def test_it_lists_missing_children_who_have_no_case_yet(area: Area, acting):
    with acting(area.rosa) as rosa:
        missing(rosa, new_child(rosa, "Kacey", "Lowe"))
        assert [m.person.name for m in missing_now(rosa)] == ["Kacey Lowe"]
        assert open_cases(rosa) == []


def test_it_marks_two_children_with_the_same_first_name_and_initial(area: Area, acting):
    with acting(area.rosa) as rosa:
        for family in ("Stone", "Sale", "Reed"):
            came_back(rosa, 10, "Jamie", family)
        marks = {r.person.family: r.namesake for r in open_cases(rosa)}
        assert (
            marks["Stone"].startswith("Jamie Sale") and marks["Sale"].startswith("Jamie Stone") and marks["Reed"] == ""
        )
        row = next(r for r in open_cases(rosa) if r.person.family == "Stone")
        assert "Not the same as Jamie Sale" in lines.about(row, NOW)


def test_it_puts_no_harm_reason_or_count_of_absences_in_a_row(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        worries.raise_worry(child=child_of(case), words="A grey car.", by=rosa, at=NOW)
        shown = str(row_of(open_cases(rosa)[0], rosa))
        assert "grey car" not in shown


def test_it_goes_through_the_named_adult_while_nobody_has_checked(area: Area, acting):
    with acting(area.rosa) as rosa:
        came_back(rosa, 10)
        assert (
            lines.reach(open_cases(rosa)[0]).words
            == "Not checked yet. No text, no letter, no home phone. Go through the named adult."
        )


# The words of a row are the words of the case's own headline


def a_decline(rosa: Viewer) -> UUID:
    case = back(rosa)
    do = steps(rosa, case)
    told(do)
    do(asking.say_no, could_talk_freely=TalkedFreely.YES, conveyed_by=Answerer.CHILD)
    return case


def a_no_while_not_free(rosa: Viewer) -> UUID:
    case = back(rosa)
    do = steps(rosa, case)
    told(do)
    do(asking.say_no, could_talk_freely=TalkedFreely.NO, conveyed_by=Answerer.CHILD)
    return case


def some_tries(rosa: Viewer) -> UUID:
    case = back(rosa)
    for _each in range(2):
        steps(rosa, case)(
            asking.log_try, channel=Channel.VISIT, target=AttemptTarget.CHILD, result=AttemptResult.NO_ANSWER
        )
    return case


def a_parents_no(rosa: Viewer) -> UUID:
    case = back(rosa)
    steps(rosa, case)(asking.parent_refuses, refused_by=Answerer.PARENT)
    return case


def a_phone_answer(rosa: Viewer) -> UUID:
    case = back(rosa)
    asking.log_phone_answer(case=case, channel=Channel.TEXT, happened=Moment.exactly(NOW - HOUR), by=rosa, at=NOW)
    return case


def checked(rosa: Viewer) -> UUID:
    case = back(rosa)
    asking.check_case(case=case, group=None, by=rosa, at=NOW, seen_version=None)
    return case


@pytest.mark.parametrize(
    "walked",
    [back, checked, some_tries, a_decline, a_no_while_not_free, a_parents_no, a_phone_answer, said_yes],
    ids=lambda f: f.__name__,
)
def test_it_says_in_a_row_what_the_headline_of_the_case_says(area: Area, acting, walked: Callable[[Viewer], UUID]):
    with acting(area.rosa) as rosa:
        case = walked(rosa)
        (row,) = open_cases(rosa)
        assert lines.stands(row, NOW) == stands(opened(rosa, case)).headline.staff


@pytest.mark.parametrize("walked", [with_harbour, held, submitted], ids=lambda f: f.__name__)
def test_it_says_the_same_after_a_charity_has_the_case(area: Area, acting, walked):
    case = walked(area, acting)
    with acting(area.rosa) as rosa:
        (row,) = open_cases(rosa)
        assert lines.stands(row, NOW) == stands(opened(rosa, case)).headline.staff


def test_it_has_words_for_every_headline():
    assert set(lines.LINES) == set(lines.H)


# For whom


def test_it_shows_an_interviewer_only_the_children_they_are_allocated_to(area: Area, acting):
    with acting(area.rosa) as rosa:
        came_back(rosa, 10, "Jo", "Bennett")
    case = with_harbour(area, acting)
    with acting(area.sam) as sam:
        assert [r.case for r in open_cases(sam)] == [case]
        assert open_cases(sam)[0].mine(sam.user)
    with acting(area.wren) as wren:
        assert open_cases(wren) == [] and missing_now(wren) == [] and waiting(wren) == []


def test_it_hides_a_child_from_whoever_a_conflict_walls_off(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        worries.raise_worry(child=child_of(case), words=None, by=rosa, at=NOW)
        declare_conflict(child=child_of(case), user=area.tess.user, kind=ConflictKind.RELATED, by=rosa, at=NOW)
    with acting(area.tess) as tess:
        assert open_cases(tess) == [] and waiting(tess) == [] and search(tess, "Karim") == []
        with pytest.raises(NotFound):
            opened(tess, case)


def test_it_takes_a_case_off_the_providers_list_when_access_ends(area: Area, acting):
    case = with_harbour(area, acting)
    with acting(area.rosa) as rosa:
        close_record(child=child_of(case), because_of=case, by=rosa, at=NOW)
    with acting(later(area.sam, HOUR)) as sam:
        assert open_cases(sam) == []


def test_it_offers_an_interviewer_the_talk_and_never_the_approval_of_their_own_record(area: Area, acting):
    case = submitted(area, acting)
    with acting(area.sam) as sam:
        (row,) = open_cases(sam)
        assert next_act(row, sam) is None
    with acting(area.rosa) as rosa:
        (row,) = open_cases(rosa)
        assert next_act(row, rosa) == "record_check"
        assert next_steps(opened(rosa, case), stands(opened(rosa, case))).first.url == f"/cases/{case}/record/check/"


# How often the database is asked


def asked_by(page: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        page()
    return len(asked)


def test_it_asks_the_database_as_often_for_thirty_rows_as_for_three(area: Area, acting):
    def whole(viewer: Viewer) -> None:
        rows = open_cases(viewer)
        assert [row_of(r, viewer) for r in rows]
        waiting(viewer)
        missing_now(viewer)
        news(viewer)

    def more(number: int) -> None:
        for n in range(number):
            case = came_back(area.rosa, 3 + n, f"Child{n}", f"Name{n}")
            worries.raise_worry(child=child_of(case), words="A worry.", by=area.rosa, at=NOW)
            missing(area.rosa, new_child(area.rosa, f"Gone{n}", f"Out{n}"))

    counts = []
    for number in (3, 27):
        with acting(area.rosa):
            more(number)
        with acting(area.rosa) as rosa:
            counts.append(asked_by(lambda rosa=rosa: whole(rosa)))
            assert len(open_cases(rosa)) in (3, 30)
    assert counts[0] == counts[1]


# What is noted


def test_it_notes_every_child_and_case_that_today_shows_in_one_entry(area: Area, acting):
    with acting(area.rosa) as rosa:
        cases = {came_back(rosa, 10), came_back(rosa, 90, "Jo", "Bennett")}
        children = {child_of(c) for c in cases}
    client = signed_in(area.rosa)
    assert client.get("/today/").status_code == 200
    with acting(area.rosa):
        entries = Entry.objects.filter(act="read", what="today")
        assert entries.count() == 1
        noted = {m.subject_id for m in Mention.objects.filter(number=entries.get().number)}
        assert cases | children <= noted


def test_it_notes_nothing_for_a_poll_that_finds_nothing_new(area: Area, acting):
    with acting(area.rosa) as rosa:
        came_back(rosa, 10)
    client = signed_in(area.rosa)
    address, etag = live_bar(client.get("/today/").content.decode())
    with acting(area.rosa):
        before = Entry.objects.count()
    answer = client.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 304 and not answer.content
    with acting(area.rosa):
        assert Entry.objects.count() == before


def live_bar(page: str) -> tuple[str, str]:
    """What the page's script asks, and the ETag it holds."""
    address = re.search(r'data-live-url="([^"]+)"', page)
    etag = re.search(r'data-live-etag="([^"]+)"', page)
    assert address and etag
    unescaped = [m.group(1).replace("&amp;", "&").replace("&#34;", '"').replace("&quot;", '"') for m in (address, etag)]
    return unescaped[0], unescaped[1]


def test_it_says_no_time_that_nobody_recorded(area: Area, acting):
    """Known by its day alone, an absence or an offer is of that day, and not of its first minute."""
    today = local_day(NOW)
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 11)
        asking.tell_child(
            case=case, happened=Moment.on(today), level=OfferLevel.CHILD_DIRECT, channel=Channel.VISIT, by=rosa, at=NOW,
            seen_version=None,
        )  # fmt: skip
        away = new_child(replace(rosa, at=NOW - timedelta(days=9)), "Lily", "Anders")
        report_missing(
            child=away,
            missing_from=Moment.on(today),
            happened=Moment.exactly(NOW),
            source=Source.POLICE,
            by=rosa,
            at=NOW,
        )
    client, said = signed_in(area.rosa), f"{today:%a} {today.day} {today:%B}"
    words = client.get(reverse("today")).content.decode()
    assert f"Lily Anders, 15, since {said}" in words and "since 00:00" not in words
    page = client.get(reverse("case", args=[case])).content.decode()
    assert f"Asked {said}" in page and "00:00" not in page
    with acting(area.rosa) as rosa:
        episode = missing(
            rosa, new_child(replace(rosa, at=NOW - timedelta(days=9)), "Ola", "Byrne"), NOW - timedelta(days=2)
        )
        back = record_return(episode=episode, happened=Moment.on(today), source=Source.POLICE, by=rosa, at=NOW)
    page = client.get(reverse("case", args=[back])).content.decode()
    assert f"Back {said}" in page and f"{today:%a} 00:00" not in page


def test_it_tells_two_returns_of_one_day_apart(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        again = report_missing(
            child=child_of(case),
            missing_from=Moment.on(local_day(NOW)),
            happened=Moment.exactly(NOW),
            source=Source.POLICE,
            by=rosa,
            at=NOW,
        )
        record_return(episode=again, happened=Moment.on(local_day(NOW)), source=Source.POLICE, by=rosa, at=NOW)
    page = signed_in(area.rosa).get(reverse("case", args=[case])).content.decode()
    links = re.findall(r'More about this absence<span class="govuk-visually-hidden">: ([^<]*)<', page)
    assert len(links) == len(set(links)) == 2


def test_it_says_how_many_are_new_since_the_page_was_made(area: Area, acting):
    client = signed_in(area.rosa)
    address, etag = live_bar(client.get("/today/").content.decode())
    now = datetime.fromisoformat(unquote(address.partition("since=")[2])) + timedelta(milliseconds=1)
    with acting(replace(area.omar, at=now, seen=Seen())) as omar:
        child = new_child(omar, "Lily", "Anders")
    with acting(replace(area.rosa, at=now, seen=Seen())) as rosa:
        report_missing(child=child, missing_from=Moment.exactly(NOW), source=Source.POLICE, by=rosa, at=now)
    other = signed_in(area.tess)
    answer = other.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200 and answer.json()["news"].startswith("1 new since ")
    again = other.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_it_changes_its_mark_for_every_kind_of_change_and_only_for_those_who_may_see_it(area: Area, acting):
    case = with_harbour(area, acting)
    marks: list[str] = []
    with acting(area.sam) as sam:
        marks.append(mark(sam))
    with acting(area.rosa) as rosa:
        came_back(rosa, 10, "Jo", "Bennett")
    with acting(area.sam) as sam:
        assert mark(sam) == marks[0], "a child of somebody else's is no news"
    with acting(area.rosa) as rosa:
        worries.raise_worry(child=child_of(case), words=None, by=rosa, at=NOW)
    with acting(area.sam) as sam:
        marks.append(mark(sam))
        actions.ask_someone(case=case, of=AskedOf.POLICE, whom=None, what="When?", due_at=NOW + HOUR, by=sam, at=NOW)
        marks.append(mark(sam))
    assert len(set(marks)) == 3


def test_it_counts_what_others_recorded_since_it_was_marked_as_seen(area: Area, acting):
    with acting(area.omar) as omar:
        child = new_child(omar)
    with acting(area.rosa) as rosa:
        record_return(
            episode=missing(rosa, child), happened=Moment.exactly(NOW - HOUR), source=Source.POLICE, by=rosa, at=NOW
        )
    with acting(later(area.tess, HOUR)) as tess:
        assert (news(tess).came_back, news(tess).went_missing, news(tess).is_first) == (1, 1, True)
        actions.mark_seen(until=tess.at, by=tess, at=tess.at)
    with acting(later(area.tess, 2 * HOUR)) as tess:
        assert not news(tess).any and news(tess).since == NOW + HOUR
    with acting(later(area.rosa, HOUR)) as rosa:
        assert not news(rosa).any, "one's own work is not news"


def test_it_never_marks_as_seen_what_is_still_to_come(area: Area, acting):
    with acting(area.rosa) as rosa:
        actions.mark_seen(until=NOW + timedelta(days=9), by=rosa, at=NOW)
        assert news(rosa).since == NOW


# The case page


def test_it_says_where_things_stand_in_one_sentence(area: Area, acting):
    case = with_harbour(area, acting)
    with acting(area.rosa) as rosa:
        about = opened(rosa, case)
        said = sentence(about, stands(about))
        assert "Back Mon 30 March 14:00" in said and "Talk due <strong>Thu 2 April 14:00</strong>" in said
        assert (
            "said yes" in said and "Sam Reed (Harbour)" in said and "independent of their care and their case" in said
        )


def test_it_says_why_a_step_cannot_be_taken_in_words(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        about = opened(rosa, case)
        why = dict(next_steps(about, stands(about)).why_not)
        assert "Record first that the child was told." in why["Record a yes"]
        assert "Check the record" in why


def test_it_keeps_what_was_written_from_whoever_may_not_read_it(area: Area, acting):
    secret = "Her exact words stay here."
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        steps(rosa, case)(asking.tell_carer, channel=Channel.CALL, words=secret)
    page = signed_in(area.rosa).get(f"/cases/{case}/").content.decode()
    assert secret in page
    paper = signed_in(area.rosa).get(f"/cases/{case}/brief/").content.decode()
    assert secret not in paper


def test_it_shows_two_sources_side_by_side_until_somebody_settles(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        episode = models.CaseNow.objects.get(pk=case).episodes[0]
        record_return(episode=episode, happened=Moment.exactly(NOW - 9 * HOUR), source=Source.CARER, by=rosa, at=NOW)
    page = signed_in(area.rosa).get(f"/cases/{case}/").content.decode()
    assert page.count("Back: two times on record") == 1
    assert "Police: Tue 31 March 00:00" in page and "Parent or carer: Tue 31 March 01:00" in page
    assert "We work to the earlier" in page


@pytest.mark.parametrize("who", ["rosa", "tess", "omar"])
def test_it_opens_every_page_of_a_case(area: Area, acting, who: str):
    with acting(area.rosa) as rosa:
        case = back(rosa)
        child = child_of(case)
        worry = worries.raise_worry(child=child, words="A grey car.", by=rosa, at=NOW)
    client = signed_in(getattr(area, who))
    for address in (
        "/today/", "/today/?which=home", f"/cases/{case}/", f"/cases/{case}/?part=tries", f"/cases/{case}/brief/",
        f"/children/{child}/cases/", f"/children/{child}/worry/", f"/children/{child}/worries/{worry}/",
        f"/children/{child}/worries/{worry}/on/", "/cases/", "/call-list/", "/search/", "/missing/", f"/cases/{case}/ask/",
        "/asked/", "/cases/?stage=closed", "/cases/?sort=name&which=home&new=returned&from=0",
    ):  # fmt: skip
        page = client.get(address)
        assert page.status_code == 200, (address, page.content.decode())


def test_it_answers_a_stranger_authority_as_if_there_were_no_such_case(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = back(rosa)
        child = child_of(case)
    client = signed_in(area.wren)
    for address in (
        f"/cases/{case}/",
        f"/cases/{case}/brief/",
        f"/children/{child}/cases/",
        f"/children/{child}/worry/",
        f"/cases/{case}/ask/",
    ):
        assert client.get(address).status_code == 404, address


# Worries on pages


def test_it_saves_an_empty_worry_first_and_then_says_whom_to_ring(area: Area, acting):
    with acting(area.rosa) as rosa:
        child = child_of(back(rosa))
    client = signed_in(area.rosa)
    saved = client.post(f"/children/{child}/worry/", {})
    assert saved.status_code == 302
    page = client.get(saved.url).content.decode()
    assert "Nobody has picked this up yet. Ring." in page and "999" in page
    received = client.post(f"{saved.url}received/")
    assert received.status_code == 302
    assert "Received by Rosa Okoro" in client.get(saved.url).content.decode()


# Asking, finding


def test_it_asks_chases_and_records_the_answer(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        asked = actions.ask_someone(
            case=case,
            of=AskedOf.POLICE,
            whom="Missing desk",
            what="The exact time?",
            due_at=NOW + HOUR,
            by=rosa,
            at=NOW,
        )
        assert actions.chase(asked=asked, seen_version=1, by=rosa, at=NOW) == 1
        ((seen, name),) = waiting_for_answers(rosa)
        assert name.startswith("Aisha Karim") and (seen.what, seen.chases, seen.owner) == (
            "The exact time?",
            1,
            "Rosa Okoro",
        )
        actions.record_answer(asked=asked, answer="20:00", seen_version=2, by=rosa, at=NOW)
        assert waiting_for_answers(rosa) == [] and asked_query(rosa, asked).answer == "20:00"
    with pytest.raises(Refused, match="already"), acting(area.rosa) as rosa:
        actions.chase(asked=asked, seen_version=3, by=rosa, at=NOW)
    with pytest.raises(NotFound), acting(area.wren) as wren:
        asked_query(wren, asked)


def test_it_refuses_a_question_that_was_due_before_it_was_asked(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
    with pytest.raises(Refused, match="still to come"), acting(area.rosa) as rosa:
        actions.ask_someone(case=case, of=AskedOf.POLICE, whom=None, what="When?", due_at=NOW, by=rosa, at=NOW)


@pytest.mark.parametrize("wanted", ["Karim", "aisha karim", "Ayesha Kareem", "EP/1"])
def test_it_finds_a_child_by_how_the_name_sounds_and_by_police_number(area: Area, acting, wanted: str):
    with acting(area.rosa) as rosa:
        came_back(rosa, 10)
        new_child(rosa, "Tom", "Reed")
        assert [f.person.name for f in search(rosa, wanted)] == ["Aisha Karim"]


def test_it_finds_a_child_by_reference_and_by_the_end_of_a_phone_number(area: Area, acting):
    with acting(area.rosa) as rosa:
        case = came_back(rosa, 10)
        check_contact_safety(
            child=child_of(case),
            permissions={},
            named_adult="Ms Patel",
            named_adult_reached_by="01632 960155",
            by=rosa,
            at=NOW,
        )
        row = open_cases(rosa)[0]
        assert [f.because for f in search(rosa, row.reference.lower())] == ["reference"]
        assert [f.because for f in search(rosa, "1632 960155")] == ["phone"]
        assert search(rosa, "01632 960199") == []
    with acting(area.wren) as wren:
        assert search(wren, row.reference) == [] and search(wren, "01632 960155") == []


def test_it_shows_the_words_of_a_case_only_to_whoever_may_read_them(area: Area, acting):
    secret = "Her exact words stay here."
    case = with_harbour(area, acting)
    with acting(area.rosa) as rosa:
        steps(rosa, case)(
            asking.log_try,
            channel=Channel.VISIT,
            target=AttemptTarget.CHILD,
            result=AttemptResult.NO_ANSWER,
            words=secret,
        )
        open_record(child=child_of(case), kind=RelationshipKind.DUTY, purpose="duty", to_user=None, by=rosa, at=NOW)
    dora = new_person(area.eastmere, "Dora Front", Role.FRONT_DOOR)
    with acting(dora):
        seen = timeline(dora, opened(dora, case))
        assert all(s.hidden and s.words is None for s in seen)
    with acting(area.sam) as sam:
        assert secret in {s.words for s in timeline(sam, opened(sam, case))}


# For carers


def test_it_shows_a_carer_no_clock_no_reason_and_nothing_a_child_said(area: Area, acting):
    home, people = new_place(
        "Elm House", OrganisationKind.HOME, f"elm{area.eastmere.domain}", staff=(("cara", "Cara Elm", Role.CARER_HOME),)
    )
    with acting(area.rosa) as rosa:
        case = a_decline(rosa)
        child = child_of(case)
        open_record(
            child=child, kind=RelationshipKind.OWN_PLACEMENT, purpose="care", to_organisation=home.id, by=rosa, at=NOW
        )
        worries.raise_worry(child=child, words="A grey car.", by=rosa, at=NOW)
    client = signed_in(people["cara"])
    page = client.get("/today/")
    text = page.content.decode()
    assert page.status_code == 200 and "Aisha Karim" in text
    for hidden in ("72 hours", "Due ", "Said no", "no this time", "grey car", "cannot see", "worry nobody"):
        assert hidden not in text, hidden
    assert client.get(f"/cases/{case}/").status_code == 403
    saved = client.post(f"/children/{child}/worry/", {"words": "Her phone is new."})
    own = client.get(saved.url).content.decode()
    assert "Her phone is new." in own and "grey car" not in own


def test_it_tells_a_carer_what_the_headline_tells_them():
    fixed = {code: row.parent for row in HEADLINES for code in row.codes}
    for code, said in lines.CARER_LINES.items():
        row = fixed[code]
        assert (said is None) == (row is None), code
        if row is not None and "Sam" not in row.example and code is not lines.H.SCHEDULED:
            assert str(said) == row.example
