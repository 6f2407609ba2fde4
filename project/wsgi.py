"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings.dev")
application = get_wsgi_application()

from kinerja.dokumen.checks import pastikan_pemicu_terpasang  # noqa: E402

pastikan_pemicu_terpasang()

# What start-up built stays for good: no collection need walk through it again. A request makes and drops tens of
# thousands of objects, which Python's default of a collection every 700 would search dozens of times: together a
# fifth of a page's time (docs/kinerja.md).
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
