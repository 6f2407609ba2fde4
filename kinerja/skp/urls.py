"""Each act at its own address, named for the verb."""

from django.urls import path

from kinerja.skp import views

app_name = "skp"

urlpatterns = [
    path("kerja/skp/", views.daftar, name="daftar"),
    path("kerja/skp/tambah_skp/<int:riwayat>/", views.tambah_skp, name="tambah_skp"),
    path("kerja/skp/tegaskan/<int:riwayat>/", views.tegaskan, name="tegaskan"),
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
    path("kerja/skp/<int:pk>/pilih_rhk_atasan/", views.pilih_rhk_atasan, name="pilih_rhk_atasan"),
    path("kerja/skp/<int:pk>/salin/", views.salin, name="salin"),
    path("kerja/skp/<int:pk>/pakai_pustaka/", views.pakai_pustaka, name="pakai_pustaka"),
    path("kerja/skp/<int:pk>/tempel/", views.tempel, name="tempel"),
    path("kerja/skp/<int:pk>/impor_tool_kinerja/", views.impor_tool_kinerja, name="impor_tool_kinerja"),
    path("kerja/skp/<int:pk>/urutkan/", views.urutkan, name="urutkan"),
    path("kerja/skp/<int:pk>/simpan_lampiran/", views.simpan_lampiran, name="simpan_lampiran"),
    path(
        "kerja/skp/<int:pk>/ambil_penugasan/<int:penugasan>/", views.ambil_penugasan, name="ambil_penugasan"
    ),
    path("kerja/skp/<int:pk>/balas_komentar/", views.balas_komentar, name="balas_komentar"),
    path("kerja/skp/<int:pk>/tutup_periode/", views.tutup_periode, name="tutup_periode"),
    path("kerja/skp/<int:pk>/ajukan/", views.ajukan, name="ajukan"),
    path("kerja/skp/<int:pk>/simpan_ekspektasi/", views.simpan_ekspektasi, name="simpan_ekspektasi"),
    path("kerja/skp/<int:pk>/komentari/", views.komentari, name="komentari"),
    path("kerja/skp/<int:pk>/terima/", views.terima, name="terima"),
    path("kerja/skp/<int:pk>/kembalikan/", views.kembalikan, name="kembalikan"),
    path("kerja/skp/<int:pk>/bagikan/", views.bagikan, name="bagikan"),
    path("kerja/skp/<int:pk>/ajukan_revisi/", views.ajukan_revisi, name="ajukan_revisi"),
    path("kerja/skp/<int:pk>/terima_revisi/", views.terima_revisi, name="terima_revisi"),
    path("kerja/skp/<int:pk>/tolak_revisi/", views.tolak_revisi, name="tolak_revisi"),
    path("kerja/skp/<int:pk>/banding/", views.banding, name="banding"),
    path("kerja/skp/<int:pk>/cetak/", views.cetak, name="cetak"),
    path("kerja/skp/<int:pk>/cetak_lampiran/", views.cetak_lampiran, name="cetak_lampiran"),
    path("verifikasi/", views.verifikasi, name="verifikasi"),
    path("verifikasi/<str:kode>/", views.verifikasi, name="verifikasi_kode"),
    path("kerja/skp/<int:pk>/matriks/", views.matriks, name="matriks"),
    path("kerja/skp/<int:pk>/cetak_matriks/", views.cetak_matriks, name="cetak_matriks"),
    path("kerja/skp/<int:pk>/tugaskan/", views.tugaskan, name="tugaskan"),
    path("kerja/skp/<int:pk>/batal_tugaskan/<int:penugasan>/", views.batal_tugaskan, name="batal_tugaskan"),
    path("kerja/penilaian/skp/", views.antrean, name="antrean"),
    path("kerja/penilaian/skp/ekspektasi/", views.ekspektasi_massal, name="ekspektasi_massal"),
    path("kerja/penilaian/skp/terima/", views.terima_massal, name="terima_massal"),
]
