"""Timed work by hand or from cron; the worker (`pekerja`) does the same by itself."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinerja.notifikasi.services import daftar_pekerjaan, jalankan_berkala


class Command(BaseCommand):
    help = "Menjalankan pekerjaan berkala yang sudah waktunya, atau satu pekerjaan saat ini juga."

    def add_arguments(self, parser):
        parser.add_argument("nama", nargs="?", default="", help="pekerjaan yang dijalankan sekarang juga")

    def handle(self, *, nama: str, **_):
        ada = daftar_pekerjaan()
        if nama and nama not in ada:
            raise CommandError(f"Pekerjaan {nama!r} tidak ada. Yang ada: {', '.join(sorted(ada))}.")
        hasil = jalankan_berkala(pada=timezone.now(), hanya=nama)
        for satu, galat in hasil.items():
            self.stdout.write(f"{satu}: {'gagal' if galat else 'selesai'}")
        if gagal := {satu: galat for satu, galat in hasil.items() if galat}:
            raise CommandError("\n".join(gagal.values()))
