"""Code lists of telling others that the rules of the domain do not need."""

from __future__ import annotations

from wayhome.domain.journey.guards.following import HEADLINE_NOTE, ONE_FACT, THE_RECORD
from wayhome.domain.vocabulary import Word


class What(Word):
    """What is told."""

    RECORD = (THE_RECORD, "The record", "What this recipient may have of the approved record.")
    ONE_FACT = (ONE_FACT, "One fact", "Sent the same day, without waiting for approval, and marked not yet checked.")
    HEADLINE_NOTE = (HEADLINE_NOTE, "Headline note", "Three lines after the talk, marked not yet checked.")


class Method(Word):
    """How it reaches them (domain reference §5, item 21)."""

    IN_SYSTEM = ("in_system", "In Wayhome")
    SECURE_EMAIL = ("secure_email", "Secure email")
    PAGE = ("page", "A page opened with a code")
    LETTER = ("letter", "A printed letter")
    PHONE = ("phone", "By phone, read out")


class WithoutOne(Word):
    """Why no agreement between two organisations is needed: there are no two organisations."""

    OWN_AUTHORITY = ("own_authority", "Within the authority that answers for the child")
    FAMILY = ("family", "The child, or the family and carers in their own home")


class Came(Word):
    """What came back from somebody who was told."""

    OPENED = ("opened", "Opened")
    ACKNOWLEDGED = ("acknowledged", "We have it")
