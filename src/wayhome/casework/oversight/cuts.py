"""By what returns may be cut besides a period and a group: age, risk grade, first or again, who held the talk, whose, which force.

A cut stands in the address as a code word or an organisation's id; what is no such thing is left out, and never reaches a query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wayhome.domain.vocabulary import DeliveryModel, RiskGrade
from wayhome.indicators.facts import AgeBand

NOT_RECORDED = "not_recorded"

Value = str | bool | UUID | None
"""What the column holds; None: it is empty."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut: the column it reads, its words, and its values by what the address calls them."""

    name: str
    column: str
    words: Any
    unknown: Any
    """The words for rows in which the column is empty."""
    values: Mapping[str, tuple[Value, Any]]
    """Empty for organisations: they go by their id."""
    of: str = ""
    """What the organisations are: `provider` or `force`."""

    def taken(self, word: str) -> Taken | None:
        """What an address says; None for nothing, and for what is no value of this cut."""
        if word == NOT_RECORDED:
            return Taken(self, None)
        if word in self.values:
            return Taken(self, self.values[word][0])
        try:
            return Taken(self, UUID(word)) if self.of and word else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Taken:
    """One cut as somebody chose it."""

    cut: Cut
    value: Value

    @property
    def word(self) -> str:
        """What the address calls the value."""
        if self.value is None:
            return NOT_RECORDED
        return next((word for word, (value, _words) in self.cut.values.items() if value == self.value), str(self.value))


AGES = {
    AgeBand.UNDER_5: _("Under 5"), AgeBand.FROM_5_TO_9: _("5 to 9"), AgeBand.FROM_10_TO_12: _("10 to 12"),
    AgeBand.FROM_13_TO_15: _("13 to 15"), AgeBand.FROM_16_TO_17: _("16 or 17"),
}  # fmt: skip

AGE = Cut(
    "age", "age_band", _("Age on return"), _("Age not recorded"), {band.value: (band.value, words) for band, words in AGES.items()}
)  # fmt: skip
GRADE = Cut(
    "grade", "risk", _("Risk grade by the police"), _("No grade recorded"), {g.value: (g.value, g.label) for g in RiskGrade}
)  # fmt: skip
TURN = Cut(
    "turn", "first_episode", _("First or again"), _("Not known whether it is the first"),
    {"first": (True, _("First known absence")), "again": (False, _("Missing before"))},
)  # fmt: skip
DELIVERY = Cut(
    "delivery", "delivery_model", _("Who held the talk"), _("No talk, or not recorded"),
    {model.value: (model.value, model.label) for model in DeliveryModel if model is not DeliveryModel.NOT_KNOWN},
)  # fmt: skip
PROVIDER = Cut("provider", "provider", _("With whom it is"), _("Given to nobody"), {}, of="provider")
FORCE = Cut("force", "force", _("Police force"), _("Police force not known"), {}, of="force")

CUTS: tuple[Cut, ...] = (AGE, GRADE, TURN, DELIVERY, PROVIDER, FORCE)


def taken(asked: Mapping[str, str]) -> tuple[Taken, ...]:
    """Every cut that an address asks for, in the order of `CUTS`."""
    found = (cut.taken(asked.get(cut.name, "")) for cut in CUTS)
    return tuple(one for one in found if one is not None)
