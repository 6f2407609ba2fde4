from django.apps import AppConfig


class UsernameConfig(AppConfig):
    name = "kinerja.username"
    label = "username"
    verbose_name = "Daftar username"
