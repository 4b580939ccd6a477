"""Reading what was told: to whom, what, when, and what came back; one exact copy; what was sent to the viewer's organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from wayhome.casework import journal
from wayhome.casework.accounts.queries import names
from wayhome.casework.children.access import Access, accesses, open_child
from wayhome.casework.delivery.answers import as_answers
from wayhome.casework.delivery.models import ApprovedVersion
from wayhome.casework.journal.context import Viewer
from wayhome.casework.journal.models import Mention
from wayhome.casework.journey.events import history
from wayhome.casework.journey.models import Case
from wayhome.casework.journey.steps import Opened, opened
from wayhome.casework.records.asking import answers_to
from wayhome.casework.records.refusals import NotFound, Refused
from wayhome.casework.sharing.disclosure import sha256_of, shown_to
from wayhome.casework.sharing.models import Copy, Recall, Receipt
from wayhome.casework.sharing.words import Came, Method, What
from wayhome.domain.disclosure import Field, by_heading, fields_of
from wayhome.domain.journey.case_so_far import CaseSoFar
from wayhome.domain.journey.fold import fold_child
from wayhome.domain.journey.kinds import EventKind as E
from wayhome.domain.journey.states import Sharing
from wayhome.domain.journey.track import Track
from wayhome.domain.sharing import Recipient
from wayhome.domain.vocabulary import DataClass, ReasonWithheld, Role, SharingPurpose

RECEIVES: Mapping[Recipient, frozenset[Role]] = {
    Recipient.SOCIAL_WORKER: frozenset({Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.RHI_COORDINATOR, Role.FRONT_DOOR}),
    Recipient.POLICE: frozenset({Role.POLICE_MPC}),
    Recipient.PANEL: frozenset({Role.PANEL_MEMBER}),
    Recipient.HOST_LA: frozenset({Role.HOST_LA_MISSING_LEAD, Role.RHI_COORDINATOR}),
    Recipient.RESPONSIBLE_LA: frozenset({Role.RHI_COORDINATOR, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.FRONT_DOOR}),
    Recipient.PLACEMENT_OR_CARER: frozenset({Role.CARER_HOME}),
    Recipient.IRO: frozenset({Role.IRO}),
    Recipient.SCHOOL: frozenset({Role.SCHOOL_CONTACT}),
    Recipient.HEALTH: frozenset({Role.HEALTH_CONTACT}),
}
"""Who reads a copy that was sent to their organisation. Parents and the child have no account here."""

AT_ONCE = 20
"""So many copies stand on one page, each in full."""

NOT_TOLD_WHO_KNOWS = frozenset({Role.CARER_HOME, Role.SCHOOL_CONTACT, Role.HEALTH_CONTACT, Role.YOUNG_PERSON})
"""Roles that see neither a withheld part nor the marker of one (domain reference §10.4)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told to somebody, or not told, because …; or not decided yet. `url` is the exact copy, if it is theirs to read."""

    who: str
    recipient: str
    state: Sharing
    is_default: bool
    what: str | None = None
    why: str | None = None
    at: datetime | None = None
    by: str | None = None
    method: str | None = None
    unchecked: bool = False
    opened_at: datetime | None = None
    acknowledged_at: datetime | None = None
    not_told_because: str | None = None
    recalled_at: datetime | None = None
    failed_at: datetime | None = None
    superseded: bool = False
    copy: UUID | None = None
    url: str | None = None

    @property
    def is_decided(self) -> bool:
        return self.state is not Sharing.UNDECIDED

    @property
    def summary(self) -> str:
        """Where it stands, in a few words: "Sent", "Not told: it would not be safe"."""
        if self.not_told_because:
            return _("Not told: %s") % (self.not_told_because[0].lower() + self.not_told_because[1:])
        if self.failed_at:
            return _("Did not arrive. Decide again")
        return self.state.label


@dataclass(frozen=True, slots=True)
class CopySeen:
    """One exact copy. `content` is what the recipient got, to the letter. `mine`: it was sent to the viewer's organisation."""

    id: UUID
    case: UUID
    organisation: UUID
    recipient: Recipient
    who: str
    what: What
    content: str
    sha256: str
    sent_at: datetime
    sent_by: str | None
    purpose: str
    method: str
    recalled_at: datetime | None
    superseded: bool
    acknowledged: bool
    mine: bool
    may_fail: bool = False
    """It went by a way that may not have reached them, and nobody has said so or heard back."""
    as_sent: bool = True
    """The kept text is what was sent. Where it is not, `content` is empty: nothing else may be shown for it."""


def told(viewer: Viewer, case: UUID, *, about: Opened | None = None) -> tuple[Told, ...]:
    """Who has been told what of a case, default recipients first, each with its decision; then every other share.

    Empty for those who see no marker of what is withheld (carers, schools, health). Raises NotFound. `about`: the case, opened already.
    """
    about = about or opened(viewer, case, show=False)
    access, so_far = open_child(viewer, about.child), about.so_far
    if not access.may_read(DataClass.EPISODE) or viewer.roles <= NOT_TOLD_WHO_KNOWS:
        return ()
    tracks = {r: so_far.shares.get(r, Track(Sharing.UNDECIDED)) for r in so_far.default_recipients} | dict(
        so_far.shares
    )
    copies = list(Copy.objects.filter(case_id=case).defer("content", "reason").order_by("recorded_at", "id"))
    readable = [c for c in copies if may_open(access, c)]
    journal.shows(viewer, "told", [case], of=about.organisation)
    back = _came_back(viewer, copies)
    return tuple(
        _told(viewer, so_far, subject, track, [c for c in copies if c.subject == subject], readable, back)
        for subject, track in tracks.items()
    )


def may_open(access: Access, copy: Copy) -> bool:
    """Whether somebody with the child's record reads a copy: every class in it is wholly theirs, or it was sent to them.

    A summary of a class is not enough: a copy is read to the letter.
    """
    if copy.to_user is not None and copy.to_user == access.viewer.user:
        return True
    return all(access.reads_all(DataClass(c)) for c in copy.classes)


@dataclass(frozen=True, slots=True)
class _Back:
    """What came back for each copy: opened, acknowledged, taken back; and which were followed by a newer one."""

    opened: Mapping[UUID, datetime]
    acknowledged: Mapping[UUID, datetime]
    recalled: Mapping[UUID, datetime]
    superseded: frozenset[UUID]
    people: Mapping[UUID, object]


def _came_back(viewer: Viewer, copies: list[Copy]) -> _Back:
    if not copies:
        return _Back({}, {}, {}, frozenset(), {})
    ids = [c.pk for c in copies]
    receipts = list(Receipt.objects.filter(copy_id__in=ids))
    opened = {r.copy_id: r.recorded_at for r in receipts if r.came == Came.OPENED}
    # A recipient who only looked wrote nothing; that they looked is in the journal.
    theirs = {c.pk: (c.to_organisation_id, c.to_user) for c in copies}
    for look in Mention.objects.filter(subject_id__in=ids, kind="copy", act="read").order_by("at"):
        organisation, user = theirs[look.subject_id]
        from_outside = organisation is not None and look.organisation_id == organisation != viewer.organisation
        if from_outside or (user is not None and look.user_id == user):
            opened.setdefault(look.subject_id, look.at)
    recalled = {r.copy_id: r.recorded_at for r in Recall.objects.filter(copy_id__in=ids)}
    return _Back(
        opened, {r.copy_id: r.recorded_at for r in receipts if r.came == Came.ACKNOWLEDGED}, recalled,
        frozenset(c.supersedes_id for c in copies if c.supersedes_id), names(viewer, [c.recorded_by for c in copies]),
    )  # fmt: skip


def _told(
    viewer: Viewer,
    so_far: CaseSoFar,
    subject: str,
    track: Track[Sharing],
    copies: list[Copy],
    readable: list[Copy],
    back: _Back,
) -> Told:
    copy = copies[-1] if copies else None
    sent = track.last(E.SHARE_SENT, E.SHARE_CORRECTED)
    last = track.last(E.SHARE_SENT, E.SHARE_CORRECTED, E.SHARE_WITHHELD)
    withheld = last if last is not None and last.kind is E.SHARE_WITHHELD and track.state is Sharing.WITHHELD else None
    failed = track.last(E.SHARE_FAILED) if track.state is Sharing.UNDECIDED else None
    people = names(viewer, [_uuid(last.by)]) if last else {}
    by = people.get(_uuid(last.by)) if last and last.by else None  # type: ignore[call-overload]
    code = (sent.says("recipient") if sent else None) or subject
    opened, said = track.last(E.SHARE_OPENED), track.last(E.SHARE_ACKNOWLEDGED)
    state = _stands(track.state, copy, back)
    return Told(
        who=who_is(viewer, code, copy), recipient=code, state=state, is_default=subject in so_far.default_recipients,
        what=_label(What, sent.says("what")) if sent else None, why=_label(SharingPurpose, sent.says("purpose")) if sent else None,
        at=last.recorded_at if last else None, by=by.beside(viewer) if by else None,
        method=_label(Method, sent.says("method")) if sent else None,
        unchecked=sent is not None and sent.says("what") != What.RECORD,
        opened_at=opened.recorded_at if opened else back.opened.get(copy.pk) if copy else None,
        acknowledged_at=said.recorded_at if said else back.acknowledged.get(copy.pk) if copy else None,
        not_told_because=_label(ReasonWithheld, withheld.says("reason")) if withheld else None,
        recalled_at=back.recalled.get(copy.pk) if copy else None, failed_at=failed.recorded_at if failed else None,
        superseded=copy is not None and copy.pk in back.superseded,
        copy=copy.pk if copy else None, url=_url(copy) if copy in readable else None,
    )  # fmt: skip


def _stands(state: Sharing, copy: Copy | None, back: _Back) -> Sharing:
    """The state of the track, moved on by what came back and has not been taken note of yet."""
    if copy is None or state not in (Sharing.SENT, Sharing.OPENED):
        return state
    if copy.pk in back.acknowledged:
        return Sharing.ACKNOWLEDGED
    return Sharing.OPENED if copy.pk in back.opened else state


def who_is(viewer: Viewer, recipient: str, copy: Copy | None) -> str:
    """A recipient in words: "Police missing person coordinator, Eastmere Police"."""
    label = _label(Recipient, recipient) or recipient
    if copy is None:
        return label
    organisation = (
        copy.to_organisation.name
        if copy.to_organisation_id and copy.to_organisation_id != copy.organisation_id
        else None
    )  # type: ignore[union-attr]
    return ", ".join(part for part in (label, organisation, copy.to_words) if part)


def copy_of(viewer: Viewer, copy: UUID) -> CopySeen:
    """One exact copy: for its recipient until it is taken back, and for those of the authority who may read all of it.

    The look is journalled. Raises NotFound, and Refused when the kept text is not what was sent.
    """
    row = Copy.objects.filter(pk=copy).first()
    if row is None:
        raise NotFound()
    if not _from_outside(viewer, row):
        access = accesses(viewer, [row.child_id]).get(row.child_id)
        if access is None or not may_open(access, row):
            raise NotFound()
    seen = _as_sent(viewer, [row])[0]
    if not seen.as_sent:
        raise Refused(
            _("This copy is not what was sent. Tell whoever runs Wayhome where you work."), rule="copy_differs"
        )
    return seen


def _from_outside(viewer: Viewer, copy: Copy) -> bool:
    """Whether another organisation sent it to the viewer's, for somebody in one of their roles."""
    ours = copy.to_organisation_id == viewer.organisation != copy.organisation_id
    return ours and viewer.has(*RECEIVES.get(Recipient(copy.recipient), frozenset()))


def _as_sent(viewer: Viewer, rows: Sequence[Copy]) -> list[CopySeen]:
    """Copies that are open to the viewer, each with what became of it; each is journalled as shown."""
    for organisation in {row.organisation_id for row in rows}:
        journal.shows(viewer, "copy", [r.pk for r in rows if r.organisation_id == organisation], of=organisation)
    ids = [row.pk for row in rows]
    recalled = dict(Recall.objects.filter(copy_id__in=ids).values_list("copy_id", "recorded_at"))
    superseded = set(Copy.objects.filter(supersedes_id__in=ids).values_list("supersedes_id", flat=True))
    answered = Receipt.objects.filter(copy_id__in=ids, came=Came.ACKNOWLEDGED.value)
    acknowledged = set(answered.values_list("copy_id", flat=True))
    people = names(viewer, [row.recorded_by for row in rows])
    found = []
    for row in rows:
        outside, by = _from_outside(viewer, row), people.get(row.recorded_by)
        mine = outside or (row.to_user is not None and row.to_user == viewer.user)
        as_sent = sha256_of(row.content or "") == row.sha256
        found.append(CopySeen(
            row.pk, row.case_id, row.organisation_id, Recipient(row.recipient), who_is(viewer, row.recipient, row), What(row.what),
            row.content or "" if as_sent else "", row.sha256, row.recorded_at, by.beside(viewer) if by else None, SharingPurpose(row.purpose).label,
            Method(row.method).label, recalled.get(row.pk), row.pk in superseded, row.pk in acknowledged, mine,
            row.method != Method.IN_SYSTEM.value and not outside and _stands_as_sent(row), as_sent,
        ))  # fmt: skip
    return found


def _stands_as_sent(copy: Copy) -> bool:
    """Whether the last word about a copy is that it was sent."""
    track = fold_child(history(copy.organisation_id, copy.child_id)).case(str(copy.case_id)).shares.get(copy.subject)
    sent = track.last(E.SHARE_SENT, E.SHARE_CORRECTED) if track and track.state is Sharing.SENT else None
    return sent is not None and sent.says("copy") == str(copy.pk)


@dataclass(frozen=True, slots=True)
class Received:
    """A page of what was sent to an organisation: the number of its first, how many there are in all, and how many wait."""

    copies: tuple[CopySeen, ...]
    first: int
    all: int
    waiting: int


DONE_WITH = """
(EXISTS (SELECT FROM sharing_receipt r WHERE r.copy_id = sharing_copy.id AND r.came = %s)
 OR EXISTS (SELECT FROM sharing_copy newer WHERE newer.supersedes_id = sharing_copy.id))
"""
"""Nobody waits for a word about a copy: somebody said that they have it, or a newer one stands in its place."""


def received(viewer: Viewer, *, after: int = 0, most: int = AT_ONCE) -> Received:
    """What other authorities sent to the viewer's organisation and this person may read: what waits first, then the newest.

    Beyond the end it is the last page. A copy whose kept text is not what was sent stands there without it.
    """
    rows = Copy.objects.filter(to_organisation_id=viewer.organisation, recipient__in=_reads(viewer))
    rows = rows.exclude(organisation_id=viewer.organisation)
    all_of_them = rows.count()
    at = min(after, max(all_of_them - 1, 0) // most * most)
    ordered = rows.annotate(done_with=RawSQL(DONE_WITH, [Came.ACKNOWLEDGED.value], BooleanField()))
    page = ordered.select_related("to_organisation").order_by("done_with", "-recorded_at", "-id")[at : at + most]
    return Received(tuple(_as_sent(viewer, list(page))), at + 1, all_of_them, waiting_for_us(viewer))


WAITING_FOR_US = f"""
SELECT count(*) AS copies
  FROM sharing_copy
 WHERE to_organisation_id = %s AND organisation_id <> %s AND recipient = ANY(%s) AND NOT {DONE_WITH}
"""


def waiting_for_us(viewer: Viewer) -> int:
    """How many copies others sent to the viewer's organisation for somebody in their roles wait for a word that they are there."""
    if not (reads := _reads(viewer)):
        return 0
    given = [viewer.organisation, viewer.organisation, reads, Came.ACKNOWLEDGED.value]
    return int(answers_to(WAITING_FOR_US, given)[0].copies)


def _reads(viewer: Viewer) -> list[str]:
    return [recipient.value for recipient, roles in RECEIVES.items() if viewer.has(*roles)]


@dataclass(frozen=True, slots=True)
class Talk:
    """What the approved record says, as far as one member of staff may read it; `more`: there is something they cannot see."""

    parts: tuple[tuple[str, tuple[Field, ...]], ...]
    more: bool
    version: int | None


def the_talk(viewer: Viewer, case: UUID) -> Talk:
    """The approved record for a page about the child, chosen by the same function as every copy. Raises NotFound."""
    row = Case.objects.filter(pk=case).first()
    if row is None:
        raise NotFound()
    access = open_child(viewer, row.child_id)
    approved = ApprovedVersion.objects.filter(case_id=case).order_by("-number").first()
    if approved is None:
        return Talk((), more=False, version=None)
    shown, more = shown_to(access, fields_of(as_answers(approved.answers)))
    journal.shows(viewer, "record", [approved.pk], of=row.organisation_id)
    marker = more and not viewer.roles <= NOT_TOLD_WHO_KNOWS
    return Talk(by_heading(shown), more=marker, version=approved.number)


def _url(copy: Copy) -> str | None:
    try:
        return reverse("share_copy", args=[copy.case_id, copy.pk])
    except NoReverseMatch:
        return None


def _label(words: type, code: str | None) -> str | None:
    found = {member.value: member.label for member in words}  # type: ignore[attr-defined]
    return None if code is None else found.get(code)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
