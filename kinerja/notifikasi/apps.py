from django.apps import AppConfig


class NotifikasiConfig(AppConfig):
    name = "kinerja.notifikasi"
    label = "notifikasi"
    verbose_name = "Pemberitahuan"

    def ready(self):
        from kinerja.dokumen.acts import daftar_pendengar
        from kinerja.notifikasi.queries import jumlah_belum_dibaca
        from kinerja.notifikasi.services import sebarkan
        from kinerja.ui.menu import Butir, daftarkan

        daftar_pendengar.append(sebarkan)
        daftarkan(
            Butir(
                "Pemberitahuan",
                "notifikasi:daftar",
                ikon="notifications",
                urutan=90,
                jumlah=lambda request: jumlah_belum_dibaca(request.user),
            )
        )
