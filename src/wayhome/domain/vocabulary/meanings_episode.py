"""What the words about an absence mean: missing, away, hidden, found, back, and whose child it is (§4.1 to 4.7)."""

from __future__ import annotations

from wayhome.domain.vocabulary.meaning import Meaning

SPELL = Meaning(
    "spell",
    "Absence",
    "One continuous time in which the child is not where they should be.",
    (
        "Every phase of it: missing, away, found and not yet back.",
        "Missing again before coming back: a new phase of the same absence.",
    ),
    ("A form for each night of it: those are updates.", "What follows a confirmed return: that is a new absence."),
    "phases, each with a dated start",
    "4.1",
)
MISSING_EPISODE = Meaning(
    "missing_episode",
    "Missing episode",
    "An absence with at least one missing phase, of a child under 18 at its start, known to the police or, for a "
    "looked-after child, recorded at the time by the authority as whereabouts not known. It starts at the later of "
    "leaving and being last seen by a responsible adult, and ends with the return, the 18th birthday or a death.",
    (
        "Two absences with a confirmed return between them: two episodes, however short the return.",
        "A looked-after child recorded as missing by the authority and never reported to the police.",
    ),
    (
        "An absence that was away all through.",
        "An absence learnt of afterwards: that is hidden missing.",
        "A report made in error, or the same one entered twice.",
    ),
    "missing_from, phases, police reference or the authority's own record",
    "4.2",
)
MISSING = Meaning(
    "missing",
    "Missing",
    "Nobody responsible knows where the child is.",
    ("Graded no apparent risk by the police: that is a grade, and the child is missing.",),
    ("Whereabouts known, though not agreed: that is away.", "The police category of absent, used until about 2017."),
    "a phase of kind missing",
    "4.1, 4.2",
)
AWAY = Meaning(
    "away",
    "Away",
    "The child is not where they should be, without agreement, and somebody knows where they are.",
    ("Found and staying out.", "Whereabouts known and the child still at risk: it gets a plan, an owner and reviews."),
    ("Whereabouts lost again: that is missing, in the same absence.",),
    "a phase of kind away",
    "4.1, 7.5",
)
HIDDEN_MISSING = Meaning(
    "hidden_missing",
    "Hidden missing",
    "An absence never reported to the police and not recorded at the time by the authority for a looked-after child, "
    "learnt of later from anyone. A talk may be offered; it never enters a statutory denominator.",
    ("Told by the child in a talk about another episode.", "Told by a friend, a teacher or the family afterwards."),
    ("Learnt of while the child is still out: report it now, and it is not hidden.",),
    "kind, learned_at, learned_from",
    "4.4",
)
REPORTED = Meaning(
    "reported",
    "Reported",
    "The police, or the police and the authority, hold a missing report.",
    ("A report with a police reference.",),
    ("Noted by a home or school and not passed to the police.",),
    "reported_at, police reference",
    "4.4",
)
LOCATED = Meaning(
    "located",
    "Found",
    "It is established where the child is. This ends the missing phase, and not the absence.",
    ("Seen by the police and not yet home.", "Rang, and the place was checked."),
    ("Back: that is returned, and only that starts the 72 hours.",),
    "located_at",
    "4.3",
)
RETURNED = Meaning(
    "returned",
    "Returned",
    "The child is physically back at home, in the placement or in an agreed new place of safety, and a responsible "
    "adult or the police saw them. The 72 hours start here.",
    ("Arrival at a new placement, ward, custody, refuge or relative: the place is recorded.",),
    ("Found and still out.", "The police closing their report."),
    "returned_at, return_setting",
    "4.3",
)
POLICE_CLOSED = Meaning(
    "police_closed",
    "Closed by the police",
    "The police closed their report. A time of its own, which starts and stops nothing.",
    ("Closed after the child was seen, or with a reason.",),
    ("Found: the police do not close on that alone.", "A return."),
    "police_closed_at",
    "4.3",
)
PREVENTION_INTERVIEW = Meaning(
    "prevention_interview",
    "Prevention interview",
    "The police check after a child is found or back: where, with whom, and whether they were harmed.",
    ("Held by an officer, face to face or not: which is recorded.",),
    ("A return home interview: one never stands for the other, and this one starts and stops no clock.",),
    "prevention_interview.held, by, seen_face_to_face, reason_not_held",
    "2.1.3",
)
GROUP = Meaning(
    "group",
    "Group",
    "What the child was to this authority when the episode started: missing from home; looked after by us and placed "
    "here; looked after by us and placed elsewhere; placed here by another authority; or living elsewhere and missing "
    "or found here. Exactly one, from where the child lived at the time.",
    (
        "One group for each authority: the same episode may be out of area for one and hosted for another.",
        "A later move changes nothing.",
    ),
    (
        "Care leavers aged 18 or over: a local policy may record them, in no figure about children.",
        "A group nobody recorded: it is said to be not recorded, and not guessed.",
    ),
    "EpisodeAuthority.group",
    "4.5",
)
HOSTED = Meaning(
    "hosted",
    "Hosted",
    "For the authority where the child is placed: a child looked after by another authority and placed in its area.",
    ("The same episode is out of area for the authority that placed the child.",),
    ("National totals: the child is counted once, by the responsible authority.",),
    "group of the (episode, authority)",
    "4.5",
)
VISITOR = Meaning(
    "visitor",
    "Visitor",
    "For the authority where it happened: a child not looked after who lives elsewhere, and went missing from its area "
    "or was found in it.",
    ("A child on holiday, or met at a station far from home.",),
    ("National totals: the authority of the usual address counts the child.",),
    "group of the (episode, authority)",
    "4.5",
)
RESPONSIBLE_AUTHORITY = Meaning(
    "responsible_authority",
    "Responsible authority",
    "The authority that must offer the talk, and counts the episode: for a looked-after child the one that looks after "
    "them, otherwise the one of the usual address.",
    ("It stays responsible when another authority or a provider holds the talk.",),
    ("The authority where a looked-after child is placed: it notifies, shares risk and may help by agreement.",),
    "EpisodeAuthority.responsible",
    "4.6",
)
ELIGIBLE = Meaning(
    "eligible",
    "Eligible",
    "A missing episode that ended in a return, of a child under 18 at the return, not recorded in error, and missing "
    "from home or looked after by the authority counted. Statutory figures use every eligible episode, whatever the "
    "local offer policy is.",
    (
        "A return whose time nobody wrote down.",
        "A child who turned 18 or died after coming back.",
        "An episode local criteria left out of the offer.",
    ),
    ("Hidden missing, away, hosted and visitor.", "A child who turned 18 or died before coming back."),
    "kind, return, born, void, group",
    "4.7",
)
