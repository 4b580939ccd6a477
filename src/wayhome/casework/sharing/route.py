"""How something reaches somebody, and what allows it: an agreement, the authority's own people, or danger and the law."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.refusals import Refused
from wayhome.casework.sharing.disclosure import Disclosure
from wayhome.casework.sharing.recipients import ORGANISED, agreement_for
from wayhome.casework.sharing.words import Method, WithoutOne
from wayhome.domain.sharing import Recipient, SendWithoutAgreement
from wayhome.domain.vocabulary import Article9, DataClass, LawfulBasis, SharingPurpose

FAMILY = frozenset({Recipient.PARENTS, Recipient.CHILD})
OWN_PEOPLE = frozenset({Recipient.SOCIAL_WORKER, Recipient.IRO, Recipient.PANEL, Recipient.PLACEMENT_OR_CARER})
"""Within the authority that answers for the child, its own panel and its own foster carers included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """To whom exactly, by which way, on which basis. Without an agreement: which duty, why, and which second person knows."""

    to_organisation: UUID | None = None
    to_user: UUID | None = None
    to_words: str | None = None
    method: Method = Method.IN_SYSTEM
    purpose: SharingPurpose = SharingPurpose.SAFEGUARD_CHILD
    lawful_basis: LawfulBasis = LawfulBasis.PUBLIC_TASK
    article_9: Article9 = Article9.SAFEGUARDING
    override: SendWithoutAgreement | None = None
    reason: str | None = None
    second_person: UUID | None = None
    against_wishes: bool | None = None
    child_told: bool | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """What lets something be sent: the agreement in force or why none is needed; else the duty that overrides."""

    agreement: str | None
    override: SendWithoutAgreement | None


def allowed(viewer: Viewer, disclosure: Disclosure, route: Route) -> Allowed:
    """What allows a disclosure on its way. Neither: the rules of the journey refuse it in words. Raises Refused."""
    _arrives(disclosure.recipient, route)
    _weighed(route)
    if route.to_organisation is None or route.to_organisation == disclosure.organisation:
        return Allowed(_within(disclosure.recipient), route.override)
    found = agreement_for(
        viewer, disclosure.organisation, route.to_organisation, purpose=route.purpose.value, classes=disclosure.classes
    )
    return Allowed(str(found.id) if found else None, route.override)


def _within(recipient: Recipient) -> str | None:
    if recipient in FAMILY:
        return WithoutOne.FAMILY.value
    return WithoutOne.OWN_AUTHORITY.value if recipient in OWN_PEOPLE else None


def _arrives(recipient: Recipient, route: Route) -> None:
    """Somebody who does not use Wayhome cannot open it there: a letter, a call or a secure message, and to whom by name."""
    outside = route.to_organisation is None and route.to_user is None
    if route.method is Method.IN_SYSTEM and outside and (recipient in FAMILY or recipient in ORGANISED):
        raise Refused(
            _("They do not use Wayhome. Choose another way: a letter, a call, a secure email."), rule="no_account"
        )
    if route.method is not Method.IN_SYSTEM and not (route.to_words or route.to_organisation or route.to_user):
        raise Refused(_("Say to whom by name, and where it goes."), rule="to_nobody")


def _weighed(route: Route) -> None:
    """A child's wish may be overridden, with a reason that is kept (domain reference §12.1)."""
    if route.against_wishes and not (route.reason or "").strip():
        raise Refused(_("Say why it goes against what the child wished. The reason is kept."), rule="against_wishes")


def must_be_allowed_class(disclosure: Disclosure, data_class: DataClass, route: Route, given: bool) -> None:
    """One fact of a class that this recipient is not given by default goes only where a life may depend on it."""
    if given or route.override is SendWithoutAgreement.VITAL_INTERESTS:
        return
    raise Refused(
        _("%(who)s are not told this kind of thing (%(what)s) unless a life may depend on it. If so, say which; otherwise tell "
          "somebody who may have it.")
        % {"who": disclosure.recipient.label, "what": data_class.label.lower()},
        rule="not_for_this_recipient",
    )  # fmt: skip
