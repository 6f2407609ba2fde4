"""Between the owner and his penilai: submission, answers to comments, the end of the period (juknis BAB III, VII)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kinerja.dokumen import policy
from kinerja.kepegawaian.permissions import penilai_berlaku
from kinerja.skp import services
from kinerja.skp.forms import CONTOH_AJUKAN, AkhiriPeriodeForm, CatatanForm
from kinerja.skp.models import Skp
from kinerja.skp.views import bagian
from kinerja.skp.views.dasar import RELASI, alamat, ambil_skp, halaman, jalankan
from kinerja.skp.views.pemilik.susun import saran_mutu
from kinerja.ui.templatetags.ui import tanggal


@halaman
def ajukan(request: HttpRequest, pk: int) -> HttpResponse:
    skp = ambil_skp(request, pk)
    penugasan = penilai_berlaku(skp.riwayat_jabatan, pada=timezone.now())
    kepada = str(penugasan.pegawai) if penugasan else "pejabat penilai"
    return jalankan(
        request,
        services.ajukan,
        skp,
        CatatanForm(
            request.POST or None,
            skp=skp,
            label="Catatan kepada penilai",
            contoh=CONTOH_AJUKAN,
            wajib=services.ajukan.wajib["catatan"],
        ),
        berhasil=lambda tanda: f"SKP diajukan kepada {kepada}. Nomor tanda terima {tanda.nomor}.",
        tujuan=lambda tanda: alamat(skp),
        templat="skp/ajukan.html",
        judul="Ajukan SKP",
        tombol="Ajukan",
        penjelasan=f"SKP dikirim kepada {kepada} untuk dinilai. Selama penilaian, isinya tidak dapat diubah.",
        saran=saran_mutu(skp, skp.isi_lengkap()),
    )


@halaman
def balas_komentar(request: HttpRequest, pk: int) -> HttpResponse:
    """About the row named in the address (`?rhk=` or `?indikator=`), or about the plan as a whole."""
    skp = ambil_skp(request, pk)
    isi, baris = bagian.baris_dituju(request, skp)
    return jalankan(
        request,
        services.balas_komentar,
        skp,
        CatatanForm(
            request.POST or None, skp=skp, label="Balasan", wajib=services.balas_komentar.wajib["catatan"]
        ),
        isi=isi,
        berhasil=lambda tanda: "Balasan tersimpan. Pejabat penilai membacanya setelah SKP diajukan lagi.",
        tujuan=lambda tanda: alamat(skp, bagian.jangkar(isi)),
        templat="skp/balas_komentar.html",
        judul="Balas komentar",
        tombol="Kirim balasan",
        disebut=baris,
        daftar=baris.daftar_komentar if baris else [],
    )


@halaman
def tutup_periode(request: HttpRequest, pk: int) -> HttpResponse:
    """For the owner, and for the pengelola of his office, who need not see the plan to end it."""
    pada = timezone.now()
    skp = get_object_or_404(Skp.objects.select_related(*RELASI), pk=pk)
    terlihat = policy.visible(Skp, request.user, pada=pada).filter(pk=pk).exists()
    if not terlihat and not policy.can(request.user, "tutup_periode", skp, pada=pada):
        raise Http404
    return jalankan(
        request,
        services.tutup_periode,
        skp,
        AkhiriPeriodeForm(request.POST or None, skp=skp, wajib=services.tutup_periode.wajib["alasan"]),
        berhasil=lambda tanda: f"Periode {skp} berakhir {tanggal(skp.selesai)}.",
        tujuan=lambda tanda: alamat(skp) if terlihat else "/",
        templat="skp/tutup_periode.html",
        judul="Akhiri periode SKP",
        tombol="Akhiri periode",
        bahaya=True,
        terlihat=terlihat,
    )
