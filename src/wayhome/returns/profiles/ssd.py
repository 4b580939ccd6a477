"""The Standard Safeguarding Dataset's `ssd_missing`, and what each case-management system really writes into it.

The meaning of a column differs by system, so a profile declares it and the figures are printed with it. An offer of Y is
*broad*: somebody was told, or a letter went out; the file does not say that the child was told (domain reference §14.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from wayhome.returns.columns import Column, Kind, Layout, plain

ID, PERSON = "miss_table_id", "miss_person_id"
START, TYPE, END = "miss_missing_episode_start_date", "miss_missing_episode_type", "miss_missing_episode_end_date"
OFFERED, ACCEPTED = "miss_missing_rhi_offered", "miss_missing_rhi_accepted"

MISSING = Layout(
    "ssd_missing",
    "SSD ssd_missing",
    "One row for each time a looked-after child was missing or away, from a case-management system.",
    (
        Column(ID, "which episode it is", required=True, also_called=("MISS001A",)),
        Column(PERSON, "which child it is", required=True, also_called=("MISS002A", "pers_person_id")),
        Column(START, "when the child went missing", Kind.WHEN, True, ("MISS003A", "miss_mis_epi_start", "START_DTTM")),
        Column(TYPE, "whether the child was missing or away", Kind.CODE, also_called=("MISS004A", "MISSING_STATUS"), codes=("M", "A")),
        Column(END, "when the child was found (M) or returned (A)", Kind.WHEN, also_called=("MISS005A", "miss_mis_epi_end", "END_DTTM")),
        Column(OFFERED, "whether anyone was told of a talk", Kind.CODE, also_called=("MISS006A", "miss_mis_epi_rhi_offered",
               "RETURN_INTERVIEW_OFFERED"), codes=("Y", "N", "NA")),
        Column(ACCEPTED, "what the answer to the offer was", Kind.CODE, also_called=("MISS007A", "miss_mis_epi_rhi_accepted",
               "RETURN_INTERVIEW_ACCEPTED"), codes=("Y", "N", "NA")),
    ),
    takes_more=True,
)  # fmt: skip

PERSONS = Layout(
    "ssd_person",
    "SSD ssd_person",
    "One row for each person; gives the date of birth, sex and ethnicity of the children in ssd_missing.",
    (
        Column("pers_person_id", "which child it is", required=True, also_called=("PERS001A",)),
        Column("pers_dob", "when the child was born", Kind.DAY, required=True, also_called=("PERS005A",)),
        Column("pers_sex", "the child's sex", also_called=("PERS002A",)),
        Column("pers_ethnicity", "the child's ethnicity", also_called=("PERS004A",)),
        *(
            Column(name, says)
            for name, says in (
                ("pers_upn", "the unique pupil number"),
                ("pers_common_child_id", "the NHS number (written specification)"),
                ("pers_single_unique_id", "the NHS number (as extracted)"),
                ("pers_legacy_id", "an older reference"),
                ("pers_gender", "the child's gender"),
                ("pers_forename", "a first name, which is not read"),
                ("pers_surname", "a family name, which is not read"),
            )
        ),
    ),
    companion=True,
    complete=False,
)

Values = dict[str, str]


@dataclass(frozen=True)
class Profile:
    """What one system's columns mean: which column of the episode list a value fills, and the words to print beside figures."""

    name: str
    title: str
    offered: dict[str, Values]
    accepted: dict[str, Values]
    says: tuple[str, ...]
    end_fills: str = "located"

    def told(self, cells: Values, columns: set[str]) -> Values:
        """What of a complete episode-list row these columns would tell: the row written into them and read back."""
        fills = {ID: "episode", PERSON: "child", START: "missing_from", TYPE: "kind", END: self.end_fills}
        found = {name: cells[name] for column, name in fills.items() if column in columns and name in cells}
        if OFFERED in columns:
            found |= self.offered[plain(cells.get("offered", ""))]
        if ACCEPTED in columns:
            held = "undertaken" in self.accepted["y"]
            said = cells.get("undertaken", "") if held else {"accepted": "Y", "": ""}.get(cells.get("answer", ""), "N")
            found |= self.accepted[plain(said)]
        return found


NOT_OFFERED: Values = {"offered": "N"}
LOCAL_OFFERED: dict[str, Values] = {
    "not offered (missing again)": NOT_OFFERED,
    "not offered (other)": NOT_OFFERED,
    "not offered (unable to make contact)": NOT_OFFERED,
    "offered and accepted": {"offered": "Y", "answer": "accepted"},
    "offered and accepted (cyp not present refused on arrival)": {"offered": "Y"},
    "offered and declined (by yp)": {"offered": "Y", "answer": "declined", "answered_by": "child"},
}
YES_NO_OFFERED: dict[str, Values] = {
    "y": {"offered": "Y"},
    "yes": {"offered": "Y"},
    "n": NOT_OFFERED,
    "no": NOT_OFFERED,
    "na": {},
    "n a": {},
    "": {},
}
YES_NO_ACCEPTED: dict[str, Values] = {
    "y": {"answer": "accepted"}, "yes": {"answer": "accepted"}, "n": {"answer": "declined"}, "no": {"answer": "declined"},
    "na": {}, "n a": {}, "": {},
}  # fmt: skip
COMPLETED: dict[str, Values] = {"y": {"undertaken": "Y"}, "yes": {"undertaken": "Y"}, "n": {"undertaken": "N"}, "no": {"undertaken": "N"},
                                "na": {}, "n a": {}, "": {}}  # fmt: skip

OFFERED_SAYS = (
    "rhi_offered Y is a broad offer: somebody was told, or a letter went out. It does not say that the child was told."
)
NOT_OFFERED_SAYS = "rhi_offered N means that no talk was offered, so none was held."
ACCEPTED_SAYS = (
    "rhi_accepted does not say who answered, the child, a parent or a carer; it does not say that a talk was held."
)
END_SAYS = (
    "The end is when a missing child was found, or an away child returned: for a missing child it is not the return."
)
GROUP_SAYS = (
    "Every child in the file is looked after by the authority that sends it; children missing from home are not in it."
)

STANDARD = Profile(
    "ssd", "SSD as specified", YES_NO_OFFERED | LOCAL_OFFERED, YES_NO_ACCEPTED | LOCAL_OFFERED,
    (GROUP_SAYS, END_SAYS, OFFERED_SAYS, NOT_OFFERED_SAYS, ACCEPTED_SAYS),
)  # fmt: skip
PROFILES: MappingProxyType[str, Profile] = MappingProxyType(
    {
        p.name: p
        for p in (
            STANDARD,
            Profile(
                "liquidlogic", "SSD from Liquidlogic", YES_NO_OFFERED, YES_NO_ACCEPTED,
                (*STANDARD.says, "Answers other than Yes, No and NA are blank here: a local 'Offered and Declined' is lost."),
            ),
            Profile(
                "mosaic", "SSD from Mosaic", YES_NO_OFFERED, YES_NO_ACCEPTED,
                (*STANDARD.says, "Start and end may be when a worker's step began and ended, not when the child went and came back."),
            ),
            Profile(
                "mosaic-letters", "SSD from Mosaic, offered = letter sent",
                {"y": {"offered": "Y", "offer_level": "letter_or_message_unconfirmed"}, "n": {}, "na": {}, "": {}},
                {"y": {"undertaken": "Y"}, "n": {}, "na": {}, "": {}},
                (GROUP_SAYS, END_SAYS, "rhi_offered Y means that a letter was sent: a try, not an offer to the child.",
                 "rhi_accepted Y means that the episode was discussed; N may be no answer at all, so it is read as not recorded."),
            ),
            Profile(
                "mosaic-completed", "SSD from Mosaic, accepted = completed", YES_NO_OFFERED, COMPLETED,
                (GROUP_SAYS, END_SAYS, OFFERED_SAYS, NOT_OFFERED_SAYS, "rhi_accepted is really whether the talk was held."),
            ),
            Profile(
                "eclipse", "SSD from Eclipse", YES_NO_OFFERED | LOCAL_OFFERED, YES_NO_ACCEPTED | LOCAL_OFFERED,
                (GROUP_SAYS, "The end is when the child was reported found, to the day; open episodes are not in the file.",
                 OFFERED_SAYS, NOT_OFFERED_SAYS, ACCEPTED_SAYS),
            ),
        )
    }
)  # fmt: skip


def values_of(said: dict[str, Values], cell: str) -> Values | None:
    """What a cell fills; None when it is no value that the profile knows."""
    return said.get(plain(cell))
