"""Organisations in words, for pages."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wayhome.casework.organisations.forms import DAYS
from wayhome.casework.organisations.policies import CHOICES
from wayhome.casework.organisations.queries import ContactSeen, PolicySeen


def days_and_hours(contact: ContactSeen) -> str:
    """When a contact point answers: "Monday, Tuesday 09:00 to 17:00"."""
    days = ", ".join(str(name) for number, name in DAYS if int(number) in contact.days) or _("every day")
    if contact.opens is None or contact.closes is None:
        return _("%s, round the clock") % days
    hours = {"days": days, "opens": f"{contact.opens:%H:%M}", "closes": f"{contact.closes:%H:%M}"}
    return _("%(days)s, %(opens)s to %(closes)s") % hours


def until(day: date | None) -> str:
    """The last day of something that runs, or words for no end."""
    return _("no end date") if day is None else f"{day.day} {day:%B %Y}"


def policy_in_words(policy: PolicySeen) -> str:
    """What was chosen, as the choice itself says it."""
    choice = CHOICES[policy.name]
    if choice.options:
        return str(dict(choice.options)[policy.value])
    if isinstance(policy.value, bool):
        return _("Yes") if policy.value else _("No")
    said = ", ".join(str(v) for v in policy.value) if isinstance(policy.value, list) else str(policy.value)
    return f"{said} {choice.unit}".strip()


def end_form(request: HttpRequest, page: str, id: UUID, version: int, about: str) -> SafeString:
    """A small form in the cell of a table, that ends what the row is about. The template has escaped what it was given."""
    given = {"url": reverse(page, args=[id]), "version": version, "about": about}
    return mark_safe(render_to_string("organisations/end.html", given, request))
