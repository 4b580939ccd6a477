"""What the words of counting mean: outcome, pending, and the several kinds of not knowing (§4.18, §7.2, §8.0)."""

from __future__ import annotations

from wayhome.domain.vocabulary.meaning import Meaning

OUTCOME = Meaning(
    "outcome",
    "Outcome",
    "What became of the offer of a talk, for one episode and one authority. Exactly one of a closed list, worked out "
    "from events.",
    ("While the case is open: still open, or overdue and unresolved.",),
    ("A reason chosen for a case that is still open.",),
    "derived; the closing asks for the reason",
    "4.18, 8.5",
)
PENDING = Meaning(
    "pending",
    "Still open",
    "Not undertaken yet, and the case has been open 28 days or less, counted from the return if that was later.",
    ("Said yes and not held yet.",),
    ("Moving to a new case: the 28 days run on from the first.",),
    "case opened, returned_at",
    "4.18",
)
UNRESOLVED = Meaning(
    "unresolved",
    "Overdue and unresolved",
    "Not undertaken, and the case has been open more than 28 days. Listed by name for the named senior manager.",
    ("It stays in every denominator.",),
    ("A closing outcome.",),
    "case opened, returned_at",
    "4.18",
)
UNPLACED = Meaning(
    "unplaced",
    "Unplaced",
    "A return is known and nothing says when, so it belongs to no period. Counted as such, beside the figures.",
    ("A return with no date at all.",),
    ("A return whose day is known and hour is not: it has a period.", "A child who is still missing."),
    "return recorded, no returned_at",
    "4.7",
)
NOT_RECORDED = Meaning(
    "not_recorded",
    "Not recorded",
    "The field is empty. It is neither no nor nought, is shown in words, and is counted as its own share.",
    ("An empty cell in a file.",),
    ("Not asked, did not say, and not known: those are answers about the answer, and each is recorded.",),
    "an empty field",
    "8.0",
)
NOT_ASKED = Meaning(
    "not_asked",
    "Not asked",
    "Nobody put the question. Recorded, for completeness; not known, for any rate.",
    ("A section marked: we did not talk about this.",),
    ("Nothing told: the question was put.",),
    "null code",
    "8.0",
)
CANNOT_BE_SAID = Meaning(
    "cannot_be_said",
    "Cannot be said",
    "What is recorded allows both yes and no. It is not a yes, and is published as its own share.",
    (
        "Held on a day that contains the deadline, with no hour recorded.",
        "A start that had to be taken from another time.",
        "A file with no column that could say.",
    ),
    ("A no.",),
    "derived from times and their precision",
    "4.12, 7.2",
)
