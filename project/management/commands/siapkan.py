"""`manage.py siapkan [--contoh]`: bring a database to where the product can be served. May be run at any time."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Menyiapkan basis data: migrasi, data referensi, halaman informasi, dan (bila diminta) data contoh."
    )

    def add_arguments(self, parser):
        parser.add_argument("--contoh", action="store_true", help="muat juga data contoh dan cetak akunnya")

    def handle(self, *args, contoh=False, **options):
        for perintah in ("migrate", "referensi", "isi_informasi"):
            call_command(perintah, verbosity=0, stdout=self.stdout)
        if contoh:
            call_command("contoh", verbosity=options["verbosity"], stdout=self.stdout)
        if options["verbosity"]:
            self.stdout.write(f"\nSi-Kinerja siap: {settings.ALAMAT_APLIKASI}")
