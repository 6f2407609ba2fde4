"""Settings common to every installation. What differs comes from the environment (docs/operations.md)."""

from pathlib import Path

import environ
from django.urls import reverse_lazy

from project.settings.unfold import UNFOLD  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="contoh-hanya-untuk-pengembangan")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ALAMAT_APLIKASI = env("ALAMAT_APLIKASI", default="http://localhost:8000")

INSTALLED_APPS = [
    "project.apps.ProjectConfig",
    "kinerja.akun",
    "kinerja.dokumen",
    "kinerja.ui",
    "kinerja.notifikasi",
    "kinerja.kepegawaian",
    "kinerja.username",
    "kinerja.kalender",
    "kinerja.skp",
    "kinerja.aktivitas",
    "kinerja.realisasi",
    "kinerja.beranda",
    "cms",
    # The theme must come before the admin it dresses; Basic: our AdminSite is our own.
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "project.admin.SiKinerjaAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "guardian",
    "django_fsm",
    "import_export",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.sites",
    "wagtail.api.v2",
    "wagtail.contrib.typed_table_block",
    "modelcluster",
    "taggit",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "kinerja.ui.middleware.CspPerJalurMiddleware",
    # Behind the static files, before anything that asks the database.
    "kinerja.ui.middleware.BebanMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a view that anybody may see says so (`login_not_required`).
    "kinerja.ui.middleware.MasukDahuluMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kinerja.ui.middleware.PenolakanMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"
ASGI_APPLICATION = "project.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinerja.ui.context_processors.ui",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# --- database -------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'si-kinerja.sqlite3'}")}
_db = DATABASES["default"]
if _db["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    _db["OPTIONS"] = {
        # IMMEDIATE: a transaction takes the write lock at its start, so two acts queue, never fail half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-65536;"
        ),
    }
else:
    _db["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    _db["CONN_HEALTH_CHECKS"] = True
    _db["OPTIONS"] = {
        "options": "-c statement_timeout=60000 -c lock_timeout=15000 -c synchronous_commit=on",
    }
    if env.bool("PERNYATAAN_SIAP", default=True):
        # A statement that a connection has seen five times is prepared: planned once, and half the work of a page.
        # Off behind a PgBouncer (transaction mode) older than 1.21.
        _db["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Each process's own memory, for what may be some seconds old (docs/adr/0048). Room for everybody who is at work: with
# Django's 300 entries the few that all pages ask for would be thrown out by the many that one person asks for.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

# --- language and time: one clock, WITA, whatever the host's zone ----------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [BASE_DIR / "project" / "locale"]
FORMAT_MODULE_PATH = ["project.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Makassar"
USE_THOUSAND_SEPARATOR = True

# --- accounts ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "akun.Pengguna"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "kinerja.akun.backends.KodeAktivasiBackend",
    "kinerja.kepegawaian.permissions.PejabatPenilaiBackend",
]
PASSWORD_HASHERS = [
    "kinerja.akun.backends.Argon2OwaspHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "nama", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("admin:login")
LOGIN_REDIRECT_URL = reverse_lazy("admin:index")
LOGOUT_REDIRECT_URL = reverse_lazy("admin:login")
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kinerja.ui.views.csrf_gagal"

# PejabatPenilaiBackend is guardian's backend, made to honour dates.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

# NIP is public knowledge: lockout counts NIP *and* address together, never one of them alone.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = env.int("BATAS_GAGAL_MASUK", default=7)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "kinerja.akun.views.terkunci"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_IPWARE_PROXY_COUNT = env.int("JUMLAH_PROKSI", default=0)
AXES_IPWARE_META_PRECEDENCE_ORDER = (
    ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if AXES_IPWARE_PROXY_COUNT else ["REMOTE_ADDR"]
)
# A try during the lockout does not prolong it: the page says until when it lasts.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Names of form fields that the record of failed attempts must not keep.
AXES_SENSITIVE_PARAMETERS = ["password", "kode", "password_sekarang", "password_baru", "ulangi_password"]
BERLAKU_TAUTAN_RESET_JAM = env.int("BERLAKU_TAUTAN_RESET_JAM", default=2)
BERLAKU_KODE_AKTIVASI_HARI = env.int("BERLAKU_KODE_AKTIVASI_HARI", default=30)

# --- rules that are assumptions: settings, not constants ------------------------------
# A pimpinan's RHK may be intervened once his SKP has one of these states.
RHK_ATASAN_STATUS = env.list("RHK_ATASAN_STATUS", default=["DISETUJUI", "REVISI", "SELESAI"])
# An SKP is submitted only when the one before it is finished (juknis BAB VII); BKD may except one SKP.
SKP_SEBELUMNYA_HARUS_SELESAI = env.bool("SKP_SEBELUMNYA_HARUS_SELESAI", default=True)
# After a position was confirmed for a new year, the old year's penilai stays for December and the final evaluation.
HARI_PENILAI_TAHUN_LALU = env.int("HARI_PENILAI_TAHUN_LALU", default=90)
# Where documents are set: printed before the date above the signatures.
TEMPAT_PENETAPAN = env("TEMPAT_PENETAPAN", default="Kupang")
# The SKP in force on this day of a month owns the month (juknis BAB VII: a move on day 1-12 or 13-end).
HARI_PENENTU_PEMILIK_BULAN = env.int("HARI_PENENTU_PEMILIK_BULAN", default=12)
# A month opened again, and an outage that moves windows, have bounds: longer ones are a schedule of their own.
PEMBUKAAN_TERLAMA_HARI = env.int("PEMBUKAAN_TERLAMA_HARI", default=31)
GANGGUAN_TERLAMA_JAM = env.int("GANGGUAN_TERLAMA_JAM", default=72)
# Months are closed so long after their window: whoever was served late by a busy system is not cut off.
TENGGANG_PENUTUPAN_MENIT = env.int("TENGGANG_PENUTUPAN_MENIT", default=30)
# The owner may take a submitted month back before it is rated, inside the window.
TARIK_KEMBALI = env.bool("TARIK_KEMBALI", default=True)
# Activities of one person may overlap (with a warning), unless this refuses them.
AKTIVITAS_TUMPANG_TINDIH_DITOLAK = env.bool("AKTIVITAS_TUMPANG_TINDIH_DITOLAK", default=False)

# --- packages ----------------------------------------------------------------------------------------
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"

WAGTAIL_SITE_NAME = "Si-Kinerja"
WAGTAILADMIN_BASE_URL = ALAMAT_APLIKASI
WAGTAILADMIN_LOGIN_URL = reverse_lazy("admin:login")
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILAPI_BASE_URL = ALAMAT_APLIKASI
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Dokumen"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "png", "jpg", "jpeg"]
WAGTAILIMAGES_IMAGE_MODEL = "cms.Gambar"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.GambarForm"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
# One reader population, one group of editors: no shared passwords, no approval chain (docs/adr/0020).
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_I18N_ENABLED = False

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}

TASKS = {
    # Wagtail's small index tasks run at once; ours wait in the database for the worker.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "latar": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}
# A task still running after this long belongs to a worker that was killed: another takes it over.
SEWA_TUGAS_MENIT = env.int("SEWA_TUGAS_MENIT", default=10)

# --- busy hours -----------------------------------------------------------------------------------------
# Requests that one process works on at once; seven times as many wait, so long at most; the next one gets 503. 0: no limit.
BATAS_SERENTAK = env.int("BATAS_SERENTAK", default=0)
TUNGGU_GILIRAN_DETIK = env.float("TUNGGU_GILIRAN_DETIK", default=1.0)
# What got 503 and is sent again within so many minutes counts from when it first arrived.
TIKET_BERLAKU_MENIT = env.int("TIKET_BERLAKU_MENIT", default=15)

# --- mail -----------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("EMAIL_PENGIRIM", default="si-kinerja@localhost")
# Unread notices are gathered into one mail per person; at night (hours of the clock) no mail leaves.
RINGKASAN_EMAIL_MENIT = env.int("RINGKASAN_EMAIL_MENIT", default=60)
JAM_RINGKASAN_HARIAN = env.int("JAM_RINGKASAN_HARIAN", default=7)
JAM_TENANG_MULAI = env.int("JAM_TENANG_MULAI", default=20)
JAM_TENANG_SELESAI = env.int("JAM_TENANG_SELESAI", default=6)
# Mails that were sent are forgotten after so many days.
SIMPAN_EMAIL_HARI = env.int("SIMPAN_EMAIL_HARI", default=30)

# --- static files and uploads ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env("MEDIA_ROOT", default=str(VAR_DIR / "media"))
MEDIA_URL = "/media/"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- headers --------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["konsol"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "django_tasks", "wagtail")},
}
