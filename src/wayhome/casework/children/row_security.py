"""Which children a live relationship opens to the organisation, team or person who asks, as row policies ask it.

A provider may pass a case that was sent to it on to one of its own workers, by a row of its own making. Such a row opens
nothing by itself: it holds only while the authority's own row that sent the case does, so no access outlives a hand-back.
"""

LIVE = """
    r.to_organisation_id = app_organisation()
    AND r.ended_at IS NULL
    AND r.starts_at <= app_at()
    AND (r.ends_at IS NULL OR r.ends_at > app_at())
"""

REACHED = f"""
CREATE FUNCTION app_sent() RETURNS SETOF uuid LANGUAGE sql STABLE AS
$$ SELECT r.child_id FROM children_relationship r WHERE {LIVE} AND r.kind = 'provider_referral' AND NOT r.passed_on $$;

CREATE FUNCTION app_reached() RETURNS SETOF uuid LANGUAGE sql STABLE AS
$$ SELECT r.child_id FROM children_relationship r
    WHERE {LIVE}
      AND (NOT r.passed_on OR r.child_id IN (SELECT app_sent()))
      AND (r.to_user_id IS NULL OR r.to_user_id = app_user())
      AND (r.to_team_id IS NULL OR r.to_team_id IN (
            SELECT a.team_id FROM accounts_roleassignment a
             WHERE a.user_id = app_user() AND a.ended_at IS NULL AND a.starts_at <= app_at()
               AND (a.ends_at IS NULL OR a.ends_at > app_at()))) $$;
"""

REACHED_GONE = "DROP FUNCTION app_reached(); DROP FUNCTION app_sent()"

PASSED_ON = (
    "(to_organisation_id = app_organisation() AND passed_on AND kind = 'allocation' AND to_user_id IS NOT NULL "
    "AND child_id IN (SELECT app_sent()))"
)
"""The rows that a provider writes itself: a worker of its own, for a case that is with it now, and marked as passed on."""
