"""What the words about the talk, its time and what follows mean (domain reference §4.11 to 4.17)."""

from __future__ import annotations

from wayhome.domain.vocabulary.meaning import Meaning

RETURN_HOME_INTERVIEW = Meaning(
    "return_home_interview",
    "Return home interview",
    "A talk, after a child comes back, with someone who does not look after them: why they left, what happened, "
    "whether they were harmed, and what would help. It is voluntary.",
    ("In person, by video, by phone, by text chat, or while walking.",),
    ("The police prevention interview.", "A form filled in by staff or carers."),
    "held_at, completeness, relation",
    "2.1.2, 4.11",
)
UNDERTAKEN = Meaning(
    "undertaken",
    "Undertaken",
    "A two-way conversation between the child and the interviewer took place after the child was found, and covered "
    "why, what happened, harm and safety, and what would help. One word, everywhere, and one time: when it was held.",
    (
        "The child stopped early and at least one part was covered: undertaken, marked partial.",
        "A trusted person the child asked for held it.",
        "Held before the child was back, once they were found.",
    ),
    (
        "Information from a parent or carer alone, however full.",
        "The child was met and nothing was covered: a try.",
        "Written up or approved: those times never change when it was held.",
    ),
    "held_at, completeness, and that this episode was discussed",
    "4.11",
)
COMBINED = Meaning(
    "combined",
    "Combined",
    "One conversation about several episodes of one child. Each episode keeps its own clock, and is undertaken only if "
    "it was discussed.",
    ("Episodes and interviews are published apart: one talk may answer for several episodes.",),
    ("An episode covered by the case and not discussed: it moves to a new case when the talk is held.",),
    "coverage: discussed, yes or no, per episode",
    "4.15",
)
WITHIN_72_HOURS = Meaning(
    "within_72_hours",
    "Within 72 hours",
    "The talk was held no more than 72 hours of elapsed time after the return. Worked out from the two times and never "
    "asked of the interviewer. Yes, no, or cannot be said.",
    ("The seventy-second hour itself.", "Weekends, bank holidays and every suspension: no clock stops for them."),
    (
        "A start that had to be guessed from when the child was found or when the authority was told: cannot be said.",
        "A time known only as a day, where the day decides it: cannot be said.",
    ),
    "held_at, returned_at, each with its precision",
    "4.12, 7",
)
INDEPENDENT = Meaning(
    "independent",
    "Independent",
    "Worked out from what the interviewer is to the child, in four results published apart. Home test: neither cares "
    "for the child nor works in the case. Looked-after test: also outside the placement. Strict test: also outside the "
    "responsible authority. Preference exception: none of these, and the child asked for this person.",
    ("A worker for the authority's own interview team, by the home and looked-after tests.",),
    (
        "Police.",
        "A social worker of the case or a manager of it. If the child asked for them: shown beside the tests.",
        "A relation recorded as someone else: not known, never no.",
    ),
    "interviewer_relation, group, preference_exception",
    "4.13",
)
FOLLOW_UP = Meaning(
    "follow_up",
    "Follow-up",
    "What became of each need: offered, accepted, started, ended.",
    ("Support offered: a named service and a date.",),
    ("Signposting: a kind of its own.", "A need without an owner: it goes to a named manager."),
    "support items per need",
    "4.14",
)
LATE_NOTICE = Meaning(
    "late_notice",
    "Late notice",
    "The authority was told of the return later than the local threshold after it, 24 hours unless changed.",
    ("Told by anyone.",),
    ("A reason to stop or restart the 72 hours: they run from the return.",),
    "notified_at, returned_at, threshold",
    "4.16",
)
CLOSED = Meaning(
    "closed",
    "Closed",
    "The case ended in one of the closings, with a person, a time and a reason, and can be reopened.",
    ("Closed, undertaken; closed, not undertaken; handed to another authority; in error.",),
    ("Written up.", "A worry nobody has received: nothing closes while one stands."),
    "closure: kind, outcome, reason, by, when",
    "4.17, 6.5",
)
WORRY = Meaning(
    "worry",
    "Worry",
    "Someone is worried about a child and says so. Saved before any question, at any stage, and chased until a named "
    "person has received it.",
    ("Raised by anyone who has the child's page, a carer or the child included.",),
    ("Sending a message about it: sending is not the same as telling.",),
    "safeguarding action: raised, received, acted on",
    "6.3.8",
)
