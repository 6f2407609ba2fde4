"""The suite: as production where it matters, quick where it does not."""

from .base import *  # noqa: F403

SECRET_KEY = "hanya-untuk-pengujian"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = str(VAR_DIR / "test-media")  # noqa: F405
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, not memory: concurrent tests open connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": env("TEST_DB", default=str(VAR_DIR / "test.sqlite3"))}  # noqa: F405
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
# Empty, whatever was collected for a server on this machine: each test client would look through all of it.
STATIC_ROOT = VAR_DIR / "test-static"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
