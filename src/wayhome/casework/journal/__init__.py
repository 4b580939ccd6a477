"""Who did or read what, when, about which record, for whom and why: append-only, ids and codes only.

What other apps use::

    from wayhome.casework import journal
    from wayhome.casework.journal.writing import acting_as

    journal.shows(viewer, "child", [child.id], of=child.organisation_id)   # in a query: what the page will show
    journal.wrote(viewer, "child.named", "child", child.id)                # in an action: what was done
    with transaction.atomic(), acting_as(viewer): ...                      # in a job, command or test
"""

from wayhome.casework.journal.context import NoTenant as NoTenant
from wayhome.casework.journal.context import Purpose as Purpose
from wayhome.casework.journal.context import Viewer as Viewer
from wayhome.casework.journal.notes import refused as refused
from wayhome.casework.journal.notes import shows as shows
from wayhome.casework.journal.notes import wrote as wrote
