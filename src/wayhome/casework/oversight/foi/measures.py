"""What a question of a request can be answered with: numbers of the common set, words, "not held" or "cannot say".

Each measure has its own lists of words, by which a pasted question is matched to it; nobody has to guess why it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from wayhome.casework.oversight.figures.reasons import BY_OUTCOME, TOGETHER
from wayhome.casework.oversight.releasing.ground import IN_CARE, LOOKED_AFTER
from wayhome.casework.oversight.words import REASON_GROUPS, STEP
from wayhome.domain.vocabulary import DeliveryModel, Group, Outcome, Word
from wayhome.indicators.catalogue import way
from wayhome.indicators.catalogue.delivery import WHO_DELIVERS
from wayhome.indicators.catalogue.not_counted import NOT_COUNTED
from wayhome.indicators.catalogue.reach import MISSING_CHILDREN, MISSING_EPISODES
from wayhome.indicators.definition import Indicator

Phrases = tuple[str, ...]
"""Beginnings of words, one or several in a row: "return home interview" is found in "Return home interviews"."""


class How(Word):
    """How a question is answered."""

    NUMBERS = ("numbers", "With numbers")
    IN_WORDS = ("in_words", "In our own words")
    NOT_HELD = ("not_held", "We do not hold this")
    CANNOT_SAY = ("cannot_say", "We cannot say")


@dataclass(frozen=True, slots=True)
class Shown:
    """One number that answers: what the line is called, and what it counts."""

    label: Any
    number: Indicator


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One way to answer. `needs`: a phrase of each list must be in the question, and none of `without`."""

    word: str
    words: Any
    how: How = How.NUMBERS
    shows: tuple[Shown, ...] = ()
    firsts: int = 1
    """So many of them say it; the others are details, and left out where they would hide those."""
    defined: tuple[Indicator, ...] = ()
    """Whose definition is printed, where it is not that of each number."""
    note: Any = ""
    """What everybody who reads the answer has to know: how it differs from what was asked."""
    because: Any = ""
    """Why it is not held, or cannot be said."""
    needs: tuple[Phrases, ...] = ()
    without: Phrases = field(default=())

    @property
    def means(self) -> tuple[Indicator, ...]:
        """The definitions that are printed with it."""
        return self.defined or tuple(each.number for each in self.shows)

    @property
    def versions(self) -> str:
        """Which definitions, and which version of each."""
        return ", ".join(f"{number.id} {number.definition_version}" for number in self.means)


def _because(id: str) -> str:
    return next(each.because for each in NOT_COUNTED if each.id == id)


TALK: Phrases = ("return home interview", "return interview", "rhi", "rhis", "interview", "independent return")
MANY: Phrases = ("how many", "number", "total", "count", "figure", "by year", "per year")
CHILD: Phrases = ("child", "young people", "young person", "individual", "minor")
MISSING: Phrases = ("missing",)
SAID_NO: Phrases = ("declin", "refus", "said no", "turned down", "not accept")
PARENT: Phrases = ("parent", "carer", "guardian")
HELD: Phrases = (
    "complet",
    "undert",
    "carried out",
    "conduct",
    "held",
    "took place",
    "taken place",
    "done",
    "received",
    "had a",
)
IN_72_HOURS: Phrases = ("72", "seventy two", "seventy-two", "three days", "statutory timescale")
"""Alone it says neither that an interview was held in that time nor that it was offered: which, a question has to say."""
INCIDENT: Phrases = ("incident", "episode", "occasion", "instance", "report", "times")
IN_CARE_PHRASES: Phrases = (
    "looked after",
    "looked-after",
    "in care",
    "in local authority care",
    "cla",
    "lac",
    "care experienced",
)

INCIDENTS_NOTE = _(
    "This counts every missing episode, whether or not the child is back and whoever was asked, by the day the child went missing. The "
    "numbers of offers and interviews go by the day of return, so they cannot be divided by this one."
)
RETURNS_NOTE = _(
    "The question asks for interviews. We count returns: one interview may cover several, and a return that nobody was interviewed about "
    "is counted too. So this is not the number of interviews, and not a share of all incidents."
)

NUMBERS: tuple[Measure, ...] = (
    Measure(
        word="why_no_talk", words=_("Why there was no interview, one reason for each return"),
        shows=tuple(Shown(words, some) for some, (words, _outcomes) in zip(TOGETHER, REASON_GROUPS, strict=True)), firsts=len(TOGETHER),
        defined=(way.WHY_NO_TALK,), note=_("One reason for each return that led to no interview; they add up."),
        needs=(("why", "reason"), TALK, ("not", "no", "without")),
    ),
    Measure(
        word="in_time", words=_("Returns after which the child was heard within 72 hours"),
        shows=(Shown(_("Heard within 72 hours of return"), way.IN_TIME), Shown(_("The same, of those heard"), way.IN_TIME_OF_TALKS)),
        note=RETURNS_NOTE, needs=(IN_72_HOURS, HELD),
    ),
    Measure(
        word="follow_up", words=_("Help: needed, offered and begun"),
        shows=tuple(Shown(STEP[step.reached.slug], step.reached) for step in (way.NEEDS_HELP, way.OFFERED_HELP, way.HELP_STARTED)),
        note=_("Counted by return. Help is recorded as offered only where a named service was offered on a day; where nobody recorded it, "
               "it is not recorded, and not a no."),
        needs=(("follow up", "follow-up", "further support", "support after", "ongoing support", "support offered"),),
    ),
    Measure(
        word="who_delivers", words=_("Who holds the interviews"),
        shows=(Shown(_("Returns covered by an interview"), way.HEARD.reached),
               *(Shown(DeliveryModel(value).label, part) for value, part in zip(WHO_DELIVERS.values, WHO_DELIVERS.parts(), strict=True))),
        defined=(way.HEARD.reached, WHO_DELIVERS),
        note=_("Each return that an interview covered, by who held it."),
        needs=(
            ("who", "which", "provider", "organisation", "commission", "contract"),
            ("provid", "deliver", "conduct", "carr", "hold", "commission", "undertak", "responsible", "contract"),
            TALK,
        ),
        without=("how many", "number of", "consent"),
    ),
    Measure(
        word="parent_said_no", words=_("Returns with no interview because a parent or carer said no"),
        shows=(Shown(_("A parent or carer said no"), BY_OUTCOME[Outcome.PARENT_OR_CARER_REFUSED]),), defined=(way.WHY_NO_TALK,),
        note=_("Out of returns that led to no interview. A child’s own no is counted apart."),
        needs=(PARENT, SAID_NO),
    ),
    Measure(
        word="child_said_no", words=_("Returns with no interview because the child said no"),
        shows=(Shown(_("The child said no this time"), BY_OUTCOME[Outcome.DECLINED_BY_CHILD]),), defined=(way.WHY_NO_TALK,),
        note=_("Out of returns that led to no interview. Only the child’s own no: a parent’s or carer’s is counted apart, and so is a child "
               "who was not reached or gave no answer."),
        needs=(SAID_NO,),
    ),
    Measure(
        word="offered", words=_("Returns after which the child was offered an interview"),
        shows=(Shown(_("The child was offered an interview"), way.CHILD_ASKED.reached),),
        note=_("Offered means that the child was told, after being found, or that an interview was held. A letter, or a word to the carer, "
               "is not counted; figures that count those are higher. We count returns, and one offer may cover several."),
        needs=(("offer",),), without=("help", "support", "services", "case by case", "policy", *IN_72_HOURS),
    ),
    Measure(
        word="completed", words=_("Returns after which the child was heard"),
        shows=(Shown(_("Covered by an interview"), way.HEARD.reached),), note=RETURNS_NOTE,
        needs=(HELD, TALK),
        without=("held by",),
    ),
    Measure(
        word="children_missing", words=_("Different children who went missing"),
        shows=(Shown(_("Children who went missing"), MISSING_CHILDREN),),
        note=_("A child who went missing several times is counted once. Children are never added over groups or years: one may be in several."),
        needs=(CHILD, MISSING, MANY), without=("incident", "episode", "occasion", "interview", "rhi"),
    ),
    Measure(
        word="incidents", words=_("Missing episodes"),
        shows=(Shown(_("Missing episodes"), MISSING_EPISODES),), note=INCIDENTS_NOTE,
        needs=(INCIDENT, MISSING), without=("interview", "rhi"),
    ),
    Measure(
        word="returns", words=_("Returns: the child came back, and was under 18"),
        shows=(Shown(_("Returns"), way.RETURNS),), note=_("By the day of return, whoever was asked and whatever the local policy is."),
        needs=(("returned", "came back", "found"), MISSING), without=("interview",),
    ),
)  # fmt: skip

OTHERS: tuple[Measure, ...] = (
    Measure(
        word="looked_after_in_year", words=_("All children looked after in the year"), how=How.NOT_HELD,
        because=_("This system holds children who went missing, and not all children who were looked after. The yearly return of "
                  "looked-after children (SSDA903), published by the Department for Education, has the number."),
        needs=(IN_CARE_PHRASES, MANY), without=("missing", "interview", "rhi", "absent"),
    ),
    Measure(
        word="consent", words=_("Whether a parent’s yes is required, or was waited for"), how=How.CANNOT_SAY, because=_because("R7"),
        needs=(("consent", "permission"),),
    ),
    Measure(
        word="shared", words=_("What was passed on to social care, police or a forum"), how=How.CANNOT_SAY, because=_because("F4"),
        needs=(("share", "passed on", "passed to"),),
    ),
    Measure(
        word="full_notes", words=_("Whether the notes of each interview are full"), how=How.CANNOT_SAY, because=_because("D9"),
        needs=(("notes", "full record", "written record"),),
    ),
    Measure(
        word="in_words", words=_("Answer in our own words"), how=How.IN_WORDS,
        because=_("The question asks for a view, or for how things are done. No number that we record answers it."),
        needs=(("describe", "explain", "tell us", "case by case", "working well", "works well", "barrier", "challenge", "comment",
                "anything else", "policy", "improve", "what would"),),
    ),
    Measure(word="not_held", words=_("We do not hold this"), how=How.NOT_HELD),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = {each.word: each for each in (*NUMBERS, *OTHERS)}
"""Everything a question can be answered with, by its word; in the order in which a question is matched."""
IN_ORDER: tuple[Measure, ...] = (
    *(MEASURES[word] for word in ("consent", "shared", "full_notes")),
    *NUMBERS,
    *(MEASURES[word] for word in ("looked_after_in_year", "in_words")),
)
"""The most particular first: a question that says "72 hours" and "completed" asks for those in time."""


@dataclass(frozen=True, slots=True)
class Who:
    """Which children a question is about: what the ground calls them, one by one where each is asked for."""

    word: str
    words: Any
    lived: tuple[tuple[Any, str], ...]
    needs: Phrases = ()


EVERYBODY = Who("", _("All children"), (("", "all"),))
GROUPS: Mapping[str, Who] = {
    who.word: who
    for who in (
        EVERYBODY,
        Who("care_out", _("Looked after, placed in another area"), (("", Group.CARE_OUT.value),),
            ("out of area", "out of county", "out of borough", "placed away", "placed outside", "outside the area", "outside your area",
             "placed in another", "another local authority")),
        Who("care_in", _("Looked after, placed here"), (("", Group.CARE_IN.value),), ("placed in area", "in area placement", "within the area")),
        Who("looked_after", _("Looked after, wherever they are placed"), (("", LOOKED_AFTER),), IN_CARE_PHRASES),
        Who("home", _("Living at home"), (("", Group.HOME.value),), ("missing from home", "living at home", "from the family home")),
        Who("each", _("Each of the three groups: from home, looked after here, placed away"),
            ((_("From home"), Group.HOME.value), (_("Looked after here"), Group.CARE_IN.value), (_("Placed away"), Group.CARE_OUT.value)),
            ("by group", "each group", "broken down by", "broken down into")),
    )
}  # fmt: skip
assert {Group.CARE_IN.value, Group.CARE_OUT.value} == IN_CARE
