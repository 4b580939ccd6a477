"""Who reads a copy beside the child's own authority: whoever sent it, and its recipient until it is taken back.

A recipient reaches the copy and nothing else of the child. The copy is sealed with the child's key, so the key row is
opened for reading too; no other row of the child is. Somebody who sends in the name of an authority sees with whom that
authority has agreements.
"""

from wayhome.casework.records.row_security import party, reached

STILL_SENT = "NOT EXISTS (SELECT 1 FROM sharing_recall r WHERE r.copy_id = sharing_copy.id)"
RECIPIENT = f"({party('to_organisation_id')} AND {STILL_SENT})"
SENDER = party("by_organisation")
ON_BEHALF = f"({SENDER} AND {reached('child_id')})"
OWN_COPY = f"({party('to_organisation_id')} AND copy_id IN (SELECT c.id FROM sharing_copy c WHERE {party('c.to_organisation_id')}))"

OPEN_KEYS = f"""
CREATE POLICY children_key_of_copies ON children_key FOR SELECT USING (
    child_id IN (SELECT c.child_id FROM sharing_copy c WHERE {party("c.to_organisation_id")}))
"""
SHUT_KEYS = "DROP POLICY children_key_of_copies ON children_key"

OPEN_AGREEMENTS = """
CREATE POLICY organisations_agreement_for_senders ON organisations_agreement FOR SELECT USING (
    EXISTS (SELECT 1 FROM children_relationship r
             WHERE r.to_organisation_id = app_organisation() AND r.ended_at IS NULL AND r.starts_at <= app_at()
               AND (r.ends_at IS NULL OR r.ends_at > app_at())
               AND r.organisation_id IN (organisations_agreement.organisation_id, organisations_agreement.with_organisation_id)))
"""
SHUT_AGREEMENTS = "DROP POLICY organisations_agreement_for_senders ON organisations_agreement"
