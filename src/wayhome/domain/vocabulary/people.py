"""Words about people who use the records: roles, relationships, classes of data (domain reference §10)."""

from __future__ import annotations

from wayhome.domain.vocabulary.word import Word


class Role(Word):
    """What a person does here (domain reference §10.1). Every manager in the rules is one of these."""

    RHI_COORDINATOR = (
        "rhi_coordinator",
        "Missing coordinator",
        "Single point of contact: checks, allocates, chases, approves (never their own), shares, closes.",
    )
    RHI_INTERVIEWER = (
        "rhi_interviewer",
        "Interviewer",
        "The authority's own interviewer, such as a dedicated or youth worker. Sees their own cases.",
    )
    PROVIDER_MANAGER = (
        "provider_manager",
        "Provider's manager",
        "Manager at a commissioned provider. Sees only cases sent to the provider.",
    )
    PROVIDER_INTERVIEWER = (
        "provider_interviewer",
        "Provider's interviewer",
        "Interviewer at a commissioned provider. Sees only their own cases.",
    )
    SOCIAL_WORKER = (
        "social_worker",
        "Social worker",
        "The child's allocated social worker. Sees the record and acts; a talk held by them is marked not independent.",
    )
    TEAM_MANAGER = (
        "team_manager",
        "Team manager",
        "Manager of the child's social worker at the responsible authority. Decides, signs off and voids.",
    )
    IRO = ("iro", "Independent reviewing officer", "Reviews the care of a looked-after child. Reads own children.")
    ADVOCATE = ("advocate", "Advocate", "Speaks for the child. Reads own children.")
    FRONT_DOOR = (
        "front_door",
        "Front door or emergency duty team",
        "Receives notifications, referrals and worries. Reads inside a time-limited duty relationship only.",
    )
    POLICE_MPC = (
        "police_mpc",
        "Police missing person coordinator",
        "Sends and acknowledges notices, records the prevention interview, receives approved shares.",
    )
    HOST_LA_MISSING_LEAD = (
        "host_la_missing_lead",
        "Host authority's missing lead",
        "Sees a summary of children placed in the area and requests between authorities.",
    )
    CARER_HOME = (
        "carer_home",
        "Carer or children's home",
        "Records an absence, the return and what the carer knows. Sees status and agreed plan, not the record.",
    )
    SCHOOL_CONTACT = (
        "school_contact",
        "School's safeguarding lead",
        "Receives shares, passes an offer on, raises a worry.",
    )
    HEALTH_CONTACT = ("health_contact", "Health contact", "Receives shares and raises a worry.")
    PANEL_MEMBER = (
        "panel_member",
        "Panel member",
        "Reads summary packs for the children on the list, while the meeting's window is open.",
    )
    SERVICE_MANAGER = ("service_manager", "Service manager", "Head of service: oversight, and approval of exceptions.")
    NAMED_SENIOR_MANAGER = (
        "named_senior_manager",
        "Named senior manager for missing children",
        "Responsible for monitoring policy and performance on missing children.",
    )
    DCS = ("dcs", "Director of children's services", "Oversight; escalation of a child still missing.")
    ANALYST = ("analyst", "Analyst", "Works on rows in which nobody is named.")
    AUDITOR_IG = (
        "auditor_ig",
        "Information governance auditor",
        "Reads the log of who looked; reads no content unless the glass is broken, with a reason.",
    )
    NATIONAL_OVERSIGHT = (
        "national_oversight",
        "National oversight",
        "Sees totals by authority only, small numbers hidden.",
    )
    SYSADMIN = ("sysadmin", "System administrator", "Configures the system. Reads no content.")
    YOUNG_PERSON = (
        "young_person",
        "Young person",
        "Sees their own words, the agreed plan and their own wishes; gives feedback.",
    )


class RelationshipKind(Word):
    """What opens a child's record to a person (domain reference §10.4). Without one nobody reads content."""

    TEAM_MEMBERSHIP = (
        "team_membership",
        "Member of the child's team",
        "The team that holds the case or the child's plan.",
    )
    ALLOCATION = ("allocation", "Allocated to the child", "Named for this child or this case, from one day to another.")
    PROVIDER_REFERRAL = (
        "provider_referral",
        "Case sent to the provider",
        "Ends when the case is handed back or recalled.",
    )
    SHARE = ("share", "Something was shared with them", "Opens the share, not the class it came from.")
    PANEL_WINDOW = (
        "panel_window",
        "On the panel's list, while its window is open",
        "From the list being sent to the meeting's end.",
    )
    DUTY = ("duty", "On duty when something came in", "Opened by a notice, referral or worry; limited in time.")
    BREAK_GLASS = ("break_glass", "Opened in an emergency, with a reason", "Limited in time and reviewed.")
    OWN_RECORD = ("own_record", "It is their own record", "The young person.")
    OWN_PLACEMENT = ("own_placement", "The child lives with them", "The carer or home, while the placement lasts.")


class DataClass(Word):
    """What kind of thing is written (domain reference §10.2). Class goes by value, not by list or section."""

    AGGREGATE = ("aggregate", "Totals", "Counts that name nobody.")
    IDENTITY = ("identity", "Who the child is", "Identity and contact details.")
    EPISODE = ("episode", "What happened and when", "Facts of the episode, clocks, outcomes.")
    REASONS = ("reasons", "Reasons", "Why the child left, and why an answer was given.")
    HARM = ("harm", "Harm and exploitation", "Self-harm and suicide included, so that those who must act see them.")
    MADE_TO_DO = (
        "made_to_do",
        "Things the child was made to do",
        "Its own grant, never implied by harm. This child may be a victim.",
    )
    THIRD_PARTY = ("third_party", "Other people and places", "People, addresses and intelligence.")
    SENSITIVE = ("sensitive", "Health and other sensitive facts", "Health, sexual health and every sensitive value.")
    OWN_WORDS = ("own_words", "The child's own words", "As said or written; the spelling is never corrected.")
    ANALYSIS = ("analysis", "What the interviewer thinks", "Analysis and the view of worry.")
    NEEDS = ("needs", "Needs, actions and support", "What the child needs, what was done, and what became of it.")
    WISHES_AND_SAFETY = (
        "wishes_and_safety",
        "Wishes and safe contact",
        "What the child wants shared, how to reach them safely, and safe places.",
    )
    AUDIT = ("audit", "Who looked", "The log of who read or wrote what.")
