"""Why no talk was offered to a child: the one list, read from what was written down or from how the case closed (§8.21)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wayhome.domain.outcome import Answer
from wayhome.domain.vocabulary import Outcome, ReasonNotOffered

_O, _R = Outcome, ReasonNotOffered

REASON_OF: Mapping[Outcome, ReasonNotOffered] = MappingProxyType(
    {
        _O.NOTIFIED_TOO_LATE: _R.NOT_NOTIFIED_OR_TOO_LATE,
        _O.SERVICE_DECISION: _R.SERVICE_DECISION,
        _O.NO_CAPACITY: _R.NO_CAPACITY,
        _O.MOVED_OR_TRANSFERRED: _R.OUT_OF_AREA_NOT_ARRANGED,
        _O.OTHER_AUTHORITY_DID_NOT_DELIVER: _R.OUT_OF_AREA_NOT_ARRANGED,
        _O.MISSING_AGAIN: _R.MISSING_AGAIN,
        _O.COULD_NOT_BE_CONTACTED: _R.NOT_REACHED,
        _O.OFFERED_TO_CARER_ONLY: _R.CARER_ONLY_TOLD,
        _O.NOT_FIT: _R.NOT_FIT,
        _O.PARENT_OR_CARER_REFUSED: _R.PARENT_REFUSED_FIRST,
        _O.TURNED_18_OR_DIED: _R.TURNED_18_OR_DIED,
    }
)
"""The reason that an outcome stands for. That the local criteria were not met is a decision of the service, unless the
source says so itself."""


def reason_not_offered(
    offered: Answer, outcome: Outcome | None, said: ReasonNotOffered | None
) -> ReasonNotOffered | None:
    """Why the child was not told. None where the child was told, where that is not known, and where nobody said why.

    A case that is still open has no reason yet.
    """
    if offered is not False:
        return None
    written = None if said is ReasonNotOffered.NOT_RECORDED else said
    return written or (None if outcome is None else REASON_OF.get(outcome))
