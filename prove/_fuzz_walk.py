"""Where to go next and what to send there: pages are read, their own forms are filled in, and some of it is made odd."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from prove._fuzz_area import ENDS_A_SIGN_IN, Somebody, Town, name_of
from prove._fuzz_fill import filled
from prove._fuzz_odd import Odds, made_odd
from prove._fuzz_pages import Form, Page
from prove._fuzz_sent import Sent
from wayhome.casework.journal.pages import ACCESS
from wayhome.domain.vocabulary import Role

FOLLOWS, FROM_THE_LIST = 0.75, 0.93
"""How often somebody goes where a page led them, or to any page of the address table; else to an odd address."""

POSTS, GOES_ON = 0.85, 0.5
SELDOM = frozenset(
    {"agreement_end", "contract_end", "team_end", "contact_point_end", "setting", "organisation_edit", "cover"}
)
"""What would, done often, leave an area in which nothing can be done any more."""

BUSY = {
    Role.RHI_COORDINATOR: 6, Role.PROVIDER_INTERVIEWER: 5, Role.PROVIDER_MANAGER: 3, Role.SOCIAL_WORKER: 4, Role.TEAM_MANAGER: 3,
    Role.SERVICE_MANAGER: 2, Role.POLICE_MPC: 2, Role.FRONT_DOOR: 2, Role.SYSADMIN: 2,
}  # fmt: skip


@dataclass
class Walk:
    """The choices of one run: whom, where, what, how odd. Everything comes from the dice."""

    town: Town
    dice: random.Random
    visits: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    """How often the form of a page was taken: the figures of the run keep it."""
    odds: Odds = field(init=False)

    def __post_init__(self) -> None:
        self.odds = Odds(self.dice)
        self.pages = [str(p.name) for p in get_resolver().url_patterns if isinstance(p, URLPattern)]
        self.look_around()

    def look_around(self) -> None:
        """Learn the ids that there are now, so that some can be used where they do not belong."""
        self.odds.foreign = self.town.ids(but=self.town.area.organisation["eastmere"]) or ["0" * 8]
        self.odds.foreign = [*self.odds.foreign, *self.town.ids()[:40], "00000000-0000-0000-0000-000000000000"]

    def somebody(self, only: frozenset[str] = frozenset()) -> Somebody:
        """Whose turn it is: those whose work is most of the journey more often; of some pages, those whose work they are."""
        people = [s for s in self.town.people if not only or any(admits(page, s) for page in only)]
        weights = [1.5 if s.person is None else BUSY.get(s.person.role, 1) for s in people]
        return self.dice.choices(people, weights=weights)[0]

    def opened(self, who: Somebody, only: frozenset[str] = frozenset()) -> Sent:
        """A page to open: mostly one that this person was led to and that was opened least so far."""
        if only:
            name = self.dice.choice(sorted(page for page in only if admits(page, who)))
            return self._get(self._recent(who.known[name]) if who.known.get(name) else self._address(name), name)
        chance = self.dice.random()
        if chance < FOLLOWS and who.known:
            name = self._least(sorted(who.known))
            sent = self._get(self._recent(who.known[name]), name)
        elif chance < FROM_THE_LIST:
            sent = self._from_the_list(who)
        else:
            return made_odd(self._from_the_list(who), self.odds)
        return made_odd(sent, self.odds) if self.dice.random() < 0.12 else sent

    def onward(self, who: Somebody, page: Page) -> Sent | None:
        """A link of the page that was opened, the kind that was followed least so far; now and then nobody goes on."""
        led = {name_of(link): link for link in page.links}
        names = sorted(name for name in led if name and name not in ENDS_A_SIGN_IN)
        if not names or self.dice.random() > GOES_ON:
            return None
        name = self._least(names)
        return self._get(led[name], name)

    def _least(self, names: list[str]) -> str:
        """Of a few pages, the one that was opened least and whose form was done least."""
        some = self.dice.sample(names, min(5, len(names)))
        return min(some, key=lambda n: self.visits[n] + 3 * self.done[n])

    def _recent(self, addresses: list[str]) -> str:
        return addresses[min(int(self.dice.expovariate(0.25)), len(addresses) - 1)]

    def _from_the_list(self, who: Somebody) -> Sent:
        """Any page that admits this person, sometimes one that does not, with ids of anything."""
        names = self.dice.sample(self.pages, 6)
        if who.person is not None and self.dice.random() < 0.85:
            names = [n for n in names if admits(n, who)] or names
        name = min(names, key=lambda n: self.visits[n])
        return self._get(self._address(name), name)

    def _address(self, name: str) -> str:
        pattern = next(p for p in get_resolver().url_patterns if isinstance(p, URLPattern) and p.name == name)
        given = {each: self._argument(each, converter) for each, converter in pattern.pattern.converters.items()}
        try:
            return reverse(name, kwargs=given)
        except NoReverseMatch:
            return "/" + "/".join(str(value) for value in given.values())

    def _argument(self, name: str, converter: object) -> object:
        usual = {
            "code": ("en", "cy", "xx"),
            "pk": (1, 0, 10**12),
            "provider_id": ("nobody",),
            "key": ("1-abc",),
            "uidb36": ("zz",),
        }
        example = getattr(converter, "example", None)
        if example:
            return example
        if name in usual:
            return self.dice.choice(usual[name])
        if name == "name":
            return self.dice.choice(("offer_policy", "no_such_setting"))
        table = {"case": "case", "child": "identity", "episode": "episode", "notice": "notice", "asked": "asked"}.get(
            name
        )
        own = self.town.ids(table) if table and self.dice.random() < 0.7 else []
        return self.dice.choice(own or list(self.odds.foreign))

    def _get(self, address: str, name: str) -> Sent:
        path, _, query = address.partition("?")
        self.visits[name] += 1
        return Sent("GET", path, query, page=name)

    def answered(self, page: Page, name: str, only: frozenset[str] = frozenset()) -> Iterator[Sent]:
        """What is sent from a page: its forms filled in and made odd, and in the end one as it was meant."""
        forms = [form for form in page.sent if (name_of(form.action) in only if only else self._worth(form))]
        if not forms or self.dice.random() > POSTS:
            return
        for odd in (*([True] * self.dice.choice((0, 1, 2, 2, 3, 4))), False):
            sent = filled(self.dice.choice(forms), self.dice, self.town.now())
            sent = replace(sent, page=name_of(sent.path) or name)
            yield made_odd(sent, self.odds) if odd else sent

    def _worth(self, form: Form) -> bool:
        name = name_of(form.action)
        if name in ENDS_A_SIGN_IN:
            return self.dice.random() < 0.1
        return self.dice.random() < 0.04 if name in SELDOM else True


def admits(page: str, somebody: Somebody) -> bool:
    """Whether it is this person's work to open the page at all."""
    return (
        somebody.person is not None
        and page in ACCESS
        and (ACCESS[page].roles is None or somebody.person.role in (ACCESS[page].roles or ()))
    )
