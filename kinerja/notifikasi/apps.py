from django.apps import AppConfig


class NotifikasiConfig(AppConfig):
    name = "kinerja.notifikasi"
    label = "notifikasi"
    verbose_name = "Pemberitahuan"
