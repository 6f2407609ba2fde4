from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Wiring between kinerja and cms, and the commands that touch several apps."""

    name = "project"
    label = "project"
    verbose_name = "Si-Kinerja"

    def ready(self):
        from kinerja.ui.menu import Butir, daftarkan, diingat
        from project import menu

        daftarkan(Butir("Informasi", "informasi", ikon="menu_book", urutan=80))
        daftarkan(
            Butir(
                "Administrasi",
                "admin:administrasi",
                ikon="settings",
                tampil=diingat("berperan", menu.berperan),
                urutan=95,
            )
        )
        daftarkan(
            Butir(
                "Redaksi",
                "wagtailadmin_home",
                ikon="edit_note",
                tampil=diingat("meredaksi", menu.meredaksi),
                urutan=96,
            )
        )
