"""What of a round may be shown on a day: a council's numbers wait until they are signed off, or its time to reply is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wayhome.benchmarking.coverage import Silence
from wayhome.returns.fault import Fault, Weight
from wayhome.returns.national.asked import Asked
from wayhome.returns.national.country import STAGES, indicator_of
from wayhome.returns.national.folder import Round
from wayhome.returns.national.rows import SENT
from wayhome.returns.national.sent import NotSent, Post

LIST = "councils asked"


def may_be_shown(found: Round) -> Round:
    """The round without the numbers that may not be shown yet; each council without numbers has its reason."""
    held = {each.code for each in found.asked if each.may_not_be_shown(found.terms, found.today)}
    silences = {
        each.code: silence for each in found.asked if (silence := each.silence(found.terms, found.today)) is not None
    }
    told = numbers_of(found)
    silent = [
        NotSent(code, indicator_of(stage), Silence.IN_REPLY if code in told else silence, "")
        for code, silence in silences.items()
        for stage in STAGES
    ]
    return replace(
        found,
        read=replace(
            found.read,
            lines=tuple(line for line in found.read.lines if line.value is None or line.ons_code not in held),
        ),
        ruled=tuple(each for each in found.ruled if each.code not in held),
        two_places=tuple(each for each in found.two_places if each.code not in held),
        worth_copying=tuple(each for each in found.worth_copying if each.change is None or each.code not in held),
        post=Post(
            tuple(each for each in found.post.counts if each.code not in held),
            (*silent, *(each for each in found.post.without if each.code not in held)),
        ),
    )


def numbers_of(found: Round) -> frozenset[str]:
    """The codes of the councils that gave any number, shown or not."""
    return frozenset(
        {each.code for each in found.post.counts}
        | {line.ons_code for line in found.read.lines if line.value is not None}
    )


def remarks_on(found: Round) -> Iterator[Fault]:
    """Where the list and what arrived do not go together: numbers of a council that has not answered, and the other way round."""
    told = numbers_of(found)
    for each in found.asked:
        if each.code in told and each.asked_on is not None and (each.answered_on is None or each.without is not None):
            says = f"numbers of {each.name} are in this folder, and the list says that none came"
            yield _remark(each, says, "Put the list right. They are not shown until then.")
        elif each.answered_on is not None and each.without is None and each.code not in told:
            says = f"{each.name} has answered by the list, and no number of it could be read here"
            yield _remark(each, says, "Put its answer into the folder, or say in without what it is.")


def _remark(each: Asked, says: str, remedy: str) -> Fault:
    return Fault(LIST, None, "answered_on", each.code, SENT, says, remedy, Weight.NOTE)
