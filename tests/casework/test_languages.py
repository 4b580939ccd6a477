"""A page is offered in the languages there are, and says truly in which it is written."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.casework.area import Area
from tests.casework.browser import signed_in
from wayhome.casework.config.languages import ENGLISH, languages_in

WELSH = ("cy", "Cymraeg")


@pytest.fixture
def two_languages(settings):
    settings.LANGUAGES = [ENGLISH, WELSH]


def test_it_finds_a_language_by_its_compiled_catalogue_and_by_nothing_less(tmp_path):
    assert languages_in(tmp_path / "nowhere") == [ENGLISH]
    (tmp_path / "pl" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "pl" / "LC_MESSAGES" / "django.po").touch()
    assert languages_in(tmp_path) == [ENGLISH]
    for code in ("cy", "zh_Hans"):
        (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / code / "LC_MESSAGES" / "django.mo").touch()
    assert languages_in(tmp_path) == [ENGLISH, WELSH, ("zh-hans", "简体中文")]


def test_it_offers_only_languages_of_which_there_is_a_catalogue(area: Area):
    assert languages_in(settings.LOCALE_PATHS[0]) == settings.LANGUAGES
    for browser, page in ((Client(), reverse("sign_in")), (signed_in(area.rosa), reverse("today"))):
        words = browser.get(page).content.decode()
        offered = [name for code, name in settings.LANGUAGES if reverse("language", args=[code]) in words]
        assert offered == ([] if len(settings.LANGUAGES) == 1 else [name for _, name in settings.LANGUAGES])


def test_it_calls_english_words_english_whatever_the_browser_asks_for(area: Area):
    browser = Client(headers={"accept-language": "cy,pl;q=0.8"})
    browser.cookies["wayhome_language"] = "cy"
    answer = browser.get(reverse("sign_in"))
    assert 'lang="en-gb"' in answer.content.decode() and answer.headers["Content-Language"] == "en-gb"


def test_it_keeps_no_language_that_is_not_offered(area: Area):
    answer = Client().get(reverse("language", args=["cy"]))
    assert answer.status_code == 302 and "wayhome_language" not in answer.cookies


def test_it_leads_to_each_language_and_back_to_the_page_once_there_are_two(area: Area, two_languages):
    browser = Client()
    words = browser.get(reverse("sign_in")).content.decode()
    assert ">Cymraeg</a>" in words and ">English</a>" in words
    answer = browser.get(reverse("language", args=["cy"]), {"next": reverse("sign_in")})
    assert (answer.headers["Location"], answer.cookies["wayhome_language"].value) == (reverse("sign_in"), "cy")
