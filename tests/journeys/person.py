"""A person at a browser: opens a page, records something, sees what it says. The words of every journey."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.urls import resolve, reverse

from tests.journeys.looking import Looking, page_of
from wayhome.domain.moment import LONDON

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

AROUND = ".wh-row, section, tr, li, form"


@dataclass
class Person:
    """Somebody of the area in a browser of their own; `scripts` says whether it runs any."""

    name: str
    page: Page
    address: str
    looking: Looking
    scripts: bool = True
    loads: list[str] = field(default_factory=list)
    """The documents that the page loaded since somebody began to count."""

    # Where they are

    @property
    def where(self) -> str | None:
        """The name of the page that is open."""
        return page_of(self.page.url)

    def here(self, what: str) -> str:
        """The id of something in the address of the page that is open."""
        return str(resolve(urlsplit(self.page.url).path).kwargs[what])

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def arrives(self) -> Person:
        """A page has come: it is looked at."""
        self.page.wait_for_load_state()
        self.looking.at(self.page, scripts=self.scripts)
        return self

    # What they do

    def opens(self, page: str, *about: object, **query: str) -> Person:
        """Go to a page by its name, as from a bookmark."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        self.page.goto(f"{self.address}{reverse(page, args=about)}{'?' + asked if asked else ''}")
        return self.arrives()

    def follows(self, words: str, *, beside: str = "") -> Person:
        """Press the link or button that starts with these words, if need be in the row or section about somebody."""
        found = self.named(words, self.page)
        if beside:
            found = self.named(words, self.page.locator(AROUND).filter(has_text=beside).filter(has=found).last)
        self.must(found.count() > 0, f"finds nothing to press that says “{words}”")
        if not found.filter(visible=True).count():
            self.unfolds(found.first.locator("xpath=ancestor::details[not(@open)]/summary"))
        self.press(found.filter(visible=True).first)
        return self.arrives()

    def named(self, words: str, within: Page | Locator) -> Locator:
        """Links and buttons that start with these words, also where they are folded away."""
        starts = re.compile(r"^\s*" + re.escape(words).replace(":", r"\s*:"))
        link = within.get_by_role("link", name=starts, include_hidden=True)
        return link.or_(within.get_by_role("button", name=starts, include_hidden=True))

    def records(self, **answers: object) -> Person:
        """Fill in the form of the page and press its button; it must be taken.

        Where something was noted meanwhile, as it is on any busy day, they look at it and save again: their answers are kept.
        """
        self.tries(**answers)
        if "If your answers still fit, save again." in self.text:
            self.press(self.form(answers).locator("button[type=submit]:not(.wh-button--link)").last)
            self.arrives()
        self.must(not self.page.locator(".govuk-error-summary").count(), f"was refused when recording {answers}")
        return self

    def tries(self, **answers: object) -> Person:
        """Fill in the form of the page and press its button, whatever comes of it."""
        form = self.form(answers)
        for name, answer in answers.items():
            self.fills(form, name, answer)
        self.press(form.locator("button[type=submit]:not(.wh-button--link)").last)
        return self.arrives()

    def form(self, answers: dict[str, object]) -> Locator:
        """The form that asks for these answers; without any, the one with the page's one button."""
        forms = self.main.locator("form")
        if not answers:
            return forms.filter(has=self.page.locator("button.govuk-button")).first
        name = next(iter(answers))
        return forms.filter(has=self.page.locator(f'[name="{name}"], [name="{name}_day"]')).first

    def fills(self, form: Locator, name: str, answer: object) -> None:
        """Answer one question, whatever kind of question it is."""
        if isinstance(answer, datetime):
            self.fills_when(form, name, answer)
            return
        asked = form.locator(f'[name="{name}"]')
        kind = asked.first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            for each in answer if isinstance(answer, list) else [answer]:
                one = asked.first if each is True else form.locator(f'[name="{name}"][value="{each}"]')
                self.chooses(one)
        elif kind == "select-one":
            self.selects(asked, str(answer))
        else:
            self.types(asked, str(answer))

    def fills_when(self, form: Locator, name: str, when: datetime) -> None:
        local = when.astimezone(LONDON)
        exactly = form.locator(f'input[type=radio][name="{name}_precision"][value=exact]')
        if exactly.count() and not exactly.is_checked():
            self.chooses(exactly)
        self.types(form.locator(f'[name="{name}_day"]'), f"{local:%Y-%m-%d}")
        self.types(form.locator(f'[name="{name}_time"]'), f"{local:%H:%M}")

    # How their hands do it

    def press(self, what: Locator) -> None:
        what.click()

    def unfolds(self, summary: Locator) -> None:
        summary.click()

    def chooses(self, box: Locator) -> None:
        box.check(force=True)

    def selects(self, box: Locator, answer: str) -> None:
        box.select_option(self.value_of(box, answer))

    def value_of(self, box: Locator, answer: str) -> str:
        """The value of the choice that has this value, or these words."""
        return next(value for value, words in self.choices(box) if answer in (value, words))

    def label_of(self, box: Locator, answer: str) -> str:
        return next(words for value, words in self.choices(box) if answer in (value, words))

    def choices(self, box: Locator) -> list[tuple[str, str]]:
        found = box.locator("option").evaluate_all("all => all.map(o => [o.value, o.label.trim()])")
        return [(value, words) for value, words in found]

    def types(self, box: Locator, answer: str) -> None:
        box.fill(answer)

    # What they see

    def sees(self, *words: str) -> Person:
        for each in words:
            self.must(each in self.text, f"does not see “{each}”")
        return self

    def does_not_see(self, *words: str) -> Person:
        for each in words:
            self.must(each not in self.text, f"sees “{each}”")
        return self

    @property
    def text(self) -> str:
        """What stands on the page, also behind what can be opened, as one line."""
        return " ".join((self.main.text_content() or "").split())

    def must(self, holds: bool, fault: str) -> None:
        assert holds, f"{self.name}, at {self.where}, {fault}. The page: {self.text[:3000]}"

    def is_at(self, page: str) -> Person:
        self.must(self.where == page, f"should be at {page}")
        return self
