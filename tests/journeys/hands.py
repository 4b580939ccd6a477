"""Other hands: a person who uses nothing but the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from tests.journeys.person import Person

if TYPE_CHECKING:
    from playwright.sync_api import Locator

FARTHEST = 300
"""Presses of Tab after which somebody gives up."""


@dataclass
class ByKeyboard(Person):
    """Goes to everything with Tab and the arrows, and is nowhere without seeing where."""

    def goes_to(self, *wanted: Locator) -> None:
        """Press Tab until one of these has the focus; it must then be visible where the focus is."""
        for _ in range(FARTHEST):
            if any(one.evaluate("e => e === document.activeElement") for one in wanted):
                break
            self.page.keyboard.press("Tab")
        else:
            self.must(False, f"cannot reach {wanted[0]} with the Tab key")
        drawn = self.page.evaluate(FOCUS_IS_DRAWN)
        self.must(drawn, f"cannot see the focus on {wanted[0]}")

    def press(self, what: Locator) -> None:
        self.goes_to(what)
        is_link = what.evaluate("e => e.tagName === 'A'")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter" if is_link else "Space")

    def unfolds(self, summary: Locator) -> None:
        self.goes_to(summary)
        self.page.keyboard.press("Enter")

    def chooses(self, box: Locator) -> None:
        group = box.locator("xpath=ancestor::fieldset[1]//input") if box.evaluate("e => e.type === 'radio'") else box
        self.goes_to(*group.all())
        for _ in range(group.count() + 1):
            if box.is_checked():
                return
            self.page.keyboard.press("Space" if box.evaluate("e => e === document.activeElement") else "ArrowDown")
        self.must(False, f"cannot choose {box}")

    def selects(self, box: Locator, answer: str) -> None:
        self.goes_to(box)
        self.page.keyboard.type(self.label_of(box, answer))
        self.must(box.input_value() == self.value_of(box, answer), f"cannot select {answer}")

    def types(self, box: Locator, answer: str) -> None:
        self.goes_to(box)
        for keys in self.ways_to_type(box, answer):
            self.page.keyboard.press("Control+A")
            self.page.keyboard.press("Delete")
            self.page.keyboard.type(keys)
            if box.input_value() == answer:
                return
        self.must(False, f"cannot type {answer}")

    def ways_to_type(self, box: Locator, answer: str) -> list[str]:
        """A day and a time in the order in which the browser's own boxes ask for their parts."""
        kind = box.evaluate("e => e.type")
        if kind == "date":
            day = date.fromisoformat(answer)
            return [f"{day:%m%d%Y}", f"{day:%d%m%Y}", f"{day:%Y%m%d}"]
        if kind == "time":
            hour = time.fromisoformat(answer)
            return [f"{hour:%I%M%p}", f"{hour:%H%M}"]
        return [answer]


FOCUS_IS_DRAWN = """() => {
  const at = document.activeElement, near = [at, ...(at.labels || [])];
  return near.some(e => { const s = getComputedStyle(e);
    return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'; });
}"""
