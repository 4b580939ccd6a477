"""What a person does in oversight: says what they need to see names for."""

from __future__ import annotations

from datetime import datetime

from wayhome.casework import journal
from wayhome.casework.journal.context import Viewer
from wayhome.domain.vocabulary import Word


class Reason(Word):
    """What a senior manager needs the names of children behind a number for."""

    SAFETY = ("safety", "To check that a child is safe")
    INSPECTION = ("inspection", "To prepare for an inspection, or answer an inspector")
    COMPLAINT = ("complaint", "To look into a complaint or a worry about the service")
    RECORDING = ("recording", "To check how well things are recorded")


def give_purpose(*, number: str, reason: Reason, by: Viewer, at: datetime) -> None:
    """Note what somebody needs to see the names behind a number for, before they see them."""
    journal.wrote(by, "oversight.purpose_given", "organisation", by.organisation, number=number, reason=reason.value)
