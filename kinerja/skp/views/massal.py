"""The penilai does the same with many SKPs: first who is done and who is skipped and why, then the act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.dokumen.acts import Act, HasilMassal
from kinerja.dokumen.errors import Ditolak
from kinerja.skp import queries, services
from kinerja.skp.forms import CatatanMassalForm, EkspektasiMassalForm
from kinerja.skp.models import Ekspektasi, Skp
from kinerja.skp.views.dasar import RELASI, halaman, nomor
from kinerja.ui.tindakan import MASSAL_TERBANYAK, pilah, versi_dilihat

SEBAB_TERBANYAK = 2


@halaman
def ekspektasi_massal(request: HttpRequest) -> HttpResponse:
    """The same expectations on the SKPs that were ticked in the queue; what each has already is shown with it."""
    diri = getattr(request.user, "pegawai", None)
    frasa = queries.frasa_ekspektasi(diri) if diri else {}
    return _massal(
        request,
        services.simpan_ekspektasi,
        EkspektasiMassalForm(request.POST or None, frasa=frasa),
        templat="skp/ekspektasi_massal.html",
        sebutan="Ekspektasi",
        judul="Isi ekspektasi sekaligus",
    )


@halaman
def terima_massal(request: HttpRequest) -> HttpResponse:
    return _massal(
        request,
        services.terima,
        CatatanMassalForm(request.POST or None),
        templat="skp/terima_massal.html",
        sebutan="Terima",
        judul="Terima sekaligus",
    )


def _massal(request: HttpRequest, act: Act, form, *, templat: str, sebutan: str, **konteks) -> HttpResponse:
    pada, dipilih = timezone.now(), _dipilih(request)
    if len(dipilih) > MASSAL_TERBANYAK:
        messages.error(request, f"Paling banyak {MASSAL_TERBANYAK} SKP sekali proses.")
        return redirect("skp:antrean")
    if request.method == "POST" and dipilih and form.is_valid():
        versi = versi_dilihat(request.POST, dipilih)
        _sampaikan(
            request, sebutan, act.many(dipilih, oleh=request.user, pada=pada, versi=versi, **form.argumen)
        )
        return redirect("skp:antrean")
    bisa, dilewati = pilah(act, dipilih, oleh=request.user, pada=pada)
    konteks |= {
        "form": form,
        "bisa": _dengan_yang_terisi(bisa),
        "dilewati": [(skp, _sebab(penolakan)) for skp, penolakan in dilewati],
    }
    return render(request, templat, konteks, status=422 if form.is_bound else 200)


def _dipilih(request: HttpRequest) -> list[Skp]:
    """The ticked SKPs among those he sees; one more than is allowed is enough to say that they are too many."""
    data = request.POST if request.method == "POST" else request.GET
    daftar_pk = [pk for pk in map(nomor, data.getlist("skp")) if pk is not None]
    terlihat = policy.visible(Skp, request.user, pada=timezone.now())
    urut = terlihat.filter(pk__in=daftar_pk[: MASSAL_TERBANYAK + 1]).order_by("pegawai__nama", "pk")
    return list(urut.select_related(*RELASI, "pegawai__pengguna"))


def _dengan_yang_terisi(daftar: list[Skp]) -> list[tuple[Skp, list[str]]]:
    """Each with the names of the values that have an expectation already. One query."""
    terisi: dict[int, list[str]] = {skp.pk: [] for skp in daftar}
    baris = Ekspektasi.objects.filter(skp__in=terisi).order_by("nilai__nomor")
    for skp, nama in baris.values_list("skp", "nilai__nama"):
        terisi[skp].append(nama)
    return [(skp, terisi[skp.pk]) for skp in daftar]


def _sebab(penolakan: Ditolak) -> str:
    """The first reasons; whoever needs all of them opens the SKP."""
    lagi = len(penolakan.keluhan) - SEBAB_TERBANYAK
    kalimat = " ".join(str(k) for k in penolakan.keluhan[:SEBAB_TERBANYAK])
    return f"{kalimat} Dan {lagi} hal lagi." if lagi > 0 else kalimat


def _sampaikan(request: HttpRequest, sebutan: str, hasil: HasilMassal) -> None:
    """Each by name: done with its receipt, refused with the reason."""
    if hasil.berhasil:
        nama = ", ".join(f"{r.objek.pegawai} (tanda terima {r.nomor})" for r in hasil.berhasil)
        messages.success(request, f"{sebutan}: {len(hasil.berhasil)} SKP berhasil. {nama}.")
    for skp, penolakan in hasil.ditolak:
        messages.warning(request, f"{sebutan}: {skp.pegawai} dilewati. {_sebab(penolakan)}")
