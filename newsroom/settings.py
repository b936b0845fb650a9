"""Settings of Newsroom, all of them here.

On a laptop nothing has to be set. In production all that differs comes from the environment: the README has
the table, `environment.py` does the reading. A wrong or missing value stops the start and says what to do.
"""

import logging
import warnings
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote
from zoneinfo import available_timezones

import environ
from csp.constants import NONCE, NONE, SELF

from newsroom.environment import choice, flag, hosts, key, keys, number, origins, refuse, text, url
from newsroom.logs import logging_config, send_errors_to

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Safety first ---------------------------------------------------------------------------------

# On unless switched off, so that a laptop needs no settings. That is safe because no server can be run so by
# mistake: with DEBUG on only this machine's own names are answered, and naming any other host is refused.
DEBUG = flag("DEBUG", True)
OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = hosts("ALLOWED_HOSTS") or (OWN_NAMES if DEBUG else [])
if not ALLOWED_HOSTS:
    refuse(
        "ALLOWED_HOSTS",
        "is not set while DEBUG=0",
        "the site's host names, like news.example.org,www.example.org",
    )
if "*" in ALLOWED_HOSTS:
    refuse(
        "ALLOWED_HOSTS",
        "is '*', which lets anyone choose the address in our links",
        "the site's own host names",
    )
if DEBUG and not set(ALLOWED_HOSTS) <= set(OWN_NAMES):
    refuse("DEBUG", "is on (as it is unless set) while ALLOWED_HOSTS names more than this machine", "DEBUG=0")

SECRET_KEY = key("SECRET_KEY", laptop=BASE_DIR / ".secret-key" if DEBUG else None)
SECRET_KEY_FALLBACKS = keys("SECRET_KEY_FALLBACKS")

HTTPS = flag("HTTPS", not DEBUG)  # off only where a site really is served in the clear
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31_536_000 if HTTPS else 0, 0, 63_072_000)
# These two speak for other hosts of the domain as well, and browsers remember: the operator has to say so.
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("HSTS_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = flag("HSTS_PRELOAD", False)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = origins("CSRF_TRUSTED_ORIGINS")
# How many proxies of ours stand in front. X-Forwarded-For and -Proto are believed then: they must set both.
PROXY_COUNT = number("PROXY_COUNT", 0, 0, 10)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None

# --- The parts ------------------------------------------------------------------------------------

DATABASE = url(
    "DATABASE_URL",
    "sqlite:///db.sqlite3",
    "postgres://user:password@host:5432/newsroom or sqlite:////srv/newsroom/db.sqlite3",
    {"sqlite": "", "postgres": "psycopg_pool", "postgresql": "psycopg_pool"},
)
ON_POSTGRES = DATABASE.scheme != "sqlite"


def database() -> dict[str, Any]:
    config: dict[str, Any] = environ.Env.db_url_config(DATABASE)
    if ON_POSTGRES and not DATABASE.path.strip("/"):
        refuse("DATABASE_URL", "names no database", "its name after the last slash")
    if config["NAME"] == ":memory:":
        refuse("DATABASE_URL", "names no file", "its path, like sqlite:////srv/newsroom/db.sqlite3")
    options: dict[str, Any] = {
        "pool": {"min_size": 1, "max_size": number("DATABASE_POOL_SIZE", 8, 1, 500), "timeout": 10},
    }
    if not ON_POSTGRES:
        file = BASE_DIR / config["NAME"]  # unchanged if absolute
        if DATABASE.query:
            refuse("DATABASE_URL", "gives options after the file", "the path of the file alone")
        if not file.parent.is_dir():
            refuse(
                "DATABASE_URL", f"names a file in {file.parent}, which is no folder", "a folder that is there"
            )
        config["NAME"] = str(file)
        options = {
            # Take the write lock at BEGIN, waiting for it, instead of failing halfway when another was first.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Readers never wait for a writer (WAL); what was acknowledged survives a power cut (FULL).
            # Django itself switches foreign keys on. The indexes of a large archive do not fit SQLite's own 2 MB.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
        }
    # The pool keeps the connections, so Django must not (CONN_MAX_AGE=0); each is tried before it is lent.
    kept = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": ON_POSTGRES}
    return {**config, **kept, "OPTIONS": {**options, **config.get("OPTIONS", {})}}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE = url(
    "CACHE_URL", "locmem://", "redis://host:6379/0", {"locmem": "", "redis": "redis", "rediss": "redis"}
)
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if CACHE.scheme == "locmem"
    else {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE.geturl(),
        "KEY_PREFIX": "newsroom",
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},
    }
}

# Unset: imports are read on one machine. Set: Celery workers, of newsroom/celery.py, can read for them.
CELERY_BROKER_URL = ""
if text("BROKER_URL"):
    brokers = dict.fromkeys(["amqp", "amqps", "redis", "rediss"], "celery")
    CELERY_BROKER_URL = url("BROKER_URL", "", "amqp://user:password@host:5672//", brokers).geturl()


def media() -> tuple[dict[str, Any], str, list[str]]:
    """Return where pictures are stored, the folder if that is here, and the origins they are fetched from."""
    example = "file:///srv/newsroom/media or s3://bucket/prefix?region_name=eu-central-1"
    where = url("MEDIA_STORAGE", f"file://{BASE_DIR / 'media'}", example, {"file": "", "s3": "storages"})
    if where.scheme == "file":
        if where.netloc or len(where.path) < 2 or where.query:
            refuse("MEDIA_STORAGE", "does not give an absolute path", f"something like {example}")
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}, unquote(where.path), []
    options: dict[str, Any] = dict(parse_qsl(where.query, keep_blank_values=True))
    known = ["addressing_style", "custom_domain", "endpoint_url", "region_name"]
    if not where.netloc:
        refuse("MEDIA_STORAGE", "names no bucket", f"something like {example}")
    if unknown := set(options) - set(known):
        refuse(
            "MEDIA_STORAGE",
            f"has an unknown option {', '.join(sorted(unknown))}",
            f"any of {', '.join(known)}",
        )
    origin = options.get("endpoint_url", f"https://{options.get('custom_domain', '*.amazonaws.com')}")
    options |= {"bucket_name": where.netloc, "location": unquote(where.path).strip("/")}
    # Pictures are public: a signed address would expire in cached pages and in feeds.
    options |= {"querystring_auth": False, "file_overwrite": False, "default_acl": None}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}, "", [origin.rstrip("/")]


MEDIA, MEDIA_ROOT, MEDIA_ORIGINS = media()
MEDIA_URL = "media/"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": MEDIA,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else HASHED},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- The application ------------------------------------------------------------------------------

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

INSTALLED_APPS = [
    "articles",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    *(["django.contrib.postgres"] if ON_POSTGRES else []),  # cannot be imported without psycopg
    "axes",
    "csp",
    "django_filters",
    "django_prose_editor",
    "django_structlog",
    "js_asset",
    "taggit",
]

MIDDLEWARE = [
    "newsroom.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "newsroom.middleware.NotFoundMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en"
SITE_NAME = text("SITE_NAME", "Newsroom")  # the masthead, and what feeds and search engines call us
TIME_ZONE = text("TIME_ZONE", "UTC")
if TIME_ZONE not in available_timezones():
    refuse("TIME_ZONE", f"is {TIME_ZONE!r}", "a name from the time zone database, like Europe/Madrid")
USE_TZ = True
FORMAT_MODULE_PATH = ["newsroom.formats"]  # one style of dates

TAGGIT_CASE_INSENSITIVE = True
# An address typed without its scheme is https, as from Django 6 on; saying so is already deprecated.
FORMS_URLFIELD_ASSUME_HTTPS = True
warnings.filterwarnings("ignore", "The FORMS_URLFIELD_ASSUME_HTTPS transitional setting")

# What may come in, in bytes and in number. Files are bounded one by one where they are taken in.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_PERMISSIONS = 0o644

# --- Who may come in ------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_RULES: dict[str, dict[str, int]] = {
    "UserAttributeSimilarity": {},
    "MinimumLength": {"min_length": 12},
    "CommonPassword": {},
    "NumericPassword": {},
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}Validator", "OPTIONS": options}
    for rule, options in PASSWORD_RULES.items()
]
# Ten wrong passwords for one name from one address close that door for a quarter of an hour. The count is in
# the database, so it is one for all machines.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # no record of addresses beyond what the throttle needs
AXES_VERBOSE = False

# --- What the browser may do ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [
            SELF,
            NONCE,
        ],  # the nonce is sent only with a page that asks for one: the editor's import map
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MEDIA_ORIGINS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
UNUSED = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"]
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in UNUSED}

# --- What is written down -------------------------------------------------------------------------

LOG_LEVEL = choice("LOG_LEVEL", "WARNING" if DEBUG else "INFO", ["DEBUG", "INFO", "WARNING", "ERROR"])
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # who reads what is nobody's business
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request, when it is answered
LOGGING = logging_config(LOG_LEVEL, as_json=not DEBUG)

if text("SENTRY_DSN"):
    url("SENTRY_DSN", "", "https://key@errors.example.org/1", {"https": "sentry_sdk", "http": "sentry_sdk"})
    send_errors_to(text("SENTRY_DSN"))
