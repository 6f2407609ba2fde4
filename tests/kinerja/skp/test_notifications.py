"""The penilai hears of a submission, the owner of the decision; nobody else hears anything."""

import pytest

from kinerja.dokumen.errors import Ditolak
from kinerja.notifikasi.models import Notifikasi
from kinerja.skp import services
from tests.factories import isi_ekspektasi
from tests.kinerja.skp.conftest import KINI, alamat

pytestmark = pytest.mark.django_db


def kabar() -> list[tuple]:
    return list(Notifikasi.objects.order_by("pk").values_list("pengguna", "judul", "tautan"))


def test_7_submission_is_told_to_the_penilai(diajukan):
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
