"""Server profile: PostgreSQL, Redis, Celery workers and beat. A missing secret stops the start."""

from coop.settings.base import *
from coop.settings.base import DATABASE_OPTIONS, env

COOP_PRODUCTION = True
DEBUG = False
SECRET_KEY = env.str("COOP_SECRET_KEY")
ALLOWED_HOSTS = env.list("COOP_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("COOP_TRUSTED_ORIGINS", [])

DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["OPTIONS"] = DATABASE_OPTIONS | DATABASES["default"].get("OPTIONS", {})
CELERY_BROKER_URL = env.str("COOP_REDIS_URL")
COOP_JOBS_MODE = "celery"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CELERY_BROKER_URL}}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.str("COOP_SMTP_HOST", "localhost")
EMAIL_PORT = env.int("COOP_SMTP_PORT", 25)
EMAIL_HOST_USER = env.str("COOP_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.str("COOP_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.bool("COOP_SMTP_TLS", False)

COOP_TLS = env.bool("COOP_TLS", True)
# How many proxies stand before the application: sign-in limits count by the address the last of them saw, not by the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("COOP_PROXIES", 1 if COOP_TLS else 0)
if COOP_TLS:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "coop.accounts.masque.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Its eight steps a document tell nothing of who asked for it.
    "loggers": {"weasyprint": {"level": "WARNING"}},
}
