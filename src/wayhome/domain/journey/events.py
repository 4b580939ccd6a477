"""A dated event: the only thing the journey is made of.

`happened` is when it took place; `recorded_at` is when somebody wrote it down. They are never one field. An event is
never changed and never deleted: a later one corrects it or marks it recorded in error (domain reference §4.0, §13.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from wayhome.domain.journey.kinds import EventKind
from wayhome.domain.moment import LONDON, NOT_RECORDED, Moment
from wayhome.domain.vocabulary import Answerer, Role, Source, TalkedFreely, Word


class TheSystem(Word):
    """Who acts when nobody does: a rule firing on data (domain reference §6)."""

    SYSTEM = ("system", "Wayhome", "A rule firing on data; no person.")


SYSTEM = TheSystem.SYSTEM
Actor = Role | TheSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to one child.

    `episode`, `case` and `subject` say what it is about: the absence, the case, and, where one of several is meant, the
    need, recipient, worry, request, notice or transfer. `detail` holds plain values only (words, numbers, dates as ISO
    text, lists of those), so that an event written to a file or a database reads back the same.
    Raises ValueError when `recorded_at` has no time zone, and when the event corrects or strikes itself, or does both.
    """

    id: str
    kind: EventKind
    happened: Moment = NOT_RECORDED
    recorded_at: datetime
    source: Source | None = None
    by_role: Actor = SYSTEM
    by: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    corrects: str | None = None
    recorded_in_error_of: str | None = None
    episode: str | None = None
    case: str | None = None
    subject: str | None = None

    def __post_init__(self) -> None:
        if self.recorded_at.tzinfo is None:
            raise ValueError("an event is recorded at an aware instant")
        if self.id and self.id in (self.corrects, self.recorded_in_error_of):
            raise ValueError("an event cannot correct or strike itself")
        if self.corrects and self.recorded_in_error_of:
            raise ValueError("an event corrects another or strikes it out, never both")

    @property
    def strikes(self) -> str | None:
        """The id of the event that this one takes the place of, or takes away."""
        return self.corrects or self.recorded_in_error_of

    @property
    def recorded_on(self) -> date:
        """The local day it was written down."""
        return self.recorded_at.astimezone(LONDON).date()

    def says(self, key: str) -> str | None:
        """A detail in words; None when nobody wrote it."""
        value = self.detail.get(key)
        return None if value is None or value == "" else str(value)

    def holds(self, key: str) -> bool | None:
        """A yes or no of the detail; None when nobody said."""
        value = self.detail.get(key)
        return value if isinstance(value, bool) else None

    def number(self, key: str) -> int:
        """A count of the detail; 0 when nobody wrote one."""
        value = self.detail.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def lists(self, key: str) -> tuple[str, ...]:
        """A list of the detail, empty when nobody wrote it."""
        value = self.detail.get(key)
        return tuple(str(each) for each in value) if isinstance(value, (list, tuple, set, frozenset)) else ()

    def pairs(self, key: str) -> Mapping[str, str]:
        """A table of the detail, empty when nobody wrote it."""
        value = self.detail.get(key)
        return {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}

    def instant(self, key: str) -> datetime | None:
        """An instant of the detail, given as such or as ISO text with its offset; None when nobody wrote one."""
        value = self.detail.get(key)
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                return None
        return value if isinstance(value, datetime) and value.tzinfo is not None else None

    @property
    def talked_freely(self) -> bool | None:
        """Whether the child could speak freely; None when nobody knows (domain reference §4.10)."""
        value = self.detail.get("could_talk_freely")
        if isinstance(value, bool):
            return value
        return {TalkedFreely.YES.value: True, TalkedFreely.NO.value: False}.get(str(value))

    @property
    def is_their_own_free_word(self) -> bool:
        """The child said it themselves, and could speak freely. Not known is not free (domain reference §4.10)."""
        return self.talked_freely is True and self.says("conveyed_by") in (None, Answerer.CHILD)

    @property
    def episodes(self) -> tuple[str, ...]:
        """The absences it names, its own first."""
        own = () if self.episode is None else (self.episode,)
        others = self.lists("episodes") if "episodes" in self.detail else ()
        return own + tuple(each for each in others if each != self.episode) if others else own
