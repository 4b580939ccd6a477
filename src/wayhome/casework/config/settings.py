"""Settings of the case system. Everything local comes from the environment; `variables` lists each."""

from __future__ import annotations

import os
from pathlib import Path

from wayhome.casework.config import database, keys
from wayhome.casework.config.languages import languages_in

CASEWORK = Path(__file__).resolve().parents[1]
HOME = database.home()


def _switched_on(name: str, default: str = "no") -> bool:
    return os.environ.get(name, default).lower() in {"yes", "on", "true", "1"}


STAGES = (
    "organisations", "accounts", "children", "journey", "reach", "delivery", "followup", "sharing", "mysay", "work",
    "oversight", "interop",
)  # fmt: skip
HERE = [stage for stage in STAGES if (CASEWORK / stage / "apps.py").is_file()]

DEBUG = False
SECRET_KEY = keys.secret(HOME / "secret_key", variable="WAYHOME_SECRET_KEY")
WAYHOME_MASTER_KEYS = keys.master_keys(HOME / "master_keys")
ALLOWED_HOSTS = os.environ.get("WAYHOME_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = _switched_on("WAYHOME_HTTPS")
SECOND_STEP_REQUIRED = _switched_on("WAYHOME_SECOND_STEP", "yes")
PRACTICE = (HOME / "practice").is_file()  # `wayhome demo` made this home: everyone in it is invented, nothing is sent

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "wayhome.casework.records",
    "wayhome.casework.journal",
    "wayhome.casework.design",
    *(f"wayhome.casework.{stage}" for stage in HERE),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "wayhome.casework.config.middleware.Edge",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wayhome.casework.config.tenancy.OneTransaction",
    "django.middleware.http.ConditionalGetMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "wayhome.casework.config.urls"
WSGI_APPLICATION = "wayhome.casework.config.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.template.context_processors.csrf",
    "django.contrib.messages.context_processors.messages",
    "wayhome.casework.config.context.for_every_page",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [CASEWORK / app / "templates" for app in ("config", "design", *HERE)],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "wayhome.casework.design.jinja.environment", "context_processors": _CONTEXT},
    },
    {  # the sign-in library's e-mails; its pages are ours
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

DATABASES = {"default": database.settings_for(database.address("app"), pool=_switched_on("WAYHOME_POOL", "yes"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if PRACTICE:
    PASSWORD_HASHERS = ["wayhome.casework.accounts.practice.QuickHasher"]  # its one password is printed for everyone
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "sign_in"
ACCOUNT_ADAPTER = "wayhome.casework.accounts.adapters.Accounts"
SOCIALACCOUNT_ADAPTER = "wayhome.casework.accounts.single_sign_on.SingleSignOnAccounts"
MFA_ADAPTER = "wayhome.casework.accounts.adapters.SecondStep"
MFA_FORMS = {
    "add_webauthn": "wayhome.casework.accounts.passkeys.AddedPasskey",
    "authenticate_webauthn": "wayhome.casework.accounts.passkeys.SecondStepByPasskey",
    "login_webauthn": "wayhome.casework.accounts.passkeys.SignInByPasskey",
    "reauthenticate_webauthn": "wayhome.casework.accounts.passkeys.CheckedByPasskey",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
_ASKED = "wayhome.casework.accounts.sign_in_forms"
ACCOUNT_FORMS = {
    "login": f"{_ASKED}.Password",
    "reauthenticate": f"{_ASKED}.StillYou",
    "set_password": f"{_ASKED}.FirstPassword",
    "change_password": f"{_ASKED}.OtherPassword",
    "reset_password_from_key": f"{_ASKED}.PasswordByLetter",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: every address is one that an administrator gave
MFA_TOTP_ISSUER = "Wayhome"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_NAME = "__Host-wayhome" if HTTPS else "wayhome"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "wayhome.casework.config.errors.form_too_old"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = True
LANGUAGE_CODE = "en-gb"
LANGUAGES = languages_in(CASEWORK / "locale")
LANGUAGE_COOKIE_NAME = "wayhome_language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [CASEWORK / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("WAYHOME_STATIC", HOME / "static"))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": os.environ.get("WAYHOME_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}

EMAIL_BACKEND = os.environ.get("WAYHOME_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
if PRACTICE:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("WAYHOME_EMAIL_FROM", "wayhome@localhost")

LOGGING_CONFIG = "wayhome.casework.config.logs.configure"
LOGGING = {"version": 1}
SILENCED_SYSTEM_CHECKS: list[str] = []
