"""Indonesian on the lean pages too: every one that a viewpoint reaches over the example data is read."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from kinerja.akun.models import Pengguna
from tests.test_bahasa import LATAR, kalimat_inggris

SAAT = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Makassar"))
SUDUT_PANDANG = [
    "pegawai", "penyusun-skp", "penilai", "kepala-badan", "gubernur",
    "pengelola", "verifikatur", "admin-bkd", "redaktur", "auditor",
]  # fmt: skip
UMUM = ["/login/", "/aktivasi/", "/lupa-password/", "/lupa-password/terkirim/"]
# What a browser sends of a form in which nothing was typed.
KOSONG = {"csrfmiddlewaretoken": "x"}
# Links out of the lean pages: the record of the back office is read by test_bahasa.py.
RAMPING = re.compile(r'href="(/(?:kerja|informasi)/[^"#]*|\?[^"#]*)"')


@pytest.fixture
def contoh(db):
    with time_machine.travel(SAAT, tick=True):
        call_command("isi_informasi", verbosity=0)
        call_command("contoh", verbosity=0)
        yield


def kalimat_asing(isi: str) -> set[str]:
    """As elsewhere; but No stands for Nomor above a column, and an address is not a sentence."""
    return {k for k in kalimat_inggris(isi) if k != "No" and "https://" not in k}


def rayapi(client) -> dict[str, str]:
    """One page of each kind, along the links from the front page."""
    antrean, halaman = ["/"], {}
    while antrean:
        alamat = antrean.pop(0)
        jenis = re.sub(r"\d+", "0", alamat)
        if jenis in halaman or re.search(r"\.(csv|xlsx|pdf)$", alamat.partition("?")[0]):
            continue
        jawaban = client.get(alamat, follow=True)
        # The juknis points everybody to the pengelola's page, which tells the others whose it is.
        assert (jawaban.status_code, alamat) in {(200, alamat), (403, "/kerja/username/")}
        # A print is a PDF.
        halaman[jenis] = jawaban.content.decode() if "html" in jawaban["Content-Type"] else ""
        dasar = alamat.partition("?")[0]
        tautan = [t.replace("&amp;", "&") for t in RAMPING.findall(halaman[jenis])]
        antrean += [dasar + t if t.startswith("?") else t for t in tautan]
    return halaman


@pytest.mark.django_db
def test_lean_pages_speak_indonesian(contoh, client):
    temuan = {alamat: kalimat_asing(client.get(alamat).content.decode()) for alamat in UMUM}
    for nama in SUDUT_PANDANG:
        client.force_login(Pengguna.objects.get(email=f"{nama}@contoh.invalid"), backend=LATAR)
        temuan |= {(nama, alamat): kalimat_asing(isi) for alamat, isi in rayapi(client).items()}
    assert len(temuan) > 150
    assert {tempat: kalimat for tempat, kalimat in temuan.items() if kalimat} == {}


@pytest.mark.django_db
def test_refusals_speak_indonesian(contoh, client):
    """Empty forms, sent: every complaint is a sentence that a pegawai reads."""
    client.force_login(Pengguna.objects.get(email="penyusun-skp@contoh.invalid"), backend=LATAR)
    halaman = {"password": client.post("/kerja/profil/password/", KOSONG)}
    skp = re.search(r"/kerja/skp/\d+/", client.get("/kerja/skp/").content.decode()).group()
    halaman |= {verba: client.post(f"{skp}{verba}/", KOSONG) for verba in ("ajukan", "tambah_rhk", "ubah")}
    assert {a: r.status_code for a, r in halaman.items() if r.status_code >= 500} == {}
    assert {a: kalimat_asing(r.content.decode()) for a, r in halaman.items()} == {a: set() for a in halaman}
    # To submit without a note is refused by the act itself, in its own words.
    del halaman["ajukan"]
    assert [a for a, r in halaman.items() if "Kolom ini harus diisi" not in r.content.decode()] == []
