from django.apps import AppConfig


class UsernameConfig(AppConfig):
    name = "kinerja.username"
    label = "username"
    verbose_name = "Daftar username"

    def ready(self):
        from kinerja.ui.menu import Butir, daftarkan
        from kinerja.username.views import punya_layar

        daftarkan(Butir("Daftar username", "username:daftar", "group_add", punya_layar, urutan=70))
