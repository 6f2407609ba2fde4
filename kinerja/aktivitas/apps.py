from django.apps import AppConfig


class AktivitasConfig(AppConfig):
    name = "kinerja.aktivitas"
    label = "aktivitas"
    verbose_name = "Aktivitas Harian"

    def ready(self):
        from kinerja.skp.views.menu import berpegawai
        from kinerja.ui.menu import Butir, daftarkan

        daftarkan(
            Butir(
                "Aktivitas Harian",
                "aktivitas:harian",
                ikon="edit_note",
                tampil=berpegawai,
                urutan=25,
            )
        )
