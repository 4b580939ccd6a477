"""Where to begin, by role, and what each page is for: the help of every page, in one place, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wayhome.domain.vocabulary import Role, Term

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to try, in order; `page` is where, by name, where it does not begin at a child's case."""

    words: Words
    page: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What one page is for, and what people ask about it."""

    title: Words
    words: Words


WORRY = Stop(_("Learn where “Worried about this child?” is: on every page about a child. What you write goes to a person, "
               "and further by itself until somebody says that they have it. In danger now: ring 999."))  # fmt: skip
OWN_CASES = Stop(
    _("Today shows the children who are given to you, the earliest due first. Nobody else’s are there."), "today"
)
FIGURES = Stop(
    _("Open “How are we doing?”. Press any number: it says what it counts and shows the returns behind it."),
    "oversight",
)
SENT = Stop(
    _("What others send you waits here. Opening it tells them that it arrived; say that you have it."), "received"
)
WRITE_UP = Stop(
    _("After a talk: say that it was held, send a headline note the same day, then write it up. It is kept as you go.")
)
PROMISES = Stop(
    _("On a case, “Help” says what was promised, who sees to it, and whether it really began. You record that it did.")
)

FIRST: Mapping[Role, tuple[Stop, ...]] = {
    Role.RHI_COORDINATOR: (
        Stop(
            _(
                "Start at Today. What is above the lists comes first: worries nobody has picked up, then children due soonest."
            ),
            "today",
        ),
        Stop(
            _(
                "Open a child. The card says how to reach them safely; the clock says when 72 hours are over, and why then."
            ),
            "cases",
        ),
        Stop(
            _(
                "Log a try, or record that the child was told. A letter, or a word to the carer, is a try: only a child who was told "
                "counts as asked."
            )
        ),
        Stop(
            _("Work down the call list at the phone: each child with who to ask for and what they asked for."),
            "call_list",
        ),
        Stop(
            _(
                "When the child says yes, give the talk to somebody independent of their care; the page says whether they are."
            )
        ),
        Stop(_("When a record is ready to check, read it and approve it, or give it back with words. Never your own.")),
        Stop(_("Decide for each person on the list: told, or not told because. You see exactly what each would get.")),
        PROMISES,
        WORRY,
    ),
    Role.RHI_INTERVIEWER: (
        OWN_CASES,
        Stop(_("Before you go, open the brief: it is one page, for a phone or for paper.")),
        WRITE_UP,
        WORRY,
    ),
    Role.PROVIDER_INTERVIEWER: (
        OWN_CASES,
        Stop(_("Before you go, open the brief: it is one page, for a phone or for paper.")),
        WRITE_UP,
        WORRY,
    ),
    Role.PROVIDER_MANAGER: (
        Stop(
            _(
                "Today shows what the authority sent you. Say that you have it, take it on or hand it back with a reason."
            ),
            "today",
        ),
        Stop(
            _("Give each talk to one of your people. The record opens to them then, and shuts when it is handed back.")
        ),
        WORRY,
    ),
    Role.SOCIAL_WORKER: (OWN_CASES, PROMISES, SENT, WORRY),
    Role.TEAM_MANAGER: (
        Stop(
            _("Today says what needs your decision: a parent’s no, an absence that was none, a case entered twice."),
            "today",
        ),
        Stop(
            _(
                "What was late for a child comes up to you by itself, and stays until it is done. Say that you see to it."
            ),
            "gone_up",
        ),
        FIGURES,
        WORRY,
    ),
    Role.IRO: (OWN_CASES, WORRY),
    Role.ADVOCATE: (OWN_CASES, WORRY),
    Role.FRONT_DOOR: (
        Stop(
            _(
                "Today shows worries that nobody has picked up. Press “I have picked this up”: the record opens to you then."
            ),
            "today",
        ),
        WORRY,
    ),
    Role.POLICE_MPC: (
        Stop(
            _("Tell an authority that a child is missing, or back. You are told at once what became of it."),
            "report_new",
        ),
        SENT,
    ),
    Role.HOST_LA_MISSING_LEAD: (OWN_CASES, SENT, WORRY),
    Role.CARER_HOME: (
        Stop(
            _(
                "Today shows the children who live with you, and whether somebody independent is coming to listen to them."
            ),
            "today",
        ),
        WORRY,
    ),
    Role.SCHOOL_CONTACT: (SENT, WORRY),
    Role.HEALTH_CONTACT: (SENT, WORRY),
    Role.PANEL_MEMBER: (
        Stop(_("The children on the list are open to you while the window of the meeting is open, and not after.")),
    ),
    Role.SERVICE_MANAGER: (
        FIGURES,
        Stop(_("What nobody below you saw to in time comes up to you by itself."), "gone_up"),
        Stop(_("Names behind a number: say what for, once. It is kept in the journal.")),
        WORRY,
    ),
    Role.NAMED_SENIOR_MANAGER: (
        FIGURES,
        Stop(_("What nobody below you saw to in time comes up to you by itself."), "gone_up"),
        WORRY,
    ),
    Role.DCS: (FIGURES,),
    Role.ANALYST: (
        FIGURES,
        Stop(
            _("“All measures” lists every measure with its count; each has its definition and its file."),
            "oversight_measures",
        ),
    ),
    Role.AUDITOR_IG: (Stop(_("On a child’s record, “Who looked” lists everyone who opened it, when and why.")),),
    Role.SYSADMIN: (
        Stop(
            _(
                "Add your people, each with the role that is their work. A role is what opens pages; a team is what opens children."
            ),
            "people",
        ),
        Stop(_("Put somebody on the duty rota for every hour, so that a worry always reaches a person."), "rota"),
        Stop(_("Look through the settings: each says what it changes and since when."), "settings"),
    ),
}
"""What to try first. A role that is not here is only ever sent what it needs, and finds it under Sent to us."""

ABOUT: Mapping[str, About] = {
    "today": About(_("Today"), _(
        "What needs somebody now, the earliest first. It keeps itself up to date: the bar at the top says when it last looked. "
        "Children past 72 hours who were never asked always stand on the first screen; nothing late is folded away.")),
    "cases": About(_("Cases"), _(
        "Every case that is open to you. A case opens by itself when a child is found or comes back, and joins a second absence "
        "before the talk: one talk, each return with its own clock.")),
    "case": About(_("A case"), _(
        "One child: how to reach them safely, the clock, where things stand, what to do next, and everything that happened in order. "
        "What can be recorded seldom stands under “More that can be recorded”.")),
    "call_list": About(_("Call list"), _(
        "Children nobody has reached yet, with the way that is safe for each. “Log a try” notes what came of it.")),
    "try_new": About(_("Log a try"), _(
        "A call, a visit, a letter, a word to the carer. It shows that you tried. It does not count as asked: only the child being told "
        "does.")),
    "child_contact": About(_("How to reach a child safely"), _(
        "For each way: yes, never, or not checked yet. Until somebody has checked, no text and no letter is sent; the named adult is "
        "offered instead.")),
    "write_up": About(_("Writing up a talk"), _(
        "Every question may stay open. “Not asked” is an answer, and so is “did not want to say”. Write the child’s own words "
        "as they said them. Drafts are kept as you type and are sealed.")),
    "share_decide": About(_("Who is told"), _(
        "For each person: told, or not told because. You see what each would get before it goes; classes they may not have are left out, "
        "and the police see that something was.")),
    "need": About(_("Help"), _(
        "What the child needs, who sees to it, what was offered, and whether it really began. Offered is not begun.")),
    "oversight": About(_("How are we doing?"), _(
        "The figures of your authority, each with what is not known. A return is judged once it is old enough. "
        "Where too little is recorded, it says that it cannot be said.")),
    "oversight_figure": About(_("One figure"), _(
        "The figure, its table, what each number counts and the way to the returns behind it. Where it says “too few to show fairly”, "
        "choose a longer period. When children come back is for people in this building, and is no file.")),
    "oversight_told": About(_("What children told us"), _(
        "Counts of talks in the last four whole quarters, as the records say it in codes. “Few” stands for one to five talks or children, "
        "and no list lies behind any number.")),
    "oversight_compare": About(_("Compare with others"), _(
        "One measure beside other councils, by name and never in the order of a number. Only outside the solid lines is a council different. "
        "Whoever counts something else is not drawn. The numbers were released: none is small, and none is about a child.")),
    "oversight_records": About(_("Records to fix"), _(
        "What is missing from records, what that spoils, and who can put it right. Press a line for its records. What nobody recorded is "
        "hatched in every figure until then.")),
    "oversight_gap": About(_("One kind of gap"), _(
        "The records with this gap. Names stand only where the child is open to you; the link leads to the page on which it is put right.")),
    "oversight_providers": About(_("Who holds the talks"), _(
        "Every provider that has or had returns of yours, and your own team, from A to Z. Press a name for what each was given, what became "
        "of it, and whose move is next.")),
    "oversight_provider": About(_("One provider"), _(
        "What it was given and what became of it, with what is not recorded and what chance allows. A share of fewer than 20 returns is "
        "not said: it would be no fair word about anybody.")),
    "provider_figures": About(_("How are we doing?"), _(
        "The returns that are with you and open to you: what became of them, and whose move is next. The council sees the same numbers "
        "of you; you see nothing of others.")),
    "oversight_forces": About(_("How the police told us"), _(
        "Each police force from A to Z: how soon it told us that a child was back, and how well the return is timed.")),
    "oversight_force": About(_("One police force"), _(
        "When a notice was sent, when it reached us and when somebody here opened it: three lines, because each is somebody else’s share.")),
    "oversight_seventy_two": About(_("Why other councils say 60%"), _(
        "“Within 72 hours” is said of the same returns in several ways. Each stands here with its own definition and with whom it leaves "
        "out; the first is the one we print.")),
    "board_paper": About(_("Board papers"), _(
        "The figures of whole months as a PDF for people outside. Small numbers are withheld, and what is printed is attacked together with "
        "every earlier paper before it is made. A paper that is made cannot be taken back: it is kept as it left.")),
    "changed_new": About(_("What we changed"), _(
        "What children said, what is different because of it, and from when, in your name. It stands under what children told us, on the page "
        "of figures and in the inspection pack. No child is named. Other words later keep the earlier ones; what is taken back stays readable.")),
    "inspection": About(_("Inspection pack"), _(
        "An inspector’s five questions on one page: who is waiting, why late, what children say, what changed, show me ten. Nothing is held "
        "back in it, so it stays inside. Annex A’s list 8 and the ten cases are for a senior manager, who says what for; it is recorded.")),
    "inspection_drawn": About(_("Cases drawn for audit"), _(
        "Nobody picked them: they come from the authority, the day and the inspector’s word, and the same three give the same cases again. "
        "The list stays as it was drawn. A case that is not open to you is opened by whoever holds it.")),
    "foi": About(_("Answer an FOI"), _(
        "Paste the questions of a request, or choose a known set. Each is matched to a measure by words that stand in it; you see which, and "
        "may choose another. A reply is released like a board paper: small numbers withheld, attacked together with every earlier release.")),
    "foi_draft": About(_("A reply before it leaves"), _(
        "What would leave, as it would leave: “c” stands for a number that is withheld. “Release this reply” registers it and keeps it as it "
        "left. It cannot be taken back.")),
    "foi_questions": About(_("What answers each question"), _(
        "A number, words of your own, “we do not hold this”, or “we cannot say” with the reason. A number shows what it counts.")),
    "release": About(_("What was released"), _(
        "What it prints, what it withholds and why, for whoever released it. Never pass on the list of what is withheld.")),
    "worry": About(_("A worry"), _(
        "It stays on every list until a named person has picked it up, and goes further by the minute until somebody does. Ring as well.")),
    "notices": About(_("Notices"), _(
        "What the police sent that no rule could place by itself: say which child it is, or set it aside with a reason.")),
    "people": About(_("People"), _(
        "Who works here, in which role and team. When somebody is away, give their work to somebody for that time.")),
}  # fmt: skip
"""Help in context: the pages that people ask about, by name. A page that is not here explains itself where it asks."""

TERMS = (
    Term.OFFERED, Term.ATTEMPT, Term.ACCEPTED, Term.DECLINED, Term.PARENT_REFUSED, Term.NO_RESPONSE, Term.UNDERTAKEN,
    Term.RETURNED, Term.LOCATED, Term.RESPONSIBLE_AUTHORITY,
)  # fmt: skip
"""The words that are most often taken for something else."""
