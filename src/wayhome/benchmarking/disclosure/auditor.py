"""Replies one after another: each is a release, and each is attacked together with all that were given before it.

Ten harmless tables can say together what none of them says alone. Whoever asks for them may choose the next by what the
last one showed, so what counts is everything said so far (the problem of query set overlap, Dobkin, Jones and Lipton 1979,
ACM Transactions on Database Systems 4:97). A table that cannot be made safe beside the others is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wayhome.benchmarking.disclosure.counting import Counting
from wayhome.benchmarking.disclosure.frame import Frame
from wayhome.benchmarking.disclosure.profiles import DFE, Profile
from wayhome.benchmarking.disclosure.release import Release, prepare
from wayhome.benchmarking.disclosure.statements import Publication
from wayhome.benchmarking.disclosure.tables import Table


@dataclass
class Auditor:
    """Answers requests for tables, and remembers what it said. `said`: earlier releases and replies, to begin with."""

    frame: Frame
    counting: Counting
    profile: Profile = DFE
    said: list[Publication] = field(default_factory=list)
    seconds: float = 60

    @classmethod
    def from_records(cls, frame: Frame, counting: Counting, records: Iterable[str], profile: Profile = DFE) -> Auditor:
        """Go on from the records of what was published. Raises NotARecord."""
        return cls(frame, counting, profile, [Publication.from_json(each) for each in records])

    def answer(self, name: str, tables: Sequence[Table]) -> Release:
        """One reply. Raises Refused where it would give something away beside what was said before; then nothing is said."""
        release = prepare(
            name, self.frame, tables, self.counting, profile=self.profile, earlier=self.said, seconds=self.seconds
        )
        self.said.append(release.publication)
        return release
