"""What invented children say in invented talks: a handful of themes, told plainly and briefly, each with what would help."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from wayhome.domain.vocabulary import Harm, NeedKind, PullFactor, PushFactor

P, L, H, N = PushFactor, PullFactor, Harm, NeedKind


@dataclass(frozen=True, slots=True)
class Theme:
    """One reason for going, as a child may tell it and as an interviewer may code it."""

    before: tuple[str, ...]
    away: tuple[str, ...]
    was: tuple[str, ...]
    again: str
    help: tuple[str, ...]
    understood: str
    reasons: tuple[PushFactor | PullFactor, ...]
    harm: tuple[Harm, ...]
    needs: tuple[NeedKind, ...]
    worry: str = "some"
    in_care: bool | None = None
    """Only for children who are looked after, only for others, or for all."""


THEMES = (
    Theme(
        ("There was a row about my phone and I just went.", "Mum took my phone and everybody was shouting."),
        ("Walked about, then sat at a friend's till late.", "Went round my mate's. His mum made us tea."),
        ("It was fine. A bit cold.", "Boring mostly. I was going to come back anyway."),
        "If the shouting starts again.", ("Somebody to be there when we talk about it.", "Ten minutes to calm down before anyone asks."),
        "An argument that nobody could step out of. Home is safe, and loud.",
        (P.FAMILY_CONFLICT_ARGUMENT, P.RULES_BOUNDARIES_CURFEW), (H.NOTHING_TOLD,), (N.FAMILY_MEDIATION, N.EARLY_HELP), "none", in_care=False,
    ),
    Theme(
        ("They moved me and I don't know anyone here.", "It was my third move. My stuff was still in bags."),
        ("Got the bus back to my old road.", "Sat outside my old school and then went to my nan's."),
        ("I felt better there. I know where everything is.", "Nan was happy and then worried."),
        "If I can't see anyone from before.", ("To see my old friends on Saturdays.", "To unpack, and have one thing on the wall that's mine."),
        "Not running from the placement so much as back to what is known.",
        (P.PLACEMENT_CHANGE, L.HOME_AREA), (H.NOTHING_TOLD,), (N.CONTACT_ARRANGEMENT, N.PLACEMENT_REVIEW), in_care=True,
    ),
    Theme(
        ("I hadn't seen my brother since the summer.", "They cancelled contact again and nobody told me why."),
        ("Went to see my brother. We got chips.", "Stayed at my auntie's. She rang them, she's not stupid."),
        ("It was the best day in ages.", "Good. I cried a bit when I had to go."),
        "If contact gets cancelled.", ("A date I can count on.", "To be told, even if it's no."),
        "Wants family time that happens when it is promised.",
        (P.CONTACT_WITH_FAMILY_PROBLEM, L.FAMILY_CONTACT), (H.NOTHING_TOLD,), (N.CONTACT_ARRANGEMENT, N.ADVOCACY), "none", in_care=True,
    ),
    Theme(
        ("School said I'd be in isolation all week.", "I'd had enough of Mr Not-Listening."),
        ("Went into town and looked in shops.", "Sat in the library till it shut. Nobody bothers you there."),
        ("Boring. But nobody was having a go.", "All right. Hungry by the end."),
        "If I get put in isolation for nothing.", ("One teacher I can go to.", "To do half days till it's calmer."),
        "School has become the thing to get away from. The library is a safe place.",
        (P.PROBLEMS_AT_SCHOOL_EXCLUSION, P.BOREDOM), (H.NOTHING_TOLD,), (N.EDUCATION_SUPPORT, N.MENTORING), "none",
    ),
    Theme(
        ("There's a group chat about me. It doesn't stop.", "They wait by the gate."),
        ("Rode the bus to the end and back. Twice.", "Stayed in the park by the swings."),
        ("Scared somebody would see me.", "Quiet. That was the good bit."),
        "If they find out I told.", ("For it to stop without everyone knowing it was me.", "Somebody to walk with in the morning."),
        "Bullied, in school and by phone. Going missing was a way of not going in.",
        (P.BULLYING_PEERS, P.BULLYING_ONLINE), (H.THREATS,), (N.EDUCATION_SUPPORT, N.ONLINE_SAFETY), "some",
    ),
    Theme(
        ("My head was too full.", "I just couldn't be in the house."),
        ("Walked along the river. Then further.", "Sat on a bench and listened to music till my phone died."),
        ("I had bad thoughts for a bit. Not now.", "Lonely, but it slowed down."),
        "If it gets loud in my head again and nobody's up.",
        ("Somebody to text at night who answers.", "The clinic, but not with the whole family there."),
        "Low, and asked for help in their own way. Has a person to ring and knows the numbers.",
        (P.MENTAL_HEALTH_DISTRESS, P.LONELINESS_ISOLATION), (H.SELF_HARM,), (N.MENTAL_HEALTH_CAMHS, N.SAFETY_PLAN), "serious",
    ),
    Theme(
        ("Everybody was going and I'd have been the only one not.", "It was her birthday."),
        ("A party. Then we missed the last bus.", "We all stayed over at someone's, on the floor."),
        ("Fun, then not that fun. I drank too much.", "Good till somebody was sick."),
        "If there's another one and I'm told no without a reason.",
        ("A later time at weekends if I say where I am.", "A lift home with no shouting till the morning."),
        "A party and a missed bus. Would have rung if a lift had been sure.",
        (L.PARTY_FESTIVAL, L.FRIENDS_PEERS, P.RULES_BOUNDARIES_CURFEW), (H.ALCOHOL,), (N.SAFETY_PLAN, N.YOUTH_ACTIVITY), "none",
    ),
    Theme(
        ("He said he'd pay me for one afternoon.", "I owed someone. It was meant to be the last time."),
        ("They dropped me in a town I don't know.", "I stayed in a flat with people coming and going."),
        ("I didn't like it. I kept my coat on.", "I was scared to leave and scared to stay."),
        "If they ring, I have to.", ("For the debt to be gone.", "To be somewhere they don't know about."),
        "Made to carry for older people because of a debt. A victim, and frightened of what follows.",
        (L.COUNTY_LINES_TOLD_TO, P.DEBT, P.FEAR_OF_SOMEONE), (H.CRIMINAL_EXPLOITATION, H.THREATS), (N.CSE_CE_SPECIALIST, N.SAFETY_PLAN), "serious",
    ),
    Theme(
        ("Somebody I met online said they'd come and get me.", "He's nice to me. Nobody else listens."),
        ("We drove around and got food.", "Stayed at a flat. There were other people."),
        ("It was okay at first. Then I wanted to go home.", "I don't want to talk about all of it. Some of it I didn't like."),
        "If he messages. He always knows when I'm upset.", ("To talk to one woman, the same one.", "Help to block him and for it to stay blocked."),
        "Contact with an adult met online who is a risk. Told as much as felt safe; more may come with the same person.",
        (L.ONLINE_CONTACT, L.ADULT_MET), (H.SEXUAL_EXPLOITATION,), (N.CSE_CE_SPECIALIST, N.ONLINE_SAFETY), "serious",
    ),
    Theme(
        ("My stepdad was drinking.", "They were fighting and I took the dog out and didn't go back."),
        ("Went to my friend's. Her mum knows.", "Walked the dog till it was light, then my gran's."),
        ("Better than home.", "Worried about my sister."),
        "If he's there on Friday.", ("For mum to get help, not just me.", "To know my sister's all right."),
        "Left because home was not safe that night. The younger child needs to be thought of too.",
        (P.DOMESTIC_ABUSE, P.PARENTAL_MH_SUBSTANCE), (H.NOTHING_TOLD,), (N.DV_SERVICE, N.S17_ASSESSMENT), "serious", in_care=False,
    ),
    Theme(
        ("There's a girl here who goes through my things.", "Staff said I'd done it and I hadn't."),
        ("Sat on the wall by the shop.", "Went to the old shift worker's street but didn't knock."),
        ("Cold.", "Fine. I wanted someone to come and look for me."),
        "If they believe her and not me again.", ("A lock.", "To talk to the manager on my own."),
        "Trouble with another young person in the home, and not feeling believed.",
        (P.PLACEMENT_CONFLICT_PEERS, P.PLACEMENT_CONFLICT_STAFF), (H.NOTHING_TOLD,), (N.PLACEMENT_REVIEW, N.ADVOCACY), "none", in_care=True,
    ),
    Theme(
        ("It was a year since my grandad.", "Nobody said his name all day."),
        ("Went to his allotment.", "Went to the cemetery and then just walked."),
        ("Sad. But I wanted to be sad there.", "Quiet. I talked to him."),
        "On his birthday, probably.", ("To talk about him with someone.", "For us to go together."),
        "Grieving, and alone with it. Going together next time may be all it takes.",
        (P.BEREAVEMENT_LOSS,), (H.NOTHING_TOLD,), (N.BEREAVEMENT, N.CARERS_SUPPORT), "none",
    ),
    Theme(
        ("I told them I like girls and it went badly.", "Dad said not in this house."),
        ("Stayed with my friend from youth club.", "Sat in a café till it closed, then her mum fetched me."),
        ("Everyone was kind.", "I could breathe."),
        "If it's silence at home again.", ("For someone to talk to my dad.", "The group on Thursdays."),
        "Came out at home and was not met well. Safe with a friend's family; wants to be home.",
        (P.IDENTITY_LGBT, P.FAMILY_CONFLICT_ARGUMENT), (H.NOTHING_TOLD,), (N.LGBT_SUPPORT, N.FAMILY_MEDIATION), "some", in_care=False,
    ),
    Theme(
        ("My friends were out and I wanted to be normal for one night.", "Being checked on every hour does your head in."),
        ("In the park with everyone, then a kebab.", "Rode bikes. Nothing happened. Honestly."),
        ("Good. It was just good.", "Normal."),
        "Whenever it's sunny, if it's nine o'clock or nothing.", ("Ten o'clock at weekends if I text.", "To go out without it being a meeting."),
        "Wants the freedom of other people their age. Was with friends, nearby, and does not feel they were missing.",
        (L.FREEDOM_INDEPENDENCE, L.FRIENDS_PEERS), (H.NOTHING_TOLD,), (N.YOUTH_ACTIVITY, N.PLACEMENT_REVIEW), "none",
    ),
    Theme(
        ("I got a letter about my papers and panicked.", "A man said they'd send me back."),
        ("Slept on a friend's sofa.", "Went to the city because I know people from home there."),
        ("Worried all the time.", "They fed me, and said go back and ask your social worker."),
        "If another letter comes and no one explains.", ("Somebody who knows the law.", "To read it together, in my language."),
        "Frightened about status. A solicitor and an interpreter would take most of it away.",
        (P.IMMIGRATION_FEAR, P.LONELINESS_ISOLATION), (H.NOTHING_TOLD,), (N.IMMIGRATION_LEGAL, N.INDEPENDENT_VISITOR), "some", in_care=True,
    ),
    Theme(
        ("We were smoking and I didn't want to come back smelling of it.", "I'd had something and lost track."),
        ("By the canal with some people.", "In somebody's garage with music."),
        ("I was sick. Then fine.", "Some of it I don't remember, which scared me."),
        "If I'm stressed.", ("Someone to talk to about it who won't just say stop.", "Football again."),
        "Using more than they meant to, and worried about it themselves.",
        (L.DRUGS_ALCOHOL, L.FRIENDS_PEERS), (H.DRUGS_TAKEN,), (N.SUBSTANCE, N.MENTORING), "some",
    ),
)  # fmt: skip

SEE_IT = (
    "I wasn't missing, I knew where I was.",
    "I suppose I was, but I texted.",
    "I just needed to be out.",
    "I went. I was coming back.",
)
BACK = ("All right.", "Weird. Everyone's being careful.", "Good to sleep.", "Same as before.")
WHO_HELPS = (
    "My key worker.",
    "My friend's mum.",
    "The lady in the school office.",
    "My cousin.",
    "The dog.",
    "Mr Cole from boxing.",
)
SEARCHERS = (
    "The park by the river, the library, my nan's road.",
    "Try the bus station first.",
    "I usually go to the arcade.",
)
SAFE = ("The library until seven. My aunt's.", "School, or the youth club.", "The café by the station knows me.")
WISHES = (
    "Fine with my social worker. Not the details to mum.",
    "Tell who you need to.",
    "Not the police, unless somebody could get hurt.",
)
DIFFERENT = (
    "Same as last time.",
    "I went further.",
    "I rang this time.",
    "There were older people I didn't know.",
    "Nothing. I just went out.",
)
PROTECTS = (
    "Close to one grown-up who listens. Asks for help.",
    "Good friends and a school that wants them there.",
    "Knows the numbers and would ring.",
)
DO_NOT_KNOW = (
    "Who drove them back.",
    "Where the money came from.",
    "What a typical weekend looks like.",
    "Nothing of weight.",
)
FEEDBACK = (
    "Okay actually.",
    "Better than I thought.",
    "Fine. Long.",
    "You didn't write the whole time, that was good.",
)
HEALTH = ("Eating and sleeping.", "Tired. Otherwise well.", "Has a cold; seen by the nurse.")


def told(rng: Random, theme: Theme, *, repeat: bool) -> dict[str, object]:
    """The answers of one write-up. A repeat asks what was different and what is about now, and little else."""
    serious = theme.worry == "serious"
    harm = [each.value for each in theme.harm]
    answers: dict[str, object] = {
        "how_was_it": rng.choice(theme.was), "harm": harm, "self_harm": "told" if Harm.SELF_HARM in theme.harm else "not_told",
        "in_danger_now": "not_sure" if serious else "no", "safe_where_they_are": "yes", "would_help": rng.choice(theme.help),
        "sharing_wishes": rng.choice(WISHES), "read_back": rng.choice(("read_back_agreed", "read_back_agreed", "amended", "declined")),
        "worry_now": theme.worry, "worry_because": theme.understood, "needs": [each.value for each in theme.needs],
    }  # fmt: skip
    if repeat:
        return answers | {"different_this_time": rng.choice(DIFFERENT)}
    answers |= {
        "how_they_see_it": rng.choice(SEE_IT), "before": rng.choice(theme.before), "while_away": rng.choice(theme.away),
        "reasons": [each.value for each in theme.reasons], "reasons_are": rng.choice(("mine", "child_agreed")),
        "taken_lured_or_pushed": "maybe" if serious else "no", "people": "No one named.", "health_now": rng.choice(HEALTH),
        "being_back": rng.choice(BACK), "again_if": theme.again, "who_helps": rng.choice(WHO_HELPS), "safe_places": rng.choice(SAFE),
        "searchers_may_know": rng.choice(SEARCHERS), "numbers_given": "yes", "feedback": rng.choice(FEEDBACK),
        "understand_now": theme.understood, "protects": rng.choice(PROTECTS), "do_not_know": rng.choice(DO_NOT_KNOW),
    }  # fmt: skip
    if rng.random() < 0.35:  # nothing asked for ever blocks: some things were simply not talked about
        for name in rng.sample(("people", "health_now", "being_back", "safe_places", "feedback", "do_not_know"), 3):
            del answers[name]
    return answers


def theme_for(rng: Random, *, looked_after: bool) -> Theme:
    """A theme that may be this child's."""
    return rng.choice([theme for theme in THEMES if theme.in_care in (None, looked_after)])
