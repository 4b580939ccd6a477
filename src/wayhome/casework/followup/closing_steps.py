"""Pages of closing that need more than a case: which of several transfers, and what a coordinator proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wayhome.casework.children.access import open_child
from wayhome.casework.journey.events import id_of
from wayhome.casework.journey.queries import words_of
from wayhome.casework.journey.steps import Opened, Step
from wayhome.domain.journey.rows import Refusal
from wayhome.domain.journey.states import Transfer


@dataclass(frozen=True, slots=True)
class TransferStep(Step):
    """A `Step` about the last transfer that stands at `at`."""

    at: Transfer = Transfer.SENT

    def blocked(self, about: Opened) -> list[Refusal]:
        """What stands in the way: the transfer is not where this can be said of it."""
        found = [name for name, track in about.so_far.transfers.items() if track.state is self.at]
        return [] if self.kind is None else about.why_not(self.kind, found[-1] if found else None)


def proposed(about: Opened) -> dict[str, Any]:
    """What a coordinator proposed, with their words as far as they may be read, above the decision."""
    event = about.so_far.proposal
    if event is None:
        return {"proposed": None, "proposed_words": None}
    id = id_of(event.id)
    written = words_of(about.viewer, open_child(about.viewer, about.child), [id])
    return {"proposed": event, "proposed_words": written.get(id)}
