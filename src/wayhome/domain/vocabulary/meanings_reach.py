"""What the words about the offer and the answer mean (domain reference §4.8 to 4.10)."""

from __future__ import annotations

from wayhome.domain.vocabulary.meaning import Meaning

ATTEMPT = Meaning(
    "attempt",
    "Try",
    "Any try to reach the child or a carer, to offer a talk or arrange one.",
    (
        "A call, text, visit or letter, or a message through school or a carer.",
        "Met, and nothing could be talked about.",
    ),
    ("A letter or message taken for an offer: without a sign that the child knew, it stays a try.",),
    "attempt: when, by whom, channel, result",
    "4.8",
)
OFFERED = Meaning(
    "offered",
    "Offered",
    "The child was told, in a way they can understand, by someone acting for the authority: that they can have a talk, "
    "that it is voluntary, who it would be with, and that person, place and time can be chosen. Counted per episode, "
    "from when the child was found.",
    (
        "Said to the child: spoken, visited or by video.",
        "Passed on by a carer or school, and the child's own answer came back.",
        "An earlier offer said again, at or after the child was found this time.",
        "A talk held without an earlier offer: an implied offer, left out of every figure about the time of offers.",
    ),
    (
        "Only the carer was told.",
        "A letter or message with no sign that it reached the child.",
        "An offer from before the child went missing again, until it is said again.",
        "An answer by link or text, until a person says how they know it was the child.",
    ),
    "offer.level, offer.happened, reconfirms, implied",
    "4.9",
)
OFFERED_BROADLY = Meaning(
    "offered_broadly",
    "Offered, broad count",
    "Somebody was told or written to. Published beside the strict figure, so that authorities with looser counting can "
    "be compared.",
    ("Everything that counts as offered.", "Only the carer told.", "A letter or message, whether or not it arrived."),
    ("Nobody told.",),
    "offer.level",
    "4.9",
)
IMPLIED_OFFER = Meaning(
    "implied_offer",
    "Implied offer",
    "A talk held with no earlier offer shows that the child was offered it and said yes.",
    ("It counts as offered and as accepted.",),
    ("Any figure about how soon an offer was made.",),
    "offer.implied",
    "4.9",
)
ANSWER_BY_PHONE = Meaning(
    "answer_by_phone",
    "An answer that came by phone",
    "An answer by link or text. It stops messages at once, and is neither yes nor no until a person records how they "
    "know it was the child and whether the child could speak freely.",
    ("Stopping all messages, at once.",),
    ("A yes, a no, an offer, or a reason to close, before it is confirmed.",),
    "phone answer: channel, content, confirmed by, how known",
    "4.9",
)
ACCEPTED = Meaning(
    "accepted",
    "Accepted",
    "The child said yes.",
    ("Yes with conditions: someone else, by phone, later.", "A talk that was held."),
    ("A carer's yes for the child.", "An answer by phone that nobody has confirmed."),
    "response of kind accepted, by the child",
    "4.10",
)
DECLINED = Meaning(
    "declined",
    "Declined",
    "The child said no, having been told, and able to talk freely. A neutral figure, never a target: a low one can "
    "mean that children were pressed, or not asked.",
    ("No this time. The child is asked again, and always after the next episode.",),
    (
        "A parent's or carer's no.",
        "A no given while the child could not talk freely: ask again, alone.",
        "No answer.",
    ),
    "response of kind declined, by the child; could_talk_freely",
    "4.10",
)
PARENT_REFUSED = Meaning(
    "parent_refused",
    "Parent or carer refused",
    "A person with parental responsibility, or a carer, prevented or refused it. A neutral figure, never a target.",
    ("Refused at the door, or by not passing the offer on.",),
    ("The child's no.", "A refusal overtaken by the yes of a child who understands enough: that is undertaken."),
    "response of kind parent refused",
    "4.10",
)
NO_RESPONSE = Meaning(
    "no_response",
    "No answer",
    "The child was told, and by the local closing rule there was no answer.",
    ("Silence after the answer period and the tries the rule asks for.",),
    ("Not reached at all: the child was never told.",),
    "offer with no response; close rule met",
    "4.10",
)
WITHDRAWN = Meaning(
    "withdrawn",
    "Withdrew",
    "The child said yes and later said no.",
    ("Changed their mind before or at the talk.",),
    ("A booked talk that did not happen, and is still wanted.",),
    "response of kind withdrawn",
    "4.10",
)
MISSED = Meaning(
    "missed",
    "Missed",
    "The child said yes, the talk did not happen at the time booked, and it is still wanted. The reason is recorded.",
    ("The interviewer did not come: a miss by the service, never the child's.",),
    ("A no.",),
    "appointment.status, missed_reason",
    "4.10",
)
