import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kinerja.ui.models import AKSEN_BAWAAN, PERMUKAAN_GELAP, Identitas, aksen_gelap, kontras


def test_tanpa_baris_memakai_bawaan(db):
    assert Identitas.kini().nama_aplikasi == "Si-Kinerja"
    assert Identitas.kini().zona == "WITA"
    assert not Identitas.kini().beraksen_sendiri


def test_disimpan_sekali_dan_dibaca_sekali(db, django_assert_num_queries, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Identitas(nama_pemerintah="Pemerintah Provinsi Papua", warna_aksen="#7a1f1f", zona="WIT").save()
    with django_assert_num_queries(1):
        assert Identitas.kini().nama_pemerintah == "Pemerintah Provinsi Papua"
        assert Identitas.kini().zona == "WIT"
    with django_capture_on_commit_callbacks(execute=True):
        Identitas(zona="WIB").save()
    assert Identitas.kini().zona == "WIB"
    assert Identitas.objects.count() == 1


def test_dibaca_lagi_setelah_semenit(db, monkeypatch):
    Identitas.kini()
    Identitas.objects.create(zona="WIT")
    assert Identitas.kini().zona == "WITA"
    monkeypatch.setattr("time.monotonic", lambda: Identitas._simpanan[1])
    assert Identitas.kini().zona == "WIT"


def test_baris_kedua_ditolak_basis_data(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Identitas.objects.bulk_create([Identitas(pk=2)])


@pytest.mark.parametrize("warna", ["#ffff00", "#8899aa", "biru", "#12345", "#2a4a86;", "#2a4a86\n"])
def test_warna_terlalu_terang_atau_rusak_ditolak(db, warna):
    with pytest.raises(ValidationError) as galat:
        Identitas(warna_aksen=warna).full_clean()
    assert list(galat.value.message_dict) == ["warna_aksen"]


@pytest.mark.parametrize("warna", [AKSEN_BAWAAN, "#000000", "#7a1f1f", "#00613a"])
def test_aksen_terbaca_di_terang_dan_gelap(db, warna):
    Identitas(warna_aksen=warna).full_clean()
    assert kontras(warna, "#ffffff") >= 4.5
    assert kontras(aksen_gelap(warna), PERMUKAAN_GELAP) >= 4.5


def test_kontras_menurut_wcag():
    assert kontras("#000000", "#ffffff") == pytest.approx(21)
    assert kontras("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
