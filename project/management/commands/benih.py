"""`manage.py benih --pegawai N --bulan M --seed S [--aktivitas K] [--kenari]`: bulk data for load tests. Prints JSON."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.kepegawaian.models import Pegawai
from project.benih.tanam import Benih


class Command(BaseCommand):
    help = "Menanam data rekaan sebesar provinsi: pegawai, SKP, realisasi bulanan."

    def add_arguments(self, parser):
        parser.add_argument("--pegawai", type=int, default=300)
        parser.add_argument("--bulan", type=int, default=2)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--aktivitas", type=int, default=0, help="aktivitas tiap pegawai dan hari kerja di bulan terakhir"
        )
        parser.add_argument(
            "--kenari", action="store_true", help="tandai setiap teks bebas dengan pemiliknya"
        )

    def handle(self, *args, pegawai, bulan, seed, aktivitas, kenari, **options):
        if settings.SETTINGS_MODULE == "project.settings.prod" or Pegawai.objects.exists():
            raise CommandError("Benih hanya ditanam di basis data tanpa pegawai.")
        if pegawai < 20 or not 1 <= bulan <= 24 or not 0 <= aktivitas <= 8:
            raise CommandError("Sedikitnya 20 pegawai, 1 sampai 24 bulan, paling banyak 8 aktivitas sehari.")
        benih = Benih(pegawai, bulan, seed, pada=timezone.now(), kenari=kenari, aktivitas=aktivitas)
        hasil = benih.tanam()
        self.stdout.write(json.dumps(hasil, ensure_ascii=False, indent=1))
