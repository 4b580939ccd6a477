"""What the short forms of the field stand for. They stand in documents; screens say the words in full."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "ABE": "achieving best evidence interview, held by the police with a child who may be a witness",
        "APP": "Authorised Professional Practice, of the College of Policing",
        "CAWN": "child abduction warning notice",
        "CCE, CSE": "child criminal exploitation, child sexual exploitation",
        "CIN": "child in need",
        "CP": "child protection",
        "DCS": "director of children's services",
        "DSL": "designated safeguarding lead of a school",
        "EDT": "emergency duty team, out of hours",
        "FOI": "freedom of information request",
        "IRO": "independent reviewing officer",
        "LADO": "local authority designated officer, for allegations about staff",
        "LSCP": "local safeguarding children partnership (earlier: board)",
        "MACE, MASE, MARP": "local panels on exploitation and missing children",
        "MASH": "multi-agency safeguarding hub, the front door",
        "MPC": "missing person coordinator of a police force",
        "NAR": "no apparent risk, a police grade",
        "NRM": "National Referral Mechanism, for victims of trafficking and modern slavery",
        "PR": "parental responsibility",
        "RHI, IRI, IRHI": "return home interview, independent return (home) interview",
        "UASC": "unaccompanied asylum-seeking child",
        "UKMPU": "UK Missing Persons Unit",
        "YJS, YOT": "youth justice service, youth offending team",
    }
)
