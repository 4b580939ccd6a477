"""Code lists of everyday work that the rules of the domain do not need."""

from __future__ import annotations

from wayhome.domain.vocabulary import Word


class AskedOf(Word):
    """Who was asked for something."""

    POLICE = ("police", "Police", "The exact time, or what they learnt.")
    CARER = ("carer", "Parent or carer", "What they know. Never counted as the talk.")
    SOCIAL_WORKER = ("social_worker", "Social worker", "A safe number, or what the plan says.")
    COUNCIL = ("council", "Another council", "Whether they will hold the talk.")
    PROVIDER = ("provider", "Provider of the talks")
    SCHOOL = ("school", "School or college")
    HEALTH = ("health", "Health service")
    OTHER = ("other", "Somebody else")
