from datetime import timedelta

from django.apps import AppConfig


class NotifikasiConfig(AppConfig):
    name = "kinerja.notifikasi"
    label = "notifikasi"
    verbose_name = "Pemberitahuan"

    def ready(self):
        from django.conf import settings
        from django.core.management import call_command

        from kinerja.dokumen.acts import daftar_pendengar
        from kinerja.notifikasi.notifications import berkala
        from kinerja.notifikasi.queries import jumlah_belum_dibaca
        from kinerja.notifikasi.services import (
            buat_ringkasan,
            kirim_surat,
            rapikan_kotak_keluar,
            sebarkan,
        )
        from kinerja.ui.menu import Butir, daftarkan

        daftar_pendengar.append(sebarkan)
        berkala(
            "ringkasan",
            timedelta(minutes=settings.RINGKASAN_EMAIL_MENIT),
            lambda pada: buat_ringkasan(pada=pada),
        )
        berkala("kirim_surat", timedelta(seconds=15), lambda pada: kirim_surat(pada=pada))
        # What was kept for a log-in that never came, and sessions long over.
        berkala("rapikan_sesi", timedelta(days=1), lambda pada: call_command("clearsessions"))
        berkala("rapikan_kotak_keluar", timedelta(days=1), lambda pada: rapikan_kotak_keluar(pada=pada))
        daftarkan(
            Butir(
                "Pemberitahuan",
                "notifikasi:daftar",
                ikon="notifications",
                urutan=90,
                jumlah=lambda request: jumlah_belum_dibaca(request.user),
            )
        )
