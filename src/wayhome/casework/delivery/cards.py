"""The twelve cards of the talk. Every prompt is open; no list of harms is ever read to a child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Card:
    """One card: what to say, and a line for the interviewer."""

    words: Any
    more: Any = ""


CARDS = (
    Card(
        _("Hi. You’re not in trouble. You can stop at any time, or skip anything."),
        _("Say what you keep private, and what you must pass on. You will tell them first if you can."),
    ),
    Card(_("Some people say you were missing. How do you see it?")),
    Card(_("Tell me what was going on before.")),
    Card(
        _("Tell me about the time you were away."), _("As much or as little as they like. They can skip this, or stop.")
    ),
    Card(_("How was that for you? Was there anything you didn’t like, or that worried you?")),
    Card(_("How is it being back?"), _("Only if nobody else can hear: “Is it all right for you here?”")),
    Card(_("What would need to be different?")),
    Card(_("Who or what helps?")),
    Card(
        _(
            "If you ever need to get away again, where feels safe? Is there anything you’d want people looking for you to know?"
        ),
        _("The first stays with us. The second will be passed on: say so."),
    ),
    Card(_("Who is it OK to tell, and what?")),
    Card(_("Shall I read you what I’ve got?")),
    Card(_("How was this?")),
)
