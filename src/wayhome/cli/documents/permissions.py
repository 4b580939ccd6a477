"""docs/reference/permissions-by-role.md: who may see what, and who is told by default."""

from __future__ import annotations

from wayhome.cli.documents.markdown import bullets, document, table
from wayhome.domain.access import MATRIX, OPENED_BY, PERSONAL, Extent, Grant
from wayhome.domain.sharing import DEFAULT_SHARES, DefaultShare, SendWithoutAgreement
from wayhome.domain.vocabulary import DataClass, RelationshipKind, Role

INTRODUCTION = """\
Nobody sees anything about a child without a relationship to the child, and what a role may see holds only as long as
the relationship does. Somebody whose only access is a share sees what was shared, and not the class it came from. A row
that holds a sensitive value is left out, not blanked, for a role that may not see it."""

DEFAULTS = """\
Each row is a decision for a person. A decision not to tell carries a reason, and what is neither told nor kept back
here is for whoever decides."""

WITHOUT_AGREEMENT = """\
Sending normally needs an agreement between the two organisations. These may always be sent without one, with a reason,
a second person where time allows, and a record:"""


def permissions() -> str:
    """Roles, the classes of data, what opens a record, the matrix role by role, and the default shares."""
    roles = table(("Role", "Code", "What they do here"), ((r.label, f"`{r}`", r.definition) for r in Role))
    classes = table(("Class of data", "What it is"), ((c.label, c.definition) for c in DataClass))
    opens = table(("What opens a record", "Meaning"), ((k.label, k.definition) for k in RelationshipKind))
    return document(
        "Permissions by role",
        INTRODUCTION,
        "## Roles\n\n" + roles,
        "## Classes of data\n\n" + classes,
        "## What opens a record\n\n" + opens,
        "## Role by role",
        *map(_role, Role),
        "## Who is told by default",
        DEFAULTS,
        _shares(),
        "## Without an agreement",
        WITHOUT_AGREEMENT,
        bullets(one.label for one in SendWithoutAgreement),
    )


def _role(role: Role) -> str:
    seen = [c for c in DataClass if MATRIX[role][c].may_read or MATRIX[role][c].note]
    rows = [(c.label, _extent(MATRIX[role][c]), "yes" if MATRIX[role][c].write else "no") for c in seen]
    opened = sorted(kind.label.lower() for kind in OPENED_BY[role])
    through = f"Through: {', '.join(opened)}." if opened else "Through: a share." if _by_share(role) else ""
    nothing = "" if rows else "Sees nothing of what is recorded here."
    parts = (f"### {role.label}", through, table(("Class", "Sees", "Writes"), rows) if rows else nothing)
    return "\n\n".join(part for part in parts if part)


def _by_share(role: Role) -> bool:
    return any(MATRIX[role][c].extent is Extent.SHARED for c in PERSONAL)


def _extent(grant: Grant) -> str:
    words = grant.extent.label.lower()
    return f"{words} ({grant.note})" if grant.note else words


def _shares() -> str:
    rows = ((recipient.label, share.when, _given(share), _kept(share)) for recipient, share in DEFAULT_SHARES.items())
    return table(("Who", "When", "Is told", "Is not told"), rows)


def _given(share: DefaultShare) -> str:
    given = [
        c.label.lower() if extent is Extent.FULL else f"{c.label.lower()} (summary)"
        for c, extent in share.gives.items()
    ]
    return "; ".join((*given, *share.notes))


def _kept(share: DefaultShare) -> str:
    if share.withholds >= set(PERSONAL):
        return "everything about a child"
    return "; ".join(c.label.lower() for c in DataClass if c in share.withholds)
