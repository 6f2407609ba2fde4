"""What a reader may see, said once: for pages, lists, search and the API alike."""

from __future__ import annotations

import re
from datetime import datetime

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.models import BerandaPage, JuknisBabPage, JuknisPage, PengumumanPage, SopPage

PANJANG_KATA = 100
JENIS = (BerandaPage, JuknisPage, JuknisBabPage, SopPage, PengumumanPage)


def _tertutup(pada: datetime) -> Q:
    """Draft, unpublished, past its expiry (whether or not the hourly job has run), or outside its validity."""
    hari = timezone.localtime(pada, timezone.get_default_timezone()).date()
    return (
        Q(live=False)
        | Q(expire_at__lte=pada)
        | Q(pengumumanpage__berlaku_mulai__gt=hari)
        | Q(pengumumanpage__berlaku_sampai__lt=hari)
    )


def _dibatasi(pengguna) -> Q:
    """Restricted in the editor to groups that this reader (None: one who is in no group) does not belong to."""
    batas = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.LOGIN)
    if pengguna is not None:
        batas = batas.exclude(groups__in=pengguna.groups.all())
    return Q(pk__in=batas.values("page"))


def _tidak_publik() -> Q:
    syarat = Q()
    for jenis in JENIS:
        syarat |= Q(**{f"{jenis._meta.model_name}__publik": False})
    return syarat


def _di_luar(tutup: Q) -> PageQuerySet:
    """Pages that are not closed, nor lie under a closed one: a chapter of a draft book is not readable either."""
    penutup = Page.objects.filter(tutup, depth__gt=1).alias(
        jalur=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    buka = Page.objects.filter(~Exists(penutup.filter(jalur__startswith=F("path"))), depth__gt=1)
    # Wrapped: the search backends understand "pk in" and nothing more.
    return Page.objects.filter(pk__in=buka.order_by().values("pk"))


def halaman_terbaca(pengguna, pada: datetime) -> PageQuerySet:
    """Pages that a logged-in person may read."""
    return _di_luar(_tertutup(pada) | _dibatasi(pengguna))


def halaman_publik(pada: datetime) -> PageQuerySet:
    """Pages that anybody may read through the API."""
    dibatasi = Q(pk__in=PageViewRestriction.objects.values("page"))
    return _di_luar(_tertutup(pada) | dibatasi | _tidak_publik())


def semua_pengumuman(pengguna, pada: datetime) -> PageQuerySet:
    """Announcements in force: important ones first, then the newest."""
    terbaca = halaman_terbaca(pengguna, pada).values("pk")
    return (
        PengumumanPage.objects.filter(pk__in=terbaca)
        .order_by("-penting", "-berlaku_mulai", "-pk")
        .defer("isi")
    )


def daftar_pengumuman(pada: datetime, jumlah: int = 5, pengguna=None) -> list[PengumumanPage]:
    """For the beranda: title, ringkasan, penting and `url`. One query."""
    return list(semua_pengumuman(pengguna, pada)[:jumlah])


def halaman_bantuan(slug: str, *, pengguna=None, pada: datetime | None = None) -> Page | None:
    """The page that explains a screen, by its slug (chapters before books); None when there is none to read."""
    terbaca = halaman_terbaca(pengguna, pada or timezone.now())
    return terbaca.filter(slug=slug).order_by("-depth", "path").first()


def bab_terbaca(juknis: Page, pengguna, pada: datetime) -> list[Page]:
    """The chapters of a book in their order."""
    return list(halaman_terbaca(pengguna, pada).child_of(juknis).order_by("path"))


def isi_beranda(pengguna, pada: datetime) -> dict[str, list]:
    """What the front page of /informasi/ lists."""
    terbaca = halaman_terbaca(pengguna, pada).values("pk")
    return {
        "daftar_pengumuman": daftar_pengumuman(pada, pengguna=pengguna),
        "daftar_juknis": list(JuknisPage.objects.filter(pk__in=terbaca).defer("isi").order_by("path")),
        "daftar_sop": list(SopPage.objects.filter(pk__in=terbaca).defer("isi", "langkah").order_by("path")),
    }


def rapikan_kata(kata: str) -> str:
    """Words alone: SQLite's full-text search stumbles over quotes and operators."""
    return " ".join(re.sub(r"[^\w\s]|\0", " ", kata[:PANJANG_KATA]).split())


def cari(kata: str, pengguna, pada: datetime, jumlah: int = 30) -> list[Page]:
    """Full-text search over what this reader may read; the database's own index, on both engines."""
    kata = rapikan_kata(kata)
    return list(halaman_terbaca(pengguna, pada).search(kata)[:jumlah]) if kata else []
