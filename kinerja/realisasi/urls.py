"""Addresses of the monthly report. An act's address ends with its verb and answers to POST only."""

from django.urls import path

from kinerja.realisasi.views import pegawai, penilai

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
]
