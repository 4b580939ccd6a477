"""Addresses of signing in, of one's own account, and of the people of an organisation."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import register_converter
from django.urls.converters import StringConverter

from wayhome.casework.accounts import people, views
from wayhome.casework.journal.context import Purpose
from wayhome.casework.journal.pages import ANYONE, OWN_ACCOUNT, SIGNING_IN, page, staff
from wayhome.casework.organisations.rules import ADMINISTRATORS
from wayhome.domain.vocabulary import Role


class Letters(StringConverter):
    """Letters and figures without a hyphen: in the link of a letter the first hyphen ends whose it is."""

    regex = "[0-9A-Za-z]+"
    example = "zz"


register_converter(Letters, "letters")

ADMINISTER = staff(*ADMINISTRATORS, purpose=Purpose.ADMINISTRATION)
PLAN = staff(*ADMINISTRATORS, Role.RHI_COORDINATOR, Role.TEAM_MANAGER, purpose=Purpose.ADMINISTRATION)

signing_in = [
    page("sign-in/", views.sign_in, "sign_in", SIGNING_IN),
    page("sign-in/password/", account.login, "account_login", SIGNING_IN),
    page("sign-in/code/", mfa.authenticate, "mfa_authenticate", SIGNING_IN),
    page("sign-in/passkey/", passkeys.login_webauthn, "mfa_login_webauthn", SIGNING_IN),
    page("sign-in/help/", views.cannot_sign_in, "cannot_sign_in", ANYONE),
    page("sign-in/closed/", account.account_inactive, "account_inactive", SIGNING_IN),
    page("sign-in/no-sign-up/", account.signup, "account_signup", SIGNING_IN),
    page("sign-in/new-password/", views.new_password_by_letter, "account_reset_password", SIGNING_IN),
    page("sign-in/new-password/sent/", account.password_reset_done, "account_reset_password_done", SIGNING_IN),
    page(
        "sign-in/new-password/<letters:uidb36>-<path:key>/",
        account.password_reset_from_key,
        "account_reset_password_from_key",
        SIGNING_IN,
    ),
    page(
        "sign-in/new-password/saved/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        SIGNING_IN,
    ),
    page("sign-in/with/failed/", social.login_error, "socialaccount_login_error", SIGNING_IN),
    page("sign-in/with/cancelled/", social.login_cancelled, "socialaccount_login_cancelled", SIGNING_IN),
    page("sign-in/with/no-account/", social.signup, "socialaccount_signup", SIGNING_IN),
    page("sign-in/with/<slug:provider_id>/", openid.login, "openid_connect_login", SIGNING_IN),
    page("sign-in/with/<slug:provider_id>/back/", openid.callback, "openid_connect_callback", SIGNING_IN),
    page("sign-out/", account.logout, "account_logout", ANYONE),
]

own_account = [
    page("account/", views.own_account, "own_account", OWN_ACCOUNT),
    page("account/sign-out-everywhere/", views.sign_out_everywhere, "sign_out_everywhere", OWN_ACCOUNT),
    page("account/password/", account.password_change, "account_change_password", OWN_ACCOUNT),
    page("account/password/first/", account.password_set, "account_set_password", OWN_ACCOUNT),
    page("account/check/", account.reauthenticate, "account_reauthenticate", OWN_ACCOUNT),
    page("account/second-step/", mfa.index, "mfa_index", OWN_ACCOUNT),
    page("account/second-step/check/", mfa.reauthenticate, "mfa_reauthenticate", OWN_ACCOUNT),
    page("account/second-step/app/", totp.activate_totp, "mfa_activate_totp", OWN_ACCOUNT),
    page("account/second-step/app/stop/", totp.deactivate_totp, "mfa_deactivate_totp", OWN_ACCOUNT),
    page("account/second-step/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes", OWN_ACCOUNT),
    page("account/second-step/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes", OWN_ACCOUNT),
    page("account/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn", OWN_ACCOUNT),
    page("account/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn", OWN_ACCOUNT),
    page("account/passkeys/check/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn", OWN_ACCOUNT),
    page("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn", OWN_ACCOUNT),
]

of_the_organisation = [
    page("people/", people.people, "people", PLAN),
    page("people/add/", people.person_add, "person_add", ADMINISTER),
    page("people/rota/", people.rota, "rota", PLAN),
    page("people/rota/<uuid:id>/end/", people.duty_end, "duty_end", PLAN),
    page("people/cover/", people.cover, "cover", PLAN),
    page("people/cover/<uuid:id>/end/", people.cover_end, "cover_end", PLAN),
    page("people/<uuid:user>/", people.person, "person", ADMINISTER),
    page("people/<uuid:user>/role/", people.role_give, "role_give", ADMINISTER),
    page("people/<uuid:user>/close/", people.account_close, "account_close", ADMINISTER),
    page("people/<uuid:user>/reopen/", people.account_reopen, "account_reopen", ADMINISTER),
    page("people/roles/<uuid:assignment>/end/", people.role_end, "role_end", ADMINISTER),
]

urlpatterns = [*signing_in, *own_account, *of_the_organisation]
