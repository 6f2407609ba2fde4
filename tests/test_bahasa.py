"""Indonesian throughout: the pages are rendered, and whatever a person can read or hear of them is searched."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from kinerja.akun.models import Pengguna
from kinerja.akun.permissions import GRUP_REDAKTUR
from kinerja.dokumen.models import Riwayat
from tests.factories import PegawaiFactory, RiwayatJabatanFactory, beri_wilayah, jadikan_admin_bkd

pytestmark = pytest.mark.django_db
LATAR = "django.contrib.auth.backends.ModelBackend"

# Words that no Indonesian sentence contains; enough of them that no English sentence escapes.
INGGRIS = set(
    """
    the of and your you this that with from has have been was were are will would should cannot please here there
    into onto which what when who all any more most each other than then them their its not only but also can may
    add added adding change changed changes changing delete deleted deleting search searching filters save saved
    saving select selected type types run home log out login logout expand collapse row rows actions results found
    no yes cancel submit close open edit editing view viewing show hide history object objects user users password
    name title content page pages site sites settings help upload download file files choose create new
    reset apply clear sort order date time today now previous next first last back go select menu toggle account
    sign welcome dashboard image images document documents collection collections publish published unpublish draft
    drafts live status copy move reports workflow tasks revision revisions locked lock unlock comment comments
    required field fields error errors must invalid value values true false none unknown loading updated items item
    parent child children explorer listing preview privacy public private version schedule scheduled bulk locale
    usage edited created by minutes hours ago sidebar keyboard shortcuts summary recent recently moderation
    """.split()  # noqa: SIM905 a list of words reads best as words
)
# The same letters, another language.
JUGA_INDONESIA = {
    "login",
    "status",
    "menu",
    "edit",
    "total",
    "bulk",
    "email",
    "link",
    "filter",
    "reset",
    "password",
}
SIFAT = ("aria-label", "title", "placeholder", "alt", "aria-description")
SUREL = re.compile(r"\S+@\S+")
MASUKAN_TOMBOL = ("submit", "button", "reset")


class Teks(HTMLParser):
    """Collects what is shown or read aloud: text outside scripts and icons, and the attributes above."""

    HAMPA = (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    )

    def __init__(self):
        super().__init__()
        self.bagian, self.tumpukan = [], []

    def handle_starttag(self, tag, attrs):
        sifat = dict(attrs)
        diam = tag in ("script", "style") or "hidden" in sifat or "symbols" in (sifat.get("class") or "")
        diam = diam or self.diam
        if tag not in self.HAMPA:
            self.tumpukan.append((tag, diam))
        if not diam:
            self.bagian += [sifat[s] for s in SIFAT if sifat.get(s)]
            if tag == "input" and sifat.get("type") in MASUKAN_TOMBOL and sifat.get("value"):
                self.bagian.append(sifat["value"])

    def handle_endtag(self, tag):
        while tag in [t for t, _ in self.tumpukan] and self.tumpukan.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self.diam and data.strip():
            self.bagian.append(" ".join(data.split()))

    @property
    def diam(self) -> bool:
        return bool(self.tumpukan) and self.tumpukan[-1][1]


def kalimat_inggris(html: str) -> set[str]:
    pembaca = Teks()
    pembaca.feed(html)
    kata = INGGRIS - JUGA_INDONESIA
    return {b for b in pembaca.bagian if kata & set(re.findall(r"[a-z]+", SUREL.sub("", b).lower()))}


def periksa(client, alamat: str) -> set[str]:
    jawaban = client.get(alamat, follow=True)
    assert jawaban.status_code == 200, alamat
    return kalimat_inggris(jawaban.content.decode())


def test_the_search_itself_finds_english():
    html = (
        '<a title="More actions">Simpan</a><button>Save and continue editing</button><script>add()</script>'
    )
    assert kalimat_inggris(html) == {"More actions", "Save and continue editing"}


@pytest.fixture
def bkd(client):
    """Admin BKD with at least one row in each list."""
    pengguna = jadikan_admin_bkd(PegawaiFactory().pengguna)
    riwayat = RiwayatJabatanFactory()
    beri_wilayah(riwayat.pegawai.pengguna, riwayat.perangkat_daerah, "kelola_perangkatdaerah")
    Riwayat.tambah(riwayat, "riwayatjabatan.diuji", oleh=pengguna, pada=riwayat.diverifikasi_pada)
    client.force_login(pengguna, backend=LATAR)
    return client


def test_login_page(client):
    assert periksa(client, "/login/") == set()


def test_back_office_speaks_indonesian(bkd):
    temuan = {}
    for model, pengelola in admin.site._registry.items():
        dasar = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        alamat = [reverse(f"{dasar}_changelist"), reverse(f"{dasar}_changelist") + "?q=zzzz"]
        if baris := model._default_manager.first():
            alamat += [reverse(f"{dasar}_{h}", args=[baris.pk]) for h in ("change", "history")]
            alamat += [f"{alamat[0]}{baris.pk}/{t.act.verba}/" for t in pengelola.tindakan if not t.massal]
        for satu in [*alamat, reverse(f"{dasar}_add")]:
            jawaban = bkd.get(satu)
            if jawaban.status_code == 200:
                temuan[satu] = kalimat_inggris(jawaban.content.decode())
    assert len(temuan) > 2 * len(admin.site._registry)
    assert {a: t for a, t in temuan.items() if t} == {}


def test_act_pages_speak_indonesian(bkd):
    orang = PegawaiFactory().pengguna
    daftar = reverse("admin:akun_pengguna_changelist")
    assert periksa(bkd, f"{daftar}{orang.pk}/nonaktifkan/") == set()
    massal = bkd.post(daftar, {"action": "nonaktifkan_massal", "_selected_action": [orang.pk]})
    assert kalimat_inggris(massal.content.decode()) == set()
    kosong = bkd.post(daftar, {"action": "nonaktifkan_massal"}, follow=True)
    assert kalimat_inggris(kosong.content.decode()) == set()


def test_password_pages_speak_indonesian(bkd):
    for alamat in ("/password_change/", "/password_change/done/"):
        jawaban = bkd.get(alamat, follow=True)
        if jawaban.status_code == 200:
            assert kalimat_inggris(jawaban.content.decode()) == set()


CMS = [
    "/cms/",
    "/cms/pages/",
    "/cms/documents/",
    "/cms/images/",
    "/cms/account/",
    "/cms/pages/search/",
    "/cms/documents/multiple/add/",
    "/cms/images/multiple/add/",
]


@pytest.fixture
def redaktur(client):
    pengguna = PegawaiFactory().pengguna
    pengguna.groups.add(Group.objects.get(name=GRUP_REDAKTUR))
    client.force_login(Pengguna.objects.get(pk=pengguna.pk), backend=LATAR)
    return client


def test_editors_pages_speak_indonesian(redaktur):
    call_command("isi_informasi", verbosity=0)
    halaman = Page.objects.filter(depth__gte=2).order_by("path")
    alamat = [*CMS, *(f"/cms/pages/{h.pk}/" for h in halaman)]
    alamat += [f"/cms/pages/{h.pk}/edit/" for h in halaman]
    temuan = {}
    for satu in alamat:
        jawaban = redaktur.get(satu)
        if jawaban.status_code == 200:
            temuan[satu] = kalimat_inggris(jawaban.content.decode())
    assert len(temuan) > 6
    assert {a: t for a, t in temuan.items() if t} == {}
