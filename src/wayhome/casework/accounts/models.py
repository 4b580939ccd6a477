"""People and their roles (domain reference §5, item 4, and §10.1). A person belongs to one organisation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from wayhome.casework.organisations.models import Team
from wayhome.casework.records.classes import Retention, classify
from wayhome.casework.records.models import Record
from wayhome.casework.records.moments import pair
from wayhome.casework.records.references import Within
from wayhome.domain.vocabulary import DataClass

NAMES = "accounts.names"
"""Under what name a block remembers the people whom it named."""


class Users(BaseUserManager["User"]):
    """Finds people by e-mail, as sign-in needs; people are added by the action `add_person` only."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(Record, AbstractBaseUser):
    """A person who signs in: work e-mail, name, training and whether the account is open."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    signed_out_at = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_why = models.CharField(max_length=24, blank=True)
    training_rhi_on = models.DateField(null=True)
    dbs_checked_on = models.DateField(null=True)
    language = models.CharField(max_length=5, default="en-gb")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = Users()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        return f"user {self.pk}"

    def get_session_auth_hash(self) -> str:
        """Ends every open sign-in when the password changes or the person signs out everywhere."""
        return self._hash_of_sign_in()

    def get_session_auth_fallback_hash(self) -> Any:
        return ()

    def _hash_of_sign_in(self) -> str:
        signed_out = self.signed_out_at.isoformat() if self.signed_out_at else "never"
        return salted_hmac("wayhome.sign_in", f"{self.password}|{signed_out}", algorithm="sha256").hexdigest()


class RoleAssignment(Record):
    """A role a person holds, in their organisation or one of its teams, from and until. Two at once are possible."""

    user = Within(User)
    role = models.CharField(max_length=32)
    team = Within(Team, null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="role_order"
            ),
            pair("role", "ended"),
        ]
        indexes = [models.Index(fields=["organisation", "user"], name="role_of_user")]


class LeaveCover(Record):
    """Who acts for a person who is away, from and until."""

    away = Within(User)
    covered_by = Within(User)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="cover_order"),
            models.CheckConstraint(condition=~Q(away=F("covered_by")), name="cover_by_another"),
            pair("cover", "ended"),
        ]


class DutyShift(Record):
    """Who is on duty, from and until: the person a worry or a notice goes to first."""

    user = Within(User)
    team = Within(Team, null=True)
    order = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_order"),
            pair("shift", "ended"),
        ]


class SingleSignOn(Record):
    """An organisation's own sign-in by OpenID Connect, and which of its groups hold which role here."""

    provider_id = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    client_secret = models.TextField(blank=True)  # sealed with the master key
    groups_claim = models.CharField(max_length=60, default="groups")
    roles_by_group = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [pair("single_sign_on", "ended")]


USER_HELD = classify(
    User,
    retention=Retention.STAFF,
    about="staff",
    personal={
        DataClass.IDENTITY: "email name job_title phone training_rhi_on dbs_checked_on",
        DataClass.AUDIT: "joined_at last_login signed_out_at disabled_at disabled_why",
    },
    neither="password is_active language",
)
ROLE_HELD = classify(
    RoleAssignment,
    retention=Retention.STAFF,
    about="staff",
    personal={DataClass.IDENTITY: "user role team starts_at ends_at ended_at ended_by"},
)
COVER_HELD = classify(
    LeaveCover,
    retention=Retention.STAFF,
    about="staff",
    personal={DataClass.IDENTITY: "away covered_by starts_at ends_at ended_at ended_by"},
)
SHIFT_HELD = classify(
    DutyShift,
    retention=Retention.STAFF,
    about="staff",
    personal={DataClass.IDENTITY: "user team starts_at ends_at ended_at ended_by"},
    neither="order",
)
SIGN_ON_HELD = classify(
    SingleSignOn,
    retention=Retention.ORGANISATION,
    about="organisation",
    neither="provider_id name issuer client_id client_secret groups_claim roles_by_group ended_at ended_by",
)
