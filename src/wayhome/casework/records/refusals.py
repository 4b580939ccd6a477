"""Why the system says no, in words a person can act on. The screen shows the words; the action raises them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Something may not be done. `words` say what and what to do instead; `rule` is its name in code and journal."""

    rule = "refused"
    words = _("This cannot be done.")
    status = 422

    def __init__(self, words: str | None = None, *, rule: str | None = None) -> None:
        self.words = words if words is not None else type(self).words
        self.rule = rule or type(self).rule
        super().__init__(str(self.words))


class NotAllowed(Refused):
    """The person may not do this, or may not do it for this child."""

    rule = "not_allowed"
    words = _("Your role does not let you do this. If you need to, ask the person who runs Wayhome where you work.")
    status = 403


class NotFound(Refused):
    """There is no such record for this organisation. A record of another organisation answers exactly the same."""

    rule = "not_found"
    words = _("There is no such record here.")
    status = 404


class Stale(Refused):
    """Somebody changed the record after this person opened it. Nothing of theirs is lost; they see both."""

    rule = "changed_meanwhile"
    words = _(
        "Somebody changed this while you had it open. Nothing was overwritten: check what changed, then save again."
    )
    status = 409

    def __init__(self, *, seen: int, now: int) -> None:
        super().__init__()
        self.seen = seen
        self.now = now


def raise_if(refusal: object | None) -> None:
    """Raise the worded refusal that a rule returned; do nothing for None.

    Takes anything with `rule` and `words`, so that the rules of the domain need not know this class.
    """
    if isinstance(refusal, Refused):
        raise refusal
    if refusal is not None:
        raise Refused(str(getattr(refusal, "words", refusal)), rule=str(getattr(refusal, "rule", "refused")))
