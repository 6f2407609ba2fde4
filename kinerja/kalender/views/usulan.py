"""BKD's side: an exception is proposed with a look at what it does, and decided by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.akun.permissions import is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.dokumen.errors import AksesDitolak, Ditolak
from kinerja.dokumen.models import Riwayat
from kinerja.kalender import services
from kinerja.kalender.forms import FORMULIR, GangguanForm, PembukaanForm, awal_pembukaan
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import Bulan, Gangguan, PembukaanKembali, Tahap
from kinerja.kalender.permissions import akun_berkepentingan
from kinerja.kalender.queries import (
    SEBUTAN,
    Kalender,
    batas,
    bulan_sampai,
    dampak,
    lama,
    rentang_waktu,
)
from kinerja.kalender.views.jadwal import ORANG, Baris
from kinerja.kepegawaian.models import Pegawai, PerangkatDaerah

S = StatusPengecualian
MODEL = {"pembukaan": PembukaanKembali, "gangguan": Gangguan}
TINDAKAN = {
    ("pembukaan", "setujui"): services.setujui_pembukaan,
    ("pembukaan", "tolak"): services.tolak_pembukaan,
    ("pembukaan", "cabut"): services.cabut_pembukaan,
    ("gangguan", "setujui"): services.setujui_gangguan,
    ("gangguan", "tolak"): services.tolak_gangguan,
    ("gangguan", "cabut"): services.cabut_gangguan,
}
LABEL = {"setujui": "Setujui", "tolak": "Tolak", "cabut": "Cabut"}
SEHALAMAN, TEMUAN_TERBANYAK = 20, 20


def halaman(view: Callable) -> Callable:
    return login_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(view)))


@never_cache
@login_required
@require_safe
def usulan(request: HttpRequest) -> HttpResponse:
    """What waits for a second person first; then all, newest first, by kind."""
    if not lihat_semua(request.user):
        raise AksesDitolak("Halaman ini untuk admin BKD.")
    menunggu = [
        (jenis, satu)
        for jenis in MODEL
        for satu in _terlihat(request, jenis).filter(status=S.DIUSULKAN).order_by("pk")[:SEHALAMAN]
    ]
    jenis = request.GET.get("jenis", "")
    jenis = jenis if jenis in MODEL else "pembukaan"
    lain = _terlihat(request, jenis).exclude(status=S.DIUSULKAN).order_by("-pk")
    isi = {
        "menunggu": menunggu,
        "jenis": jenis,
        "halaman": Paginator(lain, SEHALAMAN).get_page(request.GET.get("hal")),
        "boleh_usul": is_admin_bkd(request.user),
    }
    return render(request, "kalender/usulan.html", isi)


@halaman
def usulkan_gangguan(request: HttpRequest) -> HttpResponse:
    """The first POST shows which deadlines would move, the second (`lanjut=simpan`) proposes it."""
    _harus_admin(request)
    pada = timezone.now()
    form = GangguanForm(request.POST or None)
    if request.method != "POST" or request.POST.get("lanjut") == "ubah":
        form = GangguanForm(initial=request.POST.dict()) if request.method == "POST" else form
        return render(request, "kalender/usulkan_gangguan.html", {"form": form})
    if not form.is_valid():
        return render(request, "kalender/usulkan_gangguan.html", {"form": form}, status=422)
    isi = form.argumen
    try:
        if request.POST.get("lanjut") == "simpan":
            tanda = services.usulkan_gangguan(request.user, oleh=request.user, pada=pada, **isi)
            messages.success(
                request,
                f"Gangguan diusulkan. Nomor tanda terima {tanda.nomor}. Admin BKD lain harus menyetujuinya.",
            )
            return redirect("kalender:rincian", "gangguan", tanda.objek_id)
        services.periksa_gangguan(isi["mulai"], isi["selesai"], pada=pada)
    except AksesDitolak:
        raise
    except Ditolak as penolakan:
        konteks = {"form": form, "keluhan": penolakan.keluhan}
        return render(request, "kalender/usulkan_gangguan.html", konteks, status=penolakan.status)
    calon = Gangguan(**{k: isi[k] for k in ("mulai", "selesai", "keterangan", "perangkat_daerah")})
    return render(request, "kalender/pratinjau_gangguan.html", {"form": form, **_akibat(calon, pada)})


usulkan_gangguan.aturan = "Pengguna.usulkan_gangguan: admin BKD dengan namanya sendiri"


@halaman
def usulkan_pembukaan(request: HttpRequest) -> HttpResponse:
    """For whom stands in the address (`?pegawai=` or `?opd=`); without it one looks for him first."""
    _harus_admin(request)
    pada = timezone.now()
    pegawai, opd = _sasaran(request, pada)
    if pegawai is None and opd is None:
        status = 422 if request.method == "POST" else 200
        return render(request, "kalender/cari_sasaran.html", _pencarian(request, pada), status=status)
    awal = awal_pembukaan(pada, request.GET.get("tahun", ""), request.GET.get("bulan", ""))
    form = PembukaanForm(request.POST if request.method == "POST" else None, pada=pada, initial=awal)
    keluhan, status = [], 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                tanda = services.usulkan_pembukaan(
                    request.user,
                    oleh=request.user,
                    pada=pada,
                    pegawai=pegawai,
                    perangkat_daerah=opd,
                    **form.argumen,
                )
                messages.success(
                    request,
                    f"Pembukaan kembali diusulkan. Nomor tanda terima {tanda.nomor}. "
                    "Admin BKD lain harus menyetujuinya.",
                )
                return redirect("kalender:rincian", "pembukaan", tanda.objek_id)
            except AksesDitolak:
                raise
            except Ditolak as penolakan:
                keluhan, status = penolakan.keluhan, penolakan.status
    isi = {"form": form, "keluhan": keluhan, "pegawai": pegawai, "opd": opd}
    sasaran = PembukaanKembali(
        tahun=timezone.localtime(pada).year, bulan=1, pegawai=pegawai, perangkat_daerah=opd
    )
    isi["diri"] = request.user.pk in akun_berkepentingan(sasaran)
    isi["daftar"] = _jadwal_sasaran(pegawai, opd, pada)
    return render(request, "kalender/usulkan_pembukaan.html", isi, status=status)


usulkan_pembukaan.aturan = "Pengguna.usulkan_pembukaan: admin BKD dengan namanya sendiri"


def _harus_admin(request: HttpRequest) -> None:
    if not is_admin_bkd(request.user):
        raise AksesDitolak("Gangguan dan pembukaan kembali diusulkan admin BKD.")


def _nomor(teks: str) -> int:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else 0


def _sasaran(request, pada) -> tuple[Pegawai | None, PerangkatDaerah | None]:
    if "pegawai" in request.GET:
        terlihat = policy.visible(Pegawai, request.user, pada=pada).select_related("perangkat_daerah")
        return get_object_or_404(terlihat, pk=_nomor(request.GET["pegawai"])), None
    if request.GET.get("opd"):
        return None, get_object_or_404(PerangkatDaerah, pk=_nomor(request.GET["opd"]))
    return None, None


def _pencarian(request, pada) -> dict:
    """By NIP or by the words of a name, among those whom he sees."""
    cari = " ".join(request.GET.get("cari", "").replace("\0", " ").split())[:100]
    temuan: list[Pegawai] = []
    if cari:
        orang = policy.visible(Pegawai, request.user, pada=pada)
        if (angka := cari.replace(" ", "")).isdigit():
            orang = orang.filter(nip__startswith=angka)
        else:
            for kata in cari.split()[:6]:
                orang = orang.filter(nama__icontains=kata)
        temuan = list(orang.select_related("perangkat_daerah").order_by("nama", "pk")[: TEMUAN_TERBANYAK + 1])
    bulan = {k: request.GET[k] for k in ("tahun", "bulan") if request.GET.get(k, "").isdigit()}
    return {
        "cari": cari,
        "temuan": temuan[:TEMUAN_TERBANYAK],
        "lebih": len(temuan) > TEMUAN_TERBANYAK,
        "daftar_opd": PerangkatDaerah.objects.filter(aktif=True),
        "bulan": bulan,
    }


def _jadwal_sasaran(pegawai, opd, pada: datetime) -> list[tuple[Bulan, list[Baris]]]:
    """The last three months as they are for him, so that one sees what needs opening."""
    milik = opd.pk if opd else pegawai.perangkat_daerah_id
    daftar = bulan_sampai(pada)[:3]
    kalender = Kalender([(b, milik) for b in daftar], segar=True)
    return [
        (
            b,
            [
                Baris(t, b, kalender.masa(t, b, milik, pegawai and pegawai.pk), pada)
                for t in (Tahap.PENGISIAN, Tahap.PENILAIAN)
            ],
        )
        for b in daftar
    ]


# --- one exception -----------------------------------------------------------------------------------------------------


@never_cache
@login_required
@require_safe
def rincian(request: HttpRequest, jenis: str, pk: int) -> HttpResponse:
    pada, satu = timezone.now(), _satu(request, jenis, pk)
    tombol = [
        v for (j, v), act in TINDAKAN.items() if j == jenis and act.boleh(satu, oleh=request.user, pada=pada)
    ]
    catatan: Iterable[Riwayat] = ()
    if lihat_semua(request.user):
        tipe = MODEL[jenis]._meta.label_lower
        catatan = (
            Riwayat.objects.filter(objek_tipe=tipe, objek_id=satu.pk).select_related("oleh").order_by("pk")
        )
    isi = {
        "satu": satu,
        "jenis": jenis,
        "tombol": [(v, LABEL[v]) for v in tombol],
        "catatan": catatan,
        "menunggu_lain": satu.status == S.DIUSULKAN and "setujui" not in tombol,
        "kembali_ke_usulan": lihat_semua(request.user),
        **(_akibat(satu, pada) if jenis == "gangguan" else {}),
    }
    return render(request, "kalender/rincian.html", isi)


@halaman
def tindakan(request: HttpRequest, jenis: str, pk: int, verba: str) -> HttpResponse:
    """GET says what will happen and for whom, POST does it. A refusal shows the same page with the reasons."""
    pada, satu, act = timezone.now(), _satu(request, jenis, pk), TINDAKAN[jenis, verba]
    if not policy.can(request.user, verba, satu, pada=pada):
        raise AksesDitolak(_alasan(satu, request.user, verba))
    form = FORMULIR[verba](request.POST if request.method == "POST" else None, versi=satu.versi)
    keluhan, status = [], 200
    try:
        if request.method != "POST":
            act.periksa(satu, oleh=request.user, pada=pada, **dict.fromkeys(act.wajib, "…"))
        elif form.is_valid():
            tanda = act(satu, oleh=request.user, pada=pada, **form.argumen)
            messages.success(request, f"{LABEL[verba]}: berhasil. Nomor tanda terima {tanda.nomor}.")
            return redirect("kalender:rincian", jenis, satu.pk)
        else:
            status = 422
    except Ditolak as penolakan:
        if isinstance(penolakan, AksesDitolak) or request.method != "POST":
            raise
        keluhan, status = penolakan.keluhan, penolakan.status
    isi = {
        "satu": satu,
        "jenis": jenis,
        "verba": verba,
        "label": LABEL[verba],
        "form": form,
        "keluhan": keluhan,
        **(_akibat(satu, pada) if jenis == "gangguan" else {}),
    }
    return render(request, "kalender/tindakan.html", isi, status=status)


tindakan.aturan = "PembukaanKembali dan Gangguan: setujui dan tolak oleh admin BKD lain, cabut oleh admin BKD"


def _terlihat(request, jenis: str):
    pegawai = ("pegawai__perangkat_daerah",) if jenis == "pembukaan" else ()
    return policy.visible(MODEL[jenis], request.user, pada=timezone.now()).select_related(*ORANG, *pegawai)


def _satu(request, jenis: str, pk) -> PembukaanKembali | Gangguan:
    return get_object_or_404(_terlihat(request, jenis), pk=pk)


def _akibat(gangguan: Gangguan, pada: datetime) -> dict:
    """Which deadlines it moves, and those to whom that comes too late."""
    daftar = [
        {
            "sebutan": SEBUTAN[d.tahap],
            "bulan": d.bulan,
            "nama": d.nama,
            "lama": batas(d.lama),
            "baru": batas(d.baru),
            "lewat": d.baru.selesai <= pada,
        }
        for d in dampak(gangguan)
    ]
    mulai, selesai = gangguan.mulai, gangguan.selesai
    pembukaan = PembukaanKembali.objects.filter(
        Q(perangkat_daerah=gangguan.perangkat_daerah_id)
        | Q(pegawai__perangkat_daerah=gangguan.perangkat_daerah_id)
        if gangguan.perangkat_daerah_id
        else Q(),
        status=S.BERLAKU,
        mulai__lte=timezone.localtime(selesai).date(),
        batas_nilai__gte=timezone.localtime(mulai).date(),
    )
    return {
        "akibat": daftar,
        "ada_lewat": any(d["lewat"] for d in daftar),
        "jumlah_pembukaan": pembukaan.count(),
        "saat": rentang_waktu(gangguan),
        "lama": lama(gangguan.lama),
        "gangguan": gangguan,
    }


def _alasan(satu, pengguna, verba: str) -> str:
    if not is_admin_bkd(pengguna):
        return f"“{LABEL[verba]}” hanya oleh admin BKD."
    if pengguna.pk in akun_berkepentingan(satu):
        return "Anda yang berkepentingan tidak memutuskan usulan ini."
    if verba == "cabut":
        return "Yang sudah berlaku dicabut admin BKD lain, bukan pengusulnya."
    return "Usulan harus diputuskan orang lain, bukan pengusulnya."
