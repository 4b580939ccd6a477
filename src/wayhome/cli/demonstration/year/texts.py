"""Words for the invented year: what was said when a child was reported, when it was reviewed, what helped."""

from __future__ import annotations

MISSING = (
    "Did not come back from school.",
    "Went to the shop and has not come back. Phone is off.",
    "Left after tea without saying where.",
    "Was not in their room at the ten o'clock check. Window open.",
    "Said they were staying with a friend; the friend's mother has not seen them.",
    "Got off the bus a stop early and did not come home.",
    "Walked out after a disagreement about the phone.",
    "Did not come back from football practice.",
    "Was collected by nobody and left the college at four.",
    "Went out for air and has not come back. Has a warm coat and some money.",
    "Missed the agreed time by two hours and does not answer.",
    "Left during the night. Took a bag and a charger.",
    "Was last seen at the station by a friend's parent.",
    "Did not arrive at their grandmother's, where they were expected at six.",
    "Left the placement with a bag after a phone call.",
)
WITH_A_SIBLING = "Went out with a brother or sister; neither has come back."
WITH_ANOTHER = "Went out with another young person of the same home; neither has come back."

FOUND = (
    "Seen at the station; staff are on their way.",
    "With a relative, and will be collected.",
    "At a friend's house. Safe and well.",
)
BACK = (
    "Came back by themselves, tired and hungry.", "Brought back by staff.", "Brought home by a parent.", "Found by officers and brought back.",
    "Rang and asked to be collected.", "Came back on the bus. Had something to eat and went to bed.",
)  # fmt: skip
TRIED = ("No reply.", "Left word to ring back; nothing about why.", "Nobody in.", "Asleep, will be told we rang.")
TOLD_IN_WORDS = (
    "Told what it is, that it is their choice, and that they can choose who and where.",
    "Explained at the kitchen table, alone. Took the card with the numbers.",
    "Told on the way home from school. Asked good questions.",
)
CARER_TOLD = (
    "Told the carer what we offer. The child was out.",
    "Rang the parent. They will pass it on.",
    "Told the key worker at handover.",
)
SAID_NO = (
    "Says nothing happened and they have talked to enough people.", "Is fine, and would rather not go over it again.",
    "Would talk another time, with somebody they know.", "Does not see it as being missing.",
)  # fmt: skip
NOT_FREE = ("Said no from the next room; the carer passed it on.", "Said no with a parent beside them.")
PARENT_SAID_NO = (
    "Feels it would stir things up again.",
    "Says the family has dealt with it.",
    "Does not want another professional in the house.",
)
ASK_ANYWAY = (
    "Fifteen, clear about what it is, and asked us herself what it would be.",
    "Old enough to decide; the school is a safe place to ask.",
)
COMPETENT = "Understands what the talk is, what is shared and with whom, and can say it back."
REVIEWED = (
    "Spoke with the carer and the school. No new worries; the safety plan stands.", "Seen at the home visit on Tuesday. Settled at present.",
    "Pattern looked at with the team. Earlier check-in agreed with the home.", "No sign of harm known to us. We stay in touch through school.",
)  # fmt: skip
CLOSING = ("The door stays open; they have the numbers.", "Offered again after any next time.", "Knows how to find us.")
SENT_BACK = ("Please add what would help, in their words.", "Say who said so, and how sure you are.")
NOT_REQUIRED = (
    "Away for an hour with a known relative; seen the same evening by their own worker.",
    "Local criteria not met; decided with the social worker.",
)
VOIDED = "Entered twice from two notices of the same night."
SETTLED_BECAUSE = (
    "The door log has it.",
    "The bus ticket shows it.",
    "The carer was there; the police were told later.",
)
WORRIES = (
    "Mentioned an older man who gives lifts. Not a name yet. Please look at this today.", "Owes money to somebody and is frightened of them.",
    "Spoke of not wanting to be here. Not alone now; their carer knows.", "A younger girl in the same group may be at risk too.",
)  # fmt: skip
ONE_FACT = (
    "Picked up near the station on Friday evenings by a silver car; no plate.",
    "Goes to the arcade by the river when upset, and can be found there.",
)
AGAINST_WISHES_BECAUSE = "Another child may be in danger, so the police need to know about the car."
SERVICES = {
    "mentoring": "Harbour mentoring", "youth_activity": "The Boathouse youth club", "family_mediation": "Talk It Through, family mediation",
    "education_support": "School attendance and support team", "mental_health_camhs": "Young minds clinic",
    "substance": "Clear Water young people's service",
    "safety_plan": "Safety plan with the team", "online_safety": "Safer online sessions at school", "bereavement": "Footsteps, help after a death",
    "placement_review": "Placement review", "contact_arrangement": "Family time team", "advocacy": "Young people's advocacy",
    "housing_16_17": "Rooms for 16 and 17",
    "cse_ce_specialist": "Beacon specialist workers", "early_help": "Early help hub", "lgbt_support": "Proud Rivers youth group",
    "gp_physical": "Looked-after children's nurse", "independent_visitor": "Independent visitors", "carers_support": "Support for carers",
    "dv_service": "Haven family service", "immigration_legal": "Legal advice for young people",
}  # fmt: skip
DECLINED_HELP = ("Does not want it now; may ask later.", "Went once in the past and did not like it.")
MET_OTHERWISE = ("The school had it in place already.", "Their aunt sees to it.")
