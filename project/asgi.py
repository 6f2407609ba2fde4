"""ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.dev")
application = get_asgi_application()

from kinerja.dokumen.checks import pastikan_pemicu_terpasang  # noqa: E402

pastikan_pemicu_terpasang()
