"""The sample pages: mock-ups 01, 02, 03, 04 and 07 in words, drawn by the macros alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from markupsafe import Markup

from wayhome.casework.design.components import (
    Account,
    Act,
    Clock,
    Column,
    Filter,
    Happened,
    Live,
    NavItem,
    Reach,
    Row,
    SafeContact,
    SafetyItem,
    Shell,
    Table,
)
from wayhome.casework.design.gallery.forms import CHOSE, FREELY
from wayhome.casework.design.gallery.people import HERE, SAFE, act, running, shell

STRONG = Markup("<strong>{}</strong>{}").format
SHAPED = Markup("<strong>{}</strong> {}").format


def link(words: str) -> Markup:
    """A link inside a sentence."""
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(HERE, words)


def row(
    who: str,
    ref: str,
    clock: Clock,
    what: str | Markup,
    reach: Reach,
    holder: str,
    first: str,
    *links: str,
    about: str = "",
) -> Row:
    """One row of the sample worklist; each of its links says whose it is."""
    whose = f"{who}, {ref}"
    return Row(
        who, HERE, ref, clock, about, what, reach, holder, act(first, whose), tuple(act(w, whose) for w in links)
    )


def due(first: str, second: str) -> Clock:
    return Clock("running", first, second)


def past(second: str) -> Clock:
    return Clock("overdue", "Past 72 hours", second)


NOT_ASKED = SHAPED("Not yet asked.", "Carer told Saturday.")
KEPT = (
    row("Marek Dudek, 15", "EM-2036", due("Due today 16:20", "7 hours 25 minutes left"), NOT_ASKED,
        Reach("No texts. Go through Mr Adeyemi, key worker.", "barred"), "With nobody", "Log a try", "Allocate", "Ask", "Open",
        about="Placed by us in Northby, 120 miles"),
    row("Lily Anders, 12", "EM-2035", due("Due today 18:05", "9 hours 10 minutes left"), "Said yes: arrange a time.",
        Reach("Text her own phone, after 15:30"), "With Sam Reed (Harbour)", "Arrange a time", "Log a try", "Open"),
    row("Noor Haddad, 17", "EM-2033", due("Due today 19:40", "10 hours 45 minutes left"), "Trying to reach, 3 tries. Next try 10:30.",
        Reach("Ring her own phone. No voicemail."), "With Bea Finch (Harbour)", "Log a try", "Ask", "Open",
        about="Placed here by Westmarsh"),
    row("Ella Price, 14", "EM-2034", due("Due today 21:00", "If the later time is right, 22:30"),
        Markup("Said no this time, with a parent in the room. <strong>Ask again alone.</strong>"),
        Reach("Not checked yet. Go through Mr Shah, school.", "barred"), "With Dan Osei", "Log a try", "Settle time", "Open",
        about="Back about 21:00 or about 22:30: not settled"),
    row("Aisha Karim, 14", "EM-2041", due("Due tomorrow 21:00", "1 day 12 hours left"), "Booked today 16:00 at school with Sam.",
        Reach("No texts, no letters. Ms Patel, after 15:00.", "barred"), "With Sam Reed (Harbour)", "Open", "Log a try", "Rearrange"),
)  # fmt: skip
PAST = (
    row("Jo Bennett, 13", "EM-2019", past("Back 4 days 2 hours ago"), SHAPED("Not yet asked.", "Police notice reached us Sunday."),
        Reach("Not checked yet. No text, no letter, no home phone.", "barred"), "With nobody", "Ask someone", "Allocate", "Open"),
    row("Idris Vale, 16", "EM-2024", past("Back 3 days 5 hours ago"), SHAPED("Not yet asked.", "Oxlade has not answered."),
        Reach("Ring the home, ask for his key worker"), "With nobody", "Chase Oxlade", "Allocate", "Open",
        about="Placed by us in Oxlade, 64 miles"),
)  # fmt: skip


def today() -> dict[str, Any]:
    """Mock-up 01."""
    return {
        "shell": shell("Today", Live(at="08:55", news="3 new since 08:41", show=HERE, state="live")),
        "over": "Monday 30 March, 08:55",
        "title": ("First: ring about Aisha Karim, 14.", "Nobody has picked up a worry sent at 08:32."),
        "primary": act("Ring about Aisha Karim, 14"),
        "since": tuple(
            act(w) for w in ("9 came back", "2 missing again", "1 worry nobody has picked up", "4 replies", "3 messages need a person")
        ),
        "seen": act("Mark as seen"),
        "safety": (
            SafetyItem(
                Markup(
                    "<strong>Aisha Karim, 14 · EM-2041.</strong> A new phone. <strong>Nobody has picked this up yet.</strong> "
                    "Ring Front Door 01632 960110; M. Tran is told at 08:57."
                ),
                act("Ring now", "Aisha Karim"),
            ),
            SafetyItem(
                STRONG("Missing now:", " Kacey Lowe, 16, since Sun 22:10 · Jamie Stone, 12, since 06:30 (not the same as Jamie Sale, 15)."),
                act("Open both", "Kacey Lowe and Jamie Stone"),
            ),
            SafetyItem(
                Markup(
                    "<strong>Past 72 hours and never asked:</strong> {} (4 days 2 hours) · {} (3 days 5 hours). "
                    "Their rows are below."
                ).format(
                    link("Jo Bennett, 13"), link("Idris Vale, 16")
                ),
                Act("Go to rows", "#past"), "clock-solid", "indigo",
            ),
        ),
        "filters": tuple(
            Filter(words, HERE, count, words == "My team")
            for words, count in (
                ("My team", 40), ("Mine", 12), ("To allocate", 7), ("From home", 22), ("Placed away", 9),
                ("Placed here by others", 5), ("Said no this time", 6),
            )
        ),
        "can_be_kept": KEPT,
        "past": PAST,
        "other_kept": act("Show the other 6, all due tomorrow"),
        "other_past": act("Show the other 4, all asked"),
        "waiting": tuple(act(w) for w in ("Harbour charity 5", "Northby council 2", "Police 3", "Social workers 4")),
        "then": tuple(act(w) for w in ("3 to check and share", "5 lots of help promised, not started", "2 suspended, review due")),
    }  # fmt: skip


def shaped(shape: str, words: str | Markup, tone: str = "") -> Markup:
    """A state inside a table's cell: drawn by the macro, so it is asked for from the environment."""
    from django.template import engines

    environment = next(e.env for e in engines.all() if hasattr(e, "env"))
    return Markup(environment.get_template("design/parts/shape.html").module.state(shape, words, tone))


def second(first: str, more: str) -> Markup:
    return Markup('{}<span class="wh-cell-more">{}</span>').format(first, more)


STANDS = Markup(
    "Back Sat 28 March 20:00 at her foster home. Talk due <strong>Tue 31 March 21:00</strong>. Asked Sunday, <strong>said yes</strong>; "
    "booked <strong>today 16:00</strong> at school with Sam Reed, who is {}."
).format(link("independent of her care and her case"))
WHY = Markup(
    "<strong>How this is worked out:</strong> 72 hours after she was back, counted as time passed. Back 20:00 on Saturday; "
    "the clocks went forward on Sunday, so the wall clock says 21:00. Weekends count. The carer says she was back "
    "<strong>about 20:30</strong>; until someone settles it we work to the earlier. {}"
).format(link("Settle the time"))
TIMELINE = (
    Happened("Booked with Sam Reed", "Sun 29 March, 15:05", "by R. Okoro", "Today 16:00, school, the library room. She chose the place."),
    Happened("Asked Aisha. She said yes", "Sun 29 March, 14:10", "by Sam Reed",
             Markup("In person, on a walk, nobody else there. <strong>Could talk freely: yes.</strong>")),
    Happened("Carer told", "Sun 29 March, 09:30", "by D. Hall", "Thanked. Told that Aisha will be asked herself."),
    Happened("Came back: two times on record", "Sat 28 March", "not settled",
             accounts=(Account("Police: 20:00", "Officer saw her at the door. Sent 20:40, reached us 21:12."),
                       Account("Carer: about 20:30", "Said by phone, Sun 09:30. Would make it due about 21:30.")),
             after="We work to the earlier, 20:00.", act=act("Settle the time", "came back")),
    Happened("recorded in error", "Sat 28 March", "corrected by D. Hall, Sun 09:10",
             "Typed from the wrong report. Kept here so the change can be seen.", gone="Back at 22:00"),
    Happened("Left school, did not come home", "Fri 27 March, 15:40", "by Eastmere police",
             "Grade: medium. Reported by foster carer 18:15."),
)  # fmt: skip


def case() -> dict[str, Any]:
    """Mock-up 02."""
    return {
        "shell": shell("Cases", Live(at="08:55", state="live", more="Nothing new on this page")),
        "where": (act("Today"), Act("Cases", ""), Act("EM-2041", "")),
        "worried": act("Worried about this child?"),
        "worry": SHAPED("1 worry nobody has picked up: a new phone.", "Ring Front Door now, 01632 960110."),
        "worry_acts": (Act("See the log", "#worries"),),
        "stands": STANDS,
        "first": act("Tell Ms Patel that Sam is coming at 16:00"),
        "others": (act("Rearrange"), act("Log a try"), act("Why can’t I…?")),
        "clock": replace(running(), why=WHY),
        "safe": SAFE,
        "worries": worries(),
        "parts": tuple(
            Filter(words, HERE, count, words == "All")
            for words, count in (
                ("All", 14),
                ("Missing and back", 4),
                ("Tries and offers", 6),
                ("Talk", 0),
                ("Told to others", 3),
                ("Help", 1),
            )
        ),
        "timeline": TIMELINE,
        "more": act("Show the other 8"),
        "told": told(),
        "told_acts": (act("Share one fact now"), act("Print the 1-page brief"), act("Missing again")),
    }


def worries() -> Table:
    """Each worry, who was told, and whether anyone has it."""
    nobody = Markup("<strong>Nobody has picked this up yet.</strong> Ring. M. Tran is told at 08:57.")
    return Table(
        "Worries about Aisha",
        (Column("When, who", share=15), Column("What", share=40), Column("Told", share=25), Column("Picked up?", share=20)),
        (
            (second("Sun 14:25", "Sam Reed"), "An adult with a grey car has waited outside school twice. She did not want to say who.",
             "Front Door, 01632 960110 (rang and sent)", shaped("tick", "Received by D. Hall, Sun 14:41")),
            (second("Today 08:30", "Foster carer"), "A new phone she says was “a present”.",
             "Front Door, 01632 960110 (sent 08:32)", shaped("diamond", nobody, "plum")),
        ),
    )  # fmt: skip


def told() -> Table:
    """Each recipient: what part, or why not."""
    return Table(
        "Who has been told",
        (Column("Who"), Column("What, and when")),
        (
            (second("P. Lund", "social worker"), Markup("That she is back and said yes. {}").format(
                shaped("tick", Markup("Opened Sun 16:02 · {}").format(link("exact copy"))))),
            (second("Police", "missing desk"), Markup("One fact: the grey car. {}").format(
                shaped("half", Markup("Sent Sun 14:50, not opened · {}").format(link("Chase"))))),
            ("Foster carer", Markup("Day only, not the place. {}").format(shaped("tick", "By phone, Sun 15:10"))),
            ("Her mother", shaped("barred", "Not told, because Aisha asked us not to. Decided by R. Okoro")),
        ),
    )  # fmt: skip


def phone(current: str) -> dict[str, Any]:
    """What every page of the interviewer's phone has."""
    return {
        "cover": act("Cover"),
        "bar": tuple(NavItem(words, HERE, words == current) for words in ("Before", "Talk", "Write up")),
        "worried": act("I’m worried"),
    }


def before() -> dict[str, Any]:
    """Mock-up 03, before."""
    safe = SafeContact(
        "Reach her safely",
        (("Use", "Ms Patel, after 15:00."), ("Never", "texts, letters home.")),
        "Checked by R. Okoro, Sat 10:20",
    )
    return phone("Before") | {
        "check_in": act("Check in now: I’ve arrived"),
        "safe": safe,
        "buttons": tuple(act(w) for w in ("Directions", "Leaflet and numbers", "Rearrange", "She is not here")),
    }


class Jot(forms.Form):
    """The one free box of the talk."""

    jot = forms.CharField(
        label="Jot",
        required=False,
        help_text="Kept as you write it, 16:22",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )


def talk() -> dict[str, Any]:
    """Mock-up 03, the talk."""
    return phone("Talk") | {
        "all_cards": act("All cards"),
        "back": act("Back", "card 3"),
        "on": act("Next card"),
        "jot": Jot(initial={"jot": "got the 42 to the end. met “Dee”. cold."}),
    }


def box(label: str, hint: str = "") -> forms.CharField:
    """A box for her words: spelling left alone."""
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}))


class WriteUp(forms.Form):
    """The first sections of the write-up."""

    freely = forms.ChoiceField(label="Could she talk freely?", choices=FREELY, widget=forms.RadioSelect)
    chose = forms.MultipleChoiceField(label="She chose", choices=CHOSE, widget=forms.CheckboxSelectMultiple)
    sees = box("How she sees it", "Her own words. Spelling is never corrected.")
    before = box("Before")
    away = box("While she was away", "Your jot from 16:22 is below; tap to copy.")
    reasons = forms.MultipleChoiceField(
        label="Up to 4", help_text="Say if it is your view or hers.", widget=forms.CheckboxSelectMultiple,
        choices=(("row", "Row or trouble where she lives (she agreed)"), ("see", "Wanted to see someone (mine)"),
                 ("rules", "Unhappy with rules or phone"), ("bored", "Bored"), ("school", "Trouble at school"), ("else", "Something else")),
    )  # fmt: skip
    lured = forms.ChoiceField(
        label="Taken, lured or pushed?", widget=forms.RadioSelect,
        choices=(("yes", "Yes"), ("maybe", "Maybe"), ("no", "No"), ("not_talked_about", "Not talked about")),
    )  # fmt: skip


TODO = (
    "5. Harm and health",
    "6. Things she was made to do",
    "7. Now",
    "8. Who may know",
    "9. Read back",
    "10. What I think",
    "11. What should happen",
)


def write_up() -> dict[str, Any]:
    """Mock-up 03, the write-up."""
    answers = {
        "freely": "yes", "chose": ["who", "where"], "sees": "“i wasnt missing i was just out. no one asked”",
        "before": "“rowed about the phone”", "reasons": ["row", "see"], "lured": "maybe",
    }  # fmt: skip
    return phone("Write up") | {
        "form": WriteUp(initial=answers, use_required_attribute=False),
        "set_up": (
            {"label": "Talked", "words": "Mon 16:10 to 16:50", "act": act("Change", "when you talked")},
            {"label": "Where", "words": "School library, in person"},
            {"label": "You", "words": "Independent of her care and her case"},
        ),
        "copy": act("Copy", "your jot from 16:22"),
        "skips": tuple(act("We didn’t talk about this", s) for s in ("her account", "reasons", "people and places")),
        "change": act("Change", "Dee"),
        "add": act("Add a person or place"),
        "todo": tuple({"words": words, "url": HERE, "state": "Not started"} for words in TODO),
    }


class SignIn(forms.Form):
    """The front door's one question."""

    email = forms.EmailField(label="Work email", help_text="We use it to find your council or charity")


def sign_in() -> dict[str, Any]:
    """Mock-up 07."""
    return {
        "shell": Shell(
            home="#home",
            languages=(act("English"), act("Cymraeg")),
            footer=tuple(act(w) for w in ("Privacy", "Accessibility", "National picture", "Status: all working")),
        ),
        "form": SignIn(initial={"email": "r.okoro@eastmere.example"}),
        "ways": tuple(
            act(w)
            for w in ("Use a passkey or security key", "I can’t sign in", "Try practice mode, with invented children")
        ),
        "more": act("More", "for children and young people"),
        "parents": act("What happens after a child comes back"),
    }


def brief() -> dict[str, Any]:
    """A case on paper: no surname, no protected address, nobody else's name."""
    from wayhome.casework.design.gallery.parts import STATUSES
    from wayhome.casework.design.gallery.parts import TIMELINE as short

    return {
        "reference": "EM-2041",
        "printed_by": "R. Okoro",
        "printed_at": "Mon 30 March 2026 08:55",
        "back": act("Back to the case"),
        "stands": STANDS,
        "safe": replace(SAFE, check=None),
        "clock": replace(running(other=False), why=WHY),
        "statuses": STATUSES[:8],
        "timeline": short,
    }


def child() -> dict[str, Any]:
    """Mock-up 04: the questions of the child's own page."""
    return {
        "leave": "#weather",
        "how_to": "#how",
        "questions": (
            ("who", "radio", "Who?", ("Sam", "A woman", "A man", "Someone I know", "I don’t mind")),
            ("where", "checkbox", "Where?", ("School", "A walk", "A café", "On the phone", "Texting", "Somewhere else")),
            ("when", "checkbox", "When?", ("Mornings", "After school", "Evenings", "Weekend")),
        ),
        "no_thanks": (
            ("why", "checkbox", "Only if you want to: why?", (
                "I’ve told someone already", "I’m tired of questions", "I don’t know who will see it", "Wrong person", "Bad time",
                "I was OK", "It’s not safe to talk", "Something else")),
            ("again", "radio", "Can I ask again?", ("Yes", "Only if there’s a next time", "Please don’t")),
        ),
    }  # fmt: skip
