"""The one table: who may do what to which object in which relation. Everything asked for belongs to `pegawai`
of office A, unless it says otherwise; the viewpoints are those of dunia.py. Change it only on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tests.jalan.dunia import AKUN, SEMUA, TAMU

LOGIN = "login"  # a redirect to the log-in that comes back here
PINDAH = 302  # any other redirect

# --- groups of viewpoints -----------------------------------------------------------------------------------
SEMUANYA = frozenset(SEMUA)
AKUNNYA = frozenset(AKUN)
PEGAWAI = AKUNNYA - {"redaktur", "superuser"}  # accounts behind which there is a person of the register
ADMIN = frozenset({"bkd", "superuser"})
REDAKSI = frozenset({"redaktur", "bkd", "superuser"})
PENINJAU = frozenset({"verifikatur", "auditor", *ADMIN})  # read the documents of the office
PENILAI = frozenset({"penilai", "plt"})  # rate the owner now, in one position or another
PEMBACA = PENINJAU | PENILAI  # read every document of the owner, besides himself
DOKUMEN = PEMBACA | {"pegawai"}
WILAYAH = frozenset({"pengelola", "pengelola_b", "verifikatur", "verifikatur_b", "auditor", *ADMIN})
WILAYAH_A = WILAYAH - {"pengelola_b", "verifikatur_b"}
DOKUMEN_PENILAI = PENINJAU | {"penilai", "atasan"}  # read the penilai's own SKP
RIWAYAT = PEMBACA | {"pengelola"}  # read the owner's positions
ORANGNYA = WILAYAH_A | PENILAI | {"pegawai"}  # know of the owner as a person
BKD = ("bkd",)
REKAP = PENINJAU | {"pimpinan"}  # read the recapitulation of the office
LAYAR_SKP = frozenset({"penilai", "plt", "atasan", "pimpinan", "verifikatur_b", *PENINJAU})


def tertutup(lain: int, menurut: dict[int, Iterable[str]] | None = None) -> dict[str, int | str]:
    """Guests are sent to the log-in; accounts get `lain`, unless they are named."""
    harapan: dict[str, int | str] = dict.fromkeys(TAMU, LOGIN) | dict.fromkeys(AKUN, lain)
    for kode, daftar in (menurut or {}).items():
        harapan |= dict.fromkeys(daftar, kode)
    return harapan


def terbuka(kode: int, menurut: dict[int | str, Iterable[str]] | None = None) -> dict[str, int | str]:
    """For everybody, with or without an account."""
    harapan: dict[str, int | str] = dict.fromkeys(SEMUA, kode)
    for lain, daftar in (menurut or {}).items():
        harapan |= dict.fromkeys(daftar, lain)
    return harapan


def TANPA(b) -> list:
    """Nothing more in the address than the object."""
    return []


def milik(*boleh: str, terlihat: Iterable[str] = DOKUMEN) -> dict[str, int | str]:
    """The page of an act: for those who may; 403 for others who see the object; else it does not exist."""
    return tertutup(404, {403: terlihat, 200: boleh})


class Alamat(NamedTuple):
    """What GET answers. `nama` is the name of the address, or its path when it has none."""

    nama: str
    harapan: dict[str, int | str]
    args: Callable = lambda b: ()
    kueri: str = ""


# --- every address outside /cms/ and the ModelAdmins ------------------------------------------------------------
ALAMAT = [
    Alamat("kesehatan", terbuka(503)),  # no worker runs here; it names nobody
    # one's own account
    Alamat("akun:aktivasi", terbuka(200)),
    Alamat("akun:tautan_aktivasi", terbuka(PINDAH), lambda b: [b.kode_aktivasi]),
    Alamat("akun:tautan_aktivasi", terbuka(410), lambda b: ["0000-0000-0000-0000"]),
    Alamat("akun:lupa_password", terbuka(200)),
    Alamat("akun:lupa_password_terkirim", terbuka(200)),
    Alamat("akun:tautan_reset", terbuka(410), lambda b: ["0000-0000-0000-0000"]),
    Alamat("akun:password_baru", terbuka(410)),
    Alamat("akun:profil", tertutup(200)),
    Alamat("akun:ganti_password", tertutup(200)),
    Alamat("notifikasi:daftar", tertutup(200)),
    Alamat("notifikasi:pengaturan", tertutup(200)),
    Alamat("notifikasi:baca_semua", tertutup(405)),
    Alamat("notifikasi:baca", tertutup(405), lambda b: [b.notifikasi.pk]),
    # the plan
    Alamat("skp:daftar", tertutup(200)),
    Alamat("skp:antrean", tertutup(200)),
    Alamat("skp:detail", tertutup(404, {200: DOKUMEN | {"mantan"}}), lambda b: [b.skp_disetujui.pk]),
    Alamat("skp:detail", tertutup(404, {200: DOKUMEN}), lambda b: [b.skp_diajukan.pk]),
    Alamat("skp:detail", tertutup(404, {200: DOKUMEN}), lambda b: [b.skp_konsep.pk]),
    Alamat("skp:detail", tertutup(404, {200: DOKUMEN}), lambda b: [b.skp_plt.pk]),
    Alamat(
        "skp:detail", tertutup(404, {200: ADMIN | {"pegawai_b", "verifikatur_b"}}), lambda b: [b.skp_b.pk]
    ),
    Alamat("skp:detail", tertutup(404), lambda b: [10**9]),
    Alamat("skp:tambah_skp", milik("pegawai", terlihat=RIWAYAT), lambda b: [b.riwayat[4].pk]),
    Alamat("skp:ubah", milik("pegawai"), lambda b: [b.skp_konsep.pk]),
    Alamat("skp:tambah_rhk", milik("pegawai"), lambda b: [b.skp_konsep.pk]),
    Alamat("skp:ubah_rhk", milik("pegawai"), lambda b: [b.skp_konsep.pk, b.rhk.pk]),
    Alamat("skp:hapus_rhk", milik("pegawai"), lambda b: [b.skp_konsep.pk, b.rhk.pk]),
    Alamat("skp:tambah_indikator", milik("pegawai"), lambda b: [b.skp_konsep.pk, b.rhk.pk]),
    Alamat("skp:ubah_indikator", milik("pegawai"), lambda b: [b.skp_konsep.pk, b.indikator.pk]),
    Alamat("skp:hapus_indikator", milik("pegawai"), lambda b: [b.skp_konsep.pk, b.indikator.pk]),
    Alamat("skp:ajukan", milik("pegawai"), lambda b: [b.skp_konsep.pk]),
    Alamat("skp:simpan_ekspektasi", milik("penilai"), lambda b: [b.skp_diajukan.pk]),
    Alamat("skp:simpan_ekspektasi", milik("plt"), lambda b: [b.skp_plt.pk]),
    Alamat("skp:terima", milik("penilai"), lambda b: [b.skp_diajukan.pk]),
    Alamat("skp:terima", milik("plt"), lambda b: [b.skp_plt.pk]),
    Alamat("skp:kembalikan", milik("penilai"), lambda b: [b.skp_diajukan.pk]),
    Alamat("skp:kembalikan", milik("plt"), lambda b: [b.skp_plt.pk]),
    Alamat("skp:tegaskan", milik("pegawai", terlihat=RIWAYAT), lambda b: [b.riwayat_lama.pk]),
    *(
        Alamat(f"skp:{verba}", milik("pegawai"), lambda b, o=benda, a=lagi: [getattr(b, o).pk, *a(b)])
        for verba, benda, lagi in (
            ("pilih_rhk_atasan", "skp_bawah", TANPA),
            ("salin", "skp_konsep", TANPA),
            ("pakai_pustaka", "skp_konsep", TANPA),
            ("tempel", "skp_konsep", TANPA),
            ("impor_tool_kinerja", "skp_konsep", TANPA),
            ("urutkan", "skp_konsep", TANPA),
            ("simpan_lampiran", "skp_konsep", TANPA),
            ("ambil_penugasan", "skp_konsep", lambda b: [b.penugasan_hasil.pk]),
            ("balas_komentar", "skp_konsep", TANPA),
        )
    ),
    Alamat("skp:salin", milik("pegawai"), lambda b: [b.skp_konsep.pk], "?sumber={b.skp_disetujui.pk}"),
    Alamat(
        "skp:ajukan_revisi", milik("pegawai", terlihat=DOKUMEN | {"mantan"}), lambda b: [b.skp_disetujui.pk]
    ),
    Alamat(
        "skp:tutup_periode",
        milik("pegawai", "pengelola", terlihat=DOKUMEN | {"mantan"}),
        lambda b: [b.skp_disetujui.pk],
    ),
    Alamat("skp:komentari", milik("penilai"), lambda b: [b.skp_diajukan.pk]),
    Alamat("skp:komentari", milik("plt"), lambda b: [b.skp_plt.pk]),
    Alamat("skp:terima_revisi", milik("penilai"), lambda b: [b.skp_revisi.pk]),
    Alamat("skp:tolak_revisi", milik("penilai"), lambda b: [b.skp_revisi.pk]),
    Alamat("skp:bagikan", milik("atasan", terlihat=DOKUMEN_PENILAI), lambda b: [b.skp_penilai.pk]),
    # who reads the SKP reads what changed in it, and prints it
    Alamat("skp:banding", tertutup(404, {200: DOKUMEN}), lambda b: [b.skp_revisi.pk]),
    Alamat("skp:cetak", tertutup(404, {200: DOKUMEN | {"mantan"}}), lambda b: [b.skp_disetujui.pk]),
    Alamat("skp:cetak", tertutup(404, {200: DOKUMEN}), lambda b: [b.skp_konsep.pk]),
    Alamat("skp:cetak_lampiran", tertutup(404, {200: DOKUMEN | {"mantan"}}), lambda b: [b.skp_disetujui.pk]),
    # the matrix shows what is below: for its owner and for territories, not for his own penilai
    Alamat("skp:matriks", milik("penilai", *PENINJAU, terlihat={"atasan"}), lambda b: [b.skp_penilai.pk]),
    Alamat(
        "skp:cetak_matriks", milik("penilai", *PENINJAU, terlihat={"atasan"}), lambda b: [b.skp_penilai.pk]
    ),
    Alamat("skp:tugaskan", milik("penilai", terlihat=DOKUMEN_PENILAI), lambda b: [b.skp_penilai.pk]),
    Alamat(
        "skp:batal_tugaskan",
        milik("penilai", terlihat=DOKUMEN_PENILAI),
        lambda b: [b.skp_penilai.pk, b.penugasan_hasil.pk],
    ),
    # many at once: the page names only what he ticked and sees
    Alamat("skp:ekspektasi_massal", tertutup(200), kueri="?skp={b.skp_diajukan.pk}&skp={b.skp_plt.pk}"),
    Alamat("skp:terima_massal", tertutup(200), kueri="?skp={b.skp_diajukan.pk}&skp={b.skp_plt.pk}"),
    # is a print genuine? For whoever holds it; it names nobody
    Alamat("skp:verifikasi", terbuka(200)),
    Alamat("skp:verifikasi_kode", terbuka(200), lambda b: [b.kode_versi]),
    Alamat("skp:verifikasi_kode", terbuka(404), lambda b: ["AAAA-AAAA-AAAA-AAAA"]),
    # the daily log: an address with a month is always one's own
    Alamat("aktivitas:harian", tertutup(404, {200: PEGAWAI})),
    Alamat("aktivitas:daftar", tertutup(404, {200: PEGAWAI}), lambda b: [2026, 6]),
    Alamat("aktivitas:kalender", tertutup(404, {200: PEGAWAI}), lambda b: [2026, 6]),
    Alamat("aktivitas:catat_aktivitas", tertutup(PINDAH)),
    Alamat("aktivitas:ubah", milik("pegawai"), lambda b: [b.aktivitas.pk]),
    Alamat("aktivitas:hapus", milik("pegawai"), lambda b: [b.aktivitas.pk]),
    Alamat("aktivitas:kerjakan", milik("pegawai"), lambda b: [b.rencana.pk]),
    Alamat("aktivitas:pulihkan", milik("pegawai", terlihat=()), lambda b: [b.aktivitas_terhapus.pk]),
    *(Alamat(f"aktivitas:{nama}", tertutup(404, {200: PEGAWAI})) for nama in ("salin", "tempel", "unggah")),
    Alamat("aktivitas:ulangi", milik("pegawai"), lambda b: [b.aktivitas.pk]),
    Alamat(
        "aktivitas:templat_kiriman", tertutup(404, {200: ["pegawai"]}), lambda b: ["csv"], "?bulan=2026-02"
    ),
    # the monthly report: an address with a year and a month is always one's own
    Alamat("realisasi:daftar", tertutup(404, {200: PEGAWAI})),
    Alamat("realisasi:lembar", tertutup(404, {200: PEGAWAI}), lambda b: [2026, 5]),
    Alamat("realisasi:isi_realisasi", tertutup(PINDAH), lambda b: [2026, 5]),
    Alamat("realisasi:simpan", tertutup(PINDAH), lambda b: [2026, 5]),
    Alamat("realisasi:ajukan", tertutup(PINDAH), lambda b: [2026, 5]),
    Alamat("realisasi:tanda_terima", tertutup(404, {200: {"pegawai"}}), lambda b: [2026, 1]),
    Alamat("realisasi:tanda_terima", tertutup(404), lambda b: [2026, 5]),
    Alamat("realisasi:tarik_kembali", tertutup(404, {409: {"pegawai"}}), lambda b: [2026, 3]),
    Alamat("realisasi:antrean", tertutup(404, {200: PEGAWAI})),
    Alamat("realisasi:antrean_bulan", tertutup(404, {200: PEGAWAI}), lambda b: [2026, 4]),
    Alamat("realisasi:nilai", tertutup(404, {200: DOKUMEN | {"mantan"}}), lambda b: [b.bulan_selesai.pk]),
    Alamat("realisasi:nilai", tertutup(404, {200: DOKUMEN | {"plt_lewat"}}), lambda b: [b.bulan_plt.pk]),
    # the penilai's superior sees what waits for him
    Alamat("realisasi:nilai", tertutup(404, {200: DOKUMEN | {"atasan"}}), lambda b: [b.bulan_hasil.pk]),
    Alamat("realisasi:nilai", tertutup(404, {200: DOKUMEN | {"atasan"}}), lambda b: [b.bulan_perilaku.pk]),
    Alamat("realisasi:nilai", tertutup(404, {200: DOKUMEN}), lambda b: [b.bulan_draf.pk]),
    Alamat("realisasi:nilai_hasil_kerja", tertutup(PINDAH), lambda b: [b.bulan_hasil.pk]),
    Alamat("realisasi:nilai_perilaku", tertutup(PINDAH), lambda b: [b.bulan_perilaku.pk]),
    Alamat("realisasi:simpan_umpan_balik", tertutup(PINDAH), lambda b: [b.bulan_hasil.pk]),
    Alamat(  # his to return, but the owner could not submit it again
        "realisasi:kembalikan",
        tertutup(404, {403: DOKUMEN | {"atasan"}, 409: ["penilai"]}),
        lambda b: [b.bulan_hasil.pk],
    ),
    Alamat(  # his to change, but January is over
        "realisasi:ubah_penilaian",
        tertutup(404, {403: DOKUMEN, 409: ["mantan"]}),
        lambda b: [b.bulan_selesai.pk],
    ),
    Alamat("realisasi:aktivitas", tertutup(404, {200: DOKUMEN | {"mantan"}}), lambda b: [b.bulan_selesai.pk]),
    Alamat(
        "realisasi:aktivitas",
        tertutup(404, {200: DOKUMEN | {"atasan"}}),
        lambda b: [b.bulan_hasil.pk, b.bulan_hasil.daftar_baris.get().indikator_id],
    ),
    Alamat(
        "realisasi:umpan_balik_massal", tertutup(404, {200: PEGAWAI}), kueri="?realisasi={b.bulan_hasil.pk}"
    ),
    Alamat("realisasi:atasan", tertutup(404, {200: PEGAWAI})),
    Alamat("realisasi:pengalihan", tertutup(403, {200: ["pengelola", "pengelola_b", "bkd"]})),
    Alamat(
        "realisasi:alihkan_penilai",
        tertutup(403, {200: ["pengelola", "bkd"], 404: ["pengelola_b"]}),
        kueri="?realisasi={b.bulan_plt.pk}",
    ),
    # the schedule is everybody's; what moves it is proposed by BKD and decided by another of BKD
    Alamat("kalender:jadwal", tertutup(200)),
    Alamat("kalender:usulan", tertutup(403, {200: ADMIN})),
    Alamat("kalender:usulkan_gangguan", tertutup(403, {200: BKD})),
    Alamat("kalender:usulkan_pembukaan", tertutup(403, {200: BKD})),
    Alamat("kalender:usulkan_pembukaan", tertutup(403, {200: BKD}), kueri="?pegawai={b.pegawai.pk}"),
    Alamat("kalender:rincian", tertutup(200), lambda b: ["gangguan", b.gangguan.pk]),
    Alamat("kalender:rincian", tertutup(404, {200: ADMIN}), lambda b: ["gangguan", b.gangguan_usulan.pk]),
    Alamat("kalender:rincian", tertutup(404, {200: ORANGNYA}), lambda b: ["pembukaan", b.pembukaan.pk]),
    Alamat("kalender:rincian", tertutup(404, {200: ADMIN}), lambda b: ["pembukaan", b.pembukaan_usulan.pk]),
    *(
        Alamat(
            "kalender:tindakan",
            milik("bkd", terlihat=ADMIN),
            lambda b, j=jenis, v=verba: [j, getattr(b, f"{j}_usulan").pk, v],
        )
        for jenis in ("gangguan", "pembukaan")
        for verba in ("setujui", "tolak", "cabut")
    ),
    Alamat("kalender:tindakan", tertutup(403, {200: BKD}), lambda b: ["gangguan", b.gangguan.pk, "cabut"]),
    Alamat(
        "kalender:tindakan", milik("bkd", terlihat=ORANGNYA), lambda b: ["pembukaan", b.pembukaan.pk, "cabut"]
    ),
    # the recapitulation: who reads one office only is led to it; a file is a POST
    Alamat("realisasi:rekap", tertutup(404, {200: ADMIN, PINDAH: {"verifikatur_b", *REKAP} - ADMIN})),
    Alamat(
        "realisasi:rekap_bulan",
        tertutup(404, {200: ADMIN, PINDAH: {"verifikatur_b", *REKAP} - ADMIN}),
        lambda b: [2026, 4],
    ),
    Alamat("realisasi:rekap_bulan", tertutup(404), lambda b: [2026, 7]),
    Alamat("realisasi:rekap_opd", tertutup(404, {200: REKAP}), lambda b: [2026, 4, b.opd_a.pk]),
    Alamat(
        "realisasi:rekap_opd",
        tertutup(404, {200: ADMIN | {"verifikatur_b"}}),
        lambda b: [2026, 4, b.opd_b.pk],
    ),
    Alamat("realisasi:rekap_pegawai", tertutup(404, {200: REKAP}), lambda b: [2026, 4, b.opd_a.pk]),
    Alamat("realisasi:rekap_unduh", tertutup(PINDAH), lambda b: [2026, 4]),
    Alamat("realisasi:rekap_unduh_opd", tertutup(PINDAH), lambda b: [2026, 4, b.opd_a.pk]),
    # lists of accounts
    Alamat("username:daftar", tertutup(403, {200: WILAYAH})),
    Alamat("username:unggah", tertutup(403, {200: {"pengelola", "pengelola_b", "bkd"}})),
    Alamat(
        "username:templat", tertutup(404, {200: {"pengelola", "bkd"}, 403: ()}), lambda b: [b.opd_a.pk, "csv"]
    ),
    Alamat("username:rincian", tertutup(404, {200: WILAYAH_A}), lambda b: [b.batch.pk]),
    Alamat("username:keluhan", tertutup(404, {200: WILAYAH_A}), lambda b: [b.batch.pk, "csv"]),
    *(
        Alamat("username:tindakan", milik(*boleh, terlihat=WILAYAH_A), lambda b, v=verba: [b.batch.pk, v])
        for verba, boleh in {
            "validasi": ["pengelola"],
            "ajukan": ["pengelola"],
            "verifikasi": ["verifikatur", "bkd"],
            "kembalikan": ["verifikatur", "bkd"],
            "terapkan": ["verifikatur", "bkd"],
            "batalkan": ["pengelola", "bkd"],
            "cetak_kode": ["pengelola", "verifikatur", "bkd"],
        }.items()
    ),
    Alamat("username:tindakan", tertutup(404), lambda b: [b.batch.pk, "hapus"]),
    # the headless API: the same for everybody, public content alone
    Alamat("wagtailapi:pages:listing", terbuka(200)),
    Alamat("wagtailapi:pages:detail", terbuka(200), lambda b: [b.halaman_umum.pk]),
    Alamat("wagtailapi:pages:detail", terbuka(404), lambda b: [b.halaman_dalam.pk]),
    Alamat("wagtailapi:pages:detail", terbuka(404), lambda b: [b.halaman_draf.pk]),
    Alamat("wagtailapi:pages:detail", terbuka(404), lambda b: [b.halaman_lewat.pk]),
    Alamat("wagtailapi:pages:find", terbuka(PINDAH), kueri="?id={b.halaman_umum.pk}"),
    Alamat("wagtailapi:pages:find", terbuka(404), kueri="?id={b.halaman_dalam.pk}"),
    Alamat("wagtailapi:documents:listing", terbuka(200)),
    Alamat("wagtailapi:documents:detail", terbuka(200), lambda b: [b.dokumen_umum.pk]),
    Alamat("wagtailapi:documents:detail", terbuka(404), lambda b: [b.dokumen_dalam.pk]),
    Alamat("wagtailapi:documents:find", terbuka(404), kueri="?id={b.dokumen_dalam.pk}"),
    Alamat("wagtailapi:images:listing", terbuka(200)),
    Alamat("wagtailapi:images:detail", terbuka(200), lambda b: [b.gambar_umum.pk]),
    Alamat("wagtailapi:images:detail", terbuka(404), lambda b: [b.gambar_dalam.pk]),
    Alamat("wagtailapi:images:find", terbuka(404), kueri="?id={b.gambar_dalam.pk}"),
    # files and pages of the editors
    Alamat("cms_dokumen", terbuka(200), lambda b: [b.dokumen_umum.pk, b.dokumen_umum.filename]),
    Alamat("cms_dokumen", tertutup(200), lambda b: [b.dokumen_dalam.pk, b.dokumen_dalam.filename]),
    Alamat("wagtaildocs_serve", tertutup(200), lambda b: [b.dokumen_dalam.pk, b.dokumen_dalam.filename]),
    Alamat("wagtaildocs_authenticate_with_password", tertutup(404), lambda b: [1]),
    Alamat("cms_gambar", terbuka(200), lambda b: [b.gambar_umum.rendisi.file.name]),
    Alamat("cms_gambar", terbuka(200, {404: TAMU}), lambda b: [b.gambar_dalam.rendisi.file.name]),
    Alamat("cms_gambar", terbuka(404, {200: REDAKSI}), lambda b: [b.gambar_umum.file.name]),
    Alamat("cms_gambar", terbuka(404, {200: REDAKSI}), lambda b: [b.gambar_dalam.file.name]),
    Alamat("cms_gambar", terbuka(404), lambda b: [b.dokumen_umum.file.name]),
    Alamat("informasi", tertutup(200)),
    Alamat("informasi_cari", tertutup(200), kueri="?q=KNR"),
    Alamat("informasi_pengumuman", tertutup(200)),
    Alamat("wagtail_serve", tertutup(200), lambda b: ["umum/"]),
    Alamat("wagtail_serve", tertutup(200), lambda b: ["dalam/"]),
    Alamat("wagtail_serve", tertutup(404), lambda b: ["draf/"]),
    Alamat("wagtail_serve", tertutup(404), lambda b: ["lewat/"]),
    # Wagtail's admin: what is not its own (the rest is CMS below)
    Alamat("cms_login", terbuka(PINDAH)),
    Alamat("cms_akun", tertutup(PINDAH)),
    Alamat("/cms/users/", tertutup(404)),
    Alamat("/cms/users/<path:sisa>", tertutup(404)),
    Alamat("/cms/groups/", tertutup(404)),
    Alamat("/cms/groups/<path:sisa>", tertutup(404)),
    Alamat("/cms/failwhale/", tertutup(404)),
    # the AdminSite itself
    Alamat("admin:index", tertutup(200)),
    Alamat("admin:administrasi", tertutup(200)),
    Alamat("admin:search", tertutup(200), kueri="?s=KNR"),
    Alamat("admin:tema", terbuka(200)),
    Alamat("admin:login", terbuka(PINDAH, {200: TAMU})),
    Alamat("admin:logout", tertutup(200)),
    Alamat("admin:password_change", tertutup(PINDAH)),
    Alamat("admin:password_change_done", tertutup(PINDAH)),
    Alamat("admin:jsi18n", tertutup(200)),
    Alamat("admin:view_on_site", tertutup(404), lambda b: [1, b.pegawai.pk]),
    Alamat("admin:autocomplete", tertutup(403)),  # without a declared field; with one: ISIAN_OTOMATIS
    Alamat("admin:app_list", tertutup(404, {200: LAYAR_SKP}), lambda b: ["skp"]),
    Alamat("admin:app_list", tertutup(404, {200: WILAYAH}), lambda b: ["kepegawaian"]),
    Alamat("admin:app_list", tertutup(404, {200: ADMIN}), lambda b: ["akun"]),
    Alamat("admin:app_list", tertutup(404, {200: ADMIN}), lambda b: ["dokumen"]),
    Alamat("/(?P<url>.*)", tertutup(404)),
    # acts of the back office
    Alamat(
        "admin:akun_pengguna_nonaktifkan",
        milik("bkd", terlihat=ADMIN | {"pegawai"}),
        lambda b: [b.pegawai.pengguna_id],
    ),
    Alamat("admin:akun_pengguna_nonaktifkan", milik(terlihat=ADMIN), lambda b: [b.bkd.pengguna_id]),
    Alamat("admin:akun_pengguna_aktifkan", milik("bkd", terlihat=ADMIN), lambda b: [b.nonaktif.pengguna_id]),
    Alamat(
        "admin:kepegawaian_riwayatjabatan_tetapkan_penilai",
        milik("pengelola", "bkd", terlihat=DOKUMEN),
        lambda b: [b.riwayat[0].pk],
    ),
    Alamat("admin:notifikasi_kotakkeluar_kirim_ulang", milik("bkd", terlihat=ADMIN), lambda b: [b.surat.pk]),
    Alamat("admin:skp_skp_terima", milik("penilai"), lambda b: [b.skp_diajukan.pk]),
    Alamat("admin:skp_skp_terima", milik("plt"), lambda b: [b.skp_plt.pk]),
    Alamat("admin:skp_skp_kembalikan", milik("penilai"), lambda b: [b.skp_diajukan.pk]),
    Alamat("admin:skp_skp_terima_revisi", milik("penilai"), lambda b: [b.skp_revisi.pk]),
    Alamat("admin:skp_skp_tolak_revisi", milik("penilai"), lambda b: [b.skp_revisi.pk]),
    Alamat("admin:skp_skp_izinkan_mendahului", milik("bkd"), lambda b: [b.skp_bawah.pk]),
    Alamat(
        "admin:kepegawaian_pegawai_hapus_riwayat",
        milik("pengelola", "bkd", terlihat=WILAYAH_A | PENILAI | {"pegawai"}),
        lambda b: [b.pegawai.pk],
    ),
]


# --- every ModelAdmin: changelist, add, change, history, delete --------------------------------------------------
class Layar(NamedTuple):
    """`daftar` open the list; `lihat` open this object; `tanpa_layar` may see the row, but not here (403);
    `ubah` may save the form; `tambah` may add. Nobody deletes anything but who is in `hapus`."""

    objek: Callable
    daftar: Iterable[str]
    lihat: Iterable[str]
    tanpa_layar: Iterable[str] = ()
    tambah: Iterable[str] = ()
    ubah: Iterable[str] = ()
    hapus: Iterable[str] = ()

    def harapan(self) -> dict[str, dict[str, int | str]]:
        objek = tertutup(404, {403: self.tanpa_layar, 200: self.lihat})
        return {
            "changelist": tertutup(403, {200: self.daftar}),
            "add": tertutup(403, {200: self.tambah}),
            "change": objek,
            "history": objek,
            "delete": tertutup(404, {403: {*self.tanpa_layar, *self.lihat}, 200: self.hapus}),
        }


BUKAN_ADMIN = AKUNNYA - ADMIN
LAYAR = {
    "ui.Identitas": Layar(lambda b: b.identitas, ADMIN, ADMIN, ubah=BKD),
    "akun.Pengguna": Layar(lambda b: b.pegawai.pengguna, ADMIN, ADMIN, ["pegawai"], tambah=ADMIN, ubah=ADMIN),
    "dokumen.Riwayat": Layar(lambda b: b.catatan, ADMIN, ADMIN),
    "dokumen.Penolakan": Layar(lambda b: b.penolakan, ADMIN, ADMIN),
    "notifikasi.KotakKeluar": Layar(lambda b: b.surat, ADMIN, ADMIN),
    "kepegawaian.PerangkatDaerah": Layar(lambda b: b.opd_a, ADMIN, ADMIN, BUKAN_ADMIN, tambah=BKD, ubah=BKD),
    "kepegawaian.UnitKerja": Layar(lambda b: b.unit, ADMIN, ADMIN, tambah=BKD, ubah=BKD),
    "kepegawaian.Jabatan": Layar(lambda b: b.jabatan, ADMIN, ADMIN, tambah=BKD, ubah=BKD),
    "kepegawaian.KewenanganWilayah": Layar(lambda b: b.kewenangan, ADMIN, ADMIN, tambah=BKD, ubah=BKD),
    "kepegawaian.Pegawai": Layar(lambda b: b.pegawai, WILAYAH, WILAYAH_A, PENILAI | {"pegawai"}),
    "kepegawaian.RiwayatJabatan": Layar(lambda b: b.riwayat[0], WILAYAH, WILAYAH_A, PENILAI | {"pegawai"}),
    "kalender.JadwalBulanan": Layar(lambda b: b.jadwal, ADMIN, ADMIN, BUKAN_ADMIN, tambah=BKD, ubah=BKD),
    "kalender.AturanJadwal": Layar(lambda b: b.aturan, ADMIN, ADMIN, tambah=BKD),
    "kalender.PembukaanKembali": Layar(lambda b: b.pembukaan, ADMIN, ADMIN, ORANGNYA - ADMIN),
    "kalender.Gangguan": Layar(lambda b: b.gangguan, ADMIN, ADMIN, BUKAN_ADMIN),
    "skp.PustakaRhk": Layar(lambda b: b.pustaka, ADMIN, ADMIN, tambah=BKD, ubah=BKD),
    "skp.Skp": Layar(lambda b: b.skp_diajukan, LAYAR_SKP, PEMBACA, ["pegawai"]),
    "aktivitas.Aktivitas": Layar(
        lambda b: b.aktivitas, PENINJAU | {"verifikatur_b"}, PENINJAU, PENILAI | {"pegawai"}
    ),
    "realisasi.RealisasiBulanan": Layar(
        lambda b: b.bulan_hasil, PENINJAU | {"verifikatur_b"}, PENINJAU, PENILAI | {"pegawai", "atasan"}
    ),
}

# (app, model, field) -> who is given names to choose from; everybody else 403. Django answers for fields that no form
# declares as well; what decides is the list of the model pointed at: he is named only what he finds there.
ISIAN_OTOMATIS = {
    ("kepegawaian", "unitkerja", "perangkat_daerah"): ADMIN,
    ("kepegawaian", "unitkerja", "induk"): ADMIN,
    ("kepegawaian", "unitkerja", "kepala"): WILAYAH,
    ("kepegawaian", "jabatan", "digantikan_oleh"): ADMIN,
    ("kepegawaian", "pegawai", "pengguna"): ADMIN,
    ("kepegawaian", "pegawai", "perangkat_daerah"): ADMIN,
    ("kepegawaian", "kewenanganwilayah", "user"): ADMIN,
    ("kepegawaian", "kewenanganwilayah", "content_object"): ADMIN,
    ("skp", "pustakarhk", "jabatan"): ADMIN,
    # in no form
    ("skp", "skp", "pegawai"): WILAYAH,
    ("skp", "rencanahasilkerja", "skp"): LAYAR_SKP,
    ("aktivitas", "aktivitas", "pegawai"): WILAYAH,
    ("aktivitas", "aktivitas", "skp"): LAYAR_SKP,
    ("aktivitas", "aktivitas", "rencana"): PENINJAU | {"verifikatur_b"},
    ("aktivitas", "kirimanaktivitas", "skp"): LAYAR_SKP,
    ("realisasi", "realisasibulanan", "pegawai"): WILAYAH,
    ("realisasi", "realisasibulanan", "skp"): LAYAR_SKP,
    ("realisasi", "realisasiindikator", "realisasi"): PENINJAU | {"verifikatur_b"},
    ("realisasi", "realisasiindikator", "indikator"): (),
    ("dokumen", "riwayat", "oleh"): ADMIN,
    ("notifikasi", "notifikasi", "riwayat"): ADMIN,
    ("username", "batchusername", "diunggah_oleh"): ADMIN,
    ("username", "batchbaris", "batch"): (),
}


# --- every model of ours -----------------------------------------------------------------------------------------
# How its rows are guarded: "aturan" (policy), "admin" (a screen of the back office), or in words why neither.
MODEL = {
    "akun.Pengguna": "aturan admin",
    "akun.KodeSekali": "only its owner's link opens it; no screen",
    "dokumen.KepalaRantai": "the kernel's own row; no screen",
    "dokumen.Riwayat": "admin",
    "dokumen.Penolakan": "admin",
    "ui.Identitas": "admin",
    "notifikasi.Notifikasi": "aturan",
    "notifikasi.KotakKeluar": "aturan admin",
    "notifikasi.PreferensiPemberitahuan": "only its owner's settings page reads and changes it",
    "notifikasi.PekerjaanBerkala": "the worker's own rows; no screen",
    "kepegawaian.PerangkatDaerah": "aturan admin",
    "kepegawaian.UnitKerja": "admin",
    "kepegawaian.Jabatan": "admin",
    "kepegawaian.KewenanganWilayah": "admin",
    "kepegawaian.Pegawai": "aturan admin",
    "kepegawaian.RiwayatJabatan": "aturan admin",
    "kepegawaian.PejabatPenilai": "part of RiwayatJabatan, changed by tetapkan_penilai",
    "username.BatchUsername": "aturan",
    "username.BatchBaris": "aturan",
    "kalender.AturanJadwal": "admin",
    "kalender.JadwalBulanan": "aturan admin",
    "kalender.PembukaanKembali": "aturan admin",
    "kalender.Gangguan": "aturan admin",
    "skp.NilaiBerakhlak": "reference data, read by all, changed by `referensi`",
    "skp.PanduanPerilaku": "reference data, read by all, changed by `referensi`",
    "skp.Skp": "aturan admin",
    "skp.RencanaHasilKerja": "part of Skp",
    "skp.Indikator": "part of Skp",
    "skp.Ekspektasi": "part of Skp",
    "skp.LampiranSkp": "part of Skp",
    "skp.VersiSkp": "part of Skp; the public verification tells of its code alone",
    "skp.PenugasanHasil": "part of the Skp of the penilai who assigns",
    "skp.PustakaRhk": "admin",
    "skp.PustakaIndikator": "part of PustakaRhk",
    "aktivitas.Aktivitas": "aturan admin",
    "aktivitas.KirimanAktivitas": "part of Aktivitas",
    "realisasi.RealisasiBulanan": "aturan admin",
    "realisasi.RealisasiIndikator": "part of RealisasiBulanan",
    "realisasi.UmpanBalikPerilaku": "part of RealisasiBulanan",
    "realisasi.PerubahanPenilaian": "part of RealisasiBulanan",
    "cms.Dokumen": "Wagtail's collection permissions; readers by cms.permissions",
    "cms.Gambar": "Wagtail's collection permissions; readers by cms.permissions",
    "cms.Rendisi": "part of Gambar",
    "cms.BerandaPage": "Wagtail's page permissions; readers by cms.queries",
    "cms.JuknisPage": "Wagtail's page permissions; readers by cms.queries",
    "cms.JuknisBabPage": "Wagtail's page permissions; readers by cms.queries",
    "cms.SopPage": "Wagtail's page permissions; readers by cms.queries",
    "cms.PengumumanPage": "Wagtail's page permissions; readers by cms.queries",
}


# --- policy: who sees, who may -------------------------------------------------------------------------------------
# object -> who sees it by `policy.visible`
TERLIHAT = {
    "akun_pegawai": ADMIN | {"pegawai"},
    "opd_a": AKUNNYA,
    "jadwal": AKUNNYA,
    "gangguan": AKUNNYA,
    "gangguan_usulan": ADMIN,
    "pembukaan": ORANGNYA,
    "pembukaan_usulan": ADMIN,
    "pegawai": WILAYAH_A | PENILAI | {"pegawai"},
    "riwayat_pertama": WILAYAH_A | PENILAI | {"pegawai"},
    "skp_disetujui": DOKUMEN | {"mantan"},
    "skp_diajukan": DOKUMEN,
    "skp_konsep": DOKUMEN,
    "skp_plt": DOKUMEN,
    "skp_revisi": DOKUMEN,
    "skp_penilai": DOKUMEN_PENILAI,
    "skp_bawah": DOKUMEN,
    "skp_b": ADMIN | {"pegawai_b", "verifikatur_b"},
    "bulan_selesai": DOKUMEN | {"mantan"},
    "bulan_plt": DOKUMEN | {"plt_lewat"},
    "bulan_hasil": DOKUMEN | {"atasan"},
    "bulan_perilaku": DOKUMEN | {"atasan"},
    "bulan_draf": DOKUMEN,
    "aktivitas": DOKUMEN,
    "rencana": DOKUMEN,
    "aktivitas_terhapus": {"pegawai"},
    "batch": WILAYAH_A,
    "baris": WILAYAH_A,
    "notifikasi": {"pegawai"},
    "surat": ADMIN,
}
ATURAN_SKP = ("ubah", "tambah_rhk", "ubah_rhk", "hapus_rhk", "pilih_rhk_atasan", "tambah_indikator", "ubah_indikator",
              "hapus_indikator", "urutkan", "simpan_lampiran", "salin", "pakai_pustaka", "tempel", "impor_tool_kinerja",
              "ambil_penugasan", "balas_komentar", "ajukan", "ajukan_revisi", "tugaskan", "batal_tugaskan",
              "isi_realisasi", "catat_aktivitas", "catat_banyak_aktivitas")  # fmt: skip
# (model, verb) -> object -> who may by `policy.can`, whatever its state
HAK = {
    ("akun.Pengguna", "nonaktifkan"): {"akun_pegawai": {"bkd"}, "akun_bkd": ()},
    ("akun.Pengguna", "aktifkan"): {"akun_pegawai": {"bkd"}, "akun_bkd": ()},
    ("notifikasi.KotakKeluar", "kirim_ulang"): {"surat": {"bkd"}},
    **{
        ("akun.Pengguna", verba): {"akun_pegawai": (), "akun_bkd": {"bkd"}}
        for verba in ("usulkan_pembukaan", "usulkan_gangguan")
    },
    **{
        (f"kalender.{model}", verba): {f"{benda}_usulan": {"bkd"}, benda: {"bkd"}}
        for model, benda in (("PembukaanKembali", "pembukaan"), ("Gangguan", "gangguan"))
        for verba in ("setujui", "tolak", "cabut")
    },
    ("kepegawaian.PerangkatDaerah", "unggah"): {
        "opd_a": {"pengelola", "bkd"},
        "opd_b": {"pengelola_b", "bkd"},
    },
    ("kepegawaian.RiwayatJabatan", "tetapkan_penilai"): {"riwayat_pertama": {"pengelola", "bkd"}},
    ("kepegawaian.RiwayatJabatan", "tambah_skp"): {"riwayat_pertama": {"pegawai"}},
    ("kepegawaian.RiwayatJabatan", "tegaskan"): {"riwayat_pertama": {"pegawai"}},
    ("kepegawaian.Pegawai", "hapus_riwayat"): {"pegawai": {"pegawai", "pengelola", "bkd"}},
    **{
        ("skp.Skp", verba): {"skp_konsep": {"pegawai"}, "skp_disetujui": {"pegawai"}, "skp_b": {"pegawai_b"}}
        for verba in ATURAN_SKP
    },
    **{
        ("skp.Skp", verba): {
            "skp_disetujui": {"mantan"}, "skp_diajukan": {"penilai"}, "skp_plt": {"plt"}, "skp_b": (),
            "skp_revisi": {"penilai"}, "skp_penilai": {"atasan"},
        }
        for verba in (
            "simpan_ekspektasi", "komentari", "terima", "kembalikan", "terima_revisi", "tolak_revisi", "bagikan",
        )
    },
    ("skp.Skp", "tutup_periode"): {"skp_disetujui": {"pegawai", "pengelola"}, "skp_b": {"pegawai_b", "pengelola_b"}},
    ("skp.Skp", "izinkan_mendahului"): {"skp_konsep": {"bkd"}, "skp_b": {"bkd"}},
    ("skp.Skp", "selesaikan"): {"skp_disetujui": (), "skp_b": ()},
    **{
        ("realisasi.RealisasiBulanan", verba): {"bulan_draf": {"pegawai"}, "bulan_selesai": {"pegawai"}}
        for verba in ("simpan", "ajukan")
    },
    **{
        ("realisasi.RealisasiBulanan", verba): {
            "bulan_selesai": {"mantan"}, "bulan_plt": (), "bulan_hasil": {"penilai", "atasan"}, "bulan_draf": (),
        }
        for verba in (
            "nilai_hasil_kerja", "nilai_perilaku", "simpan_umpan_balik", "buka_penilaian", "lanjutkan_penilaian",
        )
    },
    ("realisasi.RealisasiBulanan", "kembalikan"): {
        "bulan_selesai": {"mantan"}, "bulan_plt": (), "bulan_hasil": {"penilai"}, "bulan_draf": (),
    },
    ("realisasi.RealisasiBulanan", "ubah_penilaian"): {
        "bulan_selesai": {"mantan"}, "bulan_plt": (), "bulan_hasil": (), "bulan_perilaku": {"penilai"},
    },
    ("realisasi.RealisasiBulanan", "alihkan_penilai"): {
        benda: {"pengelola", "bkd"} for benda in ("bulan_selesai", "bulan_plt", "bulan_hasil")
    },
    **{
        ("realisasi.RealisasiBulanan", verba): {"bulan_hasil": (), "bulan_draf": ()}
        for verba in ("tutup_pengisian", "tutup_penilaian")
    },
    ("skp.Skp", "catat_tidak_lapor"): {"skp_disetujui": ()},
    **{
        ("realisasi.RealisasiBulanan", verba): {"bulan_draf": {"pegawai"}, "bulan_hasil": {"pegawai"}}
        for verba in ("tarik_kembali", "buka_pengisian")
    },
    **{
        ("aktivitas.Aktivitas", verba): {"aktivitas": {"pegawai"}, "aktivitas_terhapus": {"pegawai"}}
        for verba in ("ubah", "hapus", "pulihkan", "kerjakan")
    },
    ("username.BatchUsername", "validasi"): {"batch": {"pengelola"}},
    ("username.BatchUsername", "ajukan"): {"batch": {"pengelola"}},
    ("username.BatchUsername", "verifikasi"): {"batch": {"verifikatur", "bkd"}},
    ("username.BatchUsername", "kembalikan"): {"batch": {"verifikatur", "bkd"}},
    ("username.BatchUsername", "terapkan"): {"batch": {"verifikatur", "bkd"}},
    ("username.BatchUsername", "batalkan"): {"batch": {"pengelola", "bkd"}},
    ("username.BatchUsername", "cetak_kode"): {"batch": {"pengelola", "verifikatur", "bkd"}},
}  # fmt: skip

# The pengelola ends the period of one who moved, as he ends the position: without reading the plan.
TANPA_MELIHAT = {
    ("skp.Skp", "tutup_periode"): {"pengelola", "pengelola_b"},
    ("realisasi.RealisasiBulanan", "alihkan_penilai"): {"pengelola"},
}


# --- marks in free texts: who may ever read them, on whatever page ------------------------------------------------
KENARI = {
    "KNR-A-NAMA": WILAYAH_A | PENILAI | {"pegawai", "mantan", "plt_lewat", "atasan", "pimpinan"},
    "KNR-A-RENCANA": DOKUMEN | {"mantan", "plt_lewat", "atasan"},
    "KNR-A-SKP1": DOKUMEN | {"mantan"},
    "KNR-A-SKP2": DOKUMEN,
    "KNR-A-SKP3": DOKUMEN,
    "KNR-A-SKP4": DOKUMEN,
    "KNR-A-SKP5": DOKUMEN,
    "KNR-A-SKP6": DOKUMEN,
    "KNR-A-ATASAN": PENINJAU
    | {"penilai", "atasan", "pegawai", "rekan"},  # those below choose from its results
    "KNR-A-TUGAS": PENINJAU | {"penilai", "atasan", "pegawai"},
    "KNR-A-AKT": DOKUMEN,
    "KNR-A-HAPUS": {"pegawai"},
    "KNR-A-R1": DOKUMEN | {"mantan"},
    "KNR-A-R2": DOKUMEN | {"plt_lewat"},
    "KNR-A-R3": DOKUMEN | {"atasan"},
    "KNR-A-R4": DOKUMEN | {"atasan"},
    "KNR-A-R5": DOKUMEN,
    "KNR-A-BUKA": ORANGNYA,
    "KNR-A-BATCH": WILAYAH_A | {"pimpinan"},  # who rates the people of the applied list
    "KNR-B-SKP": ADMIN | {"pegawai_b", "verifikatur_b"},
    "KNR-CMS-umum": SEMUANYA,
    "KNR-CMS-dalam": AKUNNYA,
    "KNR-CMS-draf": REDAKSI,
    "KNR-CMS-lewat": REDAKSI,
}
