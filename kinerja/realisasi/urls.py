"""Addresses of the monthly report. An act's address ends with its verb and answers to POST only."""

from django.urls import path

from kinerja.realisasi.views import aktivitas, alihkan, atasan, massal, pegawai, penilai, putusan, rekap

app_name = "realisasi"

urlpatterns = [
    path("kerja/realisasi/", pegawai.daftar, name="daftar"),
    path("kerja/realisasi/<int:tahun>/<int:bulan>/", pegawai.lembar, name="lembar"),
    path(
        "kerja/realisasi/<int:tahun>/<int:bulan>/isi_realisasi/", pegawai.isi_realisasi, name="isi_realisasi"
    ),
    path("kerja/realisasi/<int:tahun>/<int:bulan>/simpan/", pegawai.simpan, name="simpan"),
    path("kerja/realisasi/<int:tahun>/<int:bulan>/ajukan/", pegawai.ajukan, name="ajukan"),
    path(
        "kerja/realisasi/<int:tahun>/<int:bulan>/tarik_kembali/", pegawai.tarik_kembali, name="tarik_kembali"
    ),
    path("kerja/realisasi/<int:tahun>/<int:bulan>/tanda_terima/", pegawai.tanda_terima, name="tanda_terima"),
    path("kerja/penilaian/realisasi/", penilai.antrean, name="antrean"),
    path("kerja/penilaian/realisasi/<int:tahun>/<int:bulan>/", penilai.antrean, name="antrean_bulan"),
    path("kerja/penilaian/realisasi/<int:pk>/", penilai.nilai, name="nilai"),
    path(
        "kerja/penilaian/realisasi/<int:pk>/nilai_hasil_kerja/",
        penilai.nilai_hasil_kerja,
        name="nilai_hasil_kerja",
    ),
    path("kerja/penilaian/realisasi/<int:pk>/nilai_perilaku/", penilai.nilai_perilaku, name="nilai_perilaku"),
    path(
        "kerja/penilaian/realisasi/<int:pk>/simpan_umpan_balik/",
        penilai.simpan_umpan_balik,
        name="simpan_umpan_balik",
    ),
    path("kerja/penilaian/realisasi/<int:pk>/kembalikan/", putusan.kembalikan, name="kembalikan"),
    path("kerja/penilaian/realisasi/<int:pk>/ubah_penilaian/", putusan.ubah_penilaian, name="ubah_penilaian"),
    path("kerja/penilaian/realisasi/<int:pk>/aktivitas/", aktivitas.aktivitas, name="aktivitas"),
    path(
        "kerja/penilaian/realisasi/<int:pk>/aktivitas/<int:indikator>/", aktivitas.aktivitas, name="aktivitas"
    ),
    path("kerja/penilaian/realisasi/umpan_balik/", massal.umpan_balik_massal, name="umpan_balik_massal"),
    path("kerja/penilaian/realisasi/bawahan/", atasan.atasan, name="atasan"),
    path("kerja/pengalihan-penilai/", alihkan.pengalihan, name="pengalihan"),
    path("kerja/pengalihan-penilai/alihkan_penilai/", alihkan.alihkan_penilai, name="alihkan_penilai"),
    path("kerja/rekapitulasi/", rekap.rekap, name="rekap"),
    path("kerja/rekapitulasi/<int:tahun>/<int:bulan>/", rekap.rekap, name="rekap_bulan"),
    path("kerja/rekapitulasi/<int:tahun>/<int:bulan>/unduh/", rekap.unduh, name="rekap_unduh"),
    path("kerja/rekapitulasi/<int:tahun>/<int:bulan>/<int:opd>/", rekap.rekap_opd, name="rekap_opd"),
    path(
        "kerja/rekapitulasi/<int:tahun>/<int:bulan>/<int:opd>/pegawai/",
        rekap.rekap_pegawai,
        name="rekap_pegawai",
    ),
    path("kerja/rekapitulasi/<int:tahun>/<int:bulan>/<int:opd>/unduh/", rekap.unduh, name="rekap_unduh_opd"),
]
