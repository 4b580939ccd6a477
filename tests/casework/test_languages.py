"""A page is offered in the languages there are, and says truly in which it is written."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import translation

from tests.casework.area import Area
from tests.casework.browser import signed_in
from wayhome.casework.config.languages import ENGLISH, languages_in
from wayhome.casework.records.catalogues import without_empty_ones

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


def chain(catalogue: Any) -> list[Any]:
    return [] if catalogue is None else [catalogue, *chain(catalogue._fallback)]


def test_it_looks_a_word_up_in_no_catalogue_that_is_empty_and_finds_all_that_stand_in_another():
    words, empty = {"": "header", "Yes": "Ie"}, {"": "header"}
    first, second, third, fourth = (NullTranslations() for _ in range(4))
    for catalogue, holds in ((first, empty), (second, empty), (third, words), (fourth, empty)):
        catalogue._catalog = holds
        catalogue.plural = bool
        catalogue.gettext = GNUTranslations.gettext.__get__(catalogue)
    for catalogue, after in ((first, second), (second, third), (third, fourth)):
        catalogue._fallback = after
    without_empty_ones(first)
    assert chain(first) == [first, third]
    assert (first.gettext("Yes"), first.gettext("No")) == ("Ie", "No")


def test_it_asks_one_catalogue_for_the_words_of_an_english_page():
    apps.get_app_config("records").ready()  # as when it starts: other tests make Django load its catalogues anew
    assert len(chain(translation(settings.LANGUAGE_CODE))) == 1
