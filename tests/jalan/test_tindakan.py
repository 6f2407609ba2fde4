"""Every act, asked for by everybody with data that would do: who may not is refused and nothing has changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kinerja.dokumen.acts import ACTS
from kinerja.skp.models import NilaiBerakhlak, UsulanIndikator, UsulanRhk
from kinerja.skp.resources import contoh_tool_kinerja
from project.peta_url import daftar_alamat
from tests.jalan import tabel
from tests.jalan.dunia import SEMUA, baris_username
from tests.jalan.langkah import bocoran, contoh_jalur, hasil, isi, potret, url_layar
from tests.jalan.tabel import DOKUMEN, DOKUMEN_PENILAI, PEGAWAI, PENILAI, RIWAYAT, WILAYAH_A, tertutup


class Tindakan(NamedTuple):
    """One act at one address. `harapan`: what a forged POST is answered; who stands there with None may do it,
    and gets `jawab` (409 or 422: not in this state, or not with this data)."""

    model: str
    verba: str
    nama: str
    args: Callable
    data: Callable[[Any], dict]
    harapan: dict[str, int | str]
    jawab: int = 302


def hanya(*boleh: str, terlihat: Iterable[str] = DOKUMEN, lain: int = 404) -> dict[str, int | str | None]:
    return {**tertutup(lain, {403: terlihat}), **dict.fromkeys(boleh)}


def _skp(verba: str, objek: Callable, data: Callable, *boleh: str, jawab=302) -> Tindakan:
    return Tindakan(
        "skp.Skp",
        verba,
        f"skp:{verba}",
        objek,
        lambda b: {"versi": b.skp_konsep.versi} | data(b),
        hanya(*boleh),
        jawab,
    )


def _putus(verba: str, nama: str, benda: str, penilai: str) -> Tindakan:
    return Tindakan(
        "skp.Skp", verba, nama, lambda b: [getattr(b, benda).pk],
        lambda b: {"versi": getattr(b, benda).versi, "catatan": "Sudah sesuai.", **_tujuh("")}, hanya(penilai),
    )  # fmt: skip


def _tujuh(awalan: str) -> dict[str, str]:
    return {f"{awalan}{kode}": "Sudah baik" for kode in NilaiBerakhlak.objects.values_list("kode", flat=True)}


def _nilai(benda: str, data: Callable) -> Callable[[Any], dict]:
    return lambda b: {
        "versi": getattr(b, benda).versi, "rating": "SESUAI", "konfirmasi": "on", "catatan_akhir": "Baik.",
        **data(getattr(b, benda)),
    }  # fmt: skip


def _isian(b) -> dict[str, str]:
    baris = b.bulan_draf.daftar_baris.all()
    tautan = "https://drive.google.com/palsu"
    return {"versi": b.bulan_draf.versi, "konfirmasi": "on"} | {
        nama: nilai for r in baris for nama, nilai in ((f"nilai_{r.pk}", "7"), (f"bukti_{r.pk}", tautan))
    }


def _kegiatan(b) -> dict:
    return {
        "jenis": "AKTIVITAS", "uraian": "Palsu", "tanggal": "2026-06-03", "mulai": "10:00", "selesai": "11:00",
        "indikator": b.aktivitas.indikator_id,
    }  # fmt: skip


def _beberapa(b) -> dict:
    """As `_kegiatan`, in one row."""
    satu = _kegiatan(b)
    baris = {f"b1-{nama}": nilai for nama, nilai in satu.items()} | {"b1-pilih": "on"}
    return satu | baris | {"jumlah": "1", "ke": satu["tanggal"]}


def _berkas(b) -> dict:
    penampung = io.StringIO()
    unit = b.opd_b.daftar_unit.first().nama
    csv.writer(penampung).writerows(baris_username(unit, "198703032012011003", "Orang baru"))
    berkas = SimpleUploadedFile("daftar.csv", penampung.getvalue().encode())
    return {"perangkat_daerah": b.opd_b.pk, "berkas": berkas}


def _batch(verba: str, *boleh: str, benda="batch", jawab=302) -> Tindakan:
    return Tindakan(
        "username.BatchUsername", verba, "username:tindakan", lambda b: [getattr(b, benda).pk, verba],
        lambda b: {"versi": getattr(b, benda).versi, "catatan": "Perbaiki.", "alasan": "Keliru."},
        hanya(*boleh, terlihat=WILAYAH_A), jawab,
    )  # fmt: skip


def _atas(
    verba: str,
    benda: str,
    data: Callable,
    *boleh: str,
    terlihat=DOKUMEN,
    nama="",
    lagi: Callable = tabel.TANPA,
) -> Tindakan:
    return Tindakan(
        "skp.Skp", verba, nama or f"skp:{verba}", lambda b: [getattr(b, benda).pk, *lagi(b)],
        lambda b: {"versi": getattr(b, benda).versi} | data(b), hanya(*boleh, terlihat=terlihat),
    )  # fmt: skip


def _sumber(skp) -> dict:
    return {"sumber": skp.pk, "pilihan": list(skp.daftar_rhk.values_list("pk", flat=True))}


def _tool_kinerja(skp) -> dict:
    usulan = [UsulanRhk("Palsu", "UTAMA", (UsulanIndikator("Indikator palsu", target_teks="1 minggu"),))]
    isi = contoh_tool_kinerja(usulan, model=skp.model, mulai=skp.mulai, selesai=skp.selesai)
    return {"berkas": SimpleUploadedFile("tool.xlsx", isi)}


RHK = {"jenis": "UTAMA", "uraian": "Rencana palsu"}
INDIKATOR = {
    "perspektif": "PROSES_BISNIS", "uraian": "Indikator palsu", "target": "5", "satuan": "Dokumen", "arah": "NAIK",
}  # fmt: skip
PERIODE = {"model": "JPT", "pendekatan": "KUANTITATIF"}
GANGGUAN = {
    "mulai_tanggal": "2026-06-01", "mulai_jam": "08:00", "selesai_tanggal": "2026-06-01", "selesai_jam": "09:00",
    "keterangan": "Palsu.", "lanjut": "simpan",
}  # fmt: skip
PEMBUKAAN = {"bulan": "2026-1", "mulai": "2026-06-05", "batas_nilai": "2026-06-06", "alasan": "Palsu."}


def _jadwal(jenis: str, verba: str, benda: str, terlihat: Iterable[str]) -> Tindakan:
    model = {"gangguan": "Gangguan", "pembukaan": "PembukaanKembali"}[jenis]
    return Tindakan(
        f"kalender.{model}", verba, "kalender:tindakan", lambda b: [jenis, getattr(b, benda).pk, verba],
        lambda b: {"versi": getattr(b, benda).versi, "alasan": "Palsu."}, hanya("bkd", terlihat=terlihat),
    )  # fmt: skip


# Nobody but its owner has this month; whoever is no Pegawai has no months at all.
BULAN_SENDIRI = {**tertutup(404), "pegawai": None}
TINDAKAN = [
    Tindakan(
        "kepegawaian.RiwayatJabatan", "tambah_skp", "skp:tambah_skp", lambda b: [b.riwayat[4].pk],
        lambda b: {**PERIODE, "versi": b.riwayat[4].versi, "mulai": "2026-12-28", "selesai": "2026-12-31"},
        hanya("pegawai", terlihat=RIWAYAT),
    ),
    _skp("ubah", lambda b: [b.skp_konsep.pk], lambda b: {**PERIODE, "mulai": "2026-10-01", "selesai": "2026-10-31"}, "pegawai"),
    _skp("tambah_rhk", lambda b: [b.skp_konsep.pk], lambda b: RHK, "pegawai"),
    _skp("ubah_rhk", lambda b: [b.skp_konsep.pk, b.rhk.pk], lambda b: RHK, "pegawai"),
    _skp("hapus_rhk", lambda b: [b.skp_konsep.pk, b.rhk.pk], lambda b: {}, "pegawai"),
    _skp("tambah_indikator", lambda b: [b.skp_konsep.pk, b.rhk.pk], lambda b: INDIKATOR, "pegawai"),
    _skp("ubah_indikator", lambda b: [b.skp_konsep.pk, b.indikator.pk], lambda b: INDIKATOR, "pegawai"),
    _skp("hapus_indikator", lambda b: [b.skp_konsep.pk, b.indikator.pk], lambda b: {}, "pegawai"),
    _skp("ajukan", lambda b: [b.skp_konsep.pk], lambda b: {"catatan": "Mohon koreksi."}, "pegawai"),
    _skp("urutkan", lambda b: [b.skp_konsep.pk], lambda b: {"bagian": "rhk", "urutan": str(b.rhk.pk)}, "pegawai"),
    _skp("simpan_lampiran", lambda b: [b.skp_konsep.pk], lambda b: {"KONSEKUENSI": "Palsu"}, "pegawai"),
    _skp("salin", lambda b: [b.skp_konsep.pk], lambda b: _sumber(b.skp_disetujui), "pegawai"),
    _skp("pakai_pustaka", lambda b: [b.skp_konsep.pk], lambda b: {"pilihan": [b.pustaka.pk]}, "pegawai"),
    _skp("tempel", lambda b: [b.skp_konsep.pk], lambda b: {"teks": "Palsu\tIndikator palsu", "lanjut": "simpan"}, "pegawai"),
    _skp("impor_tool_kinerja", lambda b: [b.skp_konsep.pk], lambda b: _tool_kinerja(b.skp_konsep), "pegawai"),
    _skp("ambil_penugasan", lambda b: [b.skp_konsep.pk, b.penugasan_hasil.pk], lambda b: {}, "pegawai"),
    _skp("balas_komentar", lambda b: [b.skp_konsep.pk], lambda b: {"catatan": "Palsu."}, "pegawai"),
    _atas("pilih_rhk_atasan", "skp_bawah", lambda b: {f"rhk_{r.pk}": b.rhk_penilai.pk for r in b.skp_bawah.daftar_rhk.all()}, "pegawai"),
    _atas("ajukan_revisi", "skp_disetujui", lambda b: {"catatan": "Palsu."}, "pegawai", terlihat=DOKUMEN | {"mantan"}),
    _atas("tutup_periode", "skp_disetujui", lambda b: {"selesai": "2026-06-15", "alasan": "Palsu."}, "pegawai", "pengelola", terlihat=DOKUMEN | {"mantan"}),
    _atas("bagikan", "skp_penilai", lambda b: {"boleh": "1"}, "atasan", terlihat=DOKUMEN_PENILAI),
    _atas("tugaskan", "skp_penilai", lambda b: {"rhk": b.rhk_penilai.pk, "pegawai": [b.rekan.pk], "jenis": "UTAMA", "uraian": "Palsu"}, "penilai", terlihat=DOKUMEN_PENILAI),
    _atas("batal_tugaskan", "skp_penilai", lambda b: {}, "penilai", terlihat=DOKUMEN_PENILAI, lagi=lambda b: [b.penugasan_hasil.pk]),
    _atas("izinkan_mendahului", "skp_bawah", lambda b: {"alasan": "Palsu."}, "bkd", nama="admin:skp_skp_izinkan_mendahului"),
    *(
        _putus(verba, nama, "skp_revisi", "penilai")
        for verba in ("terima_revisi", "tolak_revisi")
        for nama in (f"skp:{verba}", f"admin:skp_skp_{verba}")
    ),
    *(
        _putus(verba, nama, benda, penilai)
        for benda, penilai in (("skp_diajukan", "penilai"), ("skp_plt", "plt"))
        for verba, nama in (
            ("simpan_ekspektasi", "skp:simpan_ekspektasi"),
            ("komentari", "skp:komentari"),
            ("terima", "skp:terima"),
            ("kembalikan", "skp:kembalikan"),
            ("terima", "admin:skp_skp_terima"),
            ("kembalikan", "admin:skp_skp_kembalikan"),
        )
    ),
    # Others have no approved SKP for that month: told so, and nothing is opened.
    Tindakan(
        "skp.Skp", "isi_realisasi", "realisasi:isi_realisasi", lambda b: [2026, 6], lambda b: {},
        {**tertutup(404, {422: PEGAWAI}), "pegawai": None},
    ),
    Tindakan(
        "skp.Skp", "catat_aktivitas", "aktivitas:catat_aktivitas", tabel.TANPA, _kegiatan,
        {**tertutup(404, {422: PEGAWAI}), "pegawai": None},
    ),
    Tindakan(
        "skp.Skp", "catat_banyak_aktivitas", "aktivitas:salin", tabel.TANPA, _beberapa,
        {**tertutup(404, {422: PEGAWAI}), "pegawai": None},
    ),
    Tindakan(
        "skp.Skp", "catat_banyak_aktivitas", "aktivitas:ulangi", lambda b: [b.aktivitas.pk], _beberapa,
        hanya("pegawai", terlihat=DOKUMEN),
    ),
    *(
        Tindakan(
            "aktivitas.Aktivitas", verba, f"aktivitas:{verba}", lambda b, o=benda: [getattr(b, o).pk],
            lambda b, o=benda: _kegiatan(b) | {"versi": getattr(b, o).versi}, hanya("pegawai", terlihat=terlihat),
        )
        for verba, benda, terlihat in (
            ("ubah", "aktivitas", DOKUMEN),
            ("hapus", "aktivitas", DOKUMEN),
            ("kerjakan", "rencana", DOKUMEN),
            ("pulihkan", "aktivitas_terhapus", ()),
        )
    ),
    Tindakan("realisasi.RealisasiBulanan", "simpan", "realisasi:simpan", lambda b: [2026, 5], _isian, BULAN_SENDIRI),
    Tindakan("realisasi.RealisasiBulanan", "ajukan", "realisasi:ajukan", lambda b: [2026, 5], _isian, BULAN_SENDIRI),
    *(
        # The Plt of February is no longer in force: nobody rates that month by his name.
        Tindakan(
            "realisasi.RealisasiBulanan", verba, f"realisasi:{verba}", lambda b, o=benda: [getattr(b, o).pk],
            _nilai(benda, data), hanya(*boleh, terlihat=DOKUMEN | {*juga}),
        )
        for verba, benda, data, boleh, juga in (
            # the penilai's superior sees it, and rates on the last day only
            ("nilai_hasil_kerja", "bulan_hasil", lambda r: {f"umpan_balik_{x.pk}": "Baik" for x in r.daftar_baris.all()}, ["penilai"], ["atasan"]),
            ("simpan_umpan_balik", "bulan_hasil", lambda r: {f"umpan_balik_{x.pk}": "Baik" for x in r.daftar_baris.all()}, ["penilai"], ["atasan"]),
            ("nilai_hasil_kerja", "bulan_plt", lambda r: {f"umpan_balik_{x.pk}": "Baik" for x in r.daftar_baris.all()}, [], ["plt_lewat"]),
            ("nilai_perilaku", "bulan_perilaku", lambda r: _tujuh("umpan_balik_"), ["penilai"], ["atasan"]),
        )
    ),
    # February cannot be submitted again, January not be rated again: his acts, too late
    Tindakan(
        "realisasi.RealisasiBulanan", "kembalikan", "realisasi:kembalikan", lambda b: [b.bulan_hasil.pk],
        lambda b: {"versi": b.bulan_hasil.versi, "catatan": "Palsu."}, hanya("penilai", terlihat=DOKUMEN | {"atasan"}), 409,
    ),
    Tindakan(
        "realisasi.RealisasiBulanan", "ubah_penilaian", "realisasi:ubah_penilaian", lambda b: [b.bulan_selesai.pk],
        lambda b: {
            "versi": b.bulan_selesai.versi, "rating_hasil": "DI_BAWAH", "rating_perilaku": "DI_BAWAH",
            "alasan": "palsu " * 50, "yakin": "1",
        },
        hanya("mantan", terlihat=DOKUMEN), 409,
    ),
    Tindakan(  # moved by who answers for the office, without reading it
        "realisasi.RealisasiBulanan", "alihkan_penilai", "realisasi:alihkan_penilai", lambda b: [],
        lambda b: {"realisasi": b.bulan_plt.pk, f"versi_{b.bulan_plt.pk}": b.bulan_plt.versi, "alasan": "Palsu, bukan alasan apa pun."},
        {**tertutup(403, {404: ["pengelola_b"]}), "pengelola": None, "bkd": None},
    ),
    Tindakan(
        "realisasi.RealisasiBulanan", "tarik_kembali", "realisasi:tarik_kembali", lambda b: [2026, 4],
        lambda b: {"versi": b.bulan_perilaku.versi}, BULAN_SENDIRI, 409,
    ),
    Tindakan(
        "akun.Pengguna", "usulkan_gangguan", "kalender:usulkan_gangguan", lambda b: [], lambda b: GANGGUAN,
        {**tertutup(403), "bkd": None},
    ),
    Tindakan(  # for whom stands in the query string, so that the form alone proposes nothing
        "akun.Pengguna", "usulkan_pembukaan", "kalender:usulkan_pembukaan", lambda b: [], lambda b: PEMBUKAAN,
        {**tertutup(403), "bkd": None}, 422,
    ),
    *(
        _jadwal(jenis, verba, f"{jenis}_usulan", tabel.ADMIN)
        for jenis in ("gangguan", "pembukaan")
        for verba in ("setujui", "tolak", "cabut")
    ),
    _jadwal("gangguan", "cabut", "gangguan", tabel.AKUNNYA),
    _jadwal("pembukaan", "cabut", "pembukaan", tabel.ORANGNYA),
    Tindakan(
        "kepegawaian.PerangkatDaerah", "unggah", "username:unggah", lambda b: [], _berkas,
        {**tertutup(403), "pengelola": 422, "pengelola_b": None, "bkd": None},
    ),
    _batch("validasi", "pengelola", jawab=409),
    _batch("ajukan", "pengelola", jawab=409),
    _batch("verifikasi", "verifikatur", "bkd"),
    _batch("kembalikan", "verifikatur", "bkd"),
    _batch("terapkan", "verifikatur", "bkd", jawab=409),
    _batch("batalkan", "pengelola", "bkd"),
    _batch("cetak_kode", "pengelola", "verifikatur", "bkd", benda="batch_diterapkan", jawab=200),
    Tindakan(
        "akun.Pengguna", "nonaktifkan", "admin:akun_pengguna_nonaktifkan", lambda b: [b.pegawai.pengguna_id],
        lambda b: {"versi": b.pegawai.pengguna.versi, "alasan": "Palsu."},
        hanya("bkd", terlihat=["pegawai", "superuser"]),
    ),
    Tindakan(  # nobody switches himself off
        "akun.Pengguna", "nonaktifkan", "admin:akun_pengguna_nonaktifkan", lambda b: [b.bkd.pengguna_id],
        lambda b: {"versi": b.bkd.pengguna.versi, "alasan": "Palsu."}, hanya(terlihat=["bkd", "superuser"]),
    ),
    Tindakan(
        "akun.Pengguna", "aktifkan", "admin:akun_pengguna_aktifkan", lambda b: [b.nonaktif.pengguna_id],
        lambda b: {"versi": b.nonaktif.pengguna.versi, "alasan": "Palsu."}, hanya("bkd", terlihat=["superuser"]),
    ),
    Tindakan(
        "notifikasi.KotakKeluar", "kirim_ulang", "admin:notifikasi_kotakkeluar_kirim_ulang", lambda b: [b.surat.pk],
        lambda b: {"versi": b.surat.versi}, hanya("bkd", terlihat=["superuser"]),
    ),
    Tindakan(
        "kepegawaian.RiwayatJabatan", "tetapkan_penilai", "admin:kepegawaian_riwayatjabatan_tetapkan_penilai",
        lambda b: [b.riwayat[0].pk],
        lambda b: {"versi": b.riwayat[0].versi, "penilai": b.rekan.nip, "peran": "DEFINITIF"},
        hanya("pengelola", "bkd"),
    ),
    Tindakan(
        "kepegawaian.RiwayatJabatan", "tegaskan", "skp:tegaskan", lambda b: [b.riwayat_lama.pk],
        lambda b: {"versi": b.riwayat_lama.versi}, hanya("pegawai", terlihat=RIWAYAT),
    ),
    Tindakan(  # the owner has no screen of the back office
        "kepegawaian.Pegawai", "hapus_riwayat", "admin:kepegawaian_pegawai_hapus_riwayat", lambda b: [b.pegawai.pk],
        lambda b: {"versi": b.pegawai.versi, "riwayat": b.riwayat[4].pk},
        hanya("pengelola", "bkd", terlihat=WILAYAH_A | PENILAI | {"pegawai"}),
    ),
]  # fmt: skip
# Without an address: what the system does when another document says so.
TANPA_ALAMAT = {
    ("skp.Skp", "selesaikan"),
    ("skp.Skp", "catat_tidak_lapor"),
    # on the way of other acts, or by the clock
    *(
        ("realisasi.RealisasiBulanan", verba)
        for verba in (
            "tutup_pengisian",
            "tutup_penilaian",
            "buka_pengisian",
            "buka_penilaian",
            "lanjutkan_penilaian",
        )
    ),
}
NOMOR = [f"{n}-{t.verba}-{t.nama}" for n, t in enumerate(TINDAKAN)]


def kirim(dunia, tindakan: Tindakan, pandang: str):
    alamat = reverse(tindakan.nama, args=tindakan.args(dunia.benda))
    return dunia.klien(pandang).post(alamat, {"kunci": str(uuid4())} | tindakan.data(dunia.benda))


def test_every_act_has_an_entry():
    assert {(t.model, t.verba) for t in TINDAKAN} | TANPA_ALAMAT == {
        (m._meta.label, verba) for m, verba in ACTS
    }
    assert [t.nama for t in TINDAKAN if set(t.harapan) != set(SEMUA)] == []


@pytest.mark.parametrize("tindakan", TINDAKAN, ids=NOMOR)
def test_forged_act_is_refused_and_nothing_has_changed(dunia, tindakan):
    harapan = {p: kode for p, kode in tindakan.harapan.items() if kode is not None}
    sebelum, dapat = potret(), {}
    for pandang in harapan:
        jawaban = kirim(dunia, tindakan, pandang)
        dapat[pandang] = hasil(jawaban)
        assert bocoran(pandang, isi(jawaban)) == []
        assert potret() == sebelum, pandang
    assert dapat == harapan


@pytest.mark.parametrize(
    ("tindakan", "pandang"),
    [(t, p) for t in TINDAKAN for p, kode in t.harapan.items() if kode is None],
    ids=lambda isi: isi if isinstance(isi, str) else f"{isi.verba}-{isi.nama}",
)
def test_the_same_data_do_for_who_may(dunia, tindakan, pandang):
    """Otherwise the refusals above would prove nothing."""
    sebelum = potret()
    assert kirim(dunia, tindakan, pandang).status_code == tindakan.jawab
    assert (potret() != sebelum) == (tindakan.jawab < 400)


# --- acts in bulk --------------------------------------------------------------------------------------------------


def massal(dunia, pandang: str, layar: str, aksi: str, objek) -> int | str:
    data = {
        "action": aksi, "_selected_action": [objek.pk], "_konfirmasi": "1", "kunci": str(uuid4()),
        f"versi_{objek.pk}": objek.versi, "catatan": "Setuju.", "alasan": "Palsu.",
    }  # fmt: skip
    return hasil(dunia.klien(pandang).post(reverse(f"admin:{layar}_changelist"), data))


@pytest.mark.parametrize(
    ("layar", "aksi", "benda", "boleh"),
    [
        ("skp_skp", "terima_massal", "skp_diajukan", "penilai"),
        ("skp_skp", "terima_massal", "skp_plt", "plt"),
        ("skp_skp", "izinkan_mendahului_massal", "skp_bawah", "bkd"),
        ("akun_pengguna", "nonaktifkan_massal", "akun_pegawai", "bkd"),
        ("skp_skp", "delete_selected", "skp_konsep", None),
        ("akun_pengguna", "delete_selected", "akun_pegawai", None),
    ],
)
def test_bulk_act_reaches_only_what_each_may(dunia, layar, aksi, benda, boleh):
    objek, sebelum = getattr(dunia.benda, benda), potret()
    daftar = tabel.LAYAR["skp.Skp" if layar == "skp_skp" else "akun.Pengguna"].harapan()["changelist"]
    for pandang, kode in daftar.items():
        if pandang != boleh:
            # Who has the list comes back to it, with a sentence instead of a change.
            assert massal(dunia, pandang, layar, aksi, objek) in ([200, 302] if kode == 200 else [kode]), (
                pandang
            )
            assert potret() == sebelum, pandang
    if boleh:
        assert massal(dunia, boleh, layar, aksi, objek) == 302
        assert potret() != sebelum


# --- forms of the back office ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", tabel.LAYAR)
def test_back_office_form_is_refused_to_who_may_not_save(dunia, label):
    layar, sebelum = tabel.LAYAR[label], potret()
    objek = layar.objek(dunia.benda)
    data = {
        "_versi": getattr(objek, "versi", ""),
        "nama": "Palsu",
        "_save": "1",
        "post": "yes",
        "is_superuser": "on",
    }
    for halaman, boleh in (("add", layar.tambah), ("change", layar.ubah), ("delete", layar.hapus)):
        alamat, lihat = url_layar(label, halaman, dunia.benda), layar.harapan()[halaman]
        for pandang in set(SEMUA) - set(boleh):
            harap = 403 if lihat[pandang] == 200 else lihat[pandang]  # sees the form, may not save it
            assert hasil(dunia.klien(pandang).post(alamat, data)) == harap, (halaman, pandang)
            assert potret() == sebelum, (halaman, pandang)


def test_no_form_of_the_back_office_sets_status_version_or_rights(dunia):
    """Even who may save a form cannot smuggle a column into it."""
    b, orang = dunia.benda, dunia.orang
    rekan = orang["rekan"]
    isian = {
        "nama": "Orang rekan", "email": rekan.email, "nomor_hp": "", "_versi": rekan.versi, "_save": "1",
        "is_superuser": "on", "is_active": "", "groups": "1", "versi": 99, "password": "x", "username": "1",
    }  # fmt: skip
    jawaban = dunia.klien("bkd").post(reverse("admin:akun_pengguna_change", args=[rekan.pk]), isian)
    assert jawaban.status_code == 302
    sesudah = type(rekan).objects.get(pk=rekan.pk)
    assert (sesudah.is_superuser, sesudah.is_active, sesudah.username, sesudah.versi) == (
        False, True, rekan.username, rekan.versi + 1,
    )  # fmt: skip
    assert (sesudah.password, sesudah.groups.count()) == (rekan.password, 0)
    diri = {"user": orang["bkd"].pk, "permission": b.kewenangan.permission_id, "content_object": b.opd_a.pk}
    jawaban = dunia.klien("bkd").post(reverse("admin:kepegawaian_kewenanganwilayah_add"), diri)
    assert (jawaban.status_code, orang["bkd"].kewenanganwilayah_set.count()) == (200, 0)


# --- cross-site requests ------------------------------------------------------------------------------------------------

# No session is looked at, nothing is written.
BACA_SAJA = "/api/v2/"
# Exempt from the middleware: its own authentication asks for the token, after our door has sent guests away.
API_REDAKSI = "/cms/api/"


def test_post_without_csrf_token_is_refused_everywhere(dunia):
    """Who could do most, at every address of the product and of Wagtail's admin."""
    sebelum = potret()
    peramban: dict[str, Client] = {
        p: dunia.klien(p, enforce_csrf_checks=True) for p in ("superuser", "bkd", "penilai", "anonim")
    }
    for alamat in daftar_alamat():
        jalur = contoh_jalur(alamat.jalur)
        for pandang, klien in peramban.items():
            jawab = hasil(klien.post(jalur, {"kunci": str(uuid4())}))
            if jalur.startswith(API_REDAKSI) and pandang == "anonim":
                assert jawab == tabel.LOGIN, jalur
            elif jalur == "/login/" and pandang != "anonim":
                assert jawab == tabel.PINDAH  # a second tap on "Masuk": he is in already
            else:
                assert jawab == (405 if jalur.startswith(BACA_SAJA) else 403), (pandang, jalur)
    assert potret() == sebelum


@pytest.mark.parametrize("tindakan", TINDAKAN, ids=NOMOR)
def test_act_without_csrf_token_is_refused_to_who_may(dunia, tindakan):
    for pandang in (p for p, kode in tindakan.harapan.items() if kode is None):
        sebelum = potret()
        alamat = reverse(tindakan.nama, args=tindakan.args(dunia.benda))
        klien = dunia.klien(pandang, enforce_csrf_checks=True)
        data = {"kunci": str(uuid4())} | tindakan.data(dunia.benda)
        assert klien.post(alamat, data).status_code == 403
        assert potret() == sebelum


def test_a_notice_of_another_is_not_marked_as_read(dunia):
    sebelum = potret()
    harapan = tertutup(404, {302: ["pegawai"]})
    alamat = reverse("notifikasi:baca", args=[dunia.benda.notifikasi.pk])
    for pandang in set(SEMUA) - {"pegawai"}:
        assert hasil(dunia.klien(pandang).post(alamat)) == harapan[pandang], pandang
        assert potret() == sebelum
    assert hasil(dunia.klien("pegawai").post(alamat)) == 302
    assert potret() != sebelum
