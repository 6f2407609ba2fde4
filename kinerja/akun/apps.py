from django.apps import AppConfig


class AkunConfig(AppConfig):
    name = "kinerja.akun"
    label = "akun"
    verbose_name = "Akun"
