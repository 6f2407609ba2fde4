"""lean.js in Chromium: drafts that survive, acts without a reload, and the plain way whenever something is odd."""

from __future__ import annotations

import brotli
import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from kinerja.skp import services
from kinerja.skp.models import Skp
from tests.browser.conftest import SAAT
from tests.factories import isi_ekspektasi, skp_diajukan, skp_konsep

PONSEL, MEJA = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
ISI = {"RHK pertama": ["Indikator satu", "Indikator dua"], "RHK kedua": ["Indikator tiga"]}
DIPULIHKAN = "Isian yang belum tersimpan dipulihkan."
PUTUS = "Tidak ada sambungan; isian Anda aman di perangkat ini. Coba lagi bila sambungan kembali."
TANPA_ISIAN = "Tidak ada sambungan. Coba lagi bila sambungan kembali."
KATA = "Terlaksananya pelayanan kepegawaian yang cepat"
DI_LAYAR = "el => { const r = el.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
PASSWORD = "Kupang-Laut-Timor-7"


@pytest.fixture(autouse=True)
def _jam(transactional_db):
    with time_machine.travel(SAAT, tick=True):
        yield


@pytest.fixture
def skp():
    return skp_konsep(isi=ISI)


@pytest.fixture
def galat():
    """What the consoles of all windows complained of."""
    return []


@pytest.fixture
def jendela(browser, live_server, masuk, galat):
    """`jendela(pegawai, address)`: a window of that person's own browser, or of a `konteks` that others used."""
    dibuka = []

    def _jendela(siapa, alamat, konteks=None, **pilihan):
        bawaan = {
            "base_url": live_server.url,
            "locale": "id-ID",
            "viewport": PONSEL,
            "reduced_motion": "reduce",
        }
        konteks = konteks or browser.new_context(**bawaan | pilihan)
        dibuka.append(konteks)
        page = konteks.new_page()
        page.on("console", lambda p: galat.append(p.text) if p.type == "error" else None)
        page.on("pageerror", lambda g: galat.append(str(g)))
        masuk(page, siapa.pengguna)
        page.goto(alamat)
        return page

    yield _jendela
    for konteks in dibuka:
        konteks.close()


def alamat(verba: str, *args) -> str:
    return reverse(f"skp:{verba}", args=args)


def isi_skp(skp) -> dict[str, list[str]]:
    """What the database holds, in its order."""
    daftar = Skp.objects.get(pk=skp.pk).isi_lengkap()
    return {rhk.uraian: [i.uraian for i in rhk.daftar_indikator_terurut] for rhk in daftar}


def draf(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(n => n.startsWith('draf:'))")


def tandai(page) -> None:
    """Whatever is loaded anew forgets this mark."""
    page.evaluate("window.ditandai = true")


def masih_sama(page) -> bool:
    return page.evaluate("!!window.ditandai")


def fokus(page) -> str:
    return page.evaluate("(el => el.id || el.textContent.trim())(document.activeElement)")


def kabar(page, teks: str) -> None:
    page.get_by_role("status").filter(has_text=teks).wait_for()


def buka_dialog(page, nama: str):
    page.get_by_role("link", name=nama, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    return dialog


def isi_indikator(wadah, uraian=KATA) -> None:
    wadah.get_by_label("Proses Bisnis").check()
    wadah.get_by_label("Indikator kinerja individu").fill(uraian)
    wadah.get_by_label("Target tahunan").fill("1.200,5")
    wadah.get_by_label("Satuan").fill("Dokumen")


def simpan(wadah) -> None:
    wadah.get_by_role("button", name="Simpan", exact=True).click()


# --- weight, and pages without it ---------------------------------------------------------------------------


def test_script_weighs_at_most_four_kibibytes():
    with open(finders.find("ui/lean.js"), "rb") as berkas:
        assert len(brotli.compress(berkas.read())) <= 4 * 1024


def test_only_pages_that_ask_load_the_script(client, skp):
    client.force_login(skp.pegawai.pengguna, backend="django.contrib.auth.backends.ModelBackend")
    dimuat = {
        halaman: "ui/lean.js" in client.get(halaman).content.decode()
        for halaman in ("/", alamat("daftar"), alamat("detail", skp.pk), alamat("tambah_rhk", skp.pk))
    }
    assert dimuat == {
        "/": False,
        alamat("daftar"): False,
        alamat("detail", skp.pk): True,
        alamat("tambah_rhk", skp.pk): True,
    }


def test_editor_works_without_javascript(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk), java_script_enabled=False)
    page.get_by_role("link", name="+ Indikator untuk RHK 2", exact=True).click()
    isi_indikator(page)
    simpan(page)
    page.get_by_role("button", name="Turunkan RHK 1").click()
    assert isi_skp(skp) == {
        "RHK kedua": ["Indikator tiga", KATA],
        "RHK pertama": ["Indikator satu", "Indikator dua"],
    }


# --- drafts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("di_dialog", [True, False], ids=["dialog", "halaman"])
def test_text_survives_a_lost_connection(jendela, skp, di_dialog):
    rhk = skp.daftar_rhk.first()
    page = jendela(
        skp.pegawai, alamat("detail", skp.pk) if di_dialog else alamat("tambah_indikator", skp.pk, rhk.pk)
    )
    wadah = buka_dialog(page, "+ Indikator untuk RHK 1") if di_dialog else page
    isi_indikator(wadah)
    page.context.set_offline(True)
    simpan(wadah)
    kabar(wadah, PUTUS)
    assert wadah.get_by_label("Indikator kinerja individu").input_value() == KATA
    page.wait_for_timeout(150)
    assert page.get_by_text(PUTUS).evaluate(DI_LAYAR)
    assert wadah.get_by_role("button", name="Simpan", exact=True).evaluate(DI_LAYAR)

    page.context.set_offline(False)
    page.reload()
    wadah = buka_dialog(page, "+ Indikator untuk RHK 1") if di_dialog else page
    kabar(wadah, DIPULIHKAN)
    assert wadah.get_by_label("Proses Bisnis").is_checked()
    simpan(wadah)
    page.get_by_text("Indikator tersimpan.").wait_for()
    assert isi_skp(skp)["RHK pertama"] == ["Indikator satu", "Indikator dua", KATA]
    assert draf(page) == []


def test_retry_after_a_lost_answer_saves_once(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    wadah = buka_dialog(page, "+ Indikator untuk RHK 1")
    isi_indikator(wadah)

    def telan(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/tambah_indikator/**", telan)
    simpan(wadah)
    kabar(wadah, PUTUS)
    page.unroute("**/tambah_indikator/**")
    page.reload()
    wadah = buka_dialog(page, "+ Indikator untuk RHK 1")
    kabar(wadah, DIPULIHKAN)
    simpan(wadah)
    page.get_by_text("Indikator tersimpan.").wait_for()
    assert isi_skp(skp)["RHK pertama"] == ["Indikator satu", "Indikator dua", KATA]


@pytest.mark.parametrize("di_dialog", [True, False], ids=["dialog", "halaman"])
def test_text_survives_the_end_of_the_session(jendela, skp, di_dialog):
    pengguna, rhk = skp.pegawai.pengguna, skp.daftar_rhk.first()
    pengguna.set_password(PASSWORD)
    pengguna.save()
    page = jendela(
        skp.pegawai, alamat("detail", skp.pk) if di_dialog else alamat("tambah_indikator", skp.pk, rhk.pk)
    )
    wadah = buka_dialog(page, "+ Indikator untuk RHK 1") if di_dialog else page
    isi_indikator(wadah)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    simpan(wadah)
    page.wait_for_url("**/login/**")
    page.get_by_label("NIP / NI PPPK").fill(pengguna.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    kabar(page, DIPULIHKAN)
    simpan(page)
    page.get_by_text("Indikator tersimpan.").wait_for()
    assert isi_skp(skp)["RHK pertama"][-1] == KATA
    assert draf(page) == []


def test_text_survives_a_log_in_elsewhere(jendela, skp):
    """The form's token is of the session before: refused, told on a page of its own, and nothing lost."""
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    wadah = buka_dialog(page, "Ubah RHK 1")
    wadah.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    jendela(skp.pegawai, "/", page.context)
    with page.expect_navigation():
        simpan(wadah)
    assert page.inner_text("h1") == "Sesi formulir sudah berakhir"
    page.goto(alamat("detail", skp.pk))
    wadah = buka_dialog(page, "Ubah RHK 1")
    kabar(wadah, DIPULIHKAN)
    simpan(wadah)
    kabar(page, "Rencana hasil kerja tersimpan.")
    assert list(isi_skp(skp)) == [KATA, "RHK kedua"]


def test_draft_is_of_one_account_and_gone_after_logout(jendela, skp):
    lain = skp_konsep()
    page = jendela(skp.pegawai, alamat("tambah_rhk", skp.pk))
    page.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    page.evaluate(  # the other person's page could hardly have the same key; give it one
        "([dari, ke]) => { for (const n of Object.keys(localStorage))"
        " localStorage.setItem(n.replace(dari, ke), localStorage.getItem(n)); }",
        [alamat("tambah_rhk", skp.pk), alamat("tambah_rhk", lain.pk)],
    )
    page.context.clear_cookies()
    kedua = jendela(lain.pegawai, alamat("tambah_rhk", lain.pk), page.context)
    kedua.wait_for_timeout(200)
    assert kedua.get_by_label("Rencana hasil kerja", exact=True).input_value() == ""
    assert kedua.get_by_text(DIPULIHKAN).count() == 0
    assert len(draf(kedua)) == 2
    kedua.get_by_role("button", name="Keluar").click()
    kedua.wait_for_url("**/login/?keluar=1")
    assert draf(kedua) == []


def test_draft_older_than_thirty_days_is_dropped(jendela, skp):
    page = jendela(skp.pegawai, alamat("tambah_rhk", skp.pk))
    page.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    for hari, sisa in ((29, 1), (31, 0)):
        page.evaluate(
            "hari => { for (const n of Object.keys(localStorage)) { const d = JSON.parse(localStorage.getItem(n));"
            " d.pada = Date.now() - hari * 864e5; localStorage.setItem(n, JSON.stringify(d)); } }",
            hari,
        )
        page.reload()
        assert len(draf(page)) == sisa


def test_restored_text_can_be_thrown_away(jendela, skp, axe):
    rhk = skp.daftar_rhk.first()
    page = jendela(skp.pegawai, alamat("ubah_rhk", skp.pk, rhk.pk))
    kolom = page.get_by_label("Rencana hasil kerja", exact=True)
    kolom.fill(KATA)
    page.get_by_label("Tambahan").check()
    kunci = page.locator("[name=kunci]").input_value()
    page.goto(alamat("detail", skp.pk))
    page.goto(alamat("ubah_rhk", skp.pk, rhk.pk))
    kabar(page, DIPULIHKAN)
    assert (kolom.input_value(), page.get_by_label("Tambahan").is_checked()) == (KATA, True)
    assert page.locator("[name=kunci]").input_value() == kunci
    assert axe(page) == []
    page.get_by_role("button", name="Buang").click()
    assert (kolom.input_value(), page.get_by_role("radio", name="Utama").is_checked()) == (
        "RHK pertama",
        True,
    )
    assert page.locator("[name=kunci]").input_value() != kunci
    assert draf(page) == []


def test_draft_holds_no_hidden_field_and_no_file(jendela, skp):
    page = jendela(skp.pegawai, alamat("tambah_rhk", skp.pk))
    page.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    (isi,) = page.evaluate("Object.values(localStorage).map(d => JSON.parse(d).isi)")
    assert isi == [["jenis", "UTAMA"], ["uraian", KATA]]


def test_page_form_saved_in_place_of_a_reload_shows_message_and_address(jendela, skp, galat):
    page = jendela(skp.pegawai, alamat("tambah_rhk", skp.pk))
    page.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    simpan(page)
    page.wait_for_url(f"**{alamat('detail', skp.pk)}")
    assert "Rencana hasil kerja tersimpan." in page.inner_text("main")
    assert page.evaluate("document.title").startswith("SKP ")
    page.go_back()
    page.wait_for_url(f"**{alamat('tambah_rhk', skp.pk)}")
    assert page.get_by_label("Rencana hasil kerja", exact=True).input_value() == ""
    assert galat == []


# --- acts without a reload ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ukuran", [PONSEL, MEJA], ids=["390", "1440"])
@pytest.mark.parametrize("skema", ["light", "dark"])
def test_row_is_added_in_a_dialog(jendela, skp, axe, galat, potret, ukuran, skema):
    page = jendela(skp.pegawai, alamat("detail", skp.pk), viewport=ukuran, color_scheme=skema)
    tandai(page)
    dialog = buka_dialog(page, "+ Indikator untuk RHK 1")
    assert dialog.get_by_role("heading", level=2).inner_text() == "Tambah indikator"
    assert fokus(page) == "id_perspektif_0"
    assert axe(page) == []
    potret(page, f"sunting-dialog-{ukuran['width']}-{skema}")
    isi_indikator(dialog)
    simpan(dialog)
    kabar(page, "Indikator tersimpan.")
    baru = skp.daftar_rhk.first().daftar_indikator.get(uraian=KATA)
    assert (page.get_by_role("dialog").count(), masih_sama(page), fokus(page)) == (
        0,
        True,
        f"indikator-{baru.pk}",
    )
    assert page.locator(f"#indikator-{baru.pk}").evaluate(DI_LAYAR)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == ukuran["width"]
    potret(page, f"sunting-tersimpan-{ukuran['width']}-{skema}")
    page.get_by_role("button", name="Tutup").click()
    assert page.get_by_text("Indikator tersimpan.").count() == 0
    assert galat == []


def test_row_is_changed_and_focus_returns_to_its_link(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    tandai(page)
    dialog = buka_dialog(page, "Ubah RHK 2")
    dialog.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    simpan(dialog)
    kabar(page, "Rencana hasil kerja tersimpan.")
    assert (masih_sama(page), fokus(page)) == (True, "Ubah RHK 2")
    assert list(isi_skp(skp)) == ["RHK pertama", KATA]


def test_row_is_deleted_and_focus_goes_to_what_held_it(jendela, skp):
    rhk = skp.daftar_rhk.first()
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    tandai(page)
    dialog = buka_dialog(page, "Hapus indikator 2 RHK 1")
    dialog.get_by_role("button", name="Hapus").click()
    kabar(page, "“Indikator dua” dihapus.")
    assert (masih_sama(page), fokus(page)) == (True, f"rhk-{rhk.pk}")
    assert isi_skp(skp)["RHK pertama"] == ["Indikator satu"]


def test_open_disclosure_stays_open(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    page.locator("summary", has_text="Tambah banyak sekaligus").click()
    page.get_by_role("button", name="Turunkan RHK 1").click()
    kabar(page, "Urutan tersimpan.")
    assert page.locator("details[open] > summary").all_inner_texts() == ["Tambah banyak sekaligus"]


def test_wrong_input_shows_the_summary_in_the_dialog(jendela, skp, axe):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    tandai(page)
    dialog = buka_dialog(page, "+ Indikator untuk RHK 1")
    dialog.get_by_label("Indikator kinerja individu").fill(KATA)
    dialog.get_by_label("Target tahunan").fill("dua belas")
    simpan(dialog)
    dialog.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.className") == "ringkasan"
    assert axe(page) == []
    assert dialog.get_by_label("Indikator kinerja individu").input_value() == KATA
    dialog.get_by_role("link", name="Target tahunan").click()
    assert fokus(page) == "id_target"
    dialog.get_by_role("link", name="Perspektif").click()
    assert fokus(page) == "id_perspektif_0"
    isi_indikator(dialog)
    simpan(dialog)
    kabar(page, "Indikator tersimpan.")
    assert masih_sama(page)


def test_stale_version_keeps_the_text_and_is_sent_again(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    tandai(page)
    dialog = buka_dialog(page, "Ubah RHK 1")
    services.tambah_rhk(skp, oleh=skp.pegawai.pengguna, pada=SAAT, jenis="UTAMA", uraian="RHK dari tab lain")
    dialog.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    simpan(dialog)
    dialog.get_by_role("alert").filter(has_text="Data sudah berubah").wait_for()
    assert dialog.get_by_label("Rencana hasil kerja", exact=True).input_value() == KATA
    simpan(dialog)
    kabar(page, "Rencana hasil kerja tersimpan.")
    assert masih_sama(page)
    assert list(isi_skp(skp)) == [KATA, "RHK kedua", "RHK dari tab lain"]
    assert "RHK dari tab lain" in page.inner_text("#rencana")


def test_rows_change_places_without_reload(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    tandai(page)
    page.get_by_role("button", name="Turunkan indikator 1 RHK 1").press("Enter")
    kabar(page, "Urutan tersimpan.")
    assert isi_skp(skp)["RHK pertama"] == ["Indikator dua", "Indikator satu"]
    # Now the last of its group, it has no such button any more: the row keeps the place.
    assert (
        fokus(page) == f"indikator-{skp.daftar_rhk.first().daftar_indikator.get(uraian='Indikator satu').pk}"
    )
    page.get_by_role("button", name="Naikkan RHK 2").click()
    page.locator(".rencana tbody").first.filter(has_text="1. RHK kedua").wait_for()
    assert list(isi_skp(skp)) == ["RHK kedua", "RHK pertama"]
    assert masih_sama(page)


def test_order_without_connection_says_so_and_changes_nothing(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    page.context.set_offline(True)
    page.get_by_role("button", name="Turunkan RHK 1").click()
    kabar(page, TANPA_ISIAN)
    page.get_by_role("link", name="Ubah RHK 1", exact=True).click()
    kabar(page, TANPA_ISIAN)
    page.context.set_offline(False)
    assert list(isi_skp(skp)) == ["RHK pertama", "RHK kedua"]
    page.get_by_role("button", name="Turunkan RHK 1").click()
    kabar(page, "Urutan tersimpan.")
    assert list(isi_skp(skp)) == ["RHK kedua", "RHK pertama"]


def test_stale_order_is_told_in_a_dialog(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    services.tambah_rhk(skp, oleh=skp.pegawai.pengguna, pada=SAAT, jenis="UTAMA", uraian="RHK dari tab lain")
    page.get_by_role("button", name="Turunkan RHK 1").click()
    page.get_by_role("dialog").get_by_role("alert").filter(has_text="Data sudah berubah").wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Ubah urutan").click()
    kabar(page, "Urutan tersimpan.")
    assert list(isi_skp(skp)) == ["RHK kedua", "RHK pertama", "RHK dari tab lain"]
    assert "RHK dari tab lain" in page.inner_text("#rencana")


def test_dialog_by_keyboard(jendela, skp, galat):
    page = jendela(skp.pegawai, alamat("detail", skp.pk), viewport=MEJA)
    tandai(page)
    page.get_by_role("link", name="Ubah RHK 1", exact=True).press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    dikunjungi = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        dikunjungi.add(
            page.evaluate("(el => !!el.closest('dialog') || el === document.body)(document.activeElement)")
        )
    assert dikunjungi == {True}
    dialog.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    page.keyboard.press("Escape")
    assert (dialog.count(), fokus(page)) == (0, "Ubah RHK 1")
    # What was typed is a draft; Batal leaves it too, and the page stays.
    dialog = buka_dialog(page, "Ubah RHK 1")
    kabar(dialog, DIPULIHKAN)
    dialog.get_by_role("link", name="Batal").click()
    assert (dialog.count(), fokus(page), masih_sama(page)) == (0, "Ubah RHK 1", True)
    assert galat == []


def test_comment_leaves_what_is_typed_elsewhere_on_the_page(jendela):
    skp = skp_diajukan(isi=ISI)
    page = jendela(skp.penilai, alamat("detail", skp.pk))
    tandai(page)
    for kotak in page.locator("#perilaku textarea").all():
        kotak.fill(KATA)
    dialog = buka_dialog(page, "Komentari RHK 1")
    dialog.get_by_label("Komentar").fill("Sebutkan sasarannya.")
    dialog.get_by_role("button", name="Kirim komentar").click()
    kabar(page, "Komentar terkirim")
    assert (masih_sama(page), fokus(page)) == (True, "Komentari RHK 1")
    assert "Sebutkan sasarannya." in page.inner_text("#rencana")
    assert {kotak.input_value() for kotak in page.locator("#perilaku textarea").all()} == {KATA}
    page.get_by_role("button", name="Simpan ekspektasi").click()
    page.get_by_text("Ekspektasi tersimpan.").wait_for()
    assert set(skp.daftar_ekspektasi.values_list("teks", flat=True)) == {KATA}
    assert draf(page) == []


# --- the plain way ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "jawaban",
    [
        {"status": 503, "content_type": "text/html", "body": "<main>sibuk</main>"},
        {"status": 200, "content_type": "application/json", "body": "{}"},
        {"status": 200, "content_type": "text/html", "body": "<main><form method=post></form></main>"},
    ],
    ids=["503", "json", "asing"],
)
def test_unexpected_answer_to_a_form_is_sent_the_plain_way(jendela, skp, jawaban):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    tandai(page)
    dialog = buka_dialog(page, "Ubah RHK 1")
    dialog.get_by_label("Rencana hasil kerja", exact=True).fill(KATA)
    page.route("**/ubah_rhk/**", lambda route: route.fulfill(**jawaban), times=1)
    with page.expect_navigation():
        simpan(dialog)
    assert "Rencana hasil kerja tersimpan." in page.inner_text("main")
    assert not masih_sama(page)
    assert list(isi_skp(skp)) == [KATA, "RHK kedua"]


def test_busy_answer_is_shown_and_sends_the_same_again(jendela, skp, settings, axe):
    """Not sent at once a second time: the page has the ticket that says when the first one arrived."""
    page = jendela(skp.pegawai, alamat("tambah_indikator", skp.pk, skp.daftar_rhk.first().pk))
    isi_indikator(page)
    diminta = []
    page.on("request", lambda r: diminta.append(r.method) if r.method == "POST" else None)
    settings.BATAS_SERENTAK = -1
    simpan(page)
    page.get_by_role("heading", name="Sistem sedang sibuk").wait_for()
    assert diminta == ["POST"]
    assert axe(page) == []
    settings.BATAS_SERENTAK = 0
    page.get_by_role("button", name="Kirim ulang").click()
    page.wait_for_url("**" + alamat("detail", skp.pk) + "*")
    assert isi_skp(skp)["RHK pertama"] == [*ISI["RHK pertama"], KATA]
    assert diminta == ["POST", "POST"]


def test_unexpected_answer_to_a_link_is_followed_the_plain_way(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    page.route("**/ubah_rhk/**", lambda route: route.fulfill(status=500, body="rusak"), times=1)
    with page.expect_navigation():
        page.get_by_role("link", name="Ubah RHK 1", exact=True).click()
    assert page.inner_text("h1") == "Ubah rencana hasil kerja"


def test_row_that_is_gone_shows_the_page_that_says_so(jendela, skp):
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    rhk = skp.daftar_rhk.last()
    services.hapus_rhk(skp, oleh=skp.pegawai.pengguna, pada=SAAT, rhk=rhk.pk)
    page.get_by_role("link", name="Ubah RHK 2", exact=True).click()
    page.get_by_role("heading", name="Halaman tidak ditemukan").wait_for()
    page.go_back()
    page.get_by_role("link", name="Ubah RHK 1", exact=True).wait_for()


def test_act_that_leads_elsewhere_shows_that_page(jendela, skp):
    """The dialog's form redirects to the same address, which has no such region any more."""
    page = jendela(skp.pegawai, alamat("detail", skp.pk))
    page.evaluate("document.querySelector('#rencana').id = 'wilayah-lain'")
    page.get_by_role("button", name="Turunkan RHK 1").click()
    page.get_by_text("Urutan tersimpan.").wait_for()
    assert page.locator("#rencana").count() == 1


# --- phrases ----------------------------------------------------------------------------------------------------


def test_phrase_goes_into_its_text(jendela):
    lama = skp_diajukan()
    isi_ekspektasi(lama)
    skp = skp_diajukan(penilai=lama.penilai)
    page = jendela(skp.penilai, alamat("detail", skp.pk), viewport=MEJA)
    pilihan = page.locator("select[data-frasa]").first
    teks = page.locator(f"#{pilihan.get_attribute('data-frasa')}")
    frasa = pilihan.locator("option").nth(1).inner_text()
    pilihan.select_option(index=1)
    assert (teks.input_value(), pilihan.input_value()) == (frasa, "")
    teks.fill("Catatan sendiri. ")
    # By keyboard the arrows already choose; the phrase is taken once, when the box is left.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    assert teks.input_value() == "Catatan sendiri. "
    page.keyboard.press("Tab")
    assert teks.input_value() == f"Catatan sendiri.\n{frasa}"
    page.goto(alamat("detail", skp.pk))
    kabar(page, DIPULIHKAN)
    assert teks.input_value() == f"Catatan sendiri.\n{frasa}"
