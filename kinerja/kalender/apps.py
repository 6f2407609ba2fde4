from django.apps import AppConfig


class KalenderConfig(AppConfig):
    name = "kinerja.kalender"
    label = "kalender"
    verbose_name = "Jadwal"

    def ready(self):
        from kinerja.kalender import notifications  # noqa: F401 fills the table of who hears
        from kinerja.ui.menu import Butir, daftarkan

        daftarkan(Butir("Jadwal", "kalender:jadwal", ikon="event", urutan=80))
