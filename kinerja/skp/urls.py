"""Each act at its own address, named for the verb."""

from django.urls import path

from kinerja.skp import views

app_name = "skp"

urlpatterns = [
    path("kerja/skp/", views.daftar, name="daftar"),
    path("kerja/skp/tambah_skp/<int:riwayat>/", views.tambah_skp, name="tambah_skp"),
    path("kerja/skp/<int:pk>/", views.detail, name="detail"),
    path("kerja/skp/<int:pk>/ubah/", views.ubah, name="ubah"),
    path("kerja/skp/<int:pk>/tambah_rhk/", views.tambah_rhk, name="tambah_rhk"),
    path("kerja/skp/<int:pk>/ubah_rhk/<int:rhk>/", views.ubah_rhk, name="ubah_rhk"),
    path("kerja/skp/<int:pk>/hapus_rhk/<int:rhk>/", views.hapus_rhk, name="hapus_rhk"),
    path("kerja/skp/<int:pk>/tambah_indikator/<int:rhk>/", views.tambah_indikator, name="tambah_indikator"),
    path("kerja/skp/<int:pk>/ubah_indikator/<int:indikator>/", views.ubah_indikator, name="ubah_indikator"),
    path(
        "kerja/skp/<int:pk>/hapus_indikator/<int:indikator>/", views.hapus_indikator, name="hapus_indikator"
    ),
    path("kerja/skp/<int:pk>/ajukan/", views.ajukan, name="ajukan"),
    path("kerja/skp/<int:pk>/simpan_ekspektasi/", views.simpan_ekspektasi, name="simpan_ekspektasi"),
    path("kerja/skp/<int:pk>/terima/", views.terima, name="terima"),
    path("kerja/skp/<int:pk>/kembalikan/", views.kembalikan, name="kembalikan"),
    path("kerja/penilaian/skp/", views.antrean, name="antrean"),
]
