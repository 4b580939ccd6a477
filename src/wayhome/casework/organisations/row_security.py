"""Which organisations are partners, as row policies ask it."""

PARTNERS = """
CREATE FUNCTION app_partners() RETURNS SETOF uuid LANGUAGE sql STABLE AS
$$ SELECT with_organisation_id FROM organisations_agreement WHERE organisation_id = app_organisation()
   UNION
   SELECT organisation_id FROM organisations_agreement WHERE with_organisation_id = app_organisation() $$
"""
"""Everyone with whom there is or was an agreement: old records still need the names of those who wrote them."""

PARTNERS_GONE = "DROP FUNCTION app_partners()"
