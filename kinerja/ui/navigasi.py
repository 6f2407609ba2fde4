"""The back office's side menu: in the words of the work, each entry only for those who may open it."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from kinerja.ui.menu import menu_untuk
from kinerja.ui.models import Identitas, aksen_gelap, campur_putih

# (heading, [(label, icon, model)]). A model whose app or admin is absent has no entry.
KELOMPOK = (
    (
        "Kinerja",
        (
            ("SKP", "assignment", "skp.Skp"),
            ("Aktivitas harian", "edit_note", "aktivitas.Aktivitas"),
            ("Realisasi bulanan", "calendar_month", "realisasi.RealisasiBulanan"),
            ("Pustaka RHK", "menu_book", "skp.PustakaRhk"),
        ),
    ),
    (
        "Kepegawaian",
        (
            ("Pegawai", "badge", "kepegawaian.Pegawai"),
            ("Riwayat jabatan", "work_history", "kepegawaian.RiwayatJabatan"),
            ("Perangkat daerah", "account_balance", "kepegawaian.PerangkatDaerah"),
            ("Unit kerja", "account_tree", "kepegawaian.UnitKerja"),
            ("Jabatan", "work", "kepegawaian.Jabatan"),
        ),
    ),
    (
        "Pengaturan",
        (
            ("Pengguna", "group", "akun.Pengguna"),
            ("Kewenangan wilayah", "shield_person", "kepegawaian.KewenanganWilayah"),
            ("Jadwal bulanan", "event", "kalender.JadwalBulanan"),
            ("Aturan jadwal", "rule", "kalender.AturanJadwal"),
            ("Pembukaan kembali", "event_repeat", "kalender.PembukaanKembali"),
            ("Gangguan", "power_off", "kalender.Gangguan"),
            ("Identitas", "flag", "ui.Identitas"),
            ("Riwayat", "history", "dokumen.Riwayat"),
            ("Penolakan", "history", "dokumen.Penolakan"),
            ("Kotak keluar", "inbox", "notifikasi.KotakKeluar"),
        ),
    ),
)
IKON_LAIN = "chevron_right"


def menu_samping(request) -> list[dict]:
    """What Unfold draws at the side: first the daily pages, then the lists."""
    harian = [
        {"title": b.label, "link": b.url, "icon": b.ikon or IKON_LAIN, "active": b.aktif}
        for b in menu_untuk(request, hitung=False)  # the lean pages count
    ]
    daftar = [{"title": judul, "items": _butir(request, isi)} for judul, isi in KELOMPOK]
    return [k for k in [{"title": "", "items": harian}, *daftar] if k["items"]]


def _butir(request, isi) -> list[dict]:
    butir = []
    for label, ikon, nama_model in isi:
        app, model = nama_model.split(".")
        kelas = apps.all_models[app].get(model.lower()) if app in apps.all_models else None
        pengelola = admin.site._registry.get(kelas) if kelas else None
        if pengelola and pengelola.has_module_permission(request):
            alamat = reverse(f"admin:{app}_{model.lower()}_changelist")
            aktif = request.path.startswith(alamat)
            butir.append({"title": label, "link": alamat, "icon": ikon, "active": aktif})
    return butir


def palet(request) -> dict[str, str]:
    """The government's accent in the theme's eleven steps: 600 on light ground, 500 on dark (both WCAG AA)."""
    warna = Identitas.kini().warna_aksen
    terang = {"50": 0.94, "100": 0.87, "200": 0.74, "300": 0.56, "400": 0.36}
    gelap = {"700": 0.15, "800": 0.3, "900": 0.42, "950": 0.6}
    return {
        **{langkah: campur_putih(warna, bagian) for langkah, bagian in terang.items()},
        "500": aksen_gelap(warna),
        "600": warna,
        **{langkah: campur_hitam(warna, bagian) for langkah, bagian in gelap.items()},
    }


def campur_hitam(warna: str, bagian: float) -> str:
    """The colour with that share of black in it."""
    return "#" + "".join(f"{round(int(warna[i : i + 2], 16) * (1 - bagian)):02x}" for i in (1, 3, 5))


def lingkungan(request) -> list[str] | None:
    """A mark that this is not the real thing."""
    return ["Pengembangan", "warning"] if settings.DEBUG else None
