"""Verify the record's chain and every invariant that the database cannot declare. Exit code 1 on a violation."""

from django.core.management.base import BaseCommand, CommandError

from kinerja.dokumen.checks import INVARIAN


class Command(BaseCommand):
    help = "Memeriksa rantai catatan audit dan invarian data."

    def add_arguments(self, parser):
        parser.add_argument("--lapor", action="store_true", help="hanya melaporkan; kode keluar tetap 0")

    def handle(self, *args, lapor=False, **options):
        jumlah = 0
        for nama, fungsi in sorted(INVARIAN.items()):
            pelanggaran = list(fungsi())
            jumlah += len(pelanggaran)
            self.stdout.write(f"{'GAGAL' if pelanggaran else 'baik '}  {nama}")
            for kalimat in pelanggaran:
                self.stdout.write(f"       {kalimat}")
        if jumlah and not lapor:
            raise CommandError(f"{jumlah} pelanggaran ditemukan.")
        self.stdout.write(f"{len(INVARIAN)} aturan diperiksa, {jumlah} pelanggaran.")
