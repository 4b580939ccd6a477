"""Words an interviewer codes after the talk, from the child's own account (domain reference §8.10 to 8.15).

None of these lists is ever read to a child.
"""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class PushFactor(Word):
    """What the child was getting away from (domain reference §8.10)."""

    FAMILY_CONFLICT_ARGUMENT = ("family_conflict_argument", "Argument or conflict in the family")
    FAMILY_BREAKDOWN_INSTABILITY = ("family_breakdown_instability", "Family breaking up or unsettled")
    DOMESTIC_ABUSE = ("domestic_abuse", "Domestic abuse")
    ABUSE_PHYSICAL = ("abuse_physical", "Physical abuse")
    ABUSE_SEXUAL = ("abuse_sexual", "Sexual abuse")
    ABUSE_EMOTIONAL = ("abuse_emotional", "Emotional abuse")
    NEGLECT = ("neglect", "Neglect")
    FORCED_MARRIAGE_HBV_FGM = (
        "forced_marriage_hbv_fgm",
        "Forced marriage, so-called honour-based abuse or female genital mutilation",
    )
    PARENTAL_MH_SUBSTANCE = ("parental_mh_substance", "Parent's mental health, drugs or alcohol")
    BEREAVEMENT_LOSS = ("bereavement_loss", "Death or loss of someone")
    BULLYING_PEERS = ("bullying_peers", "Bullying")
    BULLYING_ONLINE = ("bullying_online", "Bullying online")
    PROBLEMS_AT_SCHOOL_EXCLUSION = ("problems_at_school_exclusion", "Problems at school or exclusion")
    PLACEMENT_UNHAPPY = ("placement_unhappy", "Unhappy in the placement")
    PLACEMENT_CONFLICT_STAFF = ("placement_conflict_staff", "Conflict with staff or carers")
    PLACEMENT_CONFLICT_PEERS = ("placement_conflict_peers", "Conflict with other children in the placement")
    PLACEMENT_CHANGE = ("placement_change", "A move of placement")
    CONTACT_WITH_FAMILY_PROBLEM = ("contact_with_family_problem", "Problems about seeing family")
    RULES_BOUNDARIES_CURFEW = ("rules_boundaries_curfew", "Rules, boundaries or curfew")
    MENTAL_HEALTH_DISTRESS = ("mental_health_distress", "Mental health or distress")
    SELF_HARM_SUICIDAL = ("self_harm_suicidal", "Self-harm or thoughts of suicide")
    LONELINESS_ISOLATION = ("loneliness_isolation", "Loneliness")
    PREGNANCY = ("pregnancy", "Pregnancy")
    IDENTITY_LGBT = ("identity_lgbt", "Sexuality or gender identity")
    IMMIGRATION_FEAR = ("immigration_fear", "Fear about immigration status")
    FEAR_OF_SOMEONE = ("fear_of_someone", "Afraid of someone")
    DEBT = ("debt", "Debt")
    BOREDOM = ("boredom", "Boredom")
    OTHER = ("other", "Another reason")


class PullFactor(Word):
    """What drew the child (domain reference §8.11). A same-age partner is recorded under who with, not here."""

    FRIENDS_PEERS = ("friends_peers", "Friends")
    FAMILY_CONTACT = ("family_contact", "Seeing family")
    PARTY_FESTIVAL = ("party_festival", "Party or festival")
    DRUGS_ALCOHOL = ("drugs_alcohol", "Drugs or alcohol")
    MONEY_WORK = ("money_work", "Money or work")
    GANG_GROUP = ("gang_group", "Gang or group")
    COUNTY_LINES_TOLD_TO = ("county_lines_told_to", "Told to go, county lines")
    ADULT_MET = ("adult_met", "An adult they met")
    ONLINE_CONTACT = ("online_contact", "Someone from online")
    FREEDOM_INDEPENDENCE = ("freedom_independence", "Freedom")
    HOME_AREA = ("home_area", "The area they come from")
    HOBBY_EVENT = ("hobby_event", "Hobby or event")
    PET = ("pet", "A pet")
    OTHER = ("other", "Another reason")


class Harm(Word):
    """Harm or danger while away or before (domain reference §8.12). Each row also holds who says so and how certain."""

    PHYSICAL_ASSAULT = ("physical_assault", "Physical assault")
    SEXUAL_ASSAULT = ("sexual_assault", "Sexual assault")
    SEXUAL_EXPLOITATION = ("sexual_exploitation", "Sexual exploitation", "Marked known or suspected.")
    ONLINE_SEXUAL_ABUSE_IMAGES = ("online_sexual_abuse_images", "Sexual abuse online or images")
    GIVEN_THINGS_IN_RETURN_FOR_SEXUAL_ACTS = (
        "given_things_in_return_for_sexual_acts",
        "Was given things in return for sexual acts",
    )
    CRIMINAL_EXPLOITATION = ("criminal_exploitation", "Criminal exploitation", "Marked known or suspected.")
    GANG_VIOLENCE = ("gang_violence", "Gang violence")
    WEAPON_SEEN = ("weapon_seen", "Saw a weapon")
    TRAFFICKING_MODERN_SLAVERY = ("trafficking_modern_slavery", "Trafficking or modern slavery")
    DRUGS_TAKEN = ("drugs_taken", "Drugs taken")
    ALCOHOL = ("alcohol", "Alcohol")
    SLEPT_ROUGH = ("slept_rough", "Slept rough")
    SLEPT_WITH_STRANGER_UNSAFE = ("slept_with_stranger_unsafe", "Slept at a stranger's or an unsafe place")
    BEGGED = ("begged", "Begged")
    THREATS = ("threats", "Threats")
    ROBBERY_VICTIM = ("robbery_victim", "Was robbed")
    HATE_INCIDENT = ("hate_incident", "Hate incident")
    RADICALISATION = ("radicalisation", "Radicalisation")
    SELF_HARM = ("self_harm", "Self-harm")
    SUICIDE_ATTEMPT_THOUGHTS = ("suicide_attempt_thoughts", "Suicide attempt or thoughts of it")
    MEDICAL_NEED_MISSED_MEDICATION = ("medical_need_missed_medication", "Medical need or missed medication")
    PREGNANCY_STI = ("pregnancy_sti", "Pregnancy or sexually transmitted infection")
    INJURY = ("injury", "Injury")
    FIRE_WATER_RAIL_RISK = ("fire_water_rail_risk", "Danger from fire, water or railway")
    ARRESTED = ("arrested", "Arrested")
    OTHER = ("other", "Other harm")
    NOTHING_TOLD = ("nothing_told", "Nothing told", "The question was talked about. Not the same as not asked.")


class MadeToDo(Word):
    """Things the child was made to do, or did to get by (domain reference §8.12b). Its own section and its own grant.

    This child may be a victim. Never in the police part unless an interviewer chooses it.
    """

    USED_TO_CARRY_FOR_OTHERS = ("used_to_carry_for_others", "Used to carry things for others")
    USED_TO_SELL_FOR_OTHERS = ("used_to_sell_for_others", "Used to sell things for others")
    COUNTY_LINES = ("county_lines", "County lines")
    MADE_TO_TAKE_OR_STEAL = ("made_to_take_or_steal", "Made to take or steal")
    TOOK_THINGS_TO_GET_BY = ("took_things_to_get_by", "Took things to get by")
    WEAPON_CARRIED = ("weapon_carried", "Carried a weapon")
    HOME_USED_BY_OTHERS = ("home_used_by_others", "Home used by others")
    MADE_TO_RECRUIT_OR_BRING_OTHERS = ("made_to_recruit_or_bring_others", "Made to bring in others")
    DEBT_BEING_WORKED_OFF = ("debt_being_worked_off", "Working off a debt")
    OTHER = ("other", "Something else")


class ExploitationSign(Word):
    """Signs that may point to exploitation (domain reference §8.13). Ticks help a person think; nothing adds up."""

    REGULARLY_LATE_OR_WHEREABOUTS_UNKNOWN = (
        "regularly_late_or_whereabouts_unknown",
        "Regularly late, whereabouts often unknown",
    )
    OUT_OVERNIGHT = ("out_overnight", "Out overnight")
    LOOKS_CARED_FOR_NO_KNOWN_BASE = ("looks_cared_for_no_known_base", "Looks cared for, with no known base")
    TRAVELS_TO_OTHER_TOWNS = ("travels_to_other_towns", "Travels to other towns")
    SECRETIVE_OR_MULTIPLE_PHONES = ("secretive_or_multiple_phones", "Secretive, or several phones")
    NEW_UNEXPLAINED_THINGS = ("new_unexplained_things", "New clothes, money or gifts nobody can explain")
    NEW_OLDER_ASSOCIATES = ("new_older_associates", "New older friends")
    UNKNOWN_ADULTS = ("unknown_adults", "Unknown adults")
    EXPLOITED_OR_MISSING_PEERS = ("exploited_or_missing_peers", "Close to children who are exploited or go missing")
    GANG_OR_COUNTY_LINES_LINKS = ("gang_or_county_lines_links", "Links to a gang or county lines")
    DRUG_DEBTS_OR_URGENT_NEED_FOR_MONEY = ("drug_debts_or_urgent_need_for_money", "Drug debts or urgent need for money")
    WITHDREW_ACCOUNT_OF_ASSAULT = ("withdrew_account_of_assault", "Took back an account of assault")
    THREATENING_CALLERS = ("threatening_callers", "Threatening callers")
    PREGNANCY_STI = ("pregnancy_sti", "Pregnancy or sexually transmitted infection")
    BRANDING_OR_INJURIES = ("branding_or_injuries", "Branding or injuries")
    USED_TO_CARRY_FOR_OTHERS = ("used_to_carry_for_others", "Used to carry things for others")
    HOME_USED_BY_OTHERS = ("home_used_by_others", "Home used by others")
    CARRIES_KNIFE = ("carries_knife", "Carries a knife")
    SUDDEN_CHANGE_OR_WITHDRAWAL = ("sudden_change_or_withdrawal", "Sudden change or withdrawn")
    SCHOOL_ABSENCE = ("school_absence", "Absence from school")
    OTHER = ("other", "Another sign")


class WhoWith(Word):
    """Who the child was with (domain reference §8.14). An adult is never called a partner."""

    ALONE = ("alone", "Alone")
    FRIENDS_SAME_AGE = ("friends_same_age", "Friends of the same age")
    OLDER_PEERS = ("older_peers", "Older friends, up to three years")
    ADULT_KNOWN = ("adult_known", "An adult known to the family or carers")
    ADULT_UNKNOWN = ("adult_unknown", "An adult not known to them")
    FAMILY = ("family", "Family")
    PARTNER_SAME_AGE = ("partner_same_age", "Partner of the same age")
    PARTNER_OLDER = ("partner_older", "Older partner, under 18", "Raises a question about a worry.")
    GROUP_UNKNOWN = ("group_unknown", "A group not known")
    ONLINE_CONTACT_MET = ("online_contact_met", "Someone met online")
    EXPLOITED_PEER = ("exploited_peer", "A child who is being exploited")
    PLACEMENT_PEER = ("placement_peer", "A child from the placement")
    OTHER = ("other", "Someone else")


class WhereStayed(Word):
    """Where the child stayed or went (domain reference §8.15)."""

    FRIENDS_HOME = ("friends_home", "A friend's home")
    FAMILY_HOME = ("family_home", "Family")
    PARTNER_HOME = ("partner_home", "A partner's home")
    STRANGER_HOME = ("stranger_home", "A stranger's home")
    STREET = ("street", "The street")
    SHELTER = ("shelter", "A shelter")
    HOTEL_AIRBNB = ("hotel_airbnb", "Hotel or short let")
    PARTY_HOUSE = ("party_house", "A party house")
    PLACE_WHERE_DRUGS_ARE_DEALT = ("place_where_drugs_are_dealt", "A place where drugs are dealt")
    TOWN_CENTRE = ("town_centre", "Town centre")
    PARK = ("park", "Park")
    TRANSPORT = ("transport", "On buses or trains")
    OTHER_TOWN = ("other_town", "Another town", "Named in words.")
    ABROAD = ("abroad", "Abroad")
    OTHER = ("other", "Somewhere else")


class TakenLuredOrPushed(Word):
    """Whether somebody took, lured or pushed the child (domain reference §8.11). Asked apart from the reasons."""

    YES = ("yes", "Yes")
    MAYBE = ("maybe", "Maybe")
    NO = ("no", "No")


class Certainty(Word):
    """How sure a coded row is (domain reference §8.12)."""

    KNOWN = ("known", "Known")
    SUSPECTED = ("suspected", "Suspected")
