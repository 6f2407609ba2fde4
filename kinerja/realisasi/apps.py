from django.apps import AppConfig


class RealisasiConfig(AppConfig):
    name = "kinerja.realisasi"
    label = "realisasi"
    verbose_name = "Realisasi Bulanan"
