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

MAY_GIVE_UP = """
CREATE POLICY children_relationship_give_up ON children_relationship FOR UPDATE
    USING (to_organisation_id = app_organisation() AND ended_at IS NULL)
    WITH CHECK (to_organisation_id = app_organisation() AND ended_at IS NOT NULL);

CREATE FUNCTION children_relationship_only_ended() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF NEW.ended_at IS NULL
       OR to_jsonb(NEW) - '{ended_at,ended_by,version}'::text[] <> to_jsonb(OLD) - '{ended_at,ended_by,version}'::text[] THEN
        RAISE EXCEPTION 'an organisation that was given access may give it up, and change nothing else'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER children_relationship_only_ended BEFORE UPDATE ON children_relationship FOR EACH ROW
    WHEN (OLD.organisation_id IS DISTINCT FROM app_organisation())
    EXECUTE FUNCTION children_relationship_only_ended();
"""
"""Whoever was given access may give it up, at once and for good: end the row, and alter nothing in it."""

GIVING_UP_GONE = """
DROP TRIGGER children_relationship_only_ended ON children_relationship;
DROP FUNCTION children_relationship_only_ended();
DROP POLICY children_relationship_give_up ON children_relationship;
"""

MANAGERS_KNOWN = f"""
CREATE POLICY accounts_roleassignment_managers ON accounts_roleassignment FOR SELECT USING (
    role = 'team_manager'
    AND organisation_id IN (SELECT r.organisation_id FROM children_relationship r WHERE {LIVE}))
"""
"""Whoever works for a child of an authority may know who its team managers are: that is to whom they take what nobody can do."""

MANAGERS_HIDDEN = "DROP POLICY accounts_roleassignment_managers ON accounts_roleassignment"
