"""The penilai hears of a submission, the owner of the decision; nobody else hears anything."""

from datetime import date

import pytest

from kinerja.dokumen.errors import Ditolak
from kinerja.notifikasi.models import Notifikasi
from kinerja.skp import services
from tests.factories import PegawaiFactory, beri_wilayah, isi_ekspektasi
from tests.kinerja.skp.conftest import KINI, alamat
from tests.kinerja.skp.langkah import VERBA, lakukan, lapangan, pemilik, penilai

pytestmark = pytest.mark.django_db


def kabar() -> list[tuple]:
    return list(Notifikasi.objects.order_by("pk").values_list("pengguna", "judul", "tautan"))


def test_submission_is_told_to_the_penilai(diajukan):
    judul = f"SKP {diajukan.pegawai} 2026 menunggu penilaian Anda"
    assert kabar() == [(diajukan.penilai.pengguna_id, judul, alamat("detail", diajukan.pk))]


def test_decision_is_told_to_the_owner(diajukan):
    penilai, pemilik = diajukan.penilai, diajukan.pegawai
    services.kembalikan(diajukan, oleh=penilai.pengguna, pada=KINI, catatan="Perbaiki.")
    services.ajukan(diajukan, oleh=pemilik.pengguna, pada=KINI, catatan="Sudah.")
    isi_ekspektasi(diajukan)
    services.terima(diajukan, oleh=penilai.pengguna, pada=KINI, catatan="Setuju.")
    assert [(siapa, judul) for siapa, judul, _ in kabar()[1:]] == [
        (pemilik.pengguna_id, f"SKP Anda 2026 dikembalikan oleh {penilai} untuk diperbaiki"),
        (penilai.pengguna_id, f"SKP {pemilik} 2026 menunggu penilaian Anda"),
        (pemilik.pengguna_id, f"SKP Anda 2026 disetujui oleh {penilai}"),
    ]


def test_refused_act_is_told_to_nobody(konsep):
    with pytest.raises(Ditolak):
        services.ajukan(konsep, oleh=konsep.pegawai.pengguna, pada=KINI, catatan="")
    assert kabar() == []


def test_revision_is_told_to_who_must_answer(disetujui):
    pemilik_, penilai_ = disetujui.pegawai, disetujui.penilai
    Notifikasi.objects.all().delete()
    services.ajukan_revisi(disetujui, **pemilik(disetujui), catatan="Target berubah.")
    services.tolak_revisi(disetujui, **penilai(disetujui), catatan="Belum perlu.")
    services.ajukan_revisi(disetujui, **pemilik(disetujui), catatan="Anggaran berubah.")
    services.terima_revisi(disetujui, **penilai(disetujui))
    ke = alamat("detail", disetujui.pk)
    assert kabar() == [
        (penilai_.pengguna_id, f"Revisi SKP {pemilik_} 2026 menunggu keputusan Anda", ke),
        (pemilik_.pengguna_id, f"Revisi SKP Anda 2026 ditolak oleh {penilai_}", ke),
        (penilai_.pengguna_id, f"Revisi SKP {pemilik_} 2026 menunggu keputusan Anda", ke),
        (pemilik_.pengguna_id, "Revisi SKP Anda 2026 diterima: ubah rencana Anda, lalu ajukan lagi", ke),
    ]


def test_comment_assignment_and_exception_are_told():
    d = lapangan("diajukan")
    Notifikasi.objects.all().delete()
    lakukan(d, "komentari")
    assert kabar() == [
        (d.skp.pegawai.pengguna_id, f"{d.atasan} mengomentari SKP Anda 2026", alamat("detail", d.skp.pk))
    ]
    d = lapangan("disetujui")
    Notifikasi.objects.all().delete()
    lakukan(d, "tugaskan")
    assert kabar() == [
        (
            d.bawahan.pengguna_id,
            f"{d.skp.pegawai} menugaskan hasil kerja untuk SKP Anda 2026",
            alamat("daftar"),
        )
    ]
    d = lapangan()
    Notifikasi.objects.all().delete()
    lakukan(d, "izinkan_mendahului")
    judul = "SKP Anda 2026 boleh diajukan sebelum SKP sebelumnya selesai"
    assert kabar() == [(d.skp.pegawai.pengguna_id, judul, alamat("detail", d.skp.pk))]


def test_editing_ones_own_draft_is_told_to_nobody():
    for verba in set(VERBA["konsep"]) - {"ajukan", "izinkan_mendahului"}:
        d = lapangan()
        Notifikasi.objects.all().delete()
        lakukan(d, verba)
        assert kabar() == [], verba


def test_longest_names_fit_into_a_notice():
    d = lapangan("diajukan")
    for orang in (d.skp.pegawai, d.atasan):
        type(orang).objects.filter(pk=orang.pk).update(nama="N" * 150)
    lakukan(d, "komentari")
    lakukan(d, "terima")
    lakukan(d, "ajukan_revisi")
    assert {len(judul) <= 200 for _, judul, _ in kabar()} == {True}


def test_the_end_of_a_period_is_told_to_the_others(disetujui):
    pemilik, penilai = disetujui.pegawai.pengguna, disetujui.penilai.pengguna
    pengelola = PegawaiFactory(perangkat_daerah=disetujui.perangkat_daerah).pengguna
    beri_wilayah(pengelola, disetujui.perangkat_daerah, "kelola_perangkatdaerah")
    lama = len(kabar())
    isi = {"pada": KINI, "alasan": "Mutasi."}
    services.tutup_periode(disetujui, oleh=pengelola, selesai=date(2026, 6, 30), **isi)
    services.tutup_periode(disetujui, oleh=pemilik, selesai=date(2026, 5, 31), **isi)
    nama = disetujui.pegawai.nama
    assert sorted((siapa, judul) for siapa, judul, _ in kabar()[lama:]) == sorted(
        [
            (pemilik.pk, f"Periode SKP {nama} 2026 berakhir 30 Juni 2026"),
            (penilai.pk, f"Periode SKP {nama} 2026 berakhir 30 Juni 2026"),
            (penilai.pk, f"Periode SKP {nama} 2026 berakhir 31 Mei 2026"),
        ]
    )
