"""`manage.py contoh`: the example office with people, plans and months in every state. A second run only prints."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from kinerja.akun.models import Pengguna
from kinerja.kepegawaian.models import Pegawai
from project.contoh.cerita import Cerita
from project.contoh.register import AKUN_GUBERNUR, KODE_AKTIVASI, PASSWORD, Register

# email name -> (role, what to try)
DAFTAR_MASUK = (
    ("pegawai", "Pegawai", "catat aktivitas, isi dan ajukan realisasi bulan lalu"),
    ("penyusun-baru", "Pegawai, SKP baru dimulai", "lengkapi dari pustaka atau salin SKP rekan"),
    ("penyusun-skp", "Pegawai, SKP dikembalikan", "baca komentar, ambil penugasan, lalu ajukan"),
    ("revisi-terbuka", "Pegawai, revisi dibuka", "ubah SKP, bandingkan, lalu ajukan"),
    ("mutasi", "Pegawai, dua SKP setahun", "lihat kedua SKP beserta predikatnya"),
    ("masih-benar", "Pegawai, riwayat tahun lalu", "tegaskan jabatan, lalu buat SKP"),
    ("penilai", "Pejabat penilai", "putuskan SKP dan revisi, bagi hasil di matriks, nilai realisasi"),
    ("kepala-badan", "Kepala Badan", "lihat bawahan dan nilai para kepala bidang"),
    ("gubernur", "Gubernur (tanpa NIP)", "nilai Sekretaris Daerah"),
    ("pengelola", "Pengelola BKD", "unggah fixtures/contoh/daftar-username-contoh.xlsx"),
    ("verifikatur", "Verifikatur BKD", "verifikasi daftar username"),
    ("admin-bkd", "Admin BKD", "data induk, jadwal, akun, catatan; usulkan pembukaan kembali"),
    ("admin-bkd-kedua", "Admin BKD kedua", "setujui yang diusulkan admin yang lain"),
    ("redaktur", "Redaktur", "tulis pengumuman di /cms/"),
    ("auditor", "Auditor (berbatas waktu)", "periksa tanpa mengubah"),
)
AKTIVASI = "belum-aktif"


class Command(BaseCommand):
    help = "Memuat data contoh: BKD dengan pegawai, SKP, dan realisasi rekaan."

    def handle(self, *args, **options):
        if not Pengguna.objects.filter(username=AKUN_GUBERNUR, email__endswith="@contoh.invalid").exists():
            self._muat()
        if options["verbosity"]:
            self._cetak()

    def _muat(self) -> None:
        if settings.SETTINGS_MODULE == "project.settings.prod" or Pegawai.objects.exists():
            raise CommandError("Data contoh tidak dimuat: basis data ini untuk pegawai sesungguhnya.")
        pada = timezone.now()
        with transaction.atomic():
            register = Register(pada).susun()
            Cerita(register, pada).jalankan()
            register.cetak_kode()

    def _cetak(self) -> None:
        akun = {p.email.split("@")[0]: p for p in Pengguna.objects.filter(email__endswith="@contoh.invalid")}
        baris = [
            (peran, akun[kunci].username, PASSWORD, coba)
            for kunci, peran, coba in DAFTAR_MASUK
            if kunci in akun
        ]
        if (baru := akun.get(AKTIVASI)) and not baru.sudah_aktivasi:
            baris.append(
                ("Belum aktif", baru.username, KODE_AKTIVASI, "aktivasi di /aktivasi/ dengan kode ini")
            )
        self.stdout.write("\n".join(_tabel([("Peran", "NIP", "Password", "Coba"), *baris])))


def _tabel(baris: list[tuple[str, ...]]) -> list[str]:
    lebar = [max(map(len, kolom)) for kolom in zip(*baris, strict=True)]
    baris = [baris[0], tuple("-" * n for n in lebar), *baris[1:]]
    return ["  ".join(sel.ljust(n) for sel, n in zip(b, lebar, strict=True)).rstrip() for b in baris]
