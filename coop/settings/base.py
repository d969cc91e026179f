"""Settings shared by every profile. Nothing here makes a production start by accident: secrets have no default."""

import shlex
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("COOP_VAR_DIR", str(BASE_DIR / "var")))

ROOT_URLCONF = "coop.urls"
WSGI_APPLICATION = "coop.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "dsfr",
    "django_filters",
    "django_htmx",
    "simple_history",
    "coop.journal",
    "coop.territories",
    "coop.organisations",
    "coop.accounts",
    "coop.documents",
    "coop.notifications",
    "coop.classeurs",
    "coop.ui",
    "cooperatives",
    "diagnostics",
    "conventions",
    "evaluation",
    "portail",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "coop.accounts.middleware.capacites",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portail.middleware.ConnexionRequise",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "coop.accounts.middleware.derniere_visite",
    "coop.accounts.middleware.activite",
    "coop.accounts.middleware.pages_privees",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portail.middleware.ArriveSecond",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
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
                "coop.ui.context_processors.page",
                "portail.context_processors.menu",
            ],
            "builtins": ["django.templatetags.static", "coop.ui.templatetags.coop"],
        },
    }
]
FORM_RENDERER = "coop.ui.forms.CoopRenderer"

AUTHENTICATION_BACKENDS = ["coop.accounts.backends.Comptes"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "coop.notifications.allauth_adapter.CoopAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "coop.accounts.forms.ConnexionForm",
    "request_login_code": "coop.accounts.forms.DemanderCodeForm",
    "reset_password": "coop.accounts.forms.MotDePasseOublieForm",
    "reset_password_from_key": "coop.accounts.forms.NouveauMotDePasseForm",
    "change_password": "coop.accounts.forms.ChangerMotDePasseForm",
    "set_password": "coop.accounts.forms.ChoisirMotDePasseForm",
}
MFA_FORMS = {"activate_totp": "coop.accounts.forms.EnregistrerApplicationForm"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # an unknown address gets the same page, and no mail
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are only opened by invitation, at the invited address
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/m/ip", "verification": "20/5m/ip", "parole": "30/10m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("COOP_STATIC_ROOT", str(BASE_DIR / "staticfiles")))
MEDIA_ROOT = Path(env.str("COOP_MEDIA_ROOT", str(VAR_DIR / "media")))
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
COOP_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
COOP_REQUEST_MAX_BYTES = 100 * 1024 * 1024  # several files at once
FILE_UPLOAD_HANDLERS = [
    "coop.documents.reception.PoidsBorne",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# A command run on each uploaded file, its path added last (`clamdscan --no-summary`); another code than 0 refuses it.
COOP_SCAN_COMMAND = shlex.split(env.str("COOP_SCAN_COMMAND", ""))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "coop.accounts.sessions"
COOP_SESSION_IDLE_MINUTES = env.int("COOP_SESSION_IDLE_MINUTES", 120)  # without a request, sign in again
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portail.views.erreurs.session_expired"

DSFR_USE_INTEGRITY_CHECKSUMS = False  # hashed static files change the bytes (stack.md §2)
DSFR_MARK_OPTIONAL_FIELDS = True
COOP_BRAND = env.str("COOP_BRAND", "neutre")  # « etat » only with the State's agreement, see docs/decisions
COOP_DEMO = False
COOP_PRODUCTION = False  # the server profile sets it: coop.documents.checks then refuses the embedded parts
COOP_BASE_URL = env.str("COOP_BASE_URL", "http://127.0.0.1:8000")
COOP_CLOCK_FILE = None

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("COOP_MAIL_FROM", "Coop <ne-pas-repondre@coop.invalid>")

# Compiling the statements that count a région (JIT) takes as long as running them. « ?options= » of DATABASE_URL says
# otherwise, as it must for a connection pooler that takes no option.
DATABASE_OPTIONS = {"options": "-c jit=off"}

# Legal notices of this deployment, one JSON object: editeur, adresse, telephone, courriel, directeur_publication,
# hebergeur, hebergeur_adresse, hebergeur_telephone, contact_accessibilite, schema_accessibilite, dpo.
# What is missing shows as « [à compléter] ».
COOP_LEGAL = env.json("COOP_LEGAL", {})
# How long personal data are kept: told to people on « Données personnelles » (to be confirmed by the deployment's DPO).
COOP_RETENTION = {
    "contact_apres_ca_ans": 2,
    "compte_inactif_ans": 2,
    "habitant_ans": 1,
    "journaux_techniques_mois": 12,
    "classeurs_mois": 12,
    "questionnaire_jours": 90,
}

# Day counts and percentages that quote no source (decisions.md 10) are settings.
COOP_BILAN_DUE_DAYS = 15
COOP_SUBVENTION_THRESHOLD = "23000.00"
COOP_SMALL_NUMBER = 11  # a part of a figure below it is masked outside the coordination and who declares it
COOP_EPARCOURS_DAYS = 60  # after the creation, an e-parcours still to look for is an information (AL-45)
COOP_PARTICIPATION_MEETINGS = 4  # comités from which the part of those attended is told (AL-27)
COOP_PARTICIPATION_PERCENT = 50  # below, the participation of a member is a point of vigilance (AL-27)
COOP_TURNOVER_DAYS = 60  # a change of coordinator is told for so many days (AL-39)
COOP_ECHANGES_MONTHS = 6  # without exchange of practice between délégations, it is told (AL-41)
COOP_ELABORATION_MONTHS = 6  # beyond, an accompagnement is proposed (AL-19)
# What the rules of alert found is kept until the journal of the coopérative moves (coop.notifications.faits).
COOP_FAITS_GARDES = True

# Who has people sign on line: a class of conventions.prestataires, or of a qualified service (docs/documents.md).
COOP_SIGNATURE_PROVIDER = env.str("COOP_SIGNATURE_PROVIDER", "conventions.prestataires.simple.SignatureSimple")

# Documents: a row is the truth, the broker only hastens it (architecture.md decision 4).
COOP_JOBS_MODE = "embedded"  # « embedded »: a thread of this process; « celery »: ids published to Redis; « manual »
COOP_JOB_LEASE_SECONDS = 300
COOP_JOB_MAX_ATTEMPTS = 3
CELERY_BROKER_URL = env.str("COOP_REDIS_URL", "")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 0.5,
    "socket_timeout": env.float("COOP_REDIS_SOCKET_TIMEOUT", 1.0),
    "max_retries": 0,
    "retry_on_timeout": False,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "documents-sweep": {"task": "documents.sweep", "schedule": 30.0},
    "journal-seal": {"task": "journal.seal", "schedule": 60.0},
    # Early enough for the day; again later, in case nothing was awake at a quarter past six (it runs once a day in effect).
    "run-day": {"task": "notifications.run_day", "schedule": crontab(minute=15, hour="6,9,13")},
    "mails-resend": {"task": "notifications.resend", "schedule": crontab(minute=40)},
    "check-inconsistencies": {"task": "notifications.check_inconsistencies", "schedule": crontab(minute=30, hour=2)},
}
