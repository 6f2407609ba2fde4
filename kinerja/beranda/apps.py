from django.apps import AppConfig


class BerandaConfig(AppConfig):
    name = "kinerja.beranda"
    label = "beranda"
    verbose_name = "Beranda"
