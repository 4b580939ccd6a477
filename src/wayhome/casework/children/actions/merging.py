"""Two records of one child: merged by moving identities, so that nothing that refers to them is rewritten; and undone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wayhome.casework import journal
from wayhome.casework.children import rules
from wayhome.casework.children.access import open_child
from wayhome.casework.children.actions.identity import _work_out_birth
from wayhome.casework.children.models import Child, Identity, Merge, Relationship
from wayhome.casework.journal.context import Viewer
from wayhome.casework.records.models import recorded
from wayhome.casework.records.refusals import NotAllowed, Refused, raise_if


def merge_children(*, keep: UUID, merge: UUID, by: Viewer, at: datetime) -> None:
    """Say that two records are of one child. Every identity of `merge` stands for `keep` from now on.

    Access goes with it: whoever may open one record may open all of the child's, by rows that undoing the merge ends.
    Raises NotFound, NotAllowed, Refused.
    """
    with transaction.atomic():
        raise_if(rules.may_merge(by))
        kept, merged = open_child(by, keep, show=False), open_child(by, merge, show=False)
        if {kept.organisation, merged.organisation} != {by.organisation}:
            raise NotAllowed()
        if kept.child == merged.child:
            raise Refused(_("These are one record already."), rule="merged_already")
        files = {
            c.id: c for c in Child.objects.select_for_update().filter(pk__in=[kept.child, merged.child]).order_by("id")
        }
        moving = list(Identity.objects.select_for_update().filter(current_id=merged.child).order_by("id"))
        standing = [i.id for i in Identity.objects.filter(current_id=kept.child)]
        for identity in moving:
            row = Merge.objects.create(
                organisation_id=by.organisation,
                kept_id=kept.child,
                merged_id=merged.child,
                moved=identity,
                **recorded(by, at),
            )
            identity.change(current_id=kept.child)
            _extend(by, at, [identity.id], standing, row.id)
            _extend(by, at, standing, [identity.id], row.id)
        _work_out_birth(files[kept.child], (*standing, *(i.id for i in moving)))
        journal.wrote(by, "children.merged", "child", kept.child, merged=str(merged.child))


def undo_merge(*, keep: UUID, merged: UUID, by: Viewer, at: datetime) -> None:
    """Say that two merged records are of two children after all: every identity goes back to where it stood.

    Raises NotFound, NotAllowed, and Refused when nothing was merged.
    """
    with transaction.atomic():
        raise_if(rules.may_merge(by))
        access = open_child(by, keep, show=False)
        files = {
            c.id: c for c in Child.objects.select_for_update().filter(pk__in=[access.child, merged]).order_by("id")
        }
        rows = list(
            Merge.objects.select_for_update()
            .filter(kept_id=access.child, merged_id=merged, undone_at__isnull=True, organisation_id=by.organisation)
            .order_by("id")
        )
        if not rows:
            raise Refused(_("These records were not merged."), rule="not_merged")
        for row in rows:
            Identity.locked(row.moved_id, seen_version=None).change(current_id=merged)
            for opened in Relationship.objects.select_for_update().filter(because_of=row.id, ended_at__isnull=True):
                opened.change(ended_at=at, ended_by=by.user)
            row.change(undone_at=at, undone_by=by.user)
        for child in files.values():
            _work_out_birth(child, tuple(Identity.objects.filter(current_id=child.id).values_list("id", flat=True)))
        journal.wrote(by, "children.merge_undone", "child", access.child, merged=str(merged))


def _extend(by: Viewer, at: datetime, to: list[UUID], like: list[UUID], because_of: UUID) -> None:
    """Open the identities in `to` to everybody to whom those in `like` are open now, for as long."""
    live = Relationship.objects.filter(child_id__in=like, ended_at__isnull=True, starts_at__lte=at).exclude(
        ends_at__lte=at
    )
    seen = {(r.to_organisation_id, r.to_user_id, r.to_team_id, r.kind): r for r in live.order_by("id")}
    Relationship.objects.bulk_create(
        Relationship(
            organisation_id=by.organisation, child_id=identity, to_organisation_id=r.to_organisation_id,
            to_user_id=r.to_user_id, to_team_id=r.to_team_id, kind=r.kind, purpose=r.purpose, starts_at=at,
            ends_at=r.ends_at, because_of=because_of, **recorded(by, at),
        )
        for identity in to
        for r in seen.values()
    )  # fmt: skip
