"""Load the reference data: offices, BerAKHLAK, roles, the juknis's schedule. Running it again changes nothing."""

import csv
import json
from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_ADMIN_BKD, GRUP_REDAKTUR
from kinerja.kalender.models import AturanJadwal
from kinerja.kepegawaian.models import PerangkatDaerah
from kinerja.skp.models import NilaiBerakhlak, PanduanPerilaku

SUMBER = settings.BASE_DIR / "fixtures" / "referensi"

# What BKD's administrators keep in the back office; everything else they only read.
MODEL_ADMIN_BKD = {
    "kepegawaian": ["perangkatdaerah", "unitkerja", "jabatan", "kewenanganwilayah"],
    "skp": ["pustakarhk", "pustakaindikator"],
    "kalender": ["jadwalbulanan", "aturanjadwal"],
    "akun": ["pengguna"],
    "ui": ["identitas"],
}


class Command(BaseCommand):
    help = "Memuat data referensi (perangkat daerah, BerAKHLAK, peran, aturan jadwal)."

    @transaction.atomic
    def handle(self, *args, **options):
        Pengguna.objects.sistem()
        self._perangkat_daerah()
        self._berakhlak()
        self._peran()
        AturanJadwal.objects.get_or_create(berlaku_mulai=date(2023, 1, 1))
        if options["verbosity"]:
            self.stdout.write(f"Data referensi dimuat: {PerangkatDaerah.objects.count()} perangkat daerah.")

    def _perangkat_daerah(self):
        with (SUMBER / "perangkat_daerah.csv").open(encoding="utf-8", newline="") as berkas:
            for baris in csv.DictReader(berkas):
                kode = baris.pop("kode")
                PerangkatDaerah.objects.get_or_create(kode=kode, defaults=baris)

    def _berakhlak(self):
        daftar = json.loads((SUMBER / "berakhlak.json").read_text(encoding="utf-8"))
        for nomor, isi in enumerate(daftar, 1):
            nilai, _ = NilaiBerakhlak.objects.update_or_create(
                kode=isi["kode"], defaults={"nomor": nomor, "nama": isi["nama"]}
            )
            for urut, teks in enumerate(isi["panduan"], 1):
                PanduanPerilaku.objects.update_or_create(nilai=nilai, nomor=urut, defaults={"teks": teks})

    def _peran(self):
        Group.objects.get_or_create(name=GRUP_REDAKTUR)  # its rights are Wagtail's: `isi_informasi`
        bkd, _ = Group.objects.get_or_create(name=GRUP_ADMIN_BKD)
        izin = Permission.objects.none()
        for app, daftar_model in MODEL_ADMIN_BKD.items():
            izin |= Permission.objects.filter(
                content_type__app_label=app,
                codename__in=[f"{aksi}_{m}" for aksi in ("view", "add", "change") for m in daftar_model],
            )
        bkd.permissions.set(izin)
