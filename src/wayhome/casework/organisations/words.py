"""Code lists about organisations that the rules of the domain do not need."""

from __future__ import annotations

from wayhome.domain.vocabulary import Word


class OrganisationKind(Word):
    """What sort of organisation a tenant is."""

    AUTHORITY = ("authority", "Local authority", "Children's services of a council or trust.")
    POLICE_FORCE = ("police_force", "Police force")
    PROVIDER = ("provider", "Provider of return home interviews", "A charity or company that holds talks.")
    HOME = ("home", "Children's home or fostering agency")
    SCHOOL = ("school", "School or college")
    HEALTH = ("health", "Health service")
    OVERSIGHT = ("oversight", "National or regional oversight", "Sees suppressed totals only.")


class Nation(Word):
    """Where an authority's law comes from."""

    ENGLAND = ("E", "England")
    WALES = ("W", "Wales")
    SCOTLAND = ("S", "Scotland")
    NORTHERN_IRELAND = ("N", "Northern Ireland")


class DataProtectionRole(Word):
    """What the other party is in data-protection law (domain reference §12.1)."""

    PROCESSOR = ("processor", "Processor for the authority")
    JOINT_CONTROLLER = ("joint_controller", "Joint controller")
    INDEPENDENT_CONTROLLER = ("independent_controller", "Controller of its own")


class ContactKind(Word):
    """What a contact point is for."""

    MISSING_INBOX = ("missing_inbox", "Missing inbox", "Where notices about missing children go.")
    DUTY = ("duty", "Duty number", "Who is asked about a child now.")
    OUT_OF_HOURS = ("out_of_hours", "Out of hours", "The emergency duty team.")
    WORRIES = ("worries", "Worries about a child", "The front door for safeguarding.")
    SENIOR_MANAGER = ("senior_manager", "Named senior manager")
