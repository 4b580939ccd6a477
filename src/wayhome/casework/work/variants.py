"""What Today is called for whom: a coordinator's team, an interviewer's talks, a provider's cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wayhome.casework.journal.context import Viewer
from wayhome.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Variant:
    """The words by which one kind of worker reads their list."""

    name: str
    title: str
    everything: str
    empty: str


def variant_of(viewer: Viewer) -> Variant:
    """How this person's list is called; who holds several roles reads the widest."""
    if viewer.has(Role.RHI_COORDINATOR, Role.TEAM_MANAGER, Role.SERVICE_MANAGER):
        return Variant("coordinator", _("Today"), _("My team"), _("No case is open for your team."))
    if viewer.has(Role.PROVIDER_MANAGER):
        return Variant("provider", _("Cases sent to you"), _("All sent to us"), _("No case has been sent to you."))
    if viewer.has(Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER):
        return Variant("interviewer", _("Your talks"), _("All your talks"), _("Nobody is allocated to you now."))
    if viewer.has(Role.CARER_HOME):
        return Variant("carer", _("Children who live with you"), "", _("No child’s page is open to you now."))
    return Variant("own", _("Your children"), _("All your children"), _("No case of a child of yours is open."))
