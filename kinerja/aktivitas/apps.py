from django.apps import AppConfig


class AktivitasConfig(AppConfig):
    name = "kinerja.aktivitas"
    label = "aktivitas"
    verbose_name = "Aktivitas Harian"

    def ready(self):
        from kinerja.aktivitas.queries import penahan_dihitung
        from kinerja.skp.queries import penahan_periode
        from kinerja.skp.views.menu import berpegawai
        from kinerja.ui.menu import Butir, daftarkan

        penahan_periode.append(penahan_dihitung)
        daftarkan(
            Butir(
                "Aktivitas Harian",
                "aktivitas:harian",
                ikon="edit_note",
                tampil=berpegawai,
                urutan=25,
            )
        )
