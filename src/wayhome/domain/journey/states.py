"""Every state of every machine, with what staff read for it and what it means (domain reference §6).

A state is never stored as a truth of its own: it is folded from dated events, and a correction folds again.
"""

from __future__ import annotations

from wayhome.domain.vocabulary import Word


class Whereabouts(Word):
    """Where the child is in one episode (§6.1.1)."""

    NOTHING_RECORDED = ("nothing_recorded", "Nothing recorded", "No absence has been recorded under this number.")
    SUSPECTED = ("suspected", "Not where expected", "Somebody noted that the child is not there. Not reported yet.")
    MISSING = ("missing", "Missing", "Nobody responsible knows where the child is.")
    AWAY = ("away", "Away, whereabouts known", "Known where, not allowed to be there. A plan with an owner is due.")
    LOCATED = ("located", "Found, not yet back", "Whereabouts established. The child is not back yet.")
    RETURNED = ("returned", "Back", "Physically back, and seen by a responsible adult or the police.")
    CLOSED = ("closed", "Back, nothing left to do", "The police check is settled, and so are the times.")
    TURNED_18 = ("turned_18", "Turned 18 while away", "The search goes on, by the procedures for adults.")
    DECEASED = ("deceased", "The child has died", "All messages and reminders stop at once.")
    VOID = (
        "void",
        "Not an absence",
        "Recorded in error, or the child was where they were expected. Kept, and struck out.",
    )
    MERGED = ("merged", "Entered twice", "The same absence stands under another number, which counts.")


class PoliceReport(Word):
    """The missing report the police hold (§6.1.2)."""

    NOT_REPORTED = ("not_reported", "Not reported to the police", "The police hold no report of this absence.")
    REPORTED = ("reported", "Reported to the police", "The police hold an open report.")
    POLICE_CLOSED = (
        "police_closed",
        "Closed by the police",
        "The report is closed: the child was seen, or for a reason.",
    )


class Prevention(Word):
    """The police prevention interview, once called safe and well check (§6.1.3). It moves no clock."""

    NONE = ("none", "No check due", "Not back yet, or never reported to the police.")
    DUE = ("due", "Check due", "Back and reported: the police see the child.")
    DONE = ("done", "Check done", "Carried out. Its summary goes to the interviewer, so that it is not asked twice.")
    NOT_DONE = ("not_done", "Check not done", "The police decided against it, for a reason.")


class CaseState(Word):
    """The case itself: open, or closed in one of eight ways (§6.2, §6.5)."""

    NOT_OPENED = ("not_opened", "Not opened", "No return has called for a case under this number.")
    OPEN = ("open", "Open", "The child is owed a talk, or what follows from it.")
    CLOSED_UNDERTAKEN = ("closed_undertaken", "Closed, undertaken", "The child was heard. Open support goes on.")
    CLOSED_NOT_UNDERTAKEN = ("closed_not_undertaken", "Closed, not undertaken", "One outcome for each return says why.")
    NOT_REQUIRED = ("not_required", "Not required", "Decided by a manager. Still counted, unless the episode is void.")
    TRANSFERRED = ("transferred", "Transferred", "Another authority is responsible, and has acknowledged it.")
    TURNED_18 = ("turned_18", "Turned 18", "Offered a talk or an adult service before closing.")
    DECEASED = ("deceased", "The child has died", "The head of service was told, and all contact stopped.")
    VOID = ("void", "Recorded in error", "No return that this case covers was a missing episode.")
    MERGED = ("merged", "Entered twice", "The same return, or the same child, stands under another case.")


class Contact(Word):
    """Asking the child (§6.3.1)."""

    NOT_STARTED = ("not_started", "Not started", "Nobody has tried to reach the child.")
    TRYING = ("trying", "Trying to reach", "Somebody tried. There is no sign yet that the child was told.")
    OFFERED = ("offered", "Offered, waiting for an answer", "The child was told, and has not answered.")
    ACCEPTED = ("accepted", "Said yes", "The child agreed to talk.")
    DECLINED = ("declined", "Said no this time", "The child said no, having been told, and able to talk freely.")
    PARENT_REFUSED = ("parent_refused", "Parent said no", "A parent or carer refused. Never the child's no.")
    NO_RESPONSE = ("no_response", "Offered, no answer yet", "Told, and the time for an answer is over.")


class Allocation(Word):
    """Who will do the talking (§6.3.2)."""

    UNALLOCATED = ("unallocated", "With nobody", "No interviewer, and not sent to a provider.")
    SENT = ("sent", "Sent to a provider", "Sent, and not opened yet.")
    OPENED = ("opened", "Opened by the provider", "Opened, and not yet accepted.")
    QUERIED = ("queried", "Provider has a question", "Waiting for the coordinator's answer.")
    ACCEPTED = ("accepted", "Accepted by the provider", "Accepted, and no interviewer named yet.")
    HANDED_BACK = ("handed_back", "Handed back", "The provider or interviewer gave it back, for a reason.")
    ALLOCATED = ("allocated", "Allocated", "One named interviewer.")


class TalkState(Word):
    """The conversation itself (§6.3.3)."""

    NONE = ("none", "No talk arranged", "Nothing booked and nothing held.")
    BOOKED = ("booked", "Booked", "A time is arranged.")
    HELD = ("held", "Held", "A two-way talk took place and covered at least one core part.")


class Record(Word):
    """Writing it up (§6.3.4)."""

    NONE = ("none", "Not written up", "Nothing written, or moved to the right child.")
    DRAFT = ("draft", "Being written", "Only the author works on it.")
    SUBMITTED = ("submitted", "Ready to check", "Waiting for somebody else to approve it.")
    RETURNED = ("returned", "Sent back with comments", "The author is asked to look again.")
    APPROVED = ("approved", "Approved", "In force, frozen as a numbered version.")


class Sharing(Word):
    """One thing told, or not told, to one recipient (§6.3.5)."""

    UNDECIDED = ("undecided", "Not decided", "Nobody has decided whether they are told.")
    SENT = ("sent", "Sent", "Sent; an exact copy is kept.")
    OPENED = ("opened", "Opened", "The recipient opened it.")
    ACKNOWLEDGED = ("acknowledged", "Acknowledged", "The recipient says they have it.")
    WITHHELD = ("withheld", "Not told", "Decided against, for a reason that is kept.")
    RECALLED = ("recalled", "Taken back", "Sent by mistake: access ended, deletion asked for.")


class Support(Word):
    """One need of the child, and what came of it (§6.3.6)."""

    NOT_RECORDED = ("not_recorded", "Not recorded", "No such need.")
    IDENTIFIED = ("identified", "Needed", "Recorded, and nobody owns it yet.")
    NOBODY_YET = ("nobody_yet", "Nobody to own it yet", "Escalated to a named team manager.")
    OWNED = ("owned", "Has an owner", "A named person will see to it.")
    OFFERED = ("offered", "Offered", "A named service, with a date.")
    ACCEPTED = ("accepted", "Said yes to it", "Wanted, and not started yet.")
    DECLINED = ("declined", "Said no to it", "Not wanted, or changed their mind.")
    NO_SERVICE = ("no_service", "No service for this here", "Counted as a need that could not be met.")
    STARTED = ("started", "Started", "The first session took place.")
    ENDED = ("ended", "Ended", "Finished, broken off, or not needed any more.")


class Suspension(Word):
    """One reason to wait (§6.3.7). It stops no clock."""

    OFF = ("off", "Not waiting", "Nothing of this kind holds up the talk.")
    ON = ("on", "Waiting", "The talk waits. Every clock runs on.")


class Worry(Word):
    """A worry about the child (§6.3.8): outside the tracks, in minutes, and in no other state's way."""

    NOT_RAISED = ("not_raised", "Not raised", "No such worry.")
    RAISED = ("raised", "Nobody has picked this up yet", "Sent. Sending is not the same as telling.")
    RECEIVED = ("received", "Received", "A named person says they have it.")
    ACTED_ON = ("acted_on", "Acted on", "Something was done, by somebody, at a time.")


class Request(Word):
    """A request to another authority to hold the talk (§6.4). The responsible authority stays accountable."""

    NOT_WRITTEN = ("not_written", "Not written", "No such request.")
    DRAFT = ("draft", "Being written", "Not sent yet.")
    SENT = ("sent", "Sent", "Waiting for them to say they have it.")
    ACKNOWLEDGED = ("acknowledged", "Acknowledged", "They have it, and have not answered.")
    ACCEPTED = ("accepted", "Accepted", "They will do it, and named a worker.")
    IN_PROGRESS = ("in_progress", "In progress", "Their worker has begun.")
    DELIVERED = ("delivered", "Delivered", "Done, and the record came back.")
    DECLINED = ("declined", "Declined", "They will not do it, for a reason.")
    EXPIRED = ("expired", "Not answered in time", "The time for an answer is over.")
    CANCELLED = ("cancelled", "Cancelled", "We took it back.")


class Notice(Word):
    """A notice from one organisation to another (§5, notification; §6.4)."""

    NOT_WRITTEN = ("not_written", "Not written", "No such notice.")
    QUEUED = ("queued", "Waiting to be sent", "Ready, and not sent yet.")
    SENT = ("sent", "Sent", "Left us.")
    DELIVERED = ("delivered", "Delivered", "Reached their system.")
    OPENED = ("opened", "Opened", "A person opened it.")
    ACKNOWLEDGED = ("acknowledged", "Acknowledged", "They say they have it.")
    FAILED = ("failed", "Could not be sent", "Did not arrive.")
    REJECTED = ("rejected", "Sent back", "Their system would not take it.")
    WITH_A_PERSON = ("with_a_person", "A person is seeing to it", "Somebody rings, or puts it right by hand.")


class Transfer(Word):
    """Handing a return to the authority that is responsible for it (§6.4)."""

    NOT_SENT = ("not_sent", "Not sent", "No such transfer.")
    SENT = ("sent", "Sent", "Not acknowledged yet. After 24 hours a manager sees to it.")
    ACKNOWLEDGED = ("acknowledged", "Acknowledged", "The responsible authority has it.")
    OUTCOME_CAME_BACK = ("outcome_came_back", "Outcome came back", "They told us how it ended.")
