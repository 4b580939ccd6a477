"""What the set names and nothing here counts yet, each with the reason: a gap that is said is no gap that is hidden."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotCounted:
    """One measure of the set that is not counted."""

    id: str
    title: str
    because: str


NOT_COUNTED: tuple[NotCounted, ...] = (
    NotCounted(
        "T5",
        "Plans while away, looked at in time",
        "whether a review was in time is said on the child's page, and not in these rows",
    ),
    NotCounted(
        "R7",
        "Consent treated as required, or never answered",
        "whether a parent was asked, and did not answer, is not recorded",
    ),
    NotCounted("R8", "Earlier absences told of in talks", "the record of a talk has no question that counts them"),
    NotCounted(
        "D9",
        "Full record",
        "a repeat interview does not ask everything again, and the record does not say what was asked",
    ),
    NotCounted("D10", "Harm newly told", "the record does not say whether a harm was known before"),
    NotCounted("D11", "Feedback given", "no answer says that the child was not asked how the talk was"),
    NotCounted(
        "F4",
        "Told to social care, police or a forum in five working days",
        "the rows hold no copies that were sent; each case does",
    ),
    NotCounted("O1", "Placement plan names who would hold the talk", "what a placement plan says is not recorded"),
    NotCounted("O2", "Risk shared with the host", "what is told before a placement starts is not recorded"),
    NotCounted("O4", "Both sides hold the same", "it takes the records of two authorities; each counts its own"),
    NotCounted(
        "P2",
        "Strategy discussion for each frequently missing child",
        "discussions are recorded by absence, not against what asked for them",
    ),
    NotCounted("Q2", "Recorded on time", "a row holds when things happened and not when they were written down"),
    NotCounted(
        "Q3",
        "Rule failures",
        "said by `wayhome check` of each file, with the rule and the cell, and not from these rows",
    ),
    NotCounted("Q4", "Police and authority agree", "it takes the list of the police"),
)
