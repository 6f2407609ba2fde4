from django.apps import AppConfig


class NotifikasiConfig(AppConfig):
    name = "kinerja.notifikasi"
    label = "notifikasi"
    verbose_name = "Pemberitahuan"

    def ready(self):
        from kinerja.dokumen.acts import setelah_dicatat
        from kinerja.notifikasi.services import sebarkan

        setelah_dicatat.append(sebarkan)
