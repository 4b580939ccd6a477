"""The vocabulary: every code of the field, its one label, and how sensitive it is."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from wayhome.domain.vocabulary import (
    ALSO_CALLED,
    CODE_LISTS,
    DELIVERY_MODEL_ELSEWHERE,
    NAMES_OF_SOURCES,
    OUTSIDE_WORDS,
    REASON_NOT_OFFERED_ELSEWHERE,
    ContactPermission,
    DataClass,
    DeclineReason,
    DeliveryModel,
    EpisodeKind,
    ExploitationSign,
    Group,
    Harm,
    MadeToDo,
    MissedReason,
    NeedKind,
    NullCode,
    OfferLevel,
    Outcome,
    PullFactor,
    PushFactor,
    ReasonNotOffered,
    Role,
    Term,
    Transport,
    WhoWith,
    class_of,
    code_list,
    is_known,
    is_recorded,
    outcome_of_code,
)
from wayhome.domain.vocabulary.abbreviations import ABBREVIATIONS
from wayhome.domain.vocabulary.classes import MADE_TO_DO_VALUES, NOT_SENSITIVE, SENSITIVE_VALUES

# Written out by hand from the domain reference: a value that is lost, renamed or added without a decision fails here.
BY_HAND = {
    "NullCode": "not_asked did_not_say not_known",
    "EpisodeKind": "missing away hidden absent_legacy",
    "PhaseKind": "missing away located absent_legacy",
    "Group": "home care_in care_out hosted visitor",
    "PlanStatus": "none early_help child_in_need child_protection",
    "RiskGrade": "no_apparent_risk low medium high",
    "Source": "child carer home police la provider school health system",
    "Reporter": "parent other_family foster_carer childrens_home supported_accommodation school social_worker health "
    "police friend self public other",
    "MissingFromSetting": "parental_home relative foster_placement childrens_home secure_home supported_accommodation "
    "residential_school school_day hospital custody_remand hotel_unregulated semi_independent street_event other",
    "FoundBy": "returned_self returned_by_family returned_by_carer_staff found_by_police found_by_family "
    "found_by_public arrested hospital professional phoned_in other",
    "Transport": "foot bus train taxi car_of_person_met bike lift_family police_vehicle other not_known",
    "ReturnSetting": "same_home same_placement different_placement relative hospital custody refuge police_protection "
    "out_of_area_place not_returned_now_18 other",
    "OfferLevel": "child_direct child_via_carer_confirmed carer_only letter_or_message_unconfirmed not_offered",
    "ResponseToOffer": "accepted declined parent_refused withdrawn",
    "Answerer": "child parent carer someone_else",
    "TalkedFreely": "yes no not_sure",
    "Channel": "text call home_phone letter visit video via_school via_carer link",
    "ContactPermission": "yes never not_checked_yet",
    "AttemptTarget": "child parent carer school professional",
    "AttemptResult": "spoke_child spoke_carer message_left no_answer wrong_number visited_no_reply "
    "visited_seen_not_private attempted_in_person refused_at_door unsafe_abandoned other",
    "MissedReason": "child_not_there child_asked_to_stop child_not_well missing_again carer_prevented not_private "
    "interviewer_absent service_cancelled transport interpreter_absent other not_known",
    "DeclineReason": "not_missing_in_my_view already_told_someone fed_up_repeat_questions "
    "dont_trust_info_will_be_shared fear_of_consequences pressure_from_others embarrassed no_need_nothing_happened "
    "timing_place_unsuitable person_unsuitable too_tired_unwell not_safe_to_talk wants_different_help "
    "language_or_access_barrier no_reason_given other",
    "ReasonNotOffered": "not_notified_or_too_late local_criteria service_decision covered_by_another_talk no_capacity "
    "out_of_area_not_arranged missing_again not_reached carer_only_told not_fit parent_refused_first turned_18_or_died "
    "not_recorded",
    "Completeness": "full partial not_undertaken",
    "Mode": "in_person video phone text_chat walk_talk",
    "Place": "home placement school youth_centre community_public walk car cafe police_station office hospital custody "
    "remote other",
    "InterviewerRelation": "parent_carer placement_staff foster_carer allocated_social_worker line_manager_of_case "
    "other_case_professional la_dedicated_rhi la_youth_service host_la_worker commissioned_provider police other",
    "ProviderType": "responsible_la host_la voluntary_organisation private_company other",
    "DeliveryModel": "la_dedicated_team la_social_worker la_youth_worker commissioned_voluntary commissioned_private "
    "host_la other_professional not_known",
    "LateReason": "late_notification return_time_unknown child_unavailable child_asked_later missing_again not_fit "
    "carer_delay_refusal distance_out_of_area inter_la_delay capacity weekend_bank_holiday police_request "
    "interpreter_needed safety_concern recording_error other",
    "PushFactor": "family_conflict_argument family_breakdown_instability domestic_abuse abuse_physical abuse_sexual "
    "abuse_emotional neglect forced_marriage_hbv_fgm parental_mh_substance bereavement_loss bullying_peers "
    "bullying_online problems_at_school_exclusion placement_unhappy placement_conflict_staff placement_conflict_peers "
    "placement_change contact_with_family_problem rules_boundaries_curfew mental_health_distress self_harm_suicidal "
    "loneliness_isolation pregnancy identity_lgbt immigration_fear fear_of_someone debt boredom other",
    "PullFactor": "friends_peers family_contact party_festival drugs_alcohol money_work gang_group "
    "county_lines_told_to adult_met online_contact freedom_independence home_area hobby_event pet other",
    "TakenLuredOrPushed": "yes maybe no",
    "Harm": "physical_assault sexual_assault sexual_exploitation online_sexual_abuse_images "
    "given_things_in_return_for_sexual_acts criminal_exploitation gang_violence weapon_seen trafficking_modern_slavery "
    "drugs_taken alcohol slept_rough slept_with_stranger_unsafe begged threats robbery_victim hate_incident "
    "radicalisation self_harm suicide_attempt_thoughts medical_need_missed_medication pregnancy_sti injury "
    "fire_water_rail_risk arrested other nothing_told",
    "Certainty": "known suspected",
    "MadeToDo": "used_to_carry_for_others used_to_sell_for_others county_lines made_to_take_or_steal "
    "took_things_to_get_by weapon_carried home_used_by_others made_to_recruit_or_bring_others debt_being_worked_off "
    "other",
    "ExploitationSign": "regularly_late_or_whereabouts_unknown out_overnight looks_cared_for_no_known_base "
    "travels_to_other_towns secretive_or_multiple_phones new_unexplained_things new_older_associates unknown_adults "
    "exploited_or_missing_peers gang_or_county_lines_links drug_debts_or_urgent_need_for_money "
    "withdrew_account_of_assault threatening_callers pregnancy_sti branding_or_injuries used_to_carry_for_others "
    "home_used_by_others carries_knife sudden_change_or_withdrawal school_absence other",
    "WhoWith": "alone friends_same_age older_peers adult_known adult_unknown family partner_same_age partner_older "
    "group_unknown online_contact_met exploited_peer placement_peer other",
    "WhereStayed": "friends_home family_home partner_home stranger_home street shelter hotel_airbnb party_house "
    "place_where_drugs_are_dealt town_centre park transport other_town abroad other",
    "NeedKind": "safety_plan cse_ce_specialist police_protection_cawn s47_referral s17_assessment early_help "
    "placement_review family_mediation contact_arrangement mental_health_camhs substance sexual_health gp_physical "
    "education_support youth_activity housing_16_17 advocacy independent_visitor mentoring immigration_legal nrm "
    "dv_service bereavement lgbt_support online_safety carers_support other none",
    "SafeguardingActionKind": "emergency_999 mash_referral strategy_discussion_request s47 police_intel_submission "
    "crime_report nrm missing_panel_mace lado school_dsl iro_alert placement_notice other",
    "NotificationKind": "reported grade_changed phase_changed still_missing_24h still_missing_72h located returned "
    "prevention_interview_done prevention_interview_not_done rhi_requested rhi_offer_outcome rhi_held rhi_report "
    "risk_info_host placement_notice correction other",
    "NotificationTrigger": "command_and_control_record opening_missing_record closing daily_list other_regular_list "
    "la_has_read_access upgrade_absent_to_missing none",
    "NotificationMethod": "automatic_every_time automatic_after_staff_action secure_email other",
    "LawfulBasis": "6_1_e 6_1_c 6_1_d 6_1_f 6_1_a",
    "Article9": "9_2_g 9_2_h 9_2_c 9_2_f 10",
    "SharingPurpose": "safeguard_child prevent_harm_to_others prevention_detection_crime locate_missing care_planning "
    "service_quality statutory_return research_deidentified",
    "ReasonWithheld": "unsafe live_investigation child_objection_upheld not_relevant no_route awaiting_approval",
    "Role": "rhi_coordinator rhi_interviewer provider_manager provider_interviewer social_worker team_manager iro "
    "advocate front_door police_mpc host_la_missing_lead carer_home school_contact health_contact panel_member "
    "service_manager named_senior_manager dcs analyst auditor_ig national_oversight sysadmin young_person",
    "RelationshipKind": "team_membership allocation provider_referral share panel_window duty break_glass own_record "
    "own_placement",
    "DataClass": "aggregate identity episode reasons harm made_to_do third_party sensitive own_words analysis needs "
    "wishes_and_safety audit",
}

OUTCOMES_BY_HAND = """
    U1          undertaken_individual            yes           yes         yes
    U2          undertaken_combined              yes           yes         yes
    U3          undertaken_partial               yes           yes         yes
    N1          declined_by_child                yes           no          no
    N2          withdrew_or_repeatedly_missed    yes           yes         no
    N3          offered_no_response              yes           not said    no
    N4          parent_or_carer_refused          yes or no     not said    no
    N5          could_not_be_contacted           no            not said    no
    N6          offered_to_carer_only            broadly only  not said    no
    N7          missing_again                    yes or no     not said    no
    N8          not_fit                          yes or no     not said    no
    N9          moved_or_transferred             not said      not said    no
    N10         other_authority_did_not_deliver  yes or no     not said    no
    N11         service_decision                 no            not said    no
    N12         no_capacity                      no            not said    no
    N13         notified_too_late                no            not said    no
    N14         turned_18_or_died                yes or no     not said    no
    PENDING     pending                          yes or no     yes or no   not yet
    UNRESOLVED  unresolved                       yes or no     yes or no   not yet
    X1          not_eligible                     not said      not said    not said
"""

# Words that stand on no screen, in a letter or in a document for people.
NEVER_SAID = (
    "absconder", "absconded", "runaway", "refused to engage", "non-compliant", "breach", "DNA", "LAC", "FTA",
    "hard to reach", "risky", "streetwise", "sexual activity", "sexual relationship", "offered money for sex",
    "boyfriend", "trap house", "mule", "frequent flyer", "score",
)  # fmt: skip

SENSITIVE_BY_HAND = (
    "sexual_health pregnancy pregnancy_sti identity_lgbt lgbt_support forced_marriage_hbv_fgm domestic_abuse "
    "dv_service nrm immigration_fear immigration_legal mental_health_distress mental_health_camhs substance "
    "parental_mh_substance gp_physical medical_need_missed_medication"
)


def everything_people_read():
    for one in CODE_LISTS.values():
        yield one.title
        for word in one.words:
            yield word.label
            yield word.definition
    for term in Term:
        yield from (term.label, term.definition, *term.counts, *term.does_not_count)


@pytest.mark.parametrize("name", BY_HAND)
def test_it_has_every_code_of_the_domain_reference_and_no_other(name):
    expected = BY_HAND[name].split()
    assert [word.value for word in CODE_LISTS[name].words] == expected


def test_it_has_every_outcome_with_what_it_says_of_offer_answer_and_talk():
    expected = [re.split(r"\s{2,}", line.strip()) for line in OUTCOMES_BY_HAND.strip().splitlines()]
    assert [[o.code, o.value, o.offered, o.accepted, o.undertaken] for o in Outcome] == expected
    assert [o for o in Outcome if o.is_undertaken] == list(Outcome)[:3]
    assert [o for o in Outcome if o.is_open] == [Outcome.PENDING, Outcome.UNRESOLVED]


def test_it_registers_every_list_once_and_no_list_is_forgotten():
    assert set(CODE_LISTS) == {*BY_HAND, "Outcome"}
    assert code_list(Group) is CODE_LISTS["Group"]
    with pytest.raises(KeyError, match="Term"):
        code_list(Term)


@pytest.mark.parametrize("words", NEVER_SAID)
def test_it_never_says_a_word_that_blames_a_child(words):
    # Upper-case abbreviations are looked for as such, so that "lac" inside a word is not one.
    said = re.compile(rf"\b{re.escape(words)}\b", 0 if words.isupper() else re.IGNORECASE)
    assert [text for text in everything_people_read() if said.search(text)] == []


def test_it_gives_every_code_a_label_that_is_plain_and_differs_from_the_others_of_its_list():
    for one in CODE_LISTS.values():
        labels = [word.label for word in one.words]
        assert all(label and "_" not in label and label[0].isupper() for label in labels), one.name
        assert len(set(labels)) == len(labels), one.name
        assert one.definition.endswith("."), one.name


def test_it_calls_no_adult_a_partner():
    assert not any("partner" in word.label.lower() for word in WhoWith if word.value.startswith("adult"))


def test_it_reads_a_code_back_from_its_value_from_a_pickle_and_from_a_copy():
    for word in (Outcome.NOT_ELIGIBLE, Role.IRO, Harm.OTHER, Term.OFFERED):
        assert type(word)(word.value) is word
        assert pickle.loads(pickle.dumps(word)) is word
        assert copy.deepcopy(word) is word
        assert f"{word}" == word.value
    assert outcome_of_code("N14") is Outcome.TURNED_18_OR_DIED
    with pytest.raises(KeyError, match="N15"):
        outcome_of_code("N15")


def test_it_keeps_a_value_no_longer_used_readable_and_does_not_offer_it():
    assert EpisodeKind("absent_legacy") is EpisodeKind.ABSENT_LEGACY
    assert EpisodeKind.choices() == (EpisodeKind.MISSING, EpisodeKind.AWAY, EpisodeKind.HIDDEN)


def test_it_asks_for_words_beside_other_and_knows_which_fields_take_null_codes():
    assert code_list(DeclineReason).other_needs_text
    assert not code_list(Group).other_needs_text
    assert code_list(Harm).null_codes == (NullCode.NOT_ASKED, NullCode.DID_NOT_SAY, NullCode.NOT_KNOWN)
    assert code_list(Outcome).null_codes == ()
    assert code_list(PushFactor).several
    assert not code_list(Outcome).several


def test_it_counts_a_null_code_as_recorded_and_never_as_known():
    for code in NullCode:
        assert is_recorded(code)
        assert not is_known(code)
        assert not is_known(code.value)
    for empty in (None, ""):
        assert not is_recorded(empty)
        assert not is_known(empty)
    assert is_recorded(Harm.NOTHING_TOLD)
    assert is_known(Harm.NOTHING_TOLD)
    for member in (Transport.NOT_KNOWN, MissedReason.NOT_KNOWN, ReasonNotOffered.NOT_RECORDED, DeliveryModel.NOT_KNOWN):
        assert is_recorded(member)
        assert not is_known(member)


def test_it_calls_the_values_of_the_domain_reference_sensitive_wherever_they_stand():
    assert set(SENSITIVE_BY_HAND.split()) == SENSITIVE_VALUES
    for value in SENSITIVE_BY_HAND.split():
        for section in (None, PushFactor, Harm, ExploitationSign, NeedKind, DeclineReason):
            assert class_of(value, section) is DataClass.SENSITIVE
    carried = {word.value for one in CODE_LISTS.values() for word in one.words}
    assert carried >= SENSITIVE_VALUES


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (PushFactor.PREGNANCY, DataClass.SENSITIVE),
        (Harm.PREGNANCY_STI, DataClass.SENSITIVE),
        (ExploitationSign.PREGNANCY_STI, DataClass.SENSITIVE),
        (NeedKind.NRM, DataClass.SENSITIVE),
        (Harm.SELF_HARM, DataClass.HARM),
        (Harm.SUICIDE_ATTEMPT_THOUGHTS, DataClass.HARM),
        (PushFactor.SELF_HARM_SUICIDAL, DataClass.REASONS),
        (PushFactor.BOREDOM, DataClass.REASONS),
        (PullFactor.PET, DataClass.REASONS),
        (ExploitationSign.USED_TO_CARRY_FOR_OTHERS, DataClass.MADE_TO_DO),
        (ExploitationSign.HOME_USED_BY_OTHERS, DataClass.MADE_TO_DO),
        (ExploitationSign.CARRIES_KNIFE, DataClass.HARM),
        (NeedKind.MENTORING, DataClass.NEEDS),
        (WhoWith.FAMILY, DataClass.THIRD_PARTY),
        (ContactPermission.NEVER, DataClass.WISHES_AND_SAFETY),
        (Outcome.DECLINED_BY_CHILD, DataClass.EPISODE),
        (Role.IRO, DataClass.AGGREGATE),
    ],
)
def test_it_classes_each_value_by_what_it_says(value, expected):
    assert class_of(value) is expected


def test_it_keeps_what_a_child_was_made_to_do_in_a_class_of_its_own():
    assert {class_of(value) for value in MadeToDo} == {DataClass.MADE_TO_DO}
    assert class_of("county_lines") is DataClass.MADE_TO_DO
    assert class_of(Harm.OTHER) is DataClass.HARM
    assert "other" not in MADE_TO_DO_VALUES


def test_it_treats_a_hate_incident_as_sensitive_until_it_is_known_to_name_no_protected_trait():
    assert class_of(Harm.HATE_INCIDENT) is DataClass.SENSITIVE
    assert class_of(Harm.HATE_INCIDENT, names_protected_trait=True) is DataClass.SENSITIVE
    assert class_of(Harm.HATE_INCIDENT, names_protected_trait=False) is DataClass.HARM


def test_it_treats_a_value_nobody_has_classed_as_sensitive():
    assert class_of("a_local_need", NeedKind) is DataClass.SENSITIVE
    assert class_of("a_local_reason", DeclineReason) is DataClass.SENSITIVE
    assert class_of("something") is DataClass.SENSITIVE
    assert class_of(Term.OFFERED) is DataClass.SENSITIVE


def test_it_gives_a_null_code_the_class_of_the_section_it_stands_in():
    assert class_of(NullCode.NOT_ASKED, Harm) is DataClass.HARM
    assert class_of(NullCode.NOT_ASKED, MadeToDo) is DataClass.MADE_TO_DO
    assert class_of(NullCode.NOT_ASKED) is DataClass.SENSITIVE


def test_it_has_somebody_s_word_on_every_value_of_the_lists_that_can_hold_sensitive_ones():
    for words, ordinary in NOT_SENSITIVE.items():
        elsewhere = SENSITIVE_VALUES | MADE_TO_DO_VALUES | {"hate_incident"}
        assert {word.value for word in words} <= ordinary | elsewhere
        assert not ordinary & elsewhere


def test_it_says_when_an_offer_counts_strictly_and_when_broadly():
    strict = [level for level in OfferLevel if level.child_was_told]
    broad = [level for level in OfferLevel if level.counts_broadly]
    assert strict == [OfferLevel.CHILD_DIRECT, OfferLevel.CHILD_VIA_CARER_CONFIRMED]
    assert set(broad) - set(strict) == {OfferLevel.CARER_ONLY, OfferLevel.LETTER_OR_MESSAGE_UNCONFIRMED}


TERMS_BY_HAND = (
    "spell missing_episode missing away hidden_missing reported located returned police_closed "
    "prevention_interview group hosted visitor responsible_authority eligible attempt offered offered_broadly "
    "implied_offer answer_by_phone accepted declined parent_refused no_response withdrawn missed "
    "return_home_interview undertaken combined within_72_hours independent follow_up late_notice closed worry "
    "outcome pending unresolved unplaced not_recorded not_asked cannot_be_said"
)


def test_it_defines_every_term_with_what_counts_what_does_not_and_what_shows_it():
    assert [term.value for term in Term] == TERMS_BY_HAND.split()
    assert len({term.label for term in Term}) == len(Term)
    for term in Term:
        assert term.counts and term.does_not_count and term.evidence and term.section
        assert all(text.endswith(".") for text in (term.definition, *term.counts, *term.does_not_count)), term


def test_it_never_gives_the_carer_s_answer_for_the_child_s():
    assert any("carer was told" in text for text in Term.OFFERED.does_not_count)
    assert any("parent or carer alone" in text for text in Term.UNDERTAKEN.does_not_count)
    assert any("parent's or carer's no" in text for text in Term.DECLINED.does_not_count)


def test_it_maps_every_reason_not_offered_to_outcomes_and_to_the_words_of_others():
    assert set(REASON_NOT_OFFERED_ELSEWHERE) == set(ReasonNotOffered)
    outcomes = {reason: [o.code for o in words.outcomes] for reason, words in REASON_NOT_OFFERED_ELSEWHERE.items()}
    assert outcomes[ReasonNotOffered.OUT_OF_AREA_NOT_ARRANGED] == ["N9", "N10"]
    assert outcomes[ReasonNotOffered.COVERED_BY_ANOTHER_TALK] == ["U2"]
    in_annex_a = {reason.value: words.annex_a_offered for reason, words in REASON_NOT_OFFERED_ELSEWHERE.items()}
    assert [r for r, offered in in_annex_a.items() if offered is None] == ["not_recorded"]
    assert [r for r, offered in in_annex_a.items() if offered] == ["covered_by_another_talk"]
    carer = REASON_NOT_OFFERED_ELSEWHERE[ReasonNotOffered.CARER_ONLY_TOLD]
    assert (carer.annex_a_offered, carer.annex_a_offered_broadly) == (False, True)


def test_it_maps_every_delivery_model_and_says_what_others_do_not_count():
    assert set(DELIVERY_MODEL_ELSEWHERE) == set(DeliveryModel)
    uncounted = [model for model, words in DELIVERY_MODEL_ELSEWHERE.items() if words.foi_2024 is None]
    assert uncounted == [DeliveryModel.NOT_KNOWN]


def test_it_names_the_terms_that_others_ask_for_in_their_words():
    assert OUTSIDE_WORDS[Term.ACCEPTED].ssd == "rhi_accepted Y"
    assert OUTSIDE_WORDS[Term.DECLINED] == OUTSIDE_WORDS[Term.PARENT_REFUSED]
    assert OUTSIDE_WORDS[Term.UNDERTAKEN].annex_a is None
    assert set(NAMES_OF_SOURCES) == {"foi_2024", "foi_2023", "annex_a", "ssd"}
    assert "debrief, in Wales" in ALSO_CALLED[Term.RETURN_HOME_INTERVIEW]


def test_it_spells_out_the_short_forms_in_order():
    assert list(ABBREVIATIONS) == sorted(ABBREVIATIONS)
    assert all(long and long != short for short, long in ABBREVIATIONS.items())
