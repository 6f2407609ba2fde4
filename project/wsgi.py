"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.dev")
application = get_wsgi_application()

from kinerja.dokumen.checks import pastikan_pemicu_terpasang  # noqa: E402

pastikan_pemicu_terpasang()
