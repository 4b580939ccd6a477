"""Words about what follows a talk: what the child needs, and what is done at once (domain reference §8.16, §8.17)."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class NeedKind(Word):
    """What a child needs, and so which service (domain reference §8.16)."""

    SAFETY_PLAN = ("safety_plan", "Safety plan")
    CSE_CE_SPECIALIST = ("cse_ce_specialist", "Specialist help about exploitation")
    POLICE_PROTECTION_CAWN = ("police_protection_cawn", "Police protection or child abduction warning notice")
    S47_REFERRAL = ("s47_referral", "Child protection enquiry (section 47)")
    S17_ASSESSMENT = ("s17_assessment", "Child in need assessment (section 17)")
    EARLY_HELP = ("early_help", "Early help")
    PLACEMENT_REVIEW = ("placement_review", "Review of the placement")
    FAMILY_MEDIATION = ("family_mediation", "Family mediation")
    CONTACT_ARRANGEMENT = ("contact_arrangement", "Arrangements to see family")
    MENTAL_HEALTH_CAMHS = ("mental_health_camhs", "Mental health service")
    SUBSTANCE = ("substance", "Help about drugs or alcohol")
    SEXUAL_HEALTH = ("sexual_health", "Sexual health")
    GP_PHYSICAL = ("gp_physical", "Doctor, physical health")
    EDUCATION_SUPPORT = ("education_support", "Help with education")
    YOUTH_ACTIVITY = ("youth_activity", "Youth activity")
    HOUSING_16_17 = ("housing_16_17", "Housing at 16 or 17")
    ADVOCACY = ("advocacy", "Advocate")
    INDEPENDENT_VISITOR = ("independent_visitor", "Independent visitor")
    MENTORING = ("mentoring", "Mentor")
    IMMIGRATION_LEGAL = ("immigration_legal", "Legal help about immigration")
    NRM = ("nrm", "National Referral Mechanism (trafficking)")
    DV_SERVICE = ("dv_service", "Domestic abuse service")
    BEREAVEMENT = ("bereavement", "Help after a death")
    LGBT_SUPPORT = ("lgbt_support", "LGBT support")
    ONLINE_SAFETY = ("online_safety", "Safety online")
    CARERS_SUPPORT = ("carers_support", "Support for carers")
    OTHER = ("other", "Another need")
    NONE = ("none", "No need", "Talked about, and nothing is needed. A child with no need closes.")


class SafeguardingActionKind(Word):
    """What was done at once about a worry (domain reference §8.17)."""

    EMERGENCY_999 = ("emergency_999", "Rang 999")
    MASH_REFERRAL = ("mash_referral", "Referral to the front door")
    STRATEGY_DISCUSSION_REQUEST = ("strategy_discussion_request", "Asked for a strategy discussion")
    S47 = ("s47", "Child protection enquiry (section 47)")
    POLICE_INTEL_SUBMISSION = ("police_intel_submission", "Intelligence sent to the police")
    CRIME_REPORT = ("crime_report", "Crime reported")
    NRM = ("nrm", "National Referral Mechanism (trafficking)")
    MISSING_PANEL_MACE = ("missing_panel_mace", "Missing or exploitation panel")
    LADO = ("lado", "Designated officer told (allegation about staff)")
    SCHOOL_DSL = ("school_dsl", "School's safeguarding lead told")
    IRO_ALERT = ("iro_alert", "Independent reviewing officer told")
    PLACEMENT_NOTICE = ("placement_notice", "Placement told")
    OTHER = ("other", "Something else")
