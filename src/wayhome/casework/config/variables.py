"""Every variable of the environment that Wayhome reads, in words. The reference is made from this list, and a test keeps it whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what it is for, what holds where it is not set, and whether its value must be kept secret."""

    name: str
    means: str
    otherwise: str
    secret: bool = False


VARIABLES = (
    Variable("WAYHOME_HOME", "The folder in which everything is kept.", "`.wayhome` where the command is given"),
    Variable("DATABASE_URL", "The database, as the role `wayhome_app`: what serves.", "a private database in the home", True),
    Variable("DATABASE_OWNER_URL", "The same, as the owner of the tables: for `wayhome migrate` only.", "needed with `DATABASE_URL`", True),
    Variable("DATABASE_BACKUP_URL", "The same, as a role that reads every row: for `wayhome backup` only.", "needed with `DATABASE_URL`", True),
    Variable("WAYHOME_SECRET_KEY", "Signs cookies and forms.", "the file `secret_key` of the home", True),
    Variable("WAYHOME_MASTER_KEYS", "Seal each child’s own key: lines of a name and 32 bytes in base64, the first in use.",
             "the file `master_keys` of the home", True),
    Variable("WAYHOME_BACKUP_KEY", "Seals backups: 32 bytes in base64.", "the file `backup_key` of the home", True),
    Variable("WAYHOME_HOSTS", "The names that people type, with commas between.", "this machine only"),
    Variable("WAYHOME_HTTPS", "`yes` behind a web server with HTTPS: cookies and forms over HTTPS only.", "`no`"),
    Variable("WAYHOME_SECOND_STEP", "`no` only where nobody can sign in from elsewhere.", "`yes`"),
    Variable("WAYHOME_POOL", "`no` where something before the database shares connections itself.", "`yes`"),
    Variable("WAYHOME_STATIC", "The folder of the collected style sheet and scripts.", "`static` in the home"),
    Variable("WAYHOME_STATIC_STORAGE", "How they are stored: a class of Django.", "compressed once, named by content"),
    Variable("WAYHOME_EMAIL_BACKEND", "How e-mail about passwords leaves: a class of Django.", "printed, not sent"),
    Variable("WAYHOME_EMAIL_FROM", "Whom such e-mail is from.", "`wayhome@localhost`"),
    Variable("WAYHOME_CLIENT_SECRET", "The secret that `wayhome single-sign-on` would ask for.", "it asks", True),
)  # fmt: skip
