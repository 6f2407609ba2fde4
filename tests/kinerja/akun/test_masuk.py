"""The login page: one answer for every failure, and a lockout that touches one NIP from one address only."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinerja.akun.backends import Argon2OwaspHasher
from kinerja.akun.models import Pengguna
from tests.kinerja.akun.conftest import PASSWORD

SINI, SANA = "203.0.113.7", "203.0.113.8"


def masuk(nip, password, *, dari=SINI, tujuan="", client=None):
    client = client or Client()
    return client.post(
        reverse("admin:login") + (f"?next={tujuan}" if tujuan else ""),
        {"username": nip, "password": password, "next": tujuan},
        REMOTE_ADDR=dari,
    )


def kunci(nip, settings, dari=SINI):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        jawaban = masuk(nip, "salah", dari=dari)
    return jawaban


def test_masuk_dengan_nip_dan_password(budi):
    assert masuk(budi.username, PASSWORD).status_code == 302


def test_penyandi_password_adalah_argon2_lantai_owasp(budi):
    assert isinstance(get_hasher(), Argon2OwaspHasher)
    assert "m=19456,t=2,p=1" in budi.password


def test_semua_kegagalan_satu_jawaban_dan_satu_kali_sandi(budi, siti, monkeypatch):
    """Unknown NIP, wrong password, inactive, never activated: the same sentence, the same work (one Argon2 run)."""
    mati = Pengguna.objects.create_user("197701012000011001", "Mati Contoh", PASSWORD, is_active=False)
    panggilan = []
    for nama in ("encode", "verify"):
        asli = getattr(Argon2OwaspHasher, nama)
        monkeypatch.setattr(
            Argon2OwaspHasher,
            nama,
            lambda self, *a, _asli=asli, **k: panggilan.append(1) or _asli(self, *a, **k),
        )
    jawaban, kerja = set(), []
    for nip, password in [
        ("199912312020121009", PASSWORD),
        (budi.username, "salah"),
        (mati.username, PASSWORD),
        (siti.username, PASSWORD),
    ]:
        panggilan.clear()
        r = masuk(nip, password)
        jawaban.add((r.status_code, str(r.context["form"].non_field_errors())))
        kerja.append(len(panggilan))
    assert len(jawaban) == 1
    assert kerja == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "tujuan", ["https://jahat.example/", "//jahat.example/", "/\\jahat.example", "javascript:alert(1)"]
)
def test_tujuan_di_luar_situs_tidak_diikuti(budi, tujuan):
    assert "jahat" not in masuk(budi.username, PASSWORD, tujuan=tujuan)["Location"]


def test_tujuan_di_dalam_situs_diikuti(budi):
    assert masuk(budi.username, PASSWORD, tujuan="/kerja/profil/")["Location"] == "/kerja/profil/"


def test_terkunci_memberi_429_dan_waktu_coba_lagi(budi, settings):
    jawaban = kunci(budi.username, settings)
    assert jawaban.status_code == 429
    assert 800 < int(jawaban["Retry-After"]) <= 900
    assert "WITA" in jawaban.content.decode()
    assert masuk(budi.username, PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("nip", "dari", "status"),
    [("korban", SINI, 429), ("korban", SANA, 302), ("lain", SINI, 302), ("lain", SANA, 302)],
)
def test_kuncian_hanya_untuk_nip_dan_alamat_itu(budi, bkd, settings, nip, dari, status):
    kunci(budi.username, settings)
    orang = budi if nip == "korban" else bkd
    assert masuk(orang.username, PASSWORD, dari=dari).status_code == status


def test_kuncian_berakhir_dan_tidak_diperpanjang_percobaan(budi, settings):
    with time_machine.travel(timezone.now(), tick=False) as waktu:
        kunci(budi.username, settings)
        waktu.shift(timedelta(minutes=14))
        assert masuk(budi.username, "salah").status_code == 429
        waktu.shift(timedelta(minutes=1, seconds=1))
        assert masuk(budi.username, PASSWORD).status_code == 302


def test_masuk_menghapus_hitungan(budi, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        masuk(budi.username, "salah")
    assert masuk(budi.username, PASSWORD).status_code == 302
    assert masuk(budi.username, "salah").status_code == 200


def test_kode_salah_ikut_mengunci(siti, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        jawaban = Client().post("/aktivasi/", {"nip": siti.username, "kode": "ABCD-EFGH"}, REMOTE_ADDR=SINI)
    assert jawaban.status_code == 429
    assert (
        Client().post("/aktivasi/", {"nip": siti.username, "kode": "X"}, REMOTE_ADDR=SANA).status_code == 200
    )


def test_alamat_palsu_di_header_tidak_dipercaya(budi, settings):
    """Without a declared proxy, X-Forwarded-For does not help to escape the count."""
    for i in range(settings.AXES_FAILURE_LIMIT):
        jawaban = Client().post(
            reverse("admin:login"),
            {"username": budi.username, "password": "salah"},
            REMOTE_ADDR=SINI,
            HTTP_X_FORWARDED_FOR=f"198.51.100.{i}",
        )
    assert jawaban.status_code == 429
