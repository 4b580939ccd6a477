"""Who decides whether a child is spoken to, and what must be written down (domain reference §11).

Three things are kept apart: the child's agreement to talk, a parent's permission to see the child, and wishes about
sharing. Guidance does not ask for a parent's consent to a return home interview; practice differs, and so the procedure
is here in one place, from facts to a worded decision. Nothing in it blocks saving: what is not known is listed to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.domain.outcome import Answer
from wayhome.domain.vocabulary.word import Word


class LegalStatus(Word):
    """How the child is looked after, as far as it matters to who decides."""

    CARE_ORDER = ("care_order", "Under a care order", "The authority has or shares parental responsibility.")
    ACCOMMODATED = ("accommodated", "Accommodated under section 20", "Parents keep parental responsibility.")
    NOT_LOOKED_AFTER = ("not_looked_after", "Not looked after")


class ParentView(Word):
    """What a person with parental responsibility says about a talk."""

    AGREES = ("agrees", "Agrees")
    REFUSES = ("refuses", "Said no")
    UNREACHABLE = ("unreachable", "Could not be reached")
    NOT_ASKED = ("not_asked", "Not asked yet")


class Decider(Word):
    """Whose decision it is."""

    SAFEGUARDING = ("safeguarding", "Social worker and front door, under safeguarding")
    AUTHORITY = ("authority", "The authority")
    CHILD = ("child", "The child")
    PARENT = ("parent", "Parent, with the child's own agreement")
    TEAM_MANAGER = ("team_manager", "Team manager")


class AgePrompt(Word):
    """What a child's age asks of the worker. Defaults, which an authority may change."""

    MANAGER_VIEW = ("manager_view", "Ask the team manager's view", "Always, below the first age.")
    PROMPT = ("prompt", "Think about how much this child understands, and write it down")
    COMPETENCE = ("competence", "Record whether the child understands enough to decide, and why")
    NONE = ("none", "Presumed able to decide")
    AGE_NOT_KNOWN = ("age_not_known", "Find out how old the child is")


@dataclass(frozen=True, slots=True)
class AgeDefaults:
    """The ages at which each prompt begins."""

    prompt_from: int = 10
    competence_from: int = 13
    presumed_able_from: int = 16


def age_prompt(age: int | None, defaults: AgeDefaults | None = None) -> AgePrompt:
    """What a child's age in whole years asks of the worker."""
    ages = defaults or AgeDefaults()
    if age is None:
        return AgePrompt.AGE_NOT_KNOWN
    if age >= ages.presumed_able_from:
        return AgePrompt.NONE
    if age >= ages.competence_from:
        return AgePrompt.COMPETENCE
    return AgePrompt.PROMPT if age >= ages.prompt_from else AgePrompt.MANAGER_VIEW


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What is known when someone asks who decides. None: not asked or not known yet."""

    immediate_risk: Answer = None
    """Immediate risk, or the threshold of a child protection enquiry."""
    parent_may_be_source_of_harm: Answer = None
    legal_status: LegalStatus | None = None
    age: int | None = None
    competent: Answer = None
    """The worker's view that the child understands enough to decide (Gillick). Never presumed below the age for it."""
    parent: ParentView = ParentView.NOT_ASKED
    risk_indicators: Answer = None


@dataclass(frozen=True, slots=True)
class ConsentDecision:
    """Who decides, whether the talk may go ahead now, and what to do and write down. `step` is of the procedure."""

    step: str
    decides: Decider
    may_go_ahead: Answer
    """Yes; no; or None: somebody has to decide first."""
    words: str
    next_step: str
    parents_are_told: str
    to_record: tuple[str, ...]
    still_to_ask: tuple[str, ...]
    age_prompt: AgePrompt


_ALWAYS_RECORD = ("who decided", "when", "what the parent was told, or why not")
_COMPETENCE = "whether the child understands enough to decide, and why you think so"
_TELL_UNLESS_RISK = "Tell the parents, unless telling them raises the risk."


def consent(facts: ConsentFacts, defaults: AgeDefaults | None = None) -> ConsentDecision:
    """Who decides and what comes next: the procedure of domain reference §11, first step that applies.

    A parent who may be the source of harm comes before every step that would ask that parent.
    """
    ages = defaults or AgeDefaults()
    prompt = age_prompt(facts.age, ages)
    if facts.immediate_risk:
        return _safeguarding(facts, prompt)
    if facts.parent_may_be_source_of_harm:
        return _do_not_ask_the_parent(facts, prompt)
    if facts.legal_status is LegalStatus.CARE_ORDER:
        return _care_order(facts, prompt)
    if facts.legal_status is LegalStatus.ACCOMMODATED:
        return _accommodated(facts, prompt)
    if _child_decides(facts, ages):
        return _the_child_decides(facts, prompt)
    return _by_parents_view(facts, prompt)


def _child_decides(facts: ConsentFacts, ages: AgeDefaults) -> bool:
    presumed = facts.age is not None and facts.age >= ages.presumed_able_from
    return facts.competent is True or (presumed and facts.competent is not False)


def _still_to_ask(facts: ConsentFacts) -> tuple[str, ...]:
    """Questions whose answer could lead to an earlier step."""
    questions = (
        (facts.immediate_risk, "Is there immediate risk, or is the threshold of a child protection enquiry met?"),
        (facts.parent_may_be_source_of_harm, "Could a parent be the source of harm?"),
        (facts.legal_status, "Is the child looked after, and how?"),
        (facts.age, "How old is the child?"),
    )
    return tuple(question for answer, question in questions if answer is None)


def _decision(
    facts: ConsentFacts,
    prompt: AgePrompt,
    step: str,
    decides: Decider,
    may_go_ahead: Answer,
    words: str,
    next_step: str,
    parents: str,
    *also_record: str,
) -> ConsentDecision:
    if prompt is AgePrompt.MANAGER_VIEW and decides is not Decider.SAFEGUARDING:
        also_record = (*also_record, "the team manager's view, because of the child's age")
        may_go_ahead = None if may_go_ahead else may_go_ahead
        next_step = f"Ask the team manager's view first, because of the child's age. {next_step}"
    return ConsentDecision(
        step=step,
        decides=decides,
        may_go_ahead=may_go_ahead,
        words=words,
        next_step=next_step,
        parents_are_told=parents,
        to_record=_ALWAYS_RECORD + also_record,
        still_to_ask=() if step == "1" else _still_to_ask(facts),
        age_prompt=prompt,
    )


def _safeguarding(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "1", Decider.SAFEGUARDING, True,
        "There is immediate risk: act under safeguarding. Nobody's permission is needed.",
        "Raise the worry now; the social worker or the front door leads.",
        _TELL_UNLESS_RISK,
        "the risk and what was done about it",
    )  # fmt: skip


def _do_not_ask_the_parent(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "5", Decider.SAFEGUARDING, None,
        "A parent may be the source of harm: do not ask that parent for permission.",
        "The social worker or the front door decides how the child is seen, and leads.",
        "Do not tell the parent before the social worker or the front door has said what is safe.",
        "why a parent may be the source of harm",
    )  # fmt: skip


def _care_order(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "2", Decider.AUTHORITY, True,
        "The child is under a care order: the authority decides, and the child may still say no.",
        "Offer the talk to the child.",
        "Tell the parents as the care plan says.",
        _COMPETENCE,
    )  # fmt: skip


def _accommodated(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "2", Decider.AUTHORITY, True,
        "The child is accommodated: the parents are told, and their permission is not needed first.",
        "Offer the talk to the child.",
        "Tell the parents. They keep parental responsibility.",
        _COMPETENCE,
    )  # fmt: skip


def _the_child_decides(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "3", Decider.CHILD, True,
        "The child decides.",
        "Offer the talk to the child. A parent's no does not end it.",
        "Tell the parents, unless it is unsafe or the child objects with good reason.",
        _COMPETENCE,
    )  # fmt: skip


def _by_parents_view(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    """Step 4: not, or not yet, judged able to decide."""
    by_view = {
        ParentView.AGREES: _parent_agrees,
        ParentView.REFUSES: _parent_refuses,
        ParentView.UNREACHABLE: _parent_unreachable,
        ParentView.NOT_ASKED: _parent_not_asked,
    }
    return by_view[facts.parent](facts, prompt)


def _parent_agrees(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "4", Decider.PARENT, True,
        "The parent agrees: go ahead. The child may still say no.",
        "Offer the talk to the child.",
        "They know.",
        _COMPETENCE,
    )  # fmt: skip


def _parent_refuses(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    words = (
        "The parent said no. Ask the child's own view if it is safe to. "
        "The team manager decides within one working day."
    )
    record = ("the parent's reason", "the child's own view, if it was safe to ask", _COMPETENCE)
    if facts.risk_indicators:
        return _decision(
            facts, prompt, "4a", Decider.TEAM_MANAGER, None, words,
            "There are signs of risk: a social worker's visit, an assessment or a strategy discussion.",
            _TELL_UNLESS_RISK, *record, "the signs of risk and which of the three follows",
        )  # fmt: skip
    if facts.risk_indicators is None:
        return _decision(
            facts, prompt, "4", Decider.TEAM_MANAGER, None, words,
            "Say whether there are signs of risk: what follows depends on it.",
            "They know.", *record, "whether there are signs of risk",
        )  # fmt: skip
    return _decision(
        facts, prompt, "4b", Decider.TEAM_MANAGER, False, words,
        "No signs of risk: record that the parent refused, which is never the child's no. Ask what the carer knows, "
        "leave the leaflet and helplines, and offer again through school when that is lawful.",
        "They know.", *record, "what the carer told you",
    )  # fmt: skip


def _parent_unreachable(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "4", Decider.TEAM_MANAGER, None,
        "No parent could be reached.",
        "Try through school or a professional the child knows. Do not wait past the 72 hours without a note by the "
        "team manager.",
        "Tell them when they are reached, unless it is unsafe.",
        "whom you tried, and when", _COMPETENCE,
    )  # fmt: skip


def _parent_not_asked(facts: ConsentFacts, prompt: AgePrompt) -> ConsentDecision:
    return _decision(
        facts, prompt, "4", Decider.PARENT, None,
        "Nobody has asked the parent yet, or judged whether the child understands enough to decide.",
        "Form a view of how much the child understands, or ask the parent.",
        "Ask them, unless it is unsafe.",
        _COMPETENCE,
    )  # fmt: skip
