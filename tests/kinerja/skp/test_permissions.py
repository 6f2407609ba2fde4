"""Wrong person times every verb, by forged POST: refused, and nothing changed."""

from datetime import date

import pytest
from django.test import Client

from kinerja.skp.models import Skp
from tests.factories import PegawaiFactory, isi_ekspektasi, tunjuk_penilai
from tests.kinerja.skp.conftest import alamat, kirim, klien, orang_luar, potret
from tests.kinerja.skp.test_services import PENILAIAN, PENYUNTINGAN, plt_menilai

pytestmark = pytest.mark.django_db


def isian(skp) -> dict:
    """Verb -> (ids in the address, a body that would be accepted from the right person)."""
    rhk = skp.daftar_rhk.first()
    indikator = {"uraian": "Baru", "perspektif": "ANGGARAN", "target": "1", "satuan": "Kali", "arah": "NAIK"}
    periode = {
        "mulai": "2026-01-01",
        "selesai": "2026-11-30",
        "model": "JPT",
        "pendekatan": "KUANTITATIF",
    }
    return {
        "ubah": ([], periode),
        "tambah_rhk": ([], {"jenis": "UTAMA", "uraian": "Baru"}),
        "ubah_rhk": ([rhk.pk], {"jenis": "UTAMA", "uraian": "Baru"}),
        "hapus_rhk": ([rhk.pk], {}),
        "tambah_indikator": ([rhk.pk], indikator),
        "ubah_indikator": ([rhk.daftar_indikator.first().pk], indikator),
        "hapus_indikator": ([rhk.daftar_indikator.last().pk], {}),
        "ajukan": ([], {"catatan": "Mohon."}),
        "simpan_ekspektasi": ([], {"LOYAL": "Setia"}),
        "terima": ([], {"catatan": "Setuju."}),
        "kembalikan": ([], {"catatan": "Perbaiki."}),
    }


def coba(orang, skp, verba) -> int:
    lagi, isi = isian(skp)[verba]
    return kirim(orang, skp, verba, *lagi, **isi).status_code


HARAPAN = {"rekan": 404, "opd_lain": 404, "penilai_orang_lain": 404, "superuser": 403, "bkd": 403}


@pytest.mark.parametrize("siapa", HARAPAN)
def test_outsiders_change_nothing(siapa, request):
    for keadaan, verba in (("konsep", PENYUNTINGAN), ("diajukan", PENILAIAN)):
        skp = request.getfixturevalue(keadaan)
        orang = orang_luar(skp)[siapa]
        semula = potret(skp)
        assert {v: coba(orang, skp, v) for v in verba} == dict.fromkeys(verba, HARAPAN[siapa])
        assert potret(skp) == semula


def test_outsiders_see_no_page_of_an_act(diajukan):
    for siapa, orang in orang_luar(diajukan).items():
        peramban = klien(orang)
        for verba, (lagi, _) in isian(diajukan).items():
            status = peramban.get(alamat(verba, diajukan.pk, *lagi)).status_code
            assert (siapa, verba, status) == (siapa, verba, HARAPAN[siapa])


def test_outsiders_see_the_page_as_the_policy_says(konsep):
    terlihat = {"superuser": 200, "bkd": 200}
    for siapa, orang in orang_luar(konsep).items():
        assert klien(orang).get(alamat("detail", konsep.pk)).status_code == terlihat.get(siapa, 404)


def test_penilai_does_not_edit_and_owner_does_not_decide(konsep, diajukan):
    for skp, orang, verba in (
        (konsep, konsep.penilai, PENYUNTINGAN),
        (diajukan, diajukan.pegawai, PENILAIAN),
    ):
        semula = potret(skp)
        assert {v: coba(orang, skp, v) for v in verba} == dict.fromkeys(verba, 403)
        assert potret(skp) == semula


def ganti_penilai(skp) -> tuple:
    lama = skp.riwayat_jabatan.daftar_penilai.get()
    lama.selesai = date(2026, 1, 17)
    lama.save()
    baru = tunjuk_penilai(skp.riwayat_jabatan, PegawaiFactory(), mulai=date(2026, 1, 18)).pegawai
    return lama.pegawai, baru


def test_former_penilai_does_not_see_what_was_never_his(konsep):
    lama, baru = ganti_penilai(konsep)
    semula = potret(konsep)
    assert klien(lama).get(alamat("detail", konsep.pk)).status_code == 404
    assert coba(lama, konsep, "terima") == 404
    assert klien(baru).get(alamat("detail", konsep.pk)).status_code == 200
    assert potret(konsep) == semula


def test_new_penilai_reads_but_does_not_decide_what_the_old_one_holds(diajukan):
    isi_ekspektasi(diajukan)
    _, baru = ganti_penilai(diajukan)
    semula = potret(diajukan)
    assert {v: coba(baru, diajukan, v) for v in PENILAIAN} == dict.fromkeys(PENILAIAN, 403)
    assert potret(diajukan) == semula


def test_expired_plt_is_refused_by_http(db, time_machine_ke):
    skp = plt_menilai()
    time_machine_ke(26)
    semula = potret(skp)
    assert {v: coba(skp.penilai, skp, v) for v in PENILAIAN} == dict.fromkeys(PENILAIAN, 403)
    assert potret(skp) == semula
    isi = klien(skp.penilai).get(alamat("antrean")).content.decode()
    assert "Tidak ada SKP yang menunggu keputusan Anda" in isi


def test_position_of_another_is_no_way_to_an_skp(konsep):
    for orang in orang_luar(konsep).values():
        jawaban = klien(orang).post(
            alamat("tambah_skp", konsep.riwayat_jabatan_id),
            {"versi": 1, "kunci": "kunci-palsu-1", "mulai": "2026-01-01", "selesai": "2026-12-31"},
        )
        assert jawaban.status_code in (403, 404)
    assert Skp.objects.count() == 1


def test_anonymous_is_sent_to_login(konsep):
    semula = potret(konsep)
    for verba, (lagi, isi) in isian(konsep).items():
        jawaban = Client().post(alamat(verba, konsep.pk, *lagi), isi)
        assert (jawaban.status_code, jawaban["Location"].split("?")[0]) == (302, "/login/")
    assert potret(konsep) == semula


def test_csrf_is_enforced(konsep):
    semula = potret(konsep)
    peramban = klien(konsep.pegawai, enforce_csrf_checks=True)
    for verba, (lagi, isi) in isian(konsep).items():
        isi = isi | {"versi": konsep.versi, "kunci": "kunci-tanpa-csrf"}
        assert peramban.post(alamat(verba, konsep.pk, *lagi), isi).status_code == 403
    assert potret(konsep) == semula


def test_get_and_head_never_act(request):
    for keadaan, verba in (("konsep", PENYUNTINGAN), ("diajukan", PENILAIAN)):
        skp = request.getfixturevalue(keadaan)
        orang = skp.pegawai if keadaan == "konsep" else skp.penilai
        semula, peramban = potret(skp), klien(orang)
        for v in verba:
            lagi, isi = isian(skp)[v]
            isi = isi | {"versi": skp.versi, "kunci": "kunci-lewat-get"}
            assert peramban.get(alamat(v, skp.pk, *lagi), isi).status_code == 200
            assert peramban.head(alamat(v, skp.pk, *lagi), isi).status_code == 200
            assert peramban.put(alamat(v, skp.pk, *lagi)).status_code == 405
        assert potret(skp) == semula


def test_wrong_state_by_http_is_409_with_nothing_changed(disetujui):
    semula = potret(disetujui)
    for verba in PENYUNTINGAN:
        assert (verba, coba(disetujui.pegawai, disetujui, verba)) == (verba, 409)
    for verba in PENILAIAN:
        assert (verba, coba(disetujui.penilai, disetujui, verba)) == (verba, 409)
    assert potret(disetujui) == semula
    peramban = klien(disetujui.pegawai)
    assert peramban.get(alamat("ajukan", disetujui.pk)).status_code == 409
