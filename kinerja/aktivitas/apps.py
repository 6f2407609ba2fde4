from django.apps import AppConfig


class AktivitasConfig(AppConfig):
    name = "kinerja.aktivitas"
    label = "aktivitas"
    verbose_name = "Aktivitas Harian"
