"""What every walk does: ask, read the answer, take the world's fingerprint."""

from __future__ import annotations

import re

from django.apps import apps
from django.http import HttpResponse
from django.urls import reverse

from kinerja.dokumen.models import Dokumen, Penolakan
from project.peta_url import Alamat, daftar_alamat
from tests.jalan import tabel
from tests.jalan.dunia import Dunia

MODEL_KAMI = [m for m in apps.get_models() if m.__module__.startswith(("kinerja.", "cms.", "project."))]
# What a value in a path may look like, for addresses of which only the shape matters.
CONTOH = {
    r"(?P<kode>[0-9A-Za-z-]{16,24})": "0000-0000-0000-0000",
    r"(?P<opd>\d{1,9})": "1",
    r"(?P<pk>\d{1,9})": "1",
    r"\.(?P<jenis>xlsx|csv)": ".csv",
    r"((?:[\w\-]+/)*)": "x/",
    r"(live|earliest|\d+)\.\.\.(live|latest|\d+)": "live...latest",
    r"(\d+)": "1",
    r"(.*)": "x",
    r"(?P<url>.*)": "tiada/",
}


def kunci(alamat: Alamat) -> str:
    """Its name; its path when it has none."""
    return alamat.jalur if not alamat.nama or alamat.nama.endswith(":") else alamat.nama


def contoh_jalur(jalur: str, pk: int = 1) -> str:
    """A path that this route answers to, whatever its object."""
    for pola, isi in CONTOH.items():
        jalur = jalur.replace(pola, isi)
    jalur = re.sub(r"\(\?P<app_label>(\w+)[^)]*\)", r"\1", jalur)
    jalur = re.sub(r"<(?:int:\w+|str:pk)>", str(pk), jalur)
    jalur = re.sub(r"<(?:\w+:)?(\w+)>", r"x", jalur)
    return jalur.replace(".*/", "tiada/")


def url(baris: tabel.Alamat, b) -> str:
    if baris.nama.startswith("/"):
        return contoh_jalur(baris.nama)
    return reverse(baris.nama, args=baris.args(b)) + baris.kueri.format(b=b)


def url_layar(label: str, halaman: str, b) -> str:
    nama = f"admin:{label.lower().replace('.', '_')}_{halaman}"
    return reverse(nama, args=[] if halaman in ("changelist", "add") else [tabel.LAYAR[label].objek(b).pk])


def hasil(jawaban: HttpResponse) -> int | str:
    """The status, with a redirect to the log-in told apart."""
    if jawaban.status_code in (301, 302):
        return tabel.LOGIN if jawaban["Location"].startswith("/login/?next=") else tabel.PINDAH
    return jawaban.status_code


def isi(jawaban: HttpResponse) -> str:
    mentah = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    return mentah.decode("utf-8", "replace")


def bocoran(pandang: str, teks: str) -> list[str]:
    """Marks in this text that this viewpoint may not read."""
    return [k for k, boleh in tabel.KENARI.items() if k in teks and pandang not in boleh]


def jalan(dunia: Dunia, alamat: str, harapan: dict[str, int | str]) -> tuple[dict, dict]:
    """GET by everybody in `harapan`: (what they got, what leaked to whom)."""
    dapat, bocor = {}, {}
    for pandang in harapan:
        jawaban = dunia.klien(pandang).get(alamat)
        dapat[pandang] = hasil(jawaban)
        if tanda := bocoran(pandang, isi(jawaban)):
            bocor[pandang] = tanda
    return dapat, bocor


def potret() -> dict[str, list]:
    """Everything that an act could change: rows, versions and statuses, and the record."""
    keadaan = {}
    for model in MODEL_KAMI:
        if model is Penolakan:  # a refused attempt leaves one trace, and means to
            continue
        kolom = ["pk", "versi", "diubah_pada"] if issubclass(model, Dokumen) else ["pk"]
        if model._meta.label == "dokumen.KepalaRantai":
            kolom = ["nomor", "hash"]
        kolom += [
            f.attname for f in model._meta.concrete_fields if f.name in ("status", "is_active", "dibaca_pada")
        ]
        keadaan[model._meta.label] = sorted(map(str, model._base_manager.values_list(*kolom)))
    return keadaan


def alamat_milik_kami() -> list[Alamat]:
    """Routes of the product; Wagtail's own admin is guarded by its door (test_cms.py)."""
    return [
        a
        for a in daftar_alamat()
        if not a.jalur.startswith("/cms/")
        or a.tampilan.startswith(("cms.", "django.views.generic.base.RedirectView"))
    ]
