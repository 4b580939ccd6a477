"""The short words of figures: steps, where the most is lost, and reasons for no talk. The agreed terms stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wayhome.domain.told import REASONS
from wayhome.domain.vocabulary import NeedKind, Outcome
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.way import Step

STEP: Mapping[str, Any] = {
    way.RETURNS.slug: _("Returns"),
    way.CHILD_ASKED.reached.slug: _("Child asked"),
    way.CHILD_SAID_YES.reached.slug: _("Child said yes"),
    way.HEARD.reached.slug: _("Talked"),
    way.NEEDS_HELP.reached.slug: _("Needs help"),
    way.OFFERED_HELP.reached.slug: _("Offered help"),
    way.HELP_STARTED.reached.slug: _("Help started in 28 days"),
}
STAGES: tuple[tuple[Any, tuple[Step, ...]], ...] = (
    (_("Reach"), (Step(way.RETURNS), way.CHILD_ASKED)),
    (_("Delivery"), (way.CHILD_SAID_YES, way.HEARD)),
    (_("Help"), (way.NEEDS_HELP, way.OFFERED_HELP, way.HELP_STARTED)),
)
"""The steps of the way under the stages of the published research."""

WHERE_LOST: Mapping[str, Any] = {
    "lost_before_asking": _("before the child is asked"),
    "lost_before_a_yes": _("between asking and a yes"),
    "lost_before_the_talk": _("between yes and the talk"),
    "lost_before_an_offer_of_help": _("before help is offered"),
    "lost_before_help_started": _("between the offer and help"),
}
"""Where each loss is, as a title goes on after "Most are lost"."""

REASON: Mapping[Outcome, Any] = {
    Outcome.COULD_NOT_BE_CONTACTED: _("Not reached"),
    Outcome.OFFERED_TO_CARER_ONLY: _("Only the carer was told"),
    Outcome.NOTIFIED_TOO_LATE: _("Told too late, or not at all"),
    Outcome.NO_CAPACITY: _("No one free to ask"),
    Outcome.SERVICE_DECISION: _("The service decided"),
    Outcome.DECLINED_BY_CHILD: _("Child said no this time"),
    Outcome.OFFERED_NO_RESPONSE: _("Asked, no answer"),
    Outcome.WITHDREW_OR_REPEATEDLY_MISSED: _("Said yes, fell through"),
    Outcome.PARENT_OR_CARER_REFUSED: _("Parent or carer said no"),
    Outcome.MISSING_AGAIN: _("Missing again first"),
    Outcome.NOT_FIT: _("Not well enough"),
    Outcome.OTHER_AUTHORITY_DID_NOT_DELIVER: _("Another council did not do it"),
    Outcome.MOVED_OR_TRANSFERRED: _("Moved to another council"),
    Outcome.TURNED_18_OR_DIED: _("Turned 18, or died"),
    Outcome.PENDING: _("Open, 28 days or less"),
    Outcome.UNRESOLVED: _("Open, more than 28 days"),
}
REASON_GROUPS: tuple[tuple[Any, tuple[Outcome, ...]], ...] = (
    (
        _("Never asked"),
        (
            Outcome.COULD_NOT_BE_CONTACTED, Outcome.OFFERED_TO_CARER_ONLY, Outcome.NOTIFIED_TOO_LATE, Outcome.NO_CAPACITY,
            Outcome.SERVICE_DECISION,
        ),
    ),
    (_("Asked"), (Outcome.DECLINED_BY_CHILD, Outcome.OFFERED_NO_RESPONSE)),
    (_("After a yes"), (Outcome.WITHDREW_OR_REPEATEDLY_MISSED,)),
    (
        _("Asked or not"),
        (
            Outcome.PARENT_OR_CARER_REFUSED, Outcome.MISSING_AGAIN, Outcome.NOT_FIT, Outcome.OTHER_AUTHORITY_DID_NOT_DELIVER,
            Outcome.MOVED_OR_TRANSFERRED, Outcome.TURNED_18_OR_DIED,
        ),
    ),
    (_("Still open"), (Outcome.PENDING, Outcome.UNRESOLVED)),
)  # fmt: skip
"""Every reason once, by how far the child had got."""

THEMES: Mapping[str, Any] = {
    **{f"reason:{code}": format_lazy(_("Why they went: {words}"), words=words) for code, words in REASONS.items()},
    **{
        f"need:{kind.value}": format_lazy(_("What would help: {words}"), words=kind.label)
        for kind in NeedKind
        if kind is not NeedKind.NONE
    },
}
"""What children told that something may be changed because of: why they went, and what would help. Harm is on no list."""
