import json
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import ResolverMatch, include, path, resolve
from django.views.decorators.csrf import csrf_exempt

from kinerja.dokumen.errors import (
    AksesDitolak,
    DataBerubah,
    Ditolak,
    Keluhan,
    StatusTidakSesuai,
    TidakTerlihat,
)
from kinerja.ui.middleware import KANTOR_BELAKANG, KETAT, REDAKSI, BebanMiddleware, kebijakan
from project import urls as urls_proyek
from tests.factories import PenggunaFactory, jadikan_admin_bkd

KETAT_TEKS = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
galat = {}


@login_not_required
def lempar(request):
    raise galat["ini"]


@login_not_required
def baca_isian(request):
    return HttpResponse(str(len(request.POST)))


masuk, lepas = threading.Semaphore(0), threading.Event()


@csrf_exempt
@login_not_required
def tahan(request):
    """Takes as long as the test wants."""
    masuk.release()
    lepas.wait(20)
    return HttpResponse("selesai")


urlpatterns = [
    path("kerja/uji/", lempar),
    path("kerja/isian/", baca_isian),
    path("kerja/tahan/", tahan),
    path("", include(urls_proyek)),
]
for _nama in ("handler400", "handler403", "handler404", "handler500"):
    globals()[_nama] = getattr(urls_proyek, _nama)

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def disebabkan(luar, dalam):
    luar.__cause__ = dalam
    return luar


def kirim(pengecualian, klien=None, **header):
    galat["ini"] = pengecualian
    return (klien or Client(raise_request_exception=False)).get("/kerja/uji/", **header)


@pytest.mark.parametrize(
    ("pengecualian", "status", "kalimat"),
    [
        (Ditolak("Indikator belum diisi."), 422, "Indikator belum diisi."),
        (StatusTidakSesuai("SKP sudah disetujui."), 409, "SKP sudah disetujui."),
        (DataBerubah(), 409, "Data sudah berubah sejak Anda membukanya."),
        (AksesDitolak("Hanya pejabat penilai."), 403, "Hanya pejabat penilai."),
        (IntegrityError("CHECK constraint failed: identitas_tunggal"), 422, "Identitas hanya satu."),
        (IntegrityError("entah"), 422, "Data bertentangan dengan data yang sudah ada."),
    ],
)
def test_penolakan_menjadi_halaman(pengecualian, status, kalimat):
    jawaban = kirim(pengecualian)
    assert jawaban.status_code == status
    assert kalimat in jawaban.content.decode()
    assert "Tidak ada yang berubah" in jawaban.content.decode()


def test_penolakan_json_memuat_kalimat_dan_tautan():
    jawaban = kirim(Ditolak("Satu.", Keluhan("Dua.", "#dua")), HTTP_ACCEPT="application/json")
    assert jawaban.status_code == 422
    assert jawaban.json() == {
        "keluhan": [{"kalimat": "Satu.", "tautan": ""}, {"kalimat": "Dua.", "tautan": "#dua"}]
    }


def test_teks_pengguna_dalam_keluhan_tidak_menjadi_html():
    assert "<script>" not in kirim(Ditolak("“<script>” bukan angka.")).content.decode()


def test_tidak_terlihat_sama_dengan_tidak_ada(pengguna):
    klien = Client(raise_request_exception=False)
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    tersembunyi, hilang = (
        kirim(TidakTerlihat("SKP 17 milik orang lain."), klien),
        klien.get("/kerja/tidak-ada/"),
    )

    def tanpa_token(jawaban):
        return [b for b in jawaban.content.decode().splitlines() if "csrfmiddlewaretoken" not in b]

    assert (tersembunyi.status_code, hilang.status_code) == (404, 404)
    assert tanpa_token(tersembunyi) == tanpa_token(hilang)
    assert kirim(TidakTerlihat("x"), HTTP_ACCEPT="application/json").json() == {
        "keluhan": [{"kalimat": "Halaman tidak ditemukan, atau bukan untuk akun Anda.", "tautan": ""}]
    }


@pytest.mark.parametrize(
    ("asal", "tujuan"),
    [
        ("http://testserver/kerja/skp/1/", "http://testserver/kerja/skp/1/"),
        ("https://jahat.com/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_jalan_kembali_hanya_ke_halaman_kita(asal, tujuan):
    html = kirim(Ditolak("x"), HTTP_REFERER=asal).content.decode()
    assert f'<a class="tombol tombol--utama" href="{tujuan}">Kembali</a>' in html


@pytest.mark.parametrize(
    "pengecualian",
    [
        disebabkan(OperationalError("database is locked"), sqlite3.OperationalError("database is locked")),
        disebabkan(
            OperationalError("database or disk is full"), sqlite3.OperationalError("database or disk is full")
        ),
        disebabkan(OperationalError("unable to open database file"), sqlite3.OperationalError("x")),
        disebabkan(OperationalError("lock timeout"), psycopg.errors.LockNotAvailable("lock timeout")),
        disebabkan(OperationalError("x"), psycopg.errors.QueryCanceled("statement timeout")),
        disebabkan(OperationalError("x"), psycopg.errors.DeadlockDetected("deadlock")),
        disebabkan(OperationalError("x"), psycopg.OperationalError("connection refused")),
        InterfaceError("connection already closed"),
    ],
)
def test_basis_data_sibuk_diminta_kirim_ulang(pengecualian):
    jawaban = kirim(pengecualian)
    assert jawaban.status_code == 503
    assert jawaban["Retry-After"] == "5"
    assert "Tidak ada data yang hilang" in jawaban.content.decode()
    json = kirim(pengecualian, HTTP_ACCEPT="application/json")
    assert (json.status_code, json["Retry-After"]) == (503, "5")


def test_halaman_sibuk_tidak_menyentuh_basis_data(pengguna, django_assert_num_queries, rf):
    from kinerja.ui.views import jawab_sibuk

    with django_assert_num_queries(0):
        assert jawab_sibuk(rf.get("/kerja/uji/")).status_code == 503


def test_kesalahan_kita_tetap_500_dan_tercatat(caplog):
    salah = disebabkan(OperationalError("no such table: x"), sqlite3.OperationalError("no such table: x"))
    for pengecualian in (salah, ZeroDivisionError("bagi nol")):
        jawaban = kirim(pengecualian)
        assert jawaban.status_code == 500
        assert "Terjadi kesalahan pada sistem" in jawaban.content.decode()
        assert str(pengecualian) not in jawaban.content.decode()
    assert [r.levelname for r in caplog.records if r.name == "django.request"] == ["ERROR", "ERROR"]


def test_sesi_yang_gagal_disimpan_karena_sibuk_bukan_500(monkeypatch):
    def terkunci(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("kinerja.ui.middleware.PenolakanMiddleware.process_exception", lambda *a: None)
    assert kirim(OperationalError("database is locked")).status_code == 503


@pytest.mark.parametrize("pengecualian", [RequestDataTooBig("x"), TooManyFieldsSent("x")])
def test_kiriman_terlalu_besar(pengecualian):
    jawaban = kirim(pengecualian)
    assert jawaban.status_code == 413
    assert "Kiriman terlalu besar" in jawaban.content.decode()


def test_kiriman_terlalu_besar_saat_token_diperiksa(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    klien = Client(enforce_csrf_checks=True)
    klien.get("/login/")
    jawaban = klien.post("/kerja/isian/", {f"a{i}": "1" for i in range(9)})
    assert jawaban.status_code == 413


def test_permintaan_rusak_400():
    assert Client().get("/login/", HTTP_HOST="jahat.com").status_code == 400


@pytest.mark.parametrize(("alamat", "status"), [("/login/", 403), ("/logout/", 403)])
def test_token_hilang_dijelaskan(alamat, status):
    jawaban = Client(enforce_csrf_checks=True).post(alamat, {"username": "x"})
    assert jawaban.status_code == status
    assert "Sesi formulir sudah berakhir" in jawaban.content.decode()
    assert 'target="_blank" rel="noopener"' in jawaban.content.decode()


def test_ketukan_kedua_tombol_masuk_bukan_kesalahan(pengguna):
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    jawaban = klien.post("/login/", {"username": pengguna.username})
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/")


@pytest.mark.parametrize("alamat", ["/login/", "/", "/tidak-ada/", "/tema.css", "/kerja/uji/"])
def test_csp_ketat(client, alamat):
    galat["ini"] = Ditolak("x")
    assert set(client.get(alamat)["Content-Security-Policy"].split("; ")) == KETAT_TEKS


@pytest.mark.parametrize(
    ("alamat", "url_name", "harapan"),
    [
        ("/", "index", KETAT),
        ("/kerja/skp/1/", "skp", KETAT),
        ("/aktivasi/", "aktivasi", KETAT),
        ("/lupa-password/", "lupa", KETAT),
        ("/informasi/sop/", None, KETAT),
        ("/cms/", "wagtailadmin_home", REDAKSI),
        ("/cms/pages/3/edit/", "edit", REDAKSI),
        ("/kepegawaian/pegawai/", "kepegawaian_pegawai_changelist", KANTOR_BELAKANG),
        ("/password_change/", "password_change", KANTOR_BELAKANG),
        ("/entah/", None, KETAT),
        ("/cmsx/", None, KETAT),
    ],
)
def test_kebijakan_menurut_jalur(rf, alamat, url_name, harapan):
    request = rf.get(alamat)
    request.resolver_match = ResolverMatch(None, (), {}, url_name, ["admin"], ["admin"])
    assert kebijakan(request) is harapan


def test_kebijakan_tanpa_alamat_yang_cocok(rf):
    assert kebijakan(rf.get("/apa-saja/")) is KETAT
    assert resolve("/login/").app_name == "admin"


def test_hanya_redaksi_mengizinkan_skrip_sebaris():
    assert "script-src" not in KETAT
    assert KANTOR_BELAKANG["script-src"] == ["'self'", "'unsafe-eval'"]
    assert REDAKSI["script-src"] == ["'self'", "'unsafe-inline'"]
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.parametrize(
    ("alamat", "status"),
    [
        ("/media/%00.png", 404),
        ("/skp/skp/?status__exact=%00", 400),
        ("/autocomplete/?app_label=kepegawaian&model_name=unitkerja&field_name=induk&term=%00", 400),
        ("/skp/skp/?q=%2500", 200),
    ],
)
def test_nul_reaches_no_database(client, alamat, status):
    client.force_login(jadikan_admin_bkd(PenggunaFactory()), backend=settings.AUTHENTICATION_BACKENDS[1])
    assert client.get(alamat).status_code == status


# --- busy hours ------------------------------------------------------------------------------------------------

KIRIMAN = {"kunci": "kunci-0001", "nilai_7": "5", "csrfmiddlewaretoken": "x" * 32}


def ambil(alamat, data=None):
    """(status, Retry-After, text), over a connection of its own."""
    badan = urlencode(data).encode() if data else None
    try:
        jawaban = urlopen(Request(alamat, badan, {"Cookie": "sessionid=abc"}), timeout=30)
    except HTTPError as galat:
        jawaban = galat
    with jawaban:
        return jawaban.status, jawaban.headers["Retry-After"], jawaban.read().decode()


@pytest.fixture
def penuh(settings, live_server):
    """A server with one place, which is taken, and hardly any patience; `tutup()` lets all go and tells the answers."""
    settings.BATAS_SERENTAK, settings.TUNGGU_GILIRAN_DETIK = 1, 0.1
    lepas.clear()
    with ThreadPoolExecutor(8) as kolam:
        daftar = []

        def kirim(data=None):
            daftar.append(kolam.submit(ambil, f"{live_server.url}/kerja/tahan/", data))
            assert masuk.acquire(timeout=20)

        def tutup():
            lepas.set()
            return [satu.result() for satu in daftar]

        kirim()
        yield live_server.url, kirim, tutup
        lepas.set()


@pytest.mark.concurrent
def test_who_waits_in_vain_is_told_so(penuh):
    url, _, tutup = penuh
    status, ulangi, html = ambil(f"{url}/kerja/tahan/")
    assert (status, ulangi) == (503, "5")
    assert "Sistem sedang sibuk" in html
    status, ulangi, html = ambil(f"{url}/kerja/tahan/", KIRIMAN)
    assert (status, ulangi) == (503, "5")
    assert '<form method="post" action="/kerja/tahan/">' in html
    assert '<input type="hidden" name="nilai_7" value="5">' in html
    assert 'name="tiket"' in html
    assert tutup() == [(200, None, "selesai")]
    # Every place is free again, also after an error.
    galat["ini"] = Ditolak("x")
    assert [ambil(f"{url}/kerja/uji/")[0] for _ in range(9)] == [422] * 9
    assert ambil(f"{url}/kerja/tahan/")[0] == 200
    assert masuk.acquire(timeout=20)


@pytest.mark.concurrent
def test_health_and_static_files_answer_in_busy_hours(penuh):
    url, _, tutup = penuh
    assert json.loads(ambil(f"{url}/kesehatan")[2])["basis_data"] == "baik"
    assert ambil(f"{url}/static/ui/lean.css")[0] == 200
    assert ambil(f"{url}/login/")[0] == 503
    assert tutup() == [(200, None, "selesai")]


@pytest.mark.concurrent
def test_without_a_limit_nobody_is_sent_away(penuh, settings):
    _, kirim, tutup = penuh
    settings.BATAS_SERENTAK = 0
    for data in (None, KIRIMAN, None):
        kirim(data)
    assert tutup() == [(200, None, "selesai")] * 4


@pytest.mark.concurrent
def test_some_wait_for_their_turn_and_whoever_does_not_fit_is_told_at_once(settings, rf):
    """Two at work, fourteen wait; of the sixteen places the last four are for what is sent."""
    settings.BATAS_SERENTAK, settings.TUNGGU_GILIRAN_DETIK = 2, 20
    lepas.clear()
    beban = BebanMiddleware(tahan)

    def hadir(jumlah):
        for _ in range(2000):
            if beban._hadir == jumlah:
                return True
            time.sleep(0.01)

    with ThreadPoolExecutor(16) as kolam:
        daftar = [kolam.submit(beban, rf.get("/kerja/tahan/")) for _ in range(12)]
        assert hadir(12)
        assert beban(rf.get("/kerja/tahan/")).status_code == 503
        daftar += [kolam.submit(beban, rf.post("/kerja/tahan/", KIRIMAN)) for _ in range(4)]
        assert hadir(16)
        assert beban(rf.post("/kerja/tahan/", KIRIMAN)).status_code == 503
        assert beban._bekerja == 2
        lepas.set()
        assert [satu.result().status_code for satu in daftar] == [200] * 16
    assert (beban._hadir, beban._bekerja) == (0, 0)
    assert [masuk.acquire(timeout=20) for _ in range(16)] == [True] * 16


def test_page_of_one_who_does_not_fit_asks_no_database_and_is_as_guarded_as_all(
    settings, pengguna, django_assert_num_queries
):
    klien = Client()
    klien.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    settings.BATAS_SERENTAK = -1
    with django_assert_num_queries(0):
        jawaban = klien.post("/kerja/isian/", KIRIMAN)
    assert jawaban.status_code == 503
    assert set(jawaban["Content-Security-Policy"].split("; ")) == KETAT_TEKS
    assert jawaban["X-Content-Type-Options"] == "nosniff"
