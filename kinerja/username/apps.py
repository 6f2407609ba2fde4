from django.apps import AppConfig


class UsernameConfig(AppConfig):
    name = "kinerja.username"
    label = "username"
    verbose_name = "Daftar username"

    def ready(self):
        from kinerja.ui.menu import Butir, daftarkan, diingat
        from kinerja.username.views import punya_layar

        daftarkan(
            Butir(
                "Daftar username", "username:daftar", "group_add", diingat("username", punya_layar), urutan=70
            )
        )
