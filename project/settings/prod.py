"""Production. Refuses to start with a sample key, without hosts, or on plain HTTP cookies."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403

if len(SECRET_KEY) < 50 or "contoh" in SECRET_KEY:  # noqa: F405
    raise ImproperlyConfigured(
        "SECRET_KEY belum diisi atau masih contoh: isi dengan sedikitnya 50 karakter acak "
        "(python -c 'import secrets; print(secrets.token_urlsafe(64))')."
    )
if not ALLOWED_HOSTS:  # noqa: F405
    raise ImproperlyConfigured("ALLOWED_HOSTS belum diisi, misalnya ALLOWED_HOSTS=si-kinerja.example.go.id.")
if not ALAMAT_APLIKASI.startswith("https://"):  # noqa: F405
    raise ImproperlyConfigured("ALAMAT_APLIKASI harus beralamat https://.")

# One at work and one waiting for the database: more at once only hinder each other. Eight times this is fewer than
# gunicorn's threads: the others tell that we are busy (docs/operations.md, Beban puncak).
BATAS_SERENTAK = env.int("BATAS_SERENTAK", default=2)  # noqa: F405

_db = DATABASES["default"]  # noqa: F405
if _db["ENGINE"] == "django.db.backends.postgresql" and env.bool("KOLAM_KONEKSI", default=True):  # noqa: F405
    # Few connections that all threads share, instead of one a thread: each has seen and planned every statement.
    _db["CONN_MAX_AGE"] = 0
    _db["OPTIONS"]["pool"] = {"min_size": 1, "max_size": (BATAS_SERENTAK or 12) + 4, "timeout": 10}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)  # noqa: F405
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
