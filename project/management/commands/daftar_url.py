"""List every address: method, path with its parameters, name, view, and the rule that guards it."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from project.peta_url import daftar_alamat


class Command(BaseCommand):
    help = "Menampilkan semua alamat beserta aturan yang menjaganya."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="keluaran JSON")

    def handle(self, *args, **options):
        daftar = daftar_alamat()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(a) for a in daftar], ensure_ascii=False, indent=1))
            return
        for a in daftar:
            self.stdout.write(f"{a.metode:<10} {a.jalur:<70} {a.nama:<45} {a.tampilan:<70} {a.aturan}")
