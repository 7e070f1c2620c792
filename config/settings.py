"""Every setting, read from the environment.

Each has a default that runs. README.md has a table of them.
"""

import os
import tomllib
from pathlib import Path
from urllib.parse import quote, urlsplit

from csp.constants import NONE, SELF

from config.environment import Env, kept_secret, need
from config.static_files import confine

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
PRIVATE_DIR = VAR_DIR / "private"
FILE_UPLOAD_TEMP_DIR = PRIVATE_DIR / "uploads"  # an upload that is kept is not copied, it gets another name
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

env = Env()

# The site

DEBUG = env.bool("DEBUG", default=False)
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")
_BASE = urlsplit(BASE_URL)
FORCE_SCRIPT_NAME = _BASE.path or None  # the proxy takes this part of the path away
PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]
RELEASE = env.str("RELEASE", default=PROJECT["version"])
PAPER_LOOKUP = env.bool("PAPER_LOOKUP", default=True)
# Not by way of `env`, which reads a leading "$" as the name of another variable.
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret(VAR_DIR / "secret_key")
_LOCAL = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=_LOCAL if _BASE.hostname in _LOCAL else [_BASE.hostname])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "reviews",
    "collation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_tables2",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "reviews.web.middleware.tidy_addresses",
    "reviews.web.middleware.refuse_rather_than_redirect",
    "reviews.web.middleware.private_unless_said",
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
    }
]

# Where things are kept

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR / 'triangulate.sqlite3'))}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        **DATABASES["default"].get("OPTIONS", {}),
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    need("psycopg", "PostgreSQL", "'psycopg[binary]'")
# A thread of the server keeps its connection from request to request; `runserver` has a new thread for each.
DATABASES["default"] = {"CONN_MAX_AGE": 0 if DEBUG else 60, "CONN_HEALTH_CHECKS": True, **DATABASES["default"]}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")  # cache and queue at once
if REDIS_URL:
    need("django_tasks_rq", "REDIS_URL", "redis django-tasks-rq")
CACHES = {"default": env.cache_url("CACHE_URL", default=REDIS_URL or f"filecache://{quote(str(VAR_DIR / 'cache'))}")}
_backend = CACHES["default"]["BACKEND"]
if _backend == Env.CACHE_SCHEMES["redis"]:
    need("redis", "A cache in Redis", "redis")
    CACHES["default"]["BACKEND"] = "config.redis_caching.RedisCache"
elif _backend in [Env.CACHE_SCHEMES[name] for name in ("filecache", "dbcache", "locmem")]:
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 50_000, **CACHES["default"].get("OPTIONS", {})}

# Slow work

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
RUN_ONE_TASK = "reviews.tasks.database_queue.run_one"
READ_TEXTS = "collation.assemble.first_reading.read_texts"  # the record does not know the reading
if REDIS_URL:
    TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend"}}
    RUN_ONE_TASK = "reviews.tasks.redis_queue.run_one"
    INSTALLED_APPS.append("django_rq")
    MIGRATION_MODULES = {"django_rq": None}  # it has no tables, so another queue asks for no migration
    RQ_QUEUES = {"default": {"URL": REDIS_URL, "DEFAULT_TIMEOUT": -1}}  # our row says when a job takes too long

# Files

STATIC_URL = f"{_BASE.path}/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "reviews.storage.ContentStorage", "OPTIONS": {"location": PRIVATE_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_TIMEOUT = 30  # seconds, for each answer of the mail server
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default=f"Triangulate <noreply@{_BASE.hostname}>")

# People

SESSION_ENGINE = "reviews.web.sessions"
AUTH_USER_MODEL = "reviews.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reviews:comparison_list"
ACCOUNT_ADAPTER = "reviews.web.account_adapter.AccountAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",  # the key is the person and the address that tries
    "rejoinder": "10/h/ip,3/d/key",  # the key is the address that the link is sent to
    "login_failed_anywhere": "100/h/key",  # the key is the person; one address alone gets no further than 60
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "reviews.forms.signing_in.SignInForm",
    "reset_password": "reviews.forms.signing_in.NewPasswordForm",
}

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
CSRF_TRUSTED_ORIGINS = [f"{_BASE.scheme}://{_BASE.netloc}"]
CSRF_FAILURE_VIEW = "reviews.web.middleware.refuse_stale_form"
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = BASE_URL.startswith("https:")
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH = _BASE.path or "/"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
WHITENOISE_ADD_HEADERS_FUNCTION = confine
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0

# One line each on standard error; a request that was merely refused is the web server's to log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "config.logs.HideSecrets"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
