from django.apps import AppConfig


class BerandaConfig(AppConfig):
    name = "kinerja.beranda"
    label = "beranda"
    verbose_name = "Beranda"

    def ready(self):
        from kinerja.ui.menu import Butir, daftarkan

        daftarkan(Butir("Beranda", "admin:index", ikon="home", urutan=10))
