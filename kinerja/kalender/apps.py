from django.apps import AppConfig


class KalenderConfig(AppConfig):
    name = "kinerja.kalender"
    label = "kalender"
    verbose_name = "Jadwal"
