"""Which class of data a value belongs to: by value, not by list or section (domain reference §8.0)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wayhome.domain.vocabulary.account import ExploitationSign, Harm, MadeToDo, PullFactor, PushFactor
from wayhome.domain.vocabulary.followup import NeedKind, SafeguardingActionKind
from wayhome.domain.vocabulary.lists import CODE_LISTS
from wayhome.domain.vocabulary.people import DataClass
from wayhome.domain.vocabulary.word import NullCode, Word

SENSITIVE_VALUES = frozenset(
    {
        "sexual_health",
        "pregnancy",
        "pregnancy_sti",
        "identity_lgbt",
        "lgbt_support",
        "forced_marriage_hbv_fgm",
        "domestic_abuse",
        "dv_service",
        "nrm",
        "immigration_fear",
        "immigration_legal",
        "mental_health_distress",
        "mental_health_camhs",
        "substance",
        "parental_mh_substance",
        "gp_physical",
        "medical_need_missed_medication",
    }
)
"""Sensitive wherever they stand: as a reason, a harm, a sign, a need or an action."""

SENSITIVE_IF_IT_NAMES_A_PROTECTED_TRAIT = frozenset({"hate_incident"})

MADE_TO_DO_VALUES = frozenset(member.value for member in MadeToDo) - {"other"}
"""Wherever they stand, as a sign of exploitation too. `other` says nothing by itself and takes its list's class."""


def _words(text: str) -> frozenset[str]:
    """The words of a text as a set: long lists read better as prose."""
    return frozenset(text.split())


NOT_SENSITIVE: Mapping[type[Word], frozenset[str]] = MappingProxyType(
    {
        PushFactor: _words(
            """
            family_conflict_argument family_breakdown_instability abuse_physical abuse_sexual
            abuse_emotional neglect bereavement_loss bullying_peers bullying_online
            problems_at_school_exclusion placement_unhappy placement_conflict_staff
            placement_conflict_peers placement_change contact_with_family_problem
            rules_boundaries_curfew self_harm_suicidal loneliness_isolation fear_of_someone debt boredom
            other
            """
        ),
        PullFactor: _words(
            """
            friends_peers family_contact party_festival drugs_alcohol money_work gang_group
            county_lines_told_to adult_met online_contact freedom_independence home_area hobby_event pet
            other
            """
        ),
        Harm: _words(
            """
            physical_assault sexual_assault sexual_exploitation online_sexual_abuse_images
            given_things_in_return_for_sexual_acts criminal_exploitation gang_violence weapon_seen
            trafficking_modern_slavery drugs_taken alcohol slept_rough slept_with_stranger_unsafe begged
            threats robbery_victim radicalisation self_harm suicide_attempt_thoughts injury
            fire_water_rail_risk arrested other nothing_told
            """
        ),
        MadeToDo: frozenset({"other"}),
        ExploitationSign: _words(
            """
            regularly_late_or_whereabouts_unknown out_overnight looks_cared_for_no_known_base
            travels_to_other_towns secretive_or_multiple_phones new_unexplained_things
            new_older_associates unknown_adults exploited_or_missing_peers gang_or_county_lines_links
            drug_debts_or_urgent_need_for_money withdrew_account_of_assault threatening_callers
            branding_or_injuries carries_knife sudden_change_or_withdrawal school_absence other
            """
        ),
        NeedKind: _words(
            """
            safety_plan cse_ce_specialist police_protection_cawn s47_referral s17_assessment early_help
            placement_review family_mediation contact_arrangement education_support youth_activity
            housing_16_17 advocacy independent_visitor mentoring bereavement online_safety
            carers_support other none
            """
        ),
        SafeguardingActionKind: _words(
            """
            emergency_999 mash_referral strategy_discussion_request s47 police_intel_submission
            crime_report missing_panel_mace lado school_dsl iro_alert placement_notice other
            """
        ),
    }
)
"""What a person has said is not sensitive. Written by hand: a value on neither list is sensitive until someone says."""


def class_of(value: str, section: type[Word] | None = None, *, names_protected_trait: bool | None = None) -> DataClass:
    """The class of one coded value (domain reference §8.0).

    `section` names the list when `value` is a plain string, such as a value an authority added itself; a value that
    nobody has classed is sensitive. `names_protected_trait` matters to a hate incident only, and not knowing means
    sensitive. A null code takes the class of its section, or is sensitive where no section is given.
    """
    word = str(value)
    if word in SENSITIVE_VALUES:
        return DataClass.SENSITIVE
    if word in SENSITIVE_IF_IT_NAMES_A_PROTECTED_TRAIT and names_protected_trait is not False:
        return DataClass.SENSITIVE
    if word in MADE_TO_DO_VALUES:
        return DataClass.MADE_TO_DO
    stands_in = CODE_LISTS.get((section or type(value)).__name__)
    if stands_in is None:
        return DataClass.SENSITIVE
    ordinary = NOT_SENSITIVE.get(stands_in.words) or frozenset(member.value for member in stands_in.words)
    if isinstance(value, NullCode) or word in ordinary | SENSITIVE_IF_IT_NAMES_A_PROTECTED_TRAIT:
        return stands_in.data_class
    return DataClass.SENSITIVE
