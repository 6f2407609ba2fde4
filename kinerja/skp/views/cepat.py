"""Pages that fill a plan in minutes: copy, library, paste, import, and the RHK atasan of all rows at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kinerja.dokumen.acts import Act
from kinerja.dokumen.errors import Ditolak
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp import queries, resources, services
from kinerja.skp.forms.cepat import (
    ImporToolKinerjaForm,
    PilihRhkAtasanForm,
    PustakaForm,
    SalinForm,
    TempelForm,
)
from kinerja.skp.models import Skp
from kinerja.skp.views.dasar import alamat, ambil_skp, halaman, jalankan, nomor
from kinerja.ui.impor.pembaca import baca
from kinerja.ui.templatetags.ui import tanggal

SUMBER_TERBANYAK, KELUHAN_TERBANYAK, SEBUT_TERBANYAK = 50, 30, 3


@halaman
def salin(request: HttpRequest, pk: int) -> HttpResponse:
    """First the sources, then the rows of the chosen one."""
    skp = ambil_skp(request, pk)
    sumber = request.POST.get("sumber", request.GET.get("sumber", ""))
    if not sumber:
        return _daftar_sumber(request, skp)
    asal = get_object_or_404(queries.dapat_disalin(skp), pk=nomor(sumber))
    return jalankan(
        request,
        services.salin,
        skp,
        SalinForm(request.POST or None, skp=skp, versi=queries.versi_terakhir(asal)),
        berhasil=lambda tanda: _sebut_hasil(tanda, "disalin"),
        sesudah=lambda tanda: _ingatkan(request, skp, tanda),
        tujuan=lambda tanda: alamat(skp, "#rencana"),
        judul="Salin dari SKP lain",
        tombol="Salin yang dicentang",
        penjelasan=f"Dari SKP {asal.pegawai}, {asal.jabatan_nama}, periode {tanggal(asal.mulai)} s.d. "
        f"{tanggal(asal.selesai)}. RHK atasan tidak ikut disalin, realisasi juga tidak.",
    )


def _daftar_sumber(request: HttpRequest, skp: Skp) -> HttpResponse:
    _harus_boleh(request, services.salin, skp)
    daftar = queries.dapat_disalin(skp)[:SUMBER_TERBANYAK]
    return render(request, "skp/salin.html", {"objek": skp, "daftar": daftar})


@halaman
def pakai_pustaka(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    daftar = list(queries.pustaka_untuk(skp))
    return jalankan(
        request,
        services.pakai_pustaka,
        skp,
        PustakaForm(request.POST or None, skp=skp, daftar=daftar),
        berhasil=lambda tanda: _sebut_hasil(tanda, "diambil dari pustaka"),
        sesudah=lambda tanda: _ingatkan(request, skp, tanda),
        tujuan=lambda tanda: alamat(skp, "#rencana"),
        templat="skp/pustaka.html",
        judul="Ambil dari pustaka jabatan",
        tombol="Ambil yang dicentang",
        daftar=daftar,
        jabatan=skp.riwayat_jabatan.jabatan,
    )


@halaman
def tempel(request: HttpRequest, pk: int) -> HttpResponse:
    """The first POST shows what was understood, the second (`lanjut=simpan`) adds it; faults are shown either time."""
    skp = ambil_skp(request, pk)
    form = TempelForm(request.POST or None, versi=skp.versi)
    terbaca = _baca_tempelan(form, skp) if request.method == "POST" else None
    tampilan = {
        "judul": "Tempel dari lembar kerja",
        "tombol": "Periksa",
        "penjelasan": "Salin sel dari Excel, LibreOffice, atau Google Sheets, lalu tempel di sini. Isinya "
        "diperlihatkan dahulu; belum ada yang tersimpan.",
        "terbaca": terbaca,
    }
    if request.method == "POST" and (request.POST.get("lanjut") != "simpan" or form.errors):
        _harus_boleh(request, services.tempel, skp)
        konteks = tampilan | {"form": form, "keluhan": [], "objek": skp}
        return render(request, "skp/tempel.html", konteks, status=422 if form.errors else 200)
    return jalankan(
        request,
        services.tempel,
        skp,
        form,
        isi={"daftar": tuple(terbaca.daftar)} if terbaca else None,
        berhasil=lambda tanda: _sebut_hasil(tanda, "ditambahkan"),
        sesudah=lambda tanda: _ingatkan(request, skp, tanda),
        tujuan=lambda tanda: alamat(skp, "#rencana"),
        templat="skp/tempel.html",
        **tampilan,
    )


def _baca_tempelan(form: TempelForm, skp: Skp) -> resources.Tempelan | None:
    """What the box says; every fault becomes a fault of the box, so that nothing of it can be saved."""
    if not form.is_valid():
        return None
    try:
        terbaca = resources.baca_tempelan(form.cleaned_data["teks"], model=skp.model)
    except Ditolak as penolakan:
        form.add_error("teks", str(penolakan))
        return None
    for keluhan in terbaca.keluhan[:KELUHAN_TERBANYAK]:
        form.add_error("teks", keluhan.kalimat)
    if len(terbaca.keluhan) > KELUHAN_TERBANYAK:
        form.add_error("teks", f"dan {len(terbaca.keluhan) - KELUHAN_TERBANYAK} hal lain.")
    return terbaca


@halaman
def impor_tool_kinerja(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload and import in one step, as the manual has it; the file's period must be that of the SKP."""
    skp = ambil_skp(request, pk)
    _harus_boleh(request, services.impor_tool_kinerja, skp)
    form = ImporToolKinerjaForm(request.POST or None, request.FILES or None, versi=skp.versi)
    isi = _baca_tool_kinerja(form, skp) if request.method == "POST" else None
    return jalankan(
        request,
        services.impor_tool_kinerja,
        skp,
        form,
        isi=isi,
        berhasil=_berhasil_tool_kinerja,
        sesudah=lambda tanda: _periksa_ulang(request, skp, tanda),
        tujuan=lambda tanda: alamat(skp, "#rencana"),
        templat="skp/impor_tool_kinerja.html",
        judul="Import RHK dari Tool Kinerja",
        tombol="Ya, import",
    )


def _baca_tool_kinerja(form: ImporToolKinerjaForm, skp: Skp) -> dict | None:
    if not form.is_valid():
        return None
    try:
        tabel = baca(form.cleaned_data["berkas"])
        periode, daftar = resources.baca_tool_kinerja(tabel, model=skp.model)
    except Ditolak as penolakan:
        kalimat = str(penolakan)
        gagal = "" if kalimat.startswith(services.GAGAL_TOOL_KINERJA) else f"{services.GAGAL_TOOL_KINERJA} "
        form.add_error("berkas", f"{gagal}{kalimat}")
        return None
    return {"daftar": tuple(daftar), "periode": periode}


def _berhasil_tool_kinerja(tanda) -> str:
    jumlah = tanda.rincian
    return (
        f"Berhasil Import {jumlah['rhk']} Rencana Hasil Kerja dan {jumlah['indikator']} Indikator dari aplikasi "
        "Tool Kinerja."
    )


def _periksa_ulang(request: HttpRequest, skp: Skp, tanda) -> None:
    messages.info(
        request,
        "Sebelum mengajukan untuk dinilai, silakan periksa ulang untuk memastikan Rencana Hasil Kerja sudah tepat.",
    )
    _ingatkan(request, skp, tanda)


@halaman
def pilih_rhk_atasan(request: HttpRequest, pk: int) -> HttpResponse:
    skp, pada = ambil_skp(request, pk), timezone.now()
    if not skp.is_ja_jf:
        raise Http404("SKP model JPT tidak memakai RHK atasan.")
    form = PilihRhkAtasanForm(request.POST or None, skp=skp, pada=pada, daftar=skp.isi_lengkap())
    return jalankan(
        request,
        services.pilih_rhk_atasan,
        skp,
        form,
        berhasil=lambda tanda: f"RHK atasan {len(tanda.rincian['rhk'])} rencana hasil kerja tersimpan.",
        tujuan=lambda tanda: alamat(skp, "#rencana"),
        templat="skp/rhk.html",
        judul="Pilih RHK atasan yang diintervensi",
        tombol="Simpan",
        penjelasan="Untuk setiap rencana hasil kerja Anda, pilih rencana hasil kerja pejabat penilai yang didukungnya. "
        "Yang belum Anda pilih dapat menyusul, sebelum SKP diajukan.",
        penugasan=penilai_berlaku(skp.riwayat_jabatan, pada=pada),
    )


def _harus_boleh(request: HttpRequest, act: Act, skp: Skp) -> None:
    """Authority and state, before anything of an upload or a box is read."""
    act.periksa(skp, oleh=request.user, pada=timezone.now(), **dict.fromkeys(act.wajib, "…"))


def _sebut_hasil(tanda, kata: str) -> str:
    return f"{tanda.rincian['rhk']} RHK dan {tanda.rincian['indikator']} indikator {kata}."


def _ingatkan(request: HttpRequest, skp: Skp, tanda) -> None:
    """What did not come along, and what is to be done next."""
    if dilewati := tanda.rincian["dilewati"]:
        sebut = "; ".join(f"“{uraian[:60]}”" for uraian in dilewati[:SEBUT_TERBANYAK])
        lain = f" dan {len(dilewati) - SEBUT_TERBANYAK} lain" if len(dilewati) > SEBUT_TERBANYAK else ""
        messages.warning(request, f"{len(dilewati)} RHK dilewati karena sudah ada di SKP ini: {sebut}{lain}.")
    if skp.is_ja_jf and tanda.rincian["rhk"]:
        messages.warning(
            request,
            "RHK atasan yang diintervensi belum dipilih. Gunakan “Pilih RHK atasan sekaligus” di bawah.",
        )
