"""A ticket is good for one session, one path, one key, the same contents, and a quarter of an hour."""

import re
from datetime import datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db import OperationalError
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from kinerja.dokumen.errors import DataBerubah
from kinerja.dokumen.models import Riwayat
from kinerja.skp import services as skp_services
from kinerja.ui import tiket
from kinerja.ui.tiket import kedatangan, ulangan
from kinerja.ui.views import jawab_sibuk
from project import urls as urls_proyek
from tests.factories import PegawaiFactory, PenggunaFactory, skp_disetujui

WITA = ZoneInfo("Asia/Makassar")
TIBA = datetime(2026, 3, 10, 23, 59, 50, tzinfo=WITA)
KINI = TIBA + timedelta(seconds=30)
KUNCI = "kunci-0001"
SURAT = {"kunci": KUNCI, "versi": "3", "nilai_7": "5", "csrfmiddlewaretoken": "x" * 32}
ALAMAT = "/kerja/uji/"


def minta(rf, data=None, *, sesi="sesi-satu", alamat=ALAMAT, **lain):
    """A POST of that session; `data` replaces the usual letter."""
    if sesi:
        rf.cookies["sessionid"] = sesi
    else:
        rf.cookies.clear()
    return rf.post(alamat, SURAT if data is None else data, **lain)


@pytest.fixture
def beri(rf):
    """`beri()`: a ticket for the usual letter, given at `pada`."""

    def ambil(*args, pada=TIBA, **kwargs):
        with time_machine.travel(pada, tick=False):
            return ulangan(minta(rf, *args, **kwargs)).tiket

    return ambil


def tiba_menurut(rf, tiket_, data=None, *, pada=KINI, kunci=KUNCI, **kwargs):
    with time_machine.travel(pada, tick=False):
        return kedatangan(minta(rf, (data or SURAT) | {"tiket": tiket_}, **kwargs), kunci)


# --- refusals ------------------------------------------------------------------------------------------


def test_without_a_ticket_the_clock_counts(rf):
    with time_machine.travel(KINI, tick=False):
        assert kedatangan(minta(rf), KUNCI) == KINI


def test_ticket_of_another_session_is_none(rf, beri):
    assert tiba_menurut(rf, beri(), sesi="sesi-dua") == KINI
    assert tiba_menurut(rf, beri(), sesi="") == KINI


def test_ticket_of_another_path_is_none(rf, beri):
    assert tiba_menurut(rf, beri(), alamat="/kerja/lain/") == KINI


def test_ticket_of_another_key_is_none(rf, beri):
    assert tiba_menurut(rf, beri(), kunci="kunci-0002") == KINI
    assert tiba_menurut(rf, beri(), SURAT | {"kunci": "kunci-0002"}, kunci="kunci-0002") == KINI
    assert tiba_menurut(rf, beri(), SURAT | {"kunci": "kunci-0002"}) == KINI


@pytest.mark.parametrize(
    "ubah", [{"nilai_7": "6"}, {"nilai_8": "5"}, {"versi": "4"}, {"nilai_7": ["5", "5"]}]
)
def test_ticket_of_other_contents_is_none(rf, beri, ubah):
    assert tiba_menurut(rf, beri(), SURAT | ubah) == KINI


@pytest.mark.parametrize(
    "rusak",
    [
        lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
        lambda t: "x" + t,
        lambda t: t.rpartition(":")[0],
        lambda t: "",
        lambda t: "a:b:c",
        lambda t: t * 20,
        lambda t: signing.dumps(signing.loads(t, salt=tiket.GARAM), salt="lain"),
        lambda t: signing.dumps(signing.loads(t, salt=tiket.GARAM), salt=tiket.GARAM, key="kunci-lain" * 5),
    ],
)
def test_tampered_ticket_is_none(rf, beri, rusak):
    assert tiba_menurut(rf, rusak(beri())) == KINI


def test_ticket_is_too_old_after_a_quarter_of_an_hour(rf, beri, settings):
    pada = TIBA + timedelta(minutes=15)
    assert tiba_menurut(rf, beri(), pada=pada) == TIBA
    lewat = pada + timedelta(microseconds=1)
    assert tiba_menurut(rf, beri(), pada=lewat) == lewat
    settings.TIKET_BERLAKU_MENIT = 20
    assert tiba_menurut(rf, beri(), pada=lewat) == TIBA


def test_arrival_in_the_future_is_none(rf, beri):
    sebelum = TIBA - timedelta(seconds=1)
    assert tiba_menurut(rf, beri(), pada=sebelum) == sebelum


# --- what it is good for ---------------------------------------------------------------------------------


def test_ticket_says_when_the_same_letter_first_arrived(rf, beri):
    assert tiba_menurut(rf, beri()) == TIBA
    # Another mask over the same CSRF token, another order of the fields, other line ends: the same letter.
    assert tiba_menurut(rf, beri(), dict(reversed(SURAT.items())) | {"csrfmiddlewaretoken": "y" * 32}) == TIBA
    panjang = SURAT | {"catatan": "satu\r\ndua"}
    assert tiba_menurut(rf, beri(panjang), SURAT | {"catatan": "satu\ndua"}) == TIBA


def test_busy_again_keeps_the_first_arrival(rf, beri):
    pertama = beri()
    with time_machine.travel(KINI, tick=False):
        lagi = ulangan(minta(rf, SURAT | {"tiket": pertama}))
    assert (lagi.tiba, lagi.sampai) == (TIBA, TIBA + timedelta(minutes=15))
    assert [nama for nama, _ in lagi.isian] == list(SURAT)
    assert tiba_menurut(rf, lagi.tiket) == TIBA


def test_arrival_is_when_the_request_came_in_not_when_it_was_given_up(rf):
    request = minta(rf)
    with time_machine.travel(TIBA, tick=False):
        tiket.catat_tiba(request)
    with time_machine.travel(KINI, tick=False):
        assert ulangan(request).tiba == TIBA
        # Served after all, a little later: that too is not its sender's fault.
        assert kedatangan(request, KUNCI) == TIBA


def test_who_is_unknown_gets_no_ticket_but_the_form(rf):
    surat = ulangan(minta(rf, sesi=""))
    assert (surat.tiket, surat.isian) == ("", list(SURAT.items()))


def test_ticket_tells_nothing_of_the_session(beri):
    isi = signing.loads(beri(), salt=tiket.GARAM)
    assert "sesi-satu" not in str(isi)


# --- the page ----------------------------------------------------------------------------------------------


class Isian(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.alamat, self.isian = None, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        sifat = dict(attrs)
        if tag == "form":
            self.alamat = sifat["action"]
        if tag == "input":
            self.isian.append((sifat["name"], sifat["value"]))


def halaman(request):
    jawaban = jawab_sibuk(request)
    assert (jawaban.status_code, jawaban["Retry-After"]) == (503, "5")
    assert "no-store" in jawaban["Cache-Control"]
    return jawaban.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {k: v for k, v in SURAT.items() if k != "kunci"},
        SURAT | {"kunci": ""},
        {k: v for k, v in SURAT.items() if k != "csrfmiddlewaretoken"},
        SURAT | {"password": "rahasia-sekali-9"},
        SURAT | {"catatan": "x" * tiket.UKURAN_TERBESAR},
    ],
)
def test_page_does_not_send_again_what_it_had_better_not(rf, data):
    html = halaman(minta(rf, data))
    assert Isian(html).isian == []
    assert "rahasia-sekali-9" not in html
    assert "Muat ulang halaman ini" in html


def test_page_has_no_form_after_a_look_a_file_or_a_foreign_body(rf):
    from django.core.files.uploadedfile import SimpleUploadedFile

    assert Isian(halaman(rf.get(ALAMAT))).isian == []
    assert Isian(halaman(minta(rf, SURAT | {"berkas": SimpleUploadedFile("a.txt", b"x")}))).isian == []
    assert Isian(halaman(rf.post(ALAMAT, "{}", content_type="application/json"))).isian == []
    rusak = rf.post(ALAMAT, b"--x\r\nrusak", content_type="multipart/form-data; boundary=x")
    assert Isian(halaman(rusak)).isian == []


def test_page_does_not_read_a_large_body_only_to_say_no(rf):
    request = minta(rf, SURAT | {"catatan": "x" * tiket.BADAN_TERBESAR})
    assert Isian(halaman(request)).isian == []
    assert not hasattr(request, "_post")


def test_page_of_a_body_that_was_read_by_others(rf):
    request = minta(rf)
    request.read(5)
    assert Isian(halaman(request)).isian == []


def test_page_lends_a_strangers_form_no_token(rf):
    """Shed before the CSRF token was looked at: pressing the button must not make a foreign form ours."""
    html = halaman(minta(rf, SURAT | {"csrfmiddlewaretoken": "punya-orang"}, HTTP_ORIGIN="https://jahat.com"))
    assert dict(Isian(html).isian)["csrfmiddlewaretoken"] == "punya-orang"
    assert html.count("csrfmiddlewaretoken") == 1


def test_page_sends_the_same_fields_to_the_same_address(rf):
    surat = QueryDict(mutable=True)
    for nama, nilai in [
        *SURAT.items(),
        ("pilih", "a"),
        ("pilih", "b"),
        ("salin", '"><script>'),
        ("catatan", "satu\r\ndua"),
    ]:
        surat.appendlist(nama, nilai)
    request = rf.post(
        f"{ALAMAT}?x=1&y=2", surat.urlencode(), content_type="application/x-www-form-urlencoded"
    )
    baca = Isian(halaman(request))
    assert baca.alamat == f"{ALAMAT}?x=1&y=2"
    assert baca.isian == [(n, v) for n, daftar in surat.lists() for v in daftar]


def test_page_says_when_it_arrived_and_until_when_that_counts(rf):
    with time_machine.travel(TIBA, tick=False):
        html = halaman(minta(rf))
    assert "Kiriman Anda tiba 10 Maret 2026 pukul 23.59 WITA." in html
    assert "sebelum pukul 00.14 WITA" in html
    assert "Kirim ulang" in html
    tanpa = halaman(minta(rf, sesi=""))
    assert "tiba" not in re.sub("<[^>]*>", "", tanpa).replace("tiba-tiba", "")
    assert "Kirim ulang" in tanpa


def test_page_posts_to_no_other_host(rf):
    request = minta(rf)
    request.path = request.path_info = "//jahat.com/x"
    assert Isian(halaman(request)).alamat == "/%2Fjahat.com/x"


def test_page_asks_no_database(rf, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        halaman(minta(rf))


# --- through the kernel ------------------------------------------------------------------------------------

AMBANG = datetime(2026, 3, 11, tzinfo=WITA)
keadaan = {}


@login_not_required
def bagikan(request):
    """An act with a closing time, as a view of ours would call it."""
    pada = kedatangan(request, request.POST["kunci"])
    if keadaan["sibuk"]:
        keadaan["sibuk"] -= 1
        raise OperationalError("lock timeout")
    if pada >= AMBANG:
        raise DataBerubah
    tanda = skp_services.bagikan(
        keadaan["skp"], oleh=request.user, pada=pada, kunci=request.POST["kunci"], boleh=True
    )
    return HttpResponse(str(tanda.nomor))


urlpatterns = [path("kerja/uji/", bagikan), path("", include(urls_proyek))]
for _nama in ("handler400", "handler403", "handler404", "handler500"):
    globals()[_nama] = getattr(urls_proyek, _nama)


@pytest.fixture
def klien(db):
    skp = skp_disetujui(PegawaiFactory())
    keadaan.update(skp=skp, sibuk=0)
    klien = Client(raise_request_exception=False)
    with time_machine.travel(TIBA, tick=False):
        klien.force_login(skp.penilai.pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return klien


def kirim(klien, data, pada):
    with time_machine.travel(pada, tick=False):
        return klien.post(ALAMAT, data)


@pytest.mark.urls(__name__)
def test_sent_again_after_closing_counts_as_it_first_arrived_and_once(klien):
    keadaan["sibuk"] = 2
    dua = Isian(kirim(klien, SURAT, TIBA).content.decode())
    tiga = dict(Isian(kirim(klien, dict(dua.isian), KINI).content.decode()).isian)
    jumlah = Riwayat.objects.count()
    tanda = kirim(klien, tiga, KINI)
    assert (tanda.status_code, Riwayat.objects.count()) == (200, jumlah + 1)
    assert Riwayat.objects.get(nomor=int(tanda.content)).pada == TIBA
    # The button pressed once more: the stored receipt, nothing new.
    assert kirim(klien, tiga, KINI + timedelta(minutes=1)).content == tanda.content
    assert Riwayat.objects.count() == jumlah + 1


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("ubah", [{}, {"nilai_7": "6"}, {"kunci": "kunci-0002"}])
def test_late_is_late_without_the_ticket_or_with_other_words(klien, ubah):
    keadaan["sibuk"] = 1
    isian = dict(Isian(kirim(klien, SURAT, TIBA).content.decode()).isian)
    kiriman = isian | ubah if ubah else SURAT
    assert kirim(klien, kiriman, KINI).status_code == 409


@pytest.mark.urls(__name__)
def test_after_another_log_in_the_ticket_is_none(klien):
    keadaan["sibuk"] = 1
    isian = dict(Isian(kirim(klien, SURAT, TIBA).content.decode()).isian)
    orang_lain = Client(raise_request_exception=False)
    with time_machine.travel(TIBA, tick=False):
        orang_lain.force_login(PenggunaFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert kirim(orang_lain, isian, KINI).status_code == 409


def test_arrival_without_a_middleware_is_now(rf):
    with time_machine.travel(KINI, tick=False):
        assert ulangan(minta(rf)).tiba == timezone.now()
