"""The pages of telling others: what is shown before it is sent, what stays when it is refused, who may open a copy."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.urls import reverse

from tests.casework.area import Area
from tests.casework.browser import signed_in
from tests.casework.test_delivery import held
from tests.casework.test_sharing import EVERYBODY, LETTER, agreed_with, approved, by_recipient, send
from wayhome.casework.journal.models import Mention
from wayhome.casework.journey import models as journey
from wayhome.casework.sharing import queries
from wayhome.casework.sharing.disclosure import sha256_of
from wayhome.casework.sharing.models import Copy
from wayhome.casework.sharing.queries import received
from wayhome.casework.sharing.route import Route
from wayhome.domain.journey.states import Sharing
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass


def hidden(page, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.content.decode())
    assert found, f"{name} is not on the page"
    return found.group(1)


def answers(page, **decided: str) -> dict[str, str]:
    """A page of decisions with the usual answers: everybody not relevant, and whatever is said otherwise."""
    sent = {"do": "save", "seen_version": hidden(page, "seen_version")}
    for r in EVERYBODY:
        sent |= {
            f"{r.value}-decision": "not_told",
            f"{r.value}-because": "not_relevant",
            f"{r.value}-seen": hidden(page, f"{r.value}-seen"),
        }
    return sent | {name.replace("__", "-"): value for name, value in decided.items()}


def test_it_shows_what_each_would_get_and_records_every_decision_with_one_button(area: Area, acting):
    case = approved(area, acting)
    rosa, address = signed_in(area.rosa), reverse("share_decide", args=[case])
    page = rosa.get(address)
    text = page.content.decode()
    assert page.status_code == 200 and "blue van" in text and "Record who is told about Aisha" in text
    assert text.count('class="govuk-button wh-button--wide"') == 1
    told = answers(
        page, police__decision="tell", police__to_organisation=str(area.police.id), police__method="in_system"
    )
    assert rosa.post(address, told).status_code == 302
    with acting(area.rosa):
        found = by_recipient(area.rosa, case)
        assert found["police"].state is Sharing.SENT and found["parents"].not_told_because == "Not relevant to them"
        assert journey.CaseNow.objects.get(pk=case).undecided == 0
        assert Copy.objects.get().sha256 == hidden(page, "police-seen"), "exactly what was shown was sent"


def test_it_refuses_in_words_keeps_the_answers_and_records_nothing(area: Area, acting):
    case = approved(area, acting)
    rosa, address = signed_in(area.rosa), reverse("share_decide", args=[case])
    page = rosa.get(address)
    told = answers(page, police__decision="tell", police__method="secure_email", police__to_words="desk 4, room 12")
    refused = rosa.post(address, told)
    text = refused.content.decode()
    assert refused.status_code == 422 and "no agreement" in text and "desk 4, room 12" in text
    unsaid = rosa.post(address, answers(page, parents__because=""))
    assert unsaid.status_code == 422 and "Choose why they are not told" in unsaid.content.decode()
    nothing = rosa.post(address, answers(page, **{f"{r.value}__decision": "later" for r in EVERYBODY}))
    assert nothing.status_code == 422 and "Nothing is decided yet" in nothing.content.decode()
    with acting(area.rosa):
        assert not Copy.objects.exists() and journey.CaseNow.objects.get(pk=case).undecided == len(EVERYBODY)


def test_it_shows_again_what_they_would_get_before_it_sends_what_was_added(area: Area, acting):
    case = approved(area, acting)
    rosa, address = signed_in(area.rosa), reverse("share_decide", args=[case])
    page = rosa.get(address)
    more = {
        "police__decision": "tell", "police__to_organisation": str(area.police.id), "police__method": "in_system",
        "police__chosen": "made_to_do", "police__added": "She is frightened of one man.",
    }  # fmt: skip
    unseen = rosa.post(address, answers(page, **more))
    assert unseen.status_code == 422 and "not what you looked at" in unseen.content.decode()
    again = rosa.post(address, answers(page, **more) | {"do": "look"})
    assert again.status_code == 200 and "frightened of one man" in again.content.decode()
    assert rosa.post(address, answers(again, **more)).status_code == 302
    with acting(area.rosa):
        copy = Copy.objects.get()
        assert (
            "ounty lines" in copy.content and "frightened of one man" in copy.content and "made_to_do" in copy.classes
        )


def test_it_does_not_overwrite_what_somebody_decided_meanwhile(area: Area, acting):
    case = approved(area, acting)
    rosa, address = signed_in(area.rosa), reverse("share_decide", args=[case])
    page = rosa.get(address)
    with acting(area.rosa):
        send(area, case)
    late = rosa.post(address, answers(page))
    assert late.status_code == 409 and "Somebody changed this while you were writing" in late.content.decode()
    with acting(area.rosa):
        assert by_recipient(area.rosa, case)["parents"].state is Sharing.UNDECIDED


def test_it_says_before_approval_that_only_one_fact_can_go(area: Area, acting):
    case = held(area, acting)
    text = signed_in(area.rosa).get(reverse("share_decide", args=[case])).content.decode()
    assert "The record is not approved yet" in text and "<form" not in text.partition("<main")[2]


def test_it_shows_one_fact_as_it_will_be_received_and_sends_it_on_the_second_press(area: Area, acting):
    case = held(area, acting)
    sam, address = signed_in(area.sam), reverse("share_fact", args=[case])
    fact = {
        "recipient": "police", "data_class": "third_party", "fact": "A blue van, AB12", "method": "in_system",
        "to_organisation": str(area.police.id), "seen_version": hidden(sam.get(address), "seen_version"),
    }  # fmt: skip
    shown = sam.post(address, fact)
    text = shown.content.decode()
    assert shown.status_code == 200 and "This is what they will get" in text and "Not yet checked" in text
    with acting(area.sam):
        assert not Copy.objects.exists()
    changed = sam.post(address, fact | {"fact": "A red van", "seen": hidden(shown, "seen")})
    assert changed.status_code == 200 and "A red van" in changed.content.decode(), "changed words are shown again first"
    assert sam.post(address, fact | {"seen": hidden(shown, "seen")}).status_code == 302
    with acting(area.sam):
        assert "AB12" in Copy.objects.get().content


@pytest.mark.parametrize(
    ("recipient", "data_class", "words"),
    [
        ("parents", "third_party", "are not told this kind of thing"),
        ("police", "sensitive", "are not told this kind of thing"),
    ],
)
def test_it_refuses_one_fact_that_this_recipient_may_not_have(area: Area, acting, recipient, data_class, words):
    case = held(area, acting)
    omar, address = signed_in(area.rosa), reverse("share_fact", args=[case])
    fact = {
        "recipient": recipient, "data_class": data_class, "fact": "She takes insulin.", "method": "letter", "to_words": "By hand",
        "seen_version": hidden(omar.get(address), "seen_version"),
    }  # fmt: skip
    shown = omar.post(address, fact)
    refused = omar.post(address, fact | {"seen": hidden(shown, "seen")})
    assert (
        refused.status_code == 422
        and words in refused.content.decode()
        and "She takes insulin." in refused.content.decode()
    )


def test_it_sends_a_headline_note_from_one_page(area: Area, acting):
    case = held(area, acting)
    sam, address = signed_in(area.sam), reverse("headline_note", args=[case])
    note = {
        "how_they_are": "Tired.",
        "one_thing": "A man waits.",
        "done_so_far": "",
        "seen_version": hidden(sam.get(address), "seen_version"),
    }
    assert sam.post(address, note).status_code == 302
    with acting(area.rosa):
        assert Copy.objects.get().what == "headline_note"


def copy_for_police(area: Area, acting) -> tuple[UUID, UUID]:
    case = approved(area, acting)
    with acting(area.rosa):
        return case, send(area, case)


def test_it_opens_a_copy_to_its_recipient_who_says_that_they_have_it(area: Area, acting):
    case, copy = copy_for_police(area, acting)
    pat, address = signed_in(area.pat), reverse("share_copy", args=[case, copy])
    received = pat.get(reverse("received")).content.decode()
    assert "blue van" in received and ", 1 of 1" in received  # two that came in one minute are told apart
    page = pat.get(address).content.decode()
    assert "blue van" in page and "We have this" in page and "Take this copy back" not in page
    assert pat.post(reverse("share_acknowledge", args=[case, copy])).status_code == 302
    assert "We have this" not in pat.get(address).content.decode()
    with acting(area.rosa):
        assert by_recipient(area.rosa, case)["police"].state is Sharing.ACKNOWLEDGED
        assert Mention.objects.filter(subject_id=copy, act="read", user_id=area.pat.user).count() >= 2


def test_it_prints_a_copy_with_who_printed_it(area: Area, acting):
    case, copy = copy_for_police(area, acting)
    page = signed_in(area.rosa).get(reverse("share_copy_paper", args=[case, copy])).content.decode()
    assert "Printed by Rosa Okoro" in page and "blue van" in page


def test_it_takes_a_copy_back_from_one_page_and_shuts_it(area: Area, acting):
    case, copy = copy_for_police(area, acting)
    rosa, address = signed_in(area.rosa), reverse("share_recall", args=[case, copy])
    page = rosa.get(address)
    assert "Eastmere Police" in page.content.decode()
    sent = {"reason": "Wrong child.", "seen_version": hidden(page, "seen_version")}
    assert rosa.post(address, sent).status_code == 302
    assert signed_in(area.pat).get(reverse("share_copy", args=[case, copy])).status_code == 404
    assert "Taken back" in rosa.get(reverse("share_copy", args=[case, copy])).content.decode()


@pytest.mark.parametrize("name", ["share_copy", "share_copy_paper"])
def test_it_opens_no_copy_to_anybody_else_or_under_another_case(area: Area, acting, name):
    case, copy = copy_for_police(area, acting)
    assert signed_in(area.wren).get(reverse(name, args=[case, copy])).status_code == 404
    assert signed_in(area.rosa).get(reverse(name, args=[copy, copy])).status_code == 404
    assert signed_in(area.sam).get(reverse(name, args=[case, copy])).status_code == 404


def test_it_draws_what_people_typed_as_words_and_never_as_markup(area: Area, acting):
    case = approved(area, acting, {"people": "<script>alert(1)</script> & Co"})
    with acting(area.rosa):
        copy = send(area, case, added="<b>bold</b>")
    page = signed_in(area.rosa).get(reverse("share_copy", args=[case, copy])).content.decode()
    assert "<script>alert" not in page and "<b>bold" not in page and "&lt;script&gt;alert(1)" in page


def test_it_leads_from_a_letter_that_did_not_arrive_back_to_the_decision(area: Area, acting):
    case = approved(area, acting)
    with acting(area.rosa):
        letter, police = send(area, case, Recipient.PARENTS, LETTER), send(area, case)
    browser = signed_in(area.rosa)
    at = reverse("share_failed", args=[case, letter])
    assert at in browser.get(reverse("share_copy", args=[case, letter])).content.decode()
    theirs = browser.get(reverse("share_copy", args=[case, police])).content.decode()
    assert reverse("share_failed", args=[case, police]) not in theirs
    sent = {"seen_version": hidden(browser.get(at), "seen_version"), "reason": "It came back unopened."}
    assert browser.post(at, sent).status_code == 302
    page = browser.get(reverse("case", args=[case])).content.decode()
    assert "Did not arrive. Decide again" in page
    assert "Parents" in browser.get(reverse("share_decide", args=[case])).content.decode()
    assert at not in browser.get(reverse("share_copy", args=[case, letter])).content.decode()


def test_it_tells_a_council_on_today_what_another_sent_it_until_somebody_answers(area: Area, acting):
    """Whoever has Today has no page of their own for it: what others sent must not wait unseen."""
    agreed_with(area, acting, area.westmarsh, [each.value for each in DataClass])
    case = approved(area, acting)
    with acting(area.rosa):
        copy = send(area, case, Recipient.HOST_LA, Route(to_organisation=area.westmarsh.id))
    wren, words = signed_in(area.wren), "1 sent to us, not answered"
    today = wren.get(reverse("today"))
    assert words in today.content.decode() and reverse("received") in today.content.decode()
    mark = {"If-None-Match": re.search(r'data-live-etag="([^"]*)"', today.content.decode())[1].replace("&#34;", '"')}
    assert wren.get(reverse("today_news"), headers=mark).status_code == 304
    assert wren.post(reverse("share_acknowledge", args=[case, copy])).status_code == 302
    assert wren.get(reverse("today_news"), headers=mark).status_code == 200
    assert words not in wren.get(reverse("today")).content.decode()
    assert words not in signed_in(area.rosa).get(reverse("today")).content.decode()
    assert f'href="{reverse("received")}"' in signed_in(area.pat).get(reverse("children")).content.decode()


def test_it_asks_for_no_answer_about_a_copy_that_a_newer_one_took_the_place_of(area: Area, acting):
    case, first = copy_for_police(area, acting)
    with acting(area.rosa):
        second = send(area, case)
    with acting(area.pat):
        found = received(area.pat)
    assert [(c.id, c.superseded) for c in found.copies] == [(second, False), (first, True)]
    assert (found.waiting, found.all) == (1, 2)
    page = signed_in(area.pat).get(reverse("received")).content.decode()
    assert page.count("Open, and say that we have it") == 1 and page.count("A newer version was sent") == 1


def test_it_goes_on_showing_the_others_where_one_copy_is_not_what_was_sent(area: Area, acting, monkeypatch):
    case, changed = copy_for_police(area, acting)
    _, sound = copy_for_police(area, acting)
    with acting(area.pat):
        kept = Copy.objects.get(pk=changed).content
    monkeypatch.setattr(queries, "sha256_of", lambda text: "another" if text == kept else sha256_of(text))
    pat = signed_in(area.pat)
    page = pat.get(reverse("received"))
    words = page.content.decode()
    assert page.status_code == 200 and words.count("This copy is not what was sent.") == 1
    assert kept not in words and reverse("share_copy", args=[case, changed]) not in words and "blue van" in words
    refused = pat.get(reverse("share_copy", args=[case, changed]))
    assert refused.status_code != 200 and "blue van" not in refused.content.decode()


def test_it_never_says_that_nothing_was_sent_where_something_was(area: Area, acting):
    copy_for_police(area, acting)
    words = signed_in(area.pat).get(reverse("received"), {"from": "999999"}).content.decode()
    assert "blue van" in words and "Nothing was sent to us." not in words
    assert "Nothing was sent to us." in signed_in(area.wren).get(reverse("received")).content.decode()
