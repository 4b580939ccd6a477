"""Rules of asking the child: safely, after they were found, and what counts as their own answer (§4.8 to 4.10)."""

from __future__ import annotations

from wayhome.domain.journey.episode_so_far import EpisodeSoFar
from wayhome.domain.journey.rows import Ask, guard, when_written
from wayhome.domain.journey.states import Contact, Suspension
from wayhome.domain.moment import Moment
from wayhome.domain.vocabulary import Channel, ContactPermission

MESSAGES = frozenset({Channel.TEXT, Channel.LINK, Channel.LETTER})
UNSAFE_UNTIL_CHECKED = MESSAGES | {Channel.HOME_PHONE}
BY_MESSAGE = frozenset({Channel.TEXT, Channel.LINK})
MISSED_TWICE = 2
PHONE_ANSWERS = frozenset({"yes", "no", "other", "not_the_child"})


def channel_of(ask: Ask) -> Channel | None:
    """The way of reaching somebody that the event names; None when it names none we know."""
    said = ask.event.says("channel")
    return Channel(said) if said in {c.value for c in Channel} else None


def surely_before(moment: Moment, absence: EpisodeSoFar) -> bool:
    """Whether something happened before the child was found for certain; unknown times never say so."""
    return moment.is_before(absence.located)


@when_written
def safe_channel(ask: Ask) -> str | None:
    """Nobody is reached by a way that is marked never; nor by text, link, letter or home phone before it is checked."""
    channel = channel_of(ask)
    if channel is None:
        return None
    permission = ask.known.permission(channel)
    instead = f"Go through {ask.known.named_adult}." if ask.known.named_adult else "Name an adult to go through first."
    if permission is ContactPermission.NEVER:
        return f"{channel.label}: never use this for this child. {instead}"
    if permission is ContactPermission.NOT_CHECKED_YET and channel in UNSAFE_UNTIL_CHECKED:
        return f"{channel.label}: nobody has checked yet whether this is safe. {instead}"
    return None


@when_written
def messages_may_go(ask: Ask) -> str | None:
    """No message goes out while an answer that came by phone is unchecked, or while the child is missing again."""
    if channel_of(ask) not in MESSAGES:
        return None
    if ask.case.unconfirmed_answers:
        return "An answer came by phone, so messages have stopped. Check first that it was the child."
    if ask.case.missing_again.state is Suspension.ON:
        return "The child is missing again. Finding comes first: no messages until they are found."
    return None


@when_written
def after_the_child_was_found(ask: Ask) -> str | None:
    """Telling the child counts for a return only from when the child was found."""
    named = [e for e in ask.case.covered if e.episode in ask.event.episodes] or list(ask.case.covered)
    if not named or not all(surely_before(ask.event.happened, absence) for absence in named):
        return None
    return "This was before the child was found, so it cannot be the offer for this return. Check the time."


@when_written
def a_return_of_this_case(ask: Ask) -> str | None:
    """The offer is said again for a return that this case covers."""
    covered = {absence.episode for absence in ask.case.covered}
    if ask.event.episodes and set(ask.event.episodes) <= covered:
        return None
    return "Say for which return of this case the offer was said again."


@when_written
def spoken_to(ask: Ask) -> str | None:
    """A text or a link is an answer that came by phone: neither the child's yes nor the child's no yet."""
    if channel_of(ask) not in BY_MESSAGE:
        return None
    return "This answer came by phone. Record it as that; somebody then checks that it was the child, free to speak."


@when_written
def competence_view(ask: Ask) -> str | None:
    """After a parent's no, the child's own yes needs a view of their competence, with the reason."""
    if ask.case.contact.state is not Contact.PARENT_REFUSED:
        return None
    if ask.event.says("competence_view") and ask.event.says("reason"):
        return None
    return (
        "A parent said no. Record whether the child understands enough to decide for themselves, and why you think so; "
        "or ask the team manager to decide."
    )


@guard
def a_phone_answer_waits(ask: Ask) -> str | None:
    """There is an answer by phone that nobody has checked."""
    return None if ask.case.unconfirmed_answers else "No answer by phone is waiting to be checked."


@when_written
def who_it_was_and_how_free(ask: Ask) -> str | None:
    """Both are recorded: how we know that it was the child, and whether they could speak freely."""
    if ask.event.says("answer") not in PHONE_ANSWERS:
        return "Say what the answer was: yes, no, something else, or not from the child."
    if ask.event.says("how_known") and ask.event.says("could_talk_freely"):
        return None
    return "Record how you know who it was, and whether the child could speak freely. “Not sure” is an answer."


@guard
def no_unchecked_phone_answer(ask: Ask) -> str | None:
    """An answer that came by phone is checked by a person before anything is concluded from it."""
    if not ask.case.unconfirmed_answers:
        return None
    return "An answer came by phone and nobody has checked it. Check that it was the child, and free to speak."


@guard
def child_may_be_asked_again(ask: Ask) -> str | None:
    """A child who said “please don't ask about this one again” is not asked about it again."""
    if ask.case.may_be_asked_again:
        return None
    return "The child asked us not to ask about this one again. They can still come to us; ask again after a next time."


@guard
def missed_twice(ask: Ask) -> str | None:
    """A yes lapses only after two missed talks."""
    if ask.case.missed >= MISSED_TWICE:
        return None
    return "The child said yes. That stands until two booked talks were missed and they cannot be reached."
