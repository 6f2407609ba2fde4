"""The policy itself against the table, object by object; and the table against docs/permissions.md."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.dokumen import policy
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import Skp
from kinerja.username.models import BatchUsername
from tests.jalan import tabel
from tests.jalan.dunia import KINI, SEMUA, WITA, wita

PUTUSAN = (
    "simpan_ekspektasi",
    "komentari",
    "terima",
    "kembalikan",
    "terima_revisi",
    "tolak_revisi",
    "bagikan",
)


def orang(dunia, pandang: str):
    """Read anew: roles and territories are remembered on the instance."""
    if pandang not in dunia.orang:
        return AnonymousUser()
    return Pengguna.objects.get(pk=dunia.orang[pandang].pk)


def yang_melihat(dunia, objek, pada=KINI) -> set[str]:
    return {
        p
        for p in SEMUA
        if policy.visible(type(objek), orang(dunia, p), pada=pada).filter(pk=objek.pk).exists()
    }


def yang_boleh(dunia, verba: str, objek, pada=KINI) -> set[str]:
    return {p for p in SEMUA if policy.can(orang(dunia, p), verba, objek, pada=pada)}


def test_every_rule_has_an_entry(dunia):
    ada = {(m._meta.label, verba) for m, aturan in policy.ATURAN.items() for verba in aturan.verba}
    assert set(tabel.HAK) == ada
    terlihat = {getattr(dunia.benda, nama)._meta.label for nama in tabel.TERLIHAT}
    assert terlihat == {m._meta.label for m in policy.ATURAN}


@pytest.mark.parametrize("benda", tabel.TERLIHAT)
def test_who_sees(dunia, benda):
    assert yang_melihat(dunia, getattr(dunia.benda, benda)) == set(tabel.TERLIHAT[benda])


@pytest.mark.parametrize(
    ("model", "verba", "benda"), [(*kunci, benda) for kunci, isi in tabel.HAK.items() for benda in isi]
)
def test_who_may(dunia, model, verba, benda):
    objek = getattr(dunia.benda, benda)
    assert objek._meta.label == model
    boleh = set(tabel.HAK[model, verba][benda])
    assert yang_boleh(dunia, verba, objek) == boleh
    if benda in tabel.TERLIHAT:  # nobody may do what he cannot see
        assert boleh - set(tabel.TANPA_MELIHAT.get((model, verba), ())) <= set(tabel.TERLIHAT[benda])


def test_docs_say_the_same():
    """docs/permissions.md lists exactly the models and verbs of the table."""
    tertulis, model = {}, ""
    for baris in (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8").splitlines():
        if judul := re.fullmatch(r"## (\w+\.\w+)", baris):
            model = judul[1]
            tertulis[model] = set()
        elif verba := re.match(r"\| `(\w+)` \|", baris):
            tertulis[model].add(verba[1])
    harap = {m._meta.label: set() for m in policy.ATURAN}
    for label, verba in tabel.HAK:
        harap[label].add(verba)
    assert tertulis == harap


# --- terms -----------------------------------------------------------------------------------------------------------


def semua_hak(dunia, pandang: str, pada=KINI) -> set[tuple[str, str]]:
    return {
        (verba, benda)
        for (_, verba), isi in tabel.HAK.items()
        for benda in isi
        if policy.can(orang(dunia, pandang), verba, getattr(dunia.benda, benda), pada=pada)
    }


@pytest.mark.parametrize("pandang", ["auditor_lewat", "pengelola_lewat"])
def test_an_expired_grant_shows_and_allows_nothing(dunia, pandang):
    siapa = orang(dunia, pandang)
    for model in (Skp, RealisasiBulanan, BatchUsername):
        assert list(policy.visible(model, siapa, pada=KINI)) == []
    assert [p.pengguna_id for p in policy.visible(Pegawai, siapa, pada=KINI)] == [siapa.pk]
    assert semua_hak(dunia, pandang) == set()
    klien = dunia.klien(pandang)
    for nama in (
        "skp_skp",
        "realisasi_realisasibulanan",
        "kepegawaian_pegawai",
        "kepegawaian_riwayatjabatan",
    ):
        assert klien.get(reverse(f"admin:{nama}_changelist")).status_code == 403
    assert klien.get(reverse("username:daftar")).status_code == 403


def test_a_grant_ends_with_its_last_day_in_wita(dunia):
    terakhir, lewat = datetime(2026, 5, 31, 23, 59, 59, tzinfo=WITA), datetime(2026, 6, 1, tzinfo=WITA)
    skp, opd = dunia.benda.skp_disetujui, dunia.benda.opd_a
    assert [("auditor_lewat" in yang_melihat(dunia, skp, pada)) for pada in (terakhir, lewat)] == [
        True,
        False,
    ]
    assert [("auditor" in yang_melihat(dunia, skp, pada)) for pada in (terakhir, lewat)] == [False, True]
    assert [("pengelola_lewat" in yang_boleh(dunia, "unggah", opd, pada)) for pada in (terakhir, lewat)] == [
        True,
        False,
    ]


def test_an_expired_plt_reads_what_he_held_and_does_nothing(dunia):
    """March was his: he could rate what was submitted to him then. Now he reads it, and nothing else."""
    siapa, bulan = orang(dunia, "plt_lewat"), dunia.benda.bulan_plt
    assert list(policy.visible(RealisasiBulanan, siapa, pada=KINI)) == [bulan]
    assert list(policy.visible(Skp, siapa, pada=KINI)) == []
    assert semua_hak(dunia, "plt_lewat") == set()
    assert yang_boleh(dunia, "nilai_hasil_kerja", bulan, datetime(2026, 3, 31, 23, 59, tzinfo=WITA)) == {
        "plt_lewat"
    }
    assert yang_boleh(dunia, "nilai_hasil_kerja", bulan, datetime(2026, 4, 1, tzinfo=WITA)) == set()


def test_a_plt_in_force_stops_with_his_letter(dunia):
    skp = dunia.benda.skp_plt
    assert yang_boleh(dunia, "terima", skp, wita(7, 31, 23)) == {"plt"}
    assert yang_boleh(dunia, "terima", skp, wita(8, 1, 0)) == set()


PENILAIAN = {
    "simpan_umpan_balik", "kembalikan", "nilai_hasil_kerja", "nilai_perilaku", "ubah_penilaian", "buka_penilaian",
    "lanjutkan_penilaian",
}  # fmt: skip


def test_a_former_penilai_finishes_what_he_holds_and_gets_nothing_new(dunia):
    siapa = orang(dunia, "mantan")
    assert list(policy.visible(Skp, siapa, pada=KINI)) == [dunia.benda.skp_disetujui]
    assert list(policy.visible(RealisasiBulanan, siapa, pada=KINI)) == [dunia.benda.bulan_selesai]
    assert semua_hak(dunia, "mantan") == {
        *((v, "skp_disetujui") for v in PUTUSAN),
        *((v, "bulan_selesai") for v in PENILAIAN),
    }


def test_a_superuser_has_no_signature(dunia):
    assert semua_hak(dunia, "superuser") == set()


def test_nobody_acts_on_himself(dunia):
    """The owner with every role there is: still not his own penilai, verifier or administrator."""
    b, pegawai = dunia.benda, dunia.orang["pegawai"]
    pegawai.groups.set(dunia.orang["bkd"].groups.all())
    siapa = Pengguna.objects.get(pk=pegawai.pk)
    for verba, objek in (
        ("nonaktifkan", siapa), ("tetapkan_penilai", b.riwayat[0]),
        *((verba, b.skp_diajukan) for verba in PUTUSAN), ("izinkan_mendahului", b.skp_konsep),
        ("nilai_hasil_kerja", b.bulan_hasil), ("nilai_perilaku", b.bulan_perilaku),
    ):  # fmt: skip
        assert not policy.can(siapa, verba, objek, pada=KINI), verba
    pengelola = orang(dunia, "pengelola")
    pengelola.groups.set(dunia.orang["bkd"].groups.all())
    assert not policy.can(orang(dunia, "pengelola"), "verifikasi", b.batch, pada=KINI)
