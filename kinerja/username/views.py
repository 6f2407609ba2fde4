"""Pages of the username lists: list, upload, preview with complaints, and one confirmation page for each act."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.akun.services import isi_lembar_kode
from kinerja.dokumen import policy
from kinerja.dokumen.errors import AksesDitolak, Ditolak, Keluhan
from kinerja.ui import pdf
from kinerja.ui.impor import keluaran
from kinerja.ui.impor.pembaca import baca
from kinerja.username import services
from kinerja.username.forms import FORMULIR, UnggahForm, daftar_opd
from kinerja.username.lifecycle import StatusBatch
from kinerja.username.models import BatchBaris, BatchUsername
from kinerja.username.permissions import boleh_mengunggah, punya_daerah
from kinerja.username.queries import UsernameResource

S = StatusBatch
BARIS_SEHALAMAN = 50
BATCH_SEHALAMAN = 20
TINDAKAN = {
    verba: getattr(services, verba)
    for verba in ("validasi", "ajukan", "verifikasi", "kembalikan", "terapkan", "batalkan", "cetak_kode")
}
TAHAPAN = ("Unggah dan periksa", "Ajukan", "Verifikasi", "Terapkan")
SEDANG = {S.DIUNGGAH: 0, S.TERVALIDASI: 1, S.MENUNGGU_VERIFIKASI: 2, S.TERVERIFIKASI: 3, S.DITERAPKAN: 4}
LANGKAH = {
    S.DIUNGGAH: "Pengunggah menekan “Periksa” agar setiap baris diperiksa.",
    S.TERVALIDASI: "Pengunggah membaca keluhan di bawah, lalu mengajukan; atau membatalkan, memperbaiki berkas, dan "
    "mengunggah ulang.",
    S.MENUNGGU_VERIFIKASI: "Verifikatur perangkat daerah atau admin BKD, bukan pengunggah, memverifikasi atau "
    "mengembalikan daftar ini.",
    S.TERVERIFIKASI: "Verifikatur atau admin BKD menerapkan daftar ini: akun dan jabatan dibuat sekaligus.",
    S.DITERAPKAN: "Cetak lembar kode aktivasi, lalu bagikan kepada pemilik akun yang belum aktivasi.",
    S.DIKEMBALIKAN: "Pengunggah memperbaiki berkas menurut catatan, lalu mengunggahnya sebagai daftar baru.",
    S.DIBATALKAN: "Daftar ini berakhir. Tidak ada akun yang dibuat darinya.",
}


@dataclass(frozen=True)
class Halaman:
    """What the confirmation of an act says."""

    label: str
    judul: str
    penjelasan: str
    bahaya: bool = False


HALAMAN = {
    "validasi": Halaman(
        "Periksa", "Periksa daftar ini?", "Setiap baris diperiksa lagi. Belum ada akun yang dibuat."
    ),
    "ajukan": Halaman("Ajukan", "Ajukan daftar ini?", "Setelah diajukan, isinya tidak dapat diubah."),
    "verifikasi": Halaman(
        "Verifikasi",
        "Verifikasi daftar ini?",
        "Anda menyatakan bahwa nama, jabatan, dan penilai di dalamnya benar.",
    ),
    "kembalikan": Halaman(
        "Kembalikan", "Kembalikan daftar ini?", "Pengunggah memperbaiki berkas, lalu mengunggah ulang."
    ),
    "terapkan": Halaman(
        "Terapkan",
        "Terapkan daftar ini?",
        "Akun tanpa password, data pegawai, jabatan aktif, dan pejabat penilai dibuat sekaligus. Tindakan ini tidak dapat "
        "dibatalkan.",
    ),
    "batalkan": Halaman(
        "Batalkan", "Batalkan daftar ini?", "Tidak ada akun yang dibuat dari daftar ini.", bahaya=True
    ),
    "cetak_kode": Halaman(
        "Cetak kode aktivasi",
        "Cetak lembar kode aktivasi?",
        "Kode baru dibuat untuk setiap akun dalam daftar ini yang belum diaktivasi. Kode yang sudah dicetak sebelumnya "
        "tidak berlaku lagi. Lembar PDF hanya dapat diunduh sekali; simpan dan bagikan secara tertutup.",
    ),
}


@never_cache
@login_required
@require_safe
def daftar(request):
    """Lists of one's offices, newest first; who has no office here has no such page."""
    pada = timezone.now()
    if not punya_layar(request):
        raise AksesDitolak("Halaman ini untuk pengelola kepegawaian, verifikatur, dan BKD.")
    boleh_unggah = boleh_mengunggah(request.user, pada)
    baris = policy.visible(BatchUsername, request.user, pada=pada).select_related(
        "perangkat_daerah", "diunggah_oleh"
    )
    halaman = Paginator(baris, BATCH_SEHALAMAN).get_page(request.GET.get("hal"))
    return render(request, "username/daftar.html", {"halaman": halaman, "boleh_unggah": boleh_unggah})


def punya_layar(request) -> bool:
    """Is this person concerned with lists of accounts at all? For the menu, and for the empty list."""
    return punya_daerah(request.user, timezone.now())


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unggah(request):
    pada = timezone.now()
    if not boleh_mengunggah(request.user, pada):
        raise AksesDitolak("Hanya pengelola kepegawaian dan admin BKD yang dapat mengunggah daftar username.")
    form = UnggahForm(request.POST or None, request.FILES or None, pelaku=request.user, pada=pada)
    keluhan: list[Keluhan] = []
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(_alamat(_unggah_dan_periksa(request, form, pada)))
        except AksesDitolak:
            raise
        except Ditolak as penolakan:
            keluhan = penolakan.keluhan
    isi = {"form": form, "keluhan": keluhan, "daftar_opd": daftar_opd(request.user, pada=pada)}
    status = 422 if keluhan or (request.method == "POST" and form.errors) else 200
    return render(request, "username/unggah.html", isi, status=status)


def _unggah_dan_periksa(request, form: UnggahForm, pada) -> BatchUsername:
    """Two acts: should the second not be reached, the list waits as DIUNGGAH and shows “Periksa”."""
    opd, kunci = form.cleaned_data["perangkat_daerah"], form.cleaned_data["kunci"]
    tabel = baca(form.cleaned_data["berkas"])
    riwayat = services.unggah(opd, oleh=request.user, pada=pada, kunci=kunci, tabel=tabel)
    batch = BatchUsername.objects.get(pk=riwayat.objek_id)
    if batch.status == S.DIUNGGAH:
        services.validasi(batch, oleh=request.user, pada=pada)
        messages.success(
            request, f"Berkas dibaca: {batch.jumlah_baris} baris. Nomor tanda terima {riwayat.nomor}."
        )
    return batch


@login_required
@require_safe
def templat(request, opd: int, jenis: str):
    """The empty list, with the units and positions that this office may use."""
    pada = timezone.now()
    perangkat_daerah = get_object_or_404(daftar_opd(request.user, pada=pada), pk=opd)
    resource = UsernameResource(perangkat_daerah, pada=pada)
    isi = keluaran.templat(jenis, resource, resource.rujukan())
    return _unduh(isi, jenis, f"templat-username-{perangkat_daerah.pk}")


@never_cache
@login_required
@require_safe
def rincian(request, pk: int):
    """Counts and complaints first; the rows by page, so that the page stays small whatever the list."""
    pada = timezone.now()
    batch = _batch(request, pk, pada)
    baris = batch.daftar_baris.all()
    pilihan = request.GET.get("tingkat", "")
    if pilihan not in BatchBaris.Tingkat.values:
        pilihan = "" if batch.jumlah_galat + batch.jumlah_peringatan == 0 else "KELUHAN"
    if request.GET.get("tingkat") == "SEMUA":
        pilihan = ""
    if pilihan:
        baris = baris.exclude(tingkat="OK") if pilihan == "KELUHAN" else baris.filter(tingkat=pilihan)
    halaman = Paginator(baris, BARIS_SEHALAMAN).get_page(request.GET.get("hal"))
    tombol = [(v, HALAMAN[v]) for v, act in TINDAKAN.items() if _tampil(v, act, batch, request.user, pada)]
    isi = {
        "batch": batch,
        "halaman": halaman,
        "pilihan": pilihan or "SEMUA",
        "tombol": tombol,
        "langkah": LANGKAH[batch.status],
        "tahapan": _tahapan(batch),
        "jumlah_baik": batch.jumlah_baris - batch.jumlah_galat - batch.jumlah_peringatan,
    }
    return render(request, "username/rincian.html", isi)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tindakan(request, pk: int, verba: str):
    """GET asks, POST acts. A refusal shows the same page with the reasons."""
    if verba not in TINDAKAN:
        raise Http404
    pada = timezone.now()
    batch, act = _batch(request, pk, pada), TINDAKAN[verba]
    if not policy.can(request.user, verba, batch, pada=pada):
        raise AksesDitolak(_alasan(verba, batch, request.user))
    form = FORMULIR[verba](request.POST if request.method == "POST" else None, versi=batch.versi)
    keluhan, status = [], 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _lakukan(request, act, batch, form, pada)
            except AksesDitolak:
                raise
            except Ditolak as penolakan:
                keluhan, status = penolakan.keluhan, penolakan.status
    isi = {"batch": batch, "form": form, "keluhan": keluhan, "hal": HALAMAN[verba], "verba": verba}
    return render(request, "username/tindakan.html", isi, status=status)


def _lakukan(request, act, batch, form, pada):
    argumen = form.argumen
    lembar: list = []
    if act is services.cetak_kode:
        argumen["lembar"] = lembar
    riwayat = act(batch, oleh=request.user, pada=pada, **argumen)
    if act is services.cetak_kode:
        if not lembar:  # the same form sent twice: the codes were in the first answer only
            raise Ditolak("Lembar ini sudah diunduh. Buka halaman ini lagi untuk membuat kode baru.")
        isi = isi_lembar_kode(lembar, judul=str(batch.perangkat_daerah), pada=pada)
        return pdf.jawaban_pdf("cetak/kode_aktivasi.typ", isi, nama_berkas=f"kode-aktivasi-{batch.pk}.pdf")
    messages.success(request, f"{HALAMAN[act.verba].label}: berhasil. Nomor tanda terima {riwayat.nomor}.")
    return HttpResponseRedirect(_alamat(batch))


@login_required
@require_safe
def keluhan(request, pk: int, jenis: str):
    """Every complaint with its row and column, as a list to work through."""
    batch = _batch(request, pk, timezone.now())
    baris = batch.daftar_baris.exclude(tingkat="OK").values_list("nomor", "keluhan")
    isi = keluaran.tulis(
        jenis,
        ["baris", "kolom", "tingkat", "ditemukan", "keluhan"],
        ([n, k["kolom"], k["tingkat"], k["temuan"], k["kalimat"]] for n, daftar_k in baris for k in daftar_k),
    )
    return _unduh(isi, jenis, f"keluhan-username-{batch.pk}")


def _batch(request, pk: int, pada) -> BatchUsername:
    terlihat = policy.visible(BatchUsername, request.user, pada=pada)
    return get_object_or_404(
        terlihat.select_related("perangkat_daerah", "diunggah_oleh", "diverifikasi_oleh"), pk=pk
    )


def _alamat(batch: BatchUsername) -> str:
    return reverse("username:rincian", args=[batch.pk])


def _tampil(verba: str, act, batch, pengguna, pada) -> bool:
    if verba == "cetak_kode" and batch.status != S.DITERAPKAN:
        return False
    if verba == "validasi" and batch.status != S.DIUNGGAH:
        return False  # may be repeated, but the next step is another
    return act.boleh(batch, oleh=pengguna, pada=pada)


def _alasan(verba: str, batch, pengguna) -> str:
    if verba in ("verifikasi", "kembalikan") and batch.diunggah_oleh_id == pengguna.pk:
        return "Daftar harus diverifikasi orang lain, bukan pengunggahnya."
    return f"“{HALAMAN[verba].label}” atas daftar ini bukan wewenang Anda."


def _tahapan(batch: BatchUsername) -> list[dict]:
    sampai = SEDANG.get(batch.status)
    if sampai is None:
        return []
    keadaan = ["selesai" if i < sampai else "kini" if i == sampai else "nanti" for i in range(len(TAHAPAN))]
    return [{"label": t, "keadaan": k} for t, k in zip(TAHAPAN, keadaan, strict=True)]


def _unduh(isi: bytes, jenis: str, nama: str) -> HttpResponse:
    return HttpResponse(
        isi,
        content_type=keluaran.JENIS_ISI[jenis],
        headers={
            "Content-Disposition": f'attachment; filename="{nama}.{jenis}"',
            "Cache-Control": "no-store, private",
        },
    )
