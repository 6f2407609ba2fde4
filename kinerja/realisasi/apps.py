from datetime import timedelta

from django.apps import AppConfig


class RealisasiConfig(AppConfig):
    name = "kinerja.realisasi"
    label = "realisasi"
    verbose_name = "Realisasi Bulanan"

    def ready(self):
        from kinerja.notifikasi.notifications import berkala, pengingat
        from kinerja.realisasi.queries import penahan_realisasi, pengingat_bulan
        from kinerja.realisasi.services import tutup_bulan
        from kinerja.realisasi.views import alihkan, penilai, rekap
        from kinerja.skp.queries import penahan_periode
        from kinerja.skp.views.menu import berpegawai
        from kinerja.ui.menu import Butir, daftarkan, diingat

        penahan_periode.append(penahan_realisasi)
        berkala("tutup_bulan", timedelta(minutes=5), lambda pada: tutup_bulan(pada=pada))
        pengingat("realisasi", pengingat_bulan)
        daftarkan(
            Butir(
                "Realisasi Bulanan",
                "realisasi:daftar",
                ikon="edit_calendar",
                tampil=berpegawai,
                urutan=30,
            )
        )
        daftarkan(
            Butir(
                "Penilaian Realisasi",
                "realisasi:antrean",
                ikon="rate_review",
                tampil=diingat("menilai_realisasi", penilai.tampil_menu),
                urutan=50,
                jumlah=penilai.jumlah_menunggu,
            )
        )
        daftarkan(
            Butir(
                "Alihkan Penilai",
                "realisasi:pengalihan",
                ikon="swap_horiz",
                tampil=diingat("pengalihan", alihkan.tampil_menu),
                urutan=57,
            )
        )
        daftarkan(
            Butir(
                "Rekapitulasi",
                "realisasi:rekap",
                ikon="monitoring",
                tampil=diingat("rekap", rekap.tampil_menu),
                urutan=55,
            )
        )
