"""`manage.py benih --pegawai N --bulan M --seed S [--kenari]`: bulk data for load tests. Prints JSON."""

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
            "--kenari", action="store_true", help="tandai setiap teks bebas dengan pemiliknya"
        )

    def handle(self, *args, pegawai, bulan, seed, kenari, **options):
        if settings.SETTINGS_MODULE == "project.settings.prod" or Pegawai.objects.exists():
            raise CommandError("Benih hanya ditanam di basis data tanpa pegawai.")
        if pegawai < 20 or not 1 <= bulan <= 24:
            raise CommandError("Sedikitnya 20 pegawai, dan 1 sampai 24 bulan.")
        hasil = Benih(pegawai, bulan, seed, pada=timezone.now(), kenari=kenari).tanam()
        self.stdout.write(json.dumps(hasil, ensure_ascii=False, indent=1))
