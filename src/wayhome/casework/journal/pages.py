"""Every page and who may open it, in one line each: an address cannot be added without saying for whom.

::

    urlpatterns = [page("children/<uuid:child>/", views.child, "child", staff(Role.RHI_COORDINATOR))]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Who:
    """Who may open a page: strangers, people who are signing in, staff in given roles, or machines that sign what they send."""

    name: str
    stranger: bool = False
    before_second_step: bool = False
    roles: frozenset[Role] | None = None  # None: every role
    purpose: str = Purpose.CASEWORK

    def admits(self, viewer: Viewer | None) -> bool:
        """Whether the person may open the page at all; what it shows is for queries to decide."""
        if viewer is None:
            return self.stranger
        return self.roles is None or not self.roles.isdisjoint(viewer.roles)


ANYONE = Who("anyone", stranger=True, before_second_step=True, purpose=Purpose.SIGNING_IN)
SIGNING_IN = Who("people who are signing in", stranger=True, before_second_step=True, purpose=Purpose.SIGNING_IN)
MACHINE = Who("machines that sign what they send", stranger=True, before_second_step=True, purpose=Purpose.JOB)
OWN_ACCOUNT = Who("everyone, for their own account", before_second_step=True, purpose=Purpose.ADMINISTRATION)
EVERYONE = Who("everyone who is signed in")

_ACCESS: dict[str, Who] = {}
ACCESS: Mapping[str, Who] = MappingProxyType(_ACCESS)


class NamedTwice(ValueError):
    """Two pages have the same name, so one would be opened under the other's rule."""


def staff(*roles: Role, purpose: str = Purpose.CASEWORK) -> Who:
    """People who hold one of these roles."""
    return Who(", ".join(sorted(r.value for r in roles)), roles=frozenset(roles), purpose=purpose)


def page(route: str, view: Callable[..., HttpResponse], name: str, who: Who, **extra: Any) -> URLPattern:
    """One address: where it is, what answers, what it is called in the journal, and who may open it."""
    if _ACCESS.setdefault(name, who) != who:
        raise NamedTwice(f"the page {name} is in the access list twice")
    return path(route, view, extra or None, name=name)
