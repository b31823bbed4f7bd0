"""How this installation runs: everything that differs from one to the next comes from the environment or the data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent


def _data_folder() -> Path:
    """AKKOORD_DATA, or `akkoord` in the place where this user's programs keep their data."""
    named = os.environ.get("AKKOORD_DATA")
    if named:
        return Path(named).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Akkoord"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Akkoord"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "akkoord"


def _secret_key() -> str:
    """AKKOORD_SECRET_KEY, or the installation's own key: made once, readable by its owner only."""
    named = os.environ.get("AKKOORD_SECRET_KEY")
    if named:
        return named
    if IN_MEMORY:
        from django.core.management.utils import get_random_secret_key

        return get_random_secret_key()
    path = DATA / "secret.key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(get_random_secret_key())
    return path.read_text(encoding="ascii").strip()


PRAGMAS = "PRAGMA foreign_keys=ON; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
LOG = "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=4000; "  # put away every 16 MB: a day of many letters writes more


def _database(url: str) -> dict[str, object]:
    """The settings of `postgresql://user:password@host:port/name`, `sqlite:///path`, `sqlite://:memory:`, or the embedded file."""
    if url.startswith(("postgresql://", "postgres://")):
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    if url and not url.startswith("sqlite://"):
        raise ValueError(f"AKKOORD_DATABASE_URL: {url.split('@')[-1]!r} is neither postgresql:// nor sqlite://")
    name = ":memory:" if IN_MEMORY else (url.removeprefix("sqlite://") or str(DATA / "akkoord.sqlite3"))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": PRAGMAS if IN_MEMORY else LOG + PRAGMAS,
        },
    }


_URL = os.environ.get("AKKOORD_DATABASE_URL", "")
IN_MEMORY = _URL == "sqlite://:memory:"
DATA = _data_folder()
SECRET_KEY = _secret_key()
DATABASES = {"default": _database(_URL)}
# Where a webhook may lead though it is inside: this computer itself where everything runs on it, else what is named here.
_ONE_COMPUTER = not _URL.startswith(("postgresql://", "postgres://"))
_INSIDE = os.environ.get("AKKOORD_INSIDE_HOSTS", "127.0.0.1,::1,localhost" if _ONE_COMPUTER else "")
MOLLIE_ENDPOINT = ""  # where Mollie answers; empty: where its client says
INSIDE_HOSTS = [host for host in _INSIDE.split(",") if host]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEBUG = False
# The address under which debtors reach this installation: what their letters name. Without one no letter carries a link.
_PUBLIC = os.environ.get("AKKOORD_PUBLIC_URL", "").strip().rstrip("/")
_PUBLIC_HOST = urlsplit(_PUBLIC).hostname or ""
_HOSTS = [host for host in os.environ.get("AKKOORD_HOSTS", "").split(",") if host]
_HOSTS += [_PUBLIC_HOST] if _PUBLIC.startswith("https://") and _PUBLIC_HOST not in ("", *_HOSTS) else []
PUBLIC_URL = _PUBLIC or (f"https://{_HOSTS[0]}" if _HOSTS else "")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _HOSTS]
# Behind a host name there is TLS in front; on loopback there is none and cookies must still work.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(_HOSTS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HOSTS else None
CSRF_FAILURE_VIEW = "akkoord.portal.views.door.stale"
SESSION_COOKIE_NAME = "akkoord_session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the letter's PDF is shown in a frame of its own page
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "akkoord.store",
    "akkoord.web",
    "akkoord.portal",
    "allauth",
    "allauth.account",
    "django_htmx",
]
MIDDLEWARE = [
    "akkoord.api.middleware.ApiMiddleware",
    "akkoord.portal.middleware.MeasuredMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "akkoord.web.middleware.DeskMiddleware",
]
ROOT_URLCONF = "akkoord.site.urls"
WSGI_APPLICATION = "akkoord.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "akkoord.web.context.frame",
            ],
        },
    },
    {
        "NAME": "portal",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "portal" / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "akkoord.web.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"signup": "akkoord.web.accounts.FirstUserForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale", PACKAGE / "portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"codes": {"()": "akkoord.site.hide_codes.HideCodes"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["codes"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("AKKOORD_LOG", "WARNING")},
}
