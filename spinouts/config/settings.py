"""Settings of the project: one typed environment, then Django's settings in Django's order.

Nothing else in the project reads the environment. Every variable stands in `.env.example`.
"""

import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from spinouts.config import local_key

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env(
    ENV_FILE=(str, ""),  # a file with the variables below; empty: .env beside manage.py
    DEBUG=(bool, False),  # shows tracebacks to visitors: never in production
    SECRET_KEY=(str, ""),  # signs sessions; empty is allowed only for a local run
    ALLOWED_HOSTS=(list, ["127.0.0.1", "localhost", "[::1]"]),  # names that the site answers to
    CSRF_TRUSTED_ORIGINS=(list, []),  # https origins, if a proxy changes the host name
    SECURE=(bool, False),  # the site is served over https: secure cookies, HSTS, redirects
    BEHIND_PROXY=(bool, False),  # a proxy ends TLS and always sets X-Forwarded-Proto itself
    BIND=(str, "127.0.0.1"),  # the address that the server listens at
    PORT=(int, 8000),  # the port that the server listens at
    WEB_WORKERS=(int, 1),  # processes of the server
    WEB_THREADS=(int, 4),  # requests that one process works on at a time
    DATABASE_URL=(str, ""),  # empty: SQLite in VAR_DIR; else postgres://user:password@host/name
    DATABASE_POOL_SIZE=(int, 8),  # PostgreSQL: connections that one process keeps; 0: no pool
    DATABASE_STATEMENT_SECONDS=(int, 30),  # PostgreSQL: longest statement; 0: no limit
    CACHE_URL=(str, "locmemcache://"),  # or redis://host:6379/1, shared by all processes
    VAR_DIR=(str, ""),  # folder of what a running register writes; empty: var/
    STATIC_ROOT=(str, ""),  # folder that collectstatic writes; empty: static/ in VAR_DIR
    REGISTER_NAME=(str, "Spin-out register"),  # shown in the header and in downloads
    LOG_LEVEL=(str, "INFO"),  # DEBUG, INFO, WARNING or ERROR
    LOG_FORMAT=(str, "plain"),  # plain for people, json for machines
)
environ.Env.read_env(env("ENV_FILE") or BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR") or BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env("DEBUG")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
IS_LOCAL = local_key.is_local(ALLOWED_HOSTS)
IS_SECRET_KEY_SET = bool(env("SECRET_KEY"))
if not IS_SECRET_KEY_SET and not IS_LOCAL:
    raise ImproperlyConfigured("Set SECRET_KEY: ALLOWED_HOSTS names a host beyond this machine.")
SECRET_KEY = env("SECRET_KEY") or local_key.read_or_make(VAR_DIR / "secret_key")
CSRF_TRUSTED_ORIGINS = env("CSRF_TRUSTED_ORIGINS")
REGISTER_NAME = env("REGISTER_NAME")
SERVER = {
    "address": env("BIND"),
    "port": env("PORT"),
    "workers": env("WEB_WORKERS"),
    "threads": env("WEB_THREADS"),
}

INSTALLED_APPS = [
    "spinouts.apps.SpinoutsConfig",
    "partnerships.apps.PartnershipsConfig",
    "organisations.apps.OrganisationsConfig",
    "spinouts.config.admin_site.RegisterAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
]

MIDDLEWARE = [
    "spinouts.config.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "spinouts.config.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "spinouts.config.middleware.PrivatePageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "spinouts.config.middleware.SecretRowsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "spinouts.dashboards.middleware.FilterErrorMiddleware",
]

ROOT_URLCONF = "spinouts.config.urls"
WSGI_APPLICATION = "spinouts.config.wsgi.application"

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
                "spinouts.dashboards.context.register_context",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.db_url_config(
        env("DATABASE_URL") or f"sqlite:///{(VAR_DIR / 'register.sqlite3').as_posix()}"
    )
}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
        ),
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {
        **_database.get("OPTIONS", {}),
        "connect_timeout": 5,
        "options": (
            f"-c statement_timeout={env('DATABASE_STATEMENT_SECONDS')}s -c lock_timeout=10s"
            " -c idle_in_transaction_session_timeout=60s"
        ),
    }
    if env("DATABASE_POOL_SIZE"):
        # A pool lends connections out per request, so Django must keep none of them itself.
        _database["CONN_MAX_AGE"] = 0
        _database["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": env("DATABASE_POOL_SIZE"),
            "timeout": 10,
        }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url_config(env("CACHE_URL"))}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["organisations.sign_in.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["spinouts.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = env("STATIC_ROOT") or VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if env("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if env("SECURE"):
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a load balancer asks from inside, over http
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "spinouts.config.logs.RequestFilter"}},
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"},
        "json": {"()": "spinouts.config.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": sys.stdout,
            "filters": ["request"],
            "formatter": env("LOG_FORMAT"),
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL")},
    # Django's own handlers would print to a runserver's screen and post mail: ours are enough.
    "loggers": {"django": {"handlers": [], "propagate": True, "level": env("LOG_LEVEL")}},
}
