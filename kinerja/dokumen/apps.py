from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class DokumenConfig(AppConfig):
    name = "kinerja.dokumen"
    label = "dokumen"
    verbose_name = "Catatan dokumen"

    def ready(self):
        from kinerja.dokumen import checks  # noqa: F401 registers the system checks

        autodiscover_modules("permissions", "services", "notifications", "queries")
        post_migrate.connect(_setelah_migrasi, sender=self)


def _setelah_migrasi(sender, using, **_):
    """Triggers and the chain's head are made anew after every migrate (and after a test empties the tables)."""
    from kinerja.dokumen import triggers
    from kinerja.dokumen.models import KepalaRantai

    triggers.pasang(using)
    KepalaRantai.objects.using(using).get_or_create(pk=1)
