from django.apps import AppConfig


class SkpConfig(AppConfig):
    name = "kinerja.skp"
    label = "skp"
    verbose_name = "Sasaran Kinerja Pegawai"

    def ready(self):
        from kinerja.skp import notifications  # noqa: F401 fills the table of who hears
        from kinerja.skp.views.menu import berpegawai, jumlah_menunggu, menilai
        from kinerja.ui.menu import Butir, daftarkan, diingat

        daftarkan(Butir("SKP", "skp:daftar", ikon="assignment", tampil=berpegawai, urutan=20))
        daftarkan(
            Butir(
                "Penilaian SKP",
                "skp:antrean",
                ikon="fact_check",
                tampil=diingat("menilai_skp", menilai),
                urutan=40,
                jumlah=jumlah_menunggu,
            )
        )
