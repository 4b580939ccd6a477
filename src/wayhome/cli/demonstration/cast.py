"""Who is in the practice area. Every name, place and address is invented; `.example` belongs to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.casework.organisations.words import ContactKind, OrganisationKind
from wayhome.domain.vocabulary import Role


@dataclass(frozen=True)
class Place:
    """One organisation: how people call it, and the part after @ of its work e-mail."""

    key: str
    kind: OrganisationKind
    name: str
    short_name: str
    prefix: str
    domain: str
    team: str
    gss_code: str | None = None
    provider_type: str | None = None
    contacts: tuple[tuple[ContactKind, str, str], ...] = ()
    police: str | None = None
    """The police force of an authority's area."""


@dataclass(frozen=True)
class Person:
    """One member of staff, with one role."""

    key: str
    place: str
    name: str
    role: Role
    job_title: str

    @property
    def first_name(self) -> str:
        """The part before @ of their work e-mail."""
        return self.name.split()[0].lower()


AUTHORITY, PROVIDER = OrganisationKind.AUTHORITY, OrganisationKind.PROVIDER
INBOX, DUTY, WORRIES = ContactKind.MISSING_INBOX, ContactKind.DUTY, ContactKind.WORRIES

PLACES = (
    Place(
        "eastmere", AUTHORITY, "Eastmere Council", "Eastmere", "EM", "eastmere.example", "Missing and exploitation team", "E06999001",
        contacts=(
            (INBOX, "Missing inbox", "missing@eastmere.example"),
            (DUTY, "Duty desk", "01632 960101"),
            (ContactKind.OUT_OF_HOURS, "Emergency duty team", "01632 960102"),
            (WORRIES, "Front door", "01632 960103"),
        ),
        police="police",
    ),
    Place(
        "westmarsh", AUTHORITY, "Westmarsh Council", "Westmarsh", "WM", "westmarsh.example", "Children missing team", "E06999002",
        contacts=((INBOX, "Missing inbox", "missing@westmarsh.example"), (DUTY, "Duty desk", "01632 960201")),
        police="wold",
    ),
    Place(
        "northby", AUTHORITY, "Northby Council", "Northby", "NB", "northby.example", "Missing lead", "E06999003",
        contacts=((INBOX, "Missing inbox", "missing@northby.example"), (DUTY, "Duty desk", "01632 960301")),
        police="police",
    ),
    Place(
        "police", OrganisationKind.POLICE_FORCE, "Three Rivers Police", "Three Rivers Police", "TR", "threerivers.example",
        "Missing from home team",
        contacts=((DUTY, "Control room", "01632 960401"),),
    ),
    Place(
        "harbour", PROVIDER, "Harbour, a charity for young people", "Harbour", "HB", "harbour.example", "Return interviews",
        provider_type="voluntary_organisation", contacts=((DUTY, "Office", "01632 960501"),),
    ),
    Place("hollyfield", OrganisationKind.HOME, "Hollyfield House", "Hollyfield", "HF", "hollyfield.example", "Staff"),
    Place("school", OrganisationKind.SCHOOL, "Larkrise School", "Larkrise", "LR", "larkrise.example", "Safeguarding"),
    Place(
        "health", OrganisationKind.HEALTH, "Three Rivers Health", "Three Rivers Health", "TH", "riverhealth.example",
        "Looked-after children",
    ),
    Place("oversight", OrganisationKind.OVERSIGHT, "Regional oversight", "Oversight", "RO", "oversight.example", "Analysis"),
    Place(
        "wold", OrganisationKind.POLICE_FORCE, "Wold and Marsh Police", "Wold and Marsh Police", "WD", "woldandmarsh.example",
        "Missing person unit",
        contacts=((DUTY, "Control room", "01632 960411"),),
    ),
    Place("ferndale", OrganisationKind.HOME, "Ferndale House", "Ferndale", "FD", "ferndale.example", "Staff"),
    Place("kindling", OrganisationKind.HOME, "Kindling Fostering", "Kindling", "KF", "kindling.example", "Foster carers"),
)  # fmt: skip

PEOPLE = (
    Person("rosa", "eastmere", "Rosa Okoro", Role.RHI_COORDINATOR, "Missing coordinator"),
    Person("idris", "eastmere", "Idris Bell", Role.RHI_INTERVIEWER, "Return interviewer"),
    Person("omar", "eastmere", "Omar Shah", Role.SOCIAL_WORKER, "Social worker"),
    Person("tess", "eastmere", "Tess Hall", Role.TEAM_MANAGER, "Team manager"),
    Person("femi", "eastmere", "Femi Dunn", Role.FRONT_DOOR, "Emergency duty team"),
    Person("ines", "eastmere", "Ines Marsh", Role.IRO, "Independent reviewing officer"),
    Person("alba", "eastmere", "Alba Quinn", Role.ADVOCATE, "Advocate"),
    Person("pia", "eastmere", "Pia Lund", Role.PANEL_MEMBER, "Panel chair"),
    Person("grace", "eastmere", "Grace Lin", Role.SERVICE_MANAGER, "Head of service"),
    Person("nadia", "eastmere", "Nadia Firth", Role.NAMED_SENIOR_MANAGER, "Named senior manager, missing children"),
    Person("dele", "eastmere", "Dele Ford", Role.DCS, "Director of children's services"),
    Person("hana", "eastmere", "Hana Ivers", Role.ANALYST, "Performance analyst"),
    Person("kit", "eastmere", "Kit Vaughan", Role.AUDITOR_IG, "Information governance"),
    Person("sam", "harbour", "Sam Reed", Role.PROVIDER_INTERVIEWER, "Interviewer"),
    Person("jules", "harbour", "Jules Adair", Role.PROVIDER_INTERVIEWER, "Interviewer"),
    Person("mona", "harbour", "Mona Price", Role.PROVIDER_MANAGER, "Service manager"),
    Person("pat", "police", "Pat Lowe", Role.POLICE_MPC, "Missing person coordinator"),
    Person("wren", "westmarsh", "Wren Cole", Role.RHI_COORDINATOR, "Missing coordinator"),
    Person("hugo", "northby", "Hugo Tate", Role.HOST_LA_MISSING_LEAD, "Missing lead"),
    Person("carys", "hollyfield", "Carys Penn", Role.CARER_HOME, "Registered manager"),
    Person("devi", "school", "Devi Patel", Role.SCHOOL_CONTACT, "Safeguarding lead"),
    Person("noor", "health", "Noor Haddad", Role.HEALTH_CONTACT, "Looked-after children's nurse"),
    Person("opal", "oversight", "Opal West", Role.NATIONAL_OVERSIGHT, "Statistician"),
    Person("meera", "eastmere", "Meera Bassett", Role.RHI_COORDINATOR, "Missing coordinator, part time"),
    Person("callum", "eastmere", "Callum Osei", Role.SOCIAL_WORKER, "Social worker"),
    Person("bea", "eastmere", "Bea Novak", Role.SOCIAL_WORKER, "Senior social worker"),
    Person("tariq", "harbour", "Tariq Wynn", Role.PROVIDER_INTERVIEWER, "Interviewer"),
    Person("yusuf", "westmarsh", "Yusuf Dahl", Role.RHI_INTERVIEWER, "Youth worker"),
    Person("lotte", "westmarsh", "Lotte Barnes", Role.SOCIAL_WORKER, "Social worker"),
    Person("gwen", "westmarsh", "Gwen Abara", Role.TEAM_MANAGER, "Team manager"),
    Person("anwen", "northby", "Anwen Roy", Role.RHI_COORDINATOR, "Missing coordinator"),
    Person("piotr", "northby", "Piotr Lacey", Role.SOCIAL_WORKER, "Social worker"),
    Person("soraya", "northby", "Soraya Finch", Role.SOCIAL_WORKER, "Social worker"),
    Person("marcus", "northby", "Marcus Heath", Role.TEAM_MANAGER, "Team manager"),
    Person("robin", "wold", "Robin Keane", Role.POLICE_MPC, "Missing person coordinator"),
    Person("bram", "ferndale", "Bram Ellis", Role.CARER_HOME, "Registered manager"),
    Person("elin", "kindling", "Elin Ashby", Role.CARER_HOME, "Supervising social worker"),
)
"""The first of each role is who one signs in as; the others make the three authorities whole. `ada@` runs Wayhome in each."""

ADMINISTRATOR = "Ada Grove"

PARTNERS = (
    (
        "eastmere",
        ("police", "harbour", "northby", "westmarsh", "hollyfield", "ferndale", "kindling", "school", "health"),
    ),
    ("westmarsh", ("police", "wold", "northby", "ferndale")),
    ("northby", ("police", "ferndale")),
)
"""Who has agreed with whom to share what is needed about a child."""

PASSWORD = "everyone comes home"

SIGN_IN_BY_ROLE = {person.role: person for person in reversed(PEOPLE)}


def email_of(person: Person) -> str:
    """The work e-mail that a person of the practice area signs in with."""
    domain = next(place.domain for place in PLACES if place.key == person.place)
    return f"{person.first_name}@{domain}"


ADMINISTRATORS = {place.key: f"ada@{place.domain}" for place in PLACES}
