"""Every page that somebody can reach, over the example data: whole, light, within the screen, open to everybody."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit

from django.urls import reverse

from kinerja.akun.models import Pengguna
from kinerja.kepegawaian.models import UnitKerja
from kinerja.skp.lifecycle import StatusSkp
from kinerja.skp.models import Skp

LAYAR = [{"width": 1440, "height": 900}, {"width": 390, "height": 844}]
SUDUT_PANDANG = [
    "pegawai", "penyusun-skp", "penilai", "kepala-badan", "gubernur",
    "pengelola", "verifikatur", "admin-bkd", "redaktur", "auditor",
]  # fmt: skip
UMUM = ["/login/", "/aktivasi/", "/lupa-password/", "/lupa-password/terkirim/"]
BERAT_DINGIN = 15 * 1024
PERMINTAAN = 5

LEBIH_LEBAR = "document.documentElement.scrollWidth > window.innerWidth"
TAUTAN = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
# A page of the kit has the woven band; the back office and the editors' admin have tests of their own.
RAMPING = "!!document.querySelector('header .ikat')"


class Tamu:
    """A browser that writes down what each page costs and complains of."""

    def __init__(self, browser, alamat, **pilihan):
        self.konteks = browser.new_context(
            base_url=alamat, locale="id-ID", reduced_motion="reduce", **pilihan
        )
        self.page = self.konteks.new_page()
        # Each page as if it were the first: nothing from the cache.
        self.konteks.new_cdp_session(self.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.jawaban, self.galat, self.aset = [], [], {}
        self.page.on("response", lambda j: self.jawaban.append(j))
        self.page.on("console", lambda p: self.galat.append(p.text) if p.type == "error" else None)

    def buka(self, alamat):
        self.jawaban.clear()
        self.galat.clear()
        self.dokumen = self.page.goto(alamat)
        return self.dokumen

    def cela(self, status=200, jawaban=None) -> list[str]:
        """What is wrong with the page as it lies there."""
        daftar = [] if jawaban.status == status else [f"status {jawaban.status}"]
        if status == 200:
            daftar += self.galat
        return daftar + (["lebih lebar dari layar"] if self.page.evaluate(LEBIH_LEBAR) else [])

    def berat(self) -> list[str]:
        """Compressed bytes of all answers of a page, redirects aside."""
        jaringan = [j.url for j in self.jawaban if j.url.startswith("http") and not 300 <= j.status < 400]
        ukuran = len(gzip.compress(self.dokumen.body(), 6)) + sum(map(self._berat_aset, set(jaringan)))
        daftar = [] if ukuran <= BERAT_DINGIN else [f"{ukuran} byte"]
        return daftar + ([] if len(jaringan) <= PERMINTAAN else [f"{len(jaringan)} permintaan"])

    def _berat_aset(self, url: str) -> int:
        if url == self.dokumen.url:
            return 0
        if url not in self.aset:
            self.aset[url] = len(gzip.compress(self.konteks.request.get(url).body(), 6))
        return self.aset[url]


def pola(alamat: str) -> str:
    """Pages of one kind: the same address but for its numbers, and one chapter stands for all."""
    return re.sub(r"^/informasi/([^/]+)/[^/]+/$", r"/informasi/\1/bab/", re.sub(r"\d+", "0", alamat))


def rayapi(tamu: Tamu, kunjungi) -> None:
    """From the front page along every link, one page of each kind."""
    antrean, sudah = ["/"], set()
    while antrean:
        alamat = antrean.pop(0)
        if pola(alamat) in sudah:
            continue
        sudah.add(pola(alamat))
        jawaban = tamu.buka(alamat)
        if tamu.page.evaluate(RAMPING):
            antrean += [a for a in map(_setempat, tamu.page.evaluate(TAUTAN)) if a]
            kunjungi(alamat, jawaban)


def _setempat(url: str) -> str:
    """The path of a page of ours; neither a download, a print, nor another house's admin."""
    bagian = urlsplit(url)
    luar = bagian.hostname not in ("localhost", "127.0.0.1") or bagian.fragment
    if (
        luar
        or re.search(r"(\.(csv|xlsx|pdf)|/cetak\w*/|/tanda_terima/)$", bagian.path)
        or bagian.path.startswith("/cms/")
    ):
        return ""
    return bagian.path + (f"?{bagian.query}" if bagian.query else "")


def akun(nama: str) -> Pengguna:
    return Pengguna.objects.get(email=f"{nama}@contoh.invalid")


def test_every_lean_page_of_every_viewpoint(contoh, live_server, browser, masuk, axe):
    meja, ponsel = (Tamu(browser, live_server.url, viewport=ukuran) for ukuran in LAYAR)
    tanpa_skrip = Tamu(browser, live_server.url, viewport=LAYAR[1], java_script_enabled=False)
    cela, diperiksa, dihitung = {}, set(), 0

    def kunjungi(alamat, jawaban, status=200):
        nonlocal dihitung
        dihitung += 1
        temuan = meja.cela(status, jawaban) + meja.berat()
        if pola(alamat) not in diperiksa:
            diperiksa.add(pola(alamat))
            isi = meja.page.inner_text("main")
            temuan += axe(meja.page)
            temuan += ponsel.cela(status, ponsel.buka(alamat)) + axe(ponsel.page)
            tanpa_skrip.buka(alamat)
            temuan += [] if tanpa_skrip.page.inner_text("main") else ["kosong tanpa skrip"]
            temuan += [] if "  " not in isi else ["spasi ganda"]
        if temuan:
            cela[nama, alamat] = temuan

    nama = "anonim"
    for alamat in UMUM:
        kunjungi(alamat, meja.buka(alamat))
    for nama in SUDUT_PANDANG:
        for tamu in (meja, ponsel, tanpa_skrip):
            masuk(tamu.page, akun(nama))
        rayapi(meja, kunjungi)
    kunjungi("/tidak-ada/", meja.buka("/tidak-ada/"), 404)
    assert cela == {}
    assert (len(diperiksa) > 35, dihitung > 200) == (True, True), (len(diperiksa), dihitung)


def test_back_office_list_form_bulk_and_dialog(contoh, live_server, browser, masuk, axe):
    pegawai = akun("pegawai")
    daftar = reverse("admin:akun_pengguna_changelist")
    skp = Skp.objects.filter(status=StatusSkp.DISETUJUI).first()
    alamat = [
        daftar,
        reverse("admin:skp_skp_changelist"),
        reverse("admin:skp_skp_change", args=[skp.pk]),
        reverse("admin:skp_skp_history", args=[skp.pk]),
        reverse("admin:kepegawaian_unitkerja_change", args=[UnitKerja.objects.first().pk]),
        reverse("admin:kepegawaian_kewenanganwilayah_add"),
        reverse("admin:ui_identitas_changelist"),
        f"{daftar}{pegawai.pk}/nonaktifkan/",
    ]
    cela = {}
    for ukuran, skema in zip(LAYAR, ("light", "dark"), strict=True):
        tamu = Tamu(browser, live_server.url, viewport=ukuran, color_scheme=skema)
        masuk(tamu.page, akun("admin-bkd"))
        for satu in alamat:
            jawaban = tamu.buka(satu)
            tamu.page.wait_for_timeout(100)  # the theme and the select boxes draw themselves after the load
            cela[ukuran["width"], satu] = tamu.cela(200, jawaban) + axe(tamu.page)
        tamu.buka(f"{daftar}?q={pegawai.username}")
        tamu.page.check(f"input[name=_selected_action][value='{pegawai.pk}']")
        tamu.page.select_option("select[name=action]", "nonaktifkan_massal", force=True)
        with tamu.page.expect_navigation() as navigasi:
            tamu.page.evaluate("document.getElementById('changelist-form').submit()")
        assert "Akan diproses: 1" in tamu.page.inner_text("#content")
        cela[ukuran["width"], "massal"] = tamu.cela(200, navigasi.value) + axe(tamu.page)
    assert {tempat: temuan for tempat, temuan in cela.items() if temuan} == {}
