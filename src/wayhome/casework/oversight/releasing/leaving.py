"""What leaves the building, of whatever kind: what it asks to print, and the copies that are kept of it as it left.

One action releases them all, so that each is attacked together with every earlier one of any kind, registered and journalled.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.casework.oversight.periods import Period
from wayhome.casework.oversight.releasing.attempts import Held
from wayhome.domain.vocabulary import Word

H = TypeVar("H", bound=Held)


class Kind(Word):
    """What was released."""

    BOARD_PAPER = ("board_paper", "A board paper")
    INSPECTION = ("inspection", "A paper for an inspection")
    FOI = ("foi", "A reply to a freedom of information request")


@dataclass(frozen=True, slots=True)
class Copies:
    """The exact copies of what leaves: a PDF, and the same as text by the ending of its file ("csv", "html")."""

    document: bytes
    texts: Mapping[str, str] = field(default_factory=dict)
    answers: Sequence[Mapping[str, Any]] = ()
    """What was answered, question by question, for whoever is asked the same again. Nothing that was held back."""


class Leaving(ABC, Generic[H]):
    """Something that is to leave the building."""

    kind: Kind
    name: str
    period: Period
    lived: str | None = None
    """The group that all of it is about, as the ground calls it; None for all children, or for several groups."""

    @abstractmethod
    def why_not(self) -> str | None:
        """Why nothing of this may leave, in words, or None when it may."""

    @abstractmethod
    def safe(self, rows: Iterable[Any], earlier: Sequence[Publication]) -> H:
        """What of it may be printed, attacked together with everything earlier. Raises disclosure's Refused, in words."""

    def says_nothing(self, held: H) -> str | None:
        """Why what was found safe is not worth releasing, in words, or None when it is."""
        return (
            None
            if held.printed
            else _("Every number of this period would have to be withheld. Choose a longer period.")
        )

    @abstractmethod
    def copies(self, held: H, *, at: datetime) -> Copies:
        """What leaves, of what was found safe."""
