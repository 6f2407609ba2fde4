"""Several activities at once from a sheet: pasted or uploaded, looked at, then stored; all or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinerja.aktivitas import services
from kinerja.aktivitas.forms.kiriman import TempelForm, UnggahForm, baca_bulan, tanda_berkas
from kinerja.aktivitas.models import KirimanAktivitas
from kinerja.aktivitas.queries import PilihanIndikator
from kinerja.aktivitas.resources import (
    AktivitasResource,
    Pratinjau,
    Tempelan,
    baca_tempelan,
    periksa_isian,
    sebagai_tempelan,
)
from kinerja.aktivitas.resources.kolom import SEBUTAN
from kinerja.aktivitas.resources.tempelan import HURUF_TERBANYAK, isian
from kinerja.aktivitas.services import TERBANYAK_SEKALI, Isian
from kinerja.aktivitas.views.dasar import alamat_daftar, halaman, hari_ini, pegawai_atau_404
from kinerja.aktivitas.views.kiriman import SUDAH_TERKIRIM, halaman_isian, selesai
from kinerja.dokumen.errors import DataBerubah, Ditolak, Keluhan
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai
from kinerja.skp.models import Indikator, Skp
from kinerja.skp.views.dasar import nomor
from kinerja.ui.impor import keluaran
from kinerja.ui.impor.baris import GALAT, Baris
from kinerja.ui.impor.pembaca import Tabel, baca

KELUHAN_TERBANYAK = 30


@dataclass(frozen=True)
class Lembar:
    """For which month and SKP the page numbers its indicators."""

    bulan: Bulan
    skp: Skp | None
    daftar_skp: list[Skp]
    pilihan: PilihanIndikator | None
    nomor: list[Indikator]

    @property
    def alamat(self) -> str:
        """What every address of the sheet carries along."""
        skp = f"&skp={self.skp.pk}" if self.skp and len(self.daftar_skp) > 1 else ""
        return f"?bulan={self.bulan.awal:%Y-%m}{skp}"

    @property
    def tanpa_skp(self) -> str:
        return "" if self.skp else f"Belum ada SKP yang disetujui untuk {self.bulan}."


def _lembar(request: HttpRequest, pegawai: Pegawai) -> Lembar:
    """As the address says; else this month and the SKP of today, or the last one of the month."""
    bulan = baca_bulan(request.GET.get("bulan")) or Bulan.dari(hari_ini())
    daftar = pegawai.daftar_skp.filter(
        mulai__lte=bulan.akhir, selesai__gte=bulan.awal, disetujui_pada__isnull=False
    )
    daftar_skp = list(daftar.select_related("pegawai", "indikator_kedinasan_lain").order_by("mulai"))
    if diminta := request.GET.get("skp"):
        skp = next((s for s in daftar_skp if s.pk == nomor(diminta)), None)
        if skp is None:
            raise Http404("SKP itu bukan milik Anda, atau tidak berlaku pada bulan itu.")
    else:
        hari = next((s for s in daftar_skp if s.memuat(hari_ini())), None)
        skp = hari or (daftar_skp[-1] if daftar_skp else None)
    if skp is None:
        return Lembar(bulan, None, [], None, [])
    pilihan = PilihanIndikator(skp)
    return Lembar(bulan, skp, daftar_skp, pilihan, pilihan.pada(max(bulan.awal, skp.mulai)))


# --- pages -----------------------------------------------------------------------------------------------


@halaman_isian
def tempel(request: HttpRequest) -> HttpResponse:
    """The first POST shows what was understood, the second (`lanjut=simpan`) stores exactly that."""
    lembar = _lembar(request, pegawai_atau_404(request))
    if request.method != "POST":
        return _tampilkan(request, lembar, TempelForm())
    form = TempelForm(request.POST)
    terbaca = _baca(form, lembar)
    if terbaca is None:
        return _tampilkan(request, lembar, form, status=422)
    diminta = request.POST.get("lanjut") == "simpan"
    if diminta and terbaca.benar and form.sudah_diperiksa:
        return _simpan(request, lembar, form, terbaca)
    return _periksa(request, lembar, form, terbaca, berubah=diminta)


@halaman_isian
def unggah(request: HttpRequest) -> HttpResponse:
    """Read the file, then go on as if its rows had been pasted; nothing of it is kept."""
    lembar = _lembar(request, pegawai_atau_404(request))
    form = UnggahForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UnggahForm(request.POST, request.FILES)
        if tabel := _baca_berkas(form, lembar):
            isi = {"teks": sebagai_tempelan(tabel), "berkas": tanda_berkas(tabel)}
            isi |= {"sidik": "", "kunci": TempelForm().fields["kunci"].initial()}
            tempelan = TempelForm(isi)
            terbaca = _baca(tempelan, lembar)
            if terbaca is None:
                return _tampilkan(request, lembar, tempelan, status=422)
            return _periksa(request, lembar, tempelan, terbaca)
    konteks = {"judul": "Unggah lembar aktivitas", "form": form, "lembar": lembar}
    konteks |= {"terbanyak": TERBANYAK_SEKALI, **_bulan_tetangga(lembar)}
    return render(request, "aktivitas/kiriman_unggah.html", konteks, status=422 if form.errors else 200)


@halaman
def templat_kiriman(request: HttpRequest, jenis: str) -> HttpResponse:
    """The empty list, and in the xlsx the numbered indicators of the month."""
    lembar = _lembar(request, pegawai_atau_404(request))
    if jenis not in keluaran.JENIS_ISI or lembar.skp is None:
        raise Http404
    resource = AktivitasResource(lembar.pilihan, lembar.nomor)
    isi = keluaran.templat(jenis, resource, resource.rujukan())
    nama = f"aktivitas-{lembar.bulan.awal:%Y-%m}.{jenis}"
    return HttpResponse(
        isi,
        content_type=keluaran.JENIS_ISI[jenis],
        headers={
            "Content-Disposition": f'attachment; filename="{nama}"',
            "Cache-Control": "no-store, private",
        },
    )


# --- reading ---------------------------------------------------------------------------------------------


def _baca_berkas(form: UnggahForm, lembar: Lembar) -> Tabel | None:
    if lembar.skp is None:
        form.add_error(None, lembar.tanpa_skp)
    if not form.is_valid():
        return None
    try:
        tabel = baca(form.cleaned_data["berkas"])
        if len(tabel.baris) > TERBANYAK_SEKALI:
            raise Ditolak(
                f"Berkas berisi {len(tabel.baris)} baris data, sekali kirim paling banyak {TERBANYAK_SEKALI}. "
                "Bagi berkasnya."
            )
        if sum(len(s) for _, sel in tabel.baris for s in sel) > HURUF_TERBANYAK:
            raise Ditolak(f"Isi berkas melebihi {HURUF_TERBANYAK} huruf. Bagi berkasnya.")
    except Ditolak as penolakan:
        for keluhan in penolakan.keluhan:
            form.add_error("berkas", keluhan.kalimat)
        return None
    return tabel


def _baca(form: TempelForm, lembar: Lembar) -> Tempelan | None:
    """The rows of the box; what makes it no table at all is a fault of the box."""
    if lembar.skp is None:
        form.add_error(None, f"{lembar.tanpa_skp} Pilih bulan lain di atas.")
    if not form.is_valid():
        return None
    try:
        return baca_tempelan(form.cleaned_data["teks"], pilihan=lembar.pilihan, nomor=lembar.nomor)
    except Ditolak as penolakan:
        for keluhan in penolakan.keluhan:
            form.add_error("teks", keluhan.kalimat)
        return None


def _simpan(request: HttpRequest, lembar: Lembar, form: TempelForm, terbaca: Tempelan) -> HttpResponse:
    lewati = set(request.POST.getlist("lewati"))
    daftar = [isian(b) for n, b in enumerate(terbaca.baris) if str(n) not in lewati]
    if not daftar:
        keluhan = [Keluhan("Semua baris dilewati, jadi tidak ada yang disimpan.")]
        return _periksa(request, lembar, form, terbaca, keluhan=keluhan, status=422)
    berkas = form.cleaned_data["berkas"]
    Asal = KirimanAktivitas.Asal
    try:
        tanda = services.catat_banyak_aktivitas(
            lembar.skp,
            oleh=request.user,
            pada=timezone.now(),
            kunci=form.cleaned_data["kunci"],
            asal=Asal.UNGGAH if berkas else Asal.TEMPEL,
            daftar=daftar,
            nama_berkas=berkas[0] if berkas else "",
        )
    except DataBerubah:
        form.perbarui()
        return _periksa(request, lembar, form, terbaca, keluhan=[Keluhan(SUDAH_TERKIRIM)], status=409)
    except Ditolak as penolakan:
        if penolakan.status in (403, 404):
            raise
        return _periksa(request, lembar, form, terbaca, penolakan=penolakan, status=penolakan.status)
    selesai(request, tanda, daftar)
    return redirect(alamat_daftar(min(i.tanggal for i in daftar)))


# --- showing ---------------------------------------------------------------------------------------------


@dataclass
class BarisTampil:
    """A row of the preview: what was understood, or the words as they stood where it was not."""

    urutan: int
    nomor: int
    sel: dict[str, str]
    isian: Isian | None = None
    indikator: str = ""
    galat: list[tuple[str, str]] = field(default_factory=list)  # (column, sentence)
    peringatan: list[tuple[str, str]] = field(default_factory=list)
    kembar: bool = False
    dilewati: bool = False


def _periksa(
    request: HttpRequest,
    lembar: Lembar,
    form: TempelForm,
    terbaca: Tempelan,
    *,
    keluhan: list[Keluhan] | None = None,
    penolakan: Ditolak | None = None,
    berubah: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The preview: every row with its complaints; whoever refuses, the text is still in the box.

    `berubah`: he asked to store what he has not seen in this form.
    """
    benar = terbaca.terbaca
    hasil = periksa_isian(
        lembar.pilihan, [isian(b) for b in benar], timezone.now(), sebutan=[f"baris {b.nomor}" for b in benar]
    )
    menurut = {id(b): p for b, p in zip(benar, hasil, strict=True)}
    hari = {b.bersih["tanggal"] for b in benar if lembar.skp.memuat(b.bersih["tanggal"])}
    nama = {i.pk: i.uraian for i in lembar.nomor}
    nama |= {i.pk: i.uraian for h in hari for i in lembar.pilihan.pada(h)}
    baris = [_tampil(n, b, menurut.get(id(b)), nama) for n, b in enumerate(terbaca.baris)]
    lama = request.POST.getlist("lewati") if form.sudah_diperiksa else None
    for satu in baris:
        satu.dilewati = satu.kembar if lama is None else str(satu.urutan) in lama
    salah = [
        Keluhan(f"Baris {b.nomor}{f', kolom {kolom}' if kolom else ''}: {kalimat}", f"#baris-{b.urutan}")
        for b in baris
        for kolom, kalimat in b.galat
    ]
    keluhan = (keluhan or []) + ([] if salah or not penolakan else list(penolakan.keluhan))
    keluhan += salah[:KELUHAN_TERBANYAK]
    if (lagi := len(salah) - KELUHAN_TERBANYAK) > 0:
        keluhan.append(Keluhan(f"dan {lagi} hal lain: lihat tabel di bawah.", "#judul-pratinjau"))
    boleh = not salah
    if berubah and boleh:
        keluhan, status = [Keluhan("Isinya berubah sejak diperiksa. Periksa lagi, lalu simpan.")], 409
    form.tandai_diperiksa(boleh)
    konteks = {"baris": baris, "terbaca": terbaca, "keluhan": keluhan, "boleh_simpan": boleh}
    konteks |= {"jumlah_kembar": sum(b.kembar for b in baris)}
    return _tampilkan(request, lembar, form, status=422 if salah and status == 200 else status, **konteks)


def _tampil(urutan: int, baris: Baris, hasil: Pratinjau | None, nama: dict[int, str]) -> BarisTampil:
    tampil = BarisTampil(urutan, baris.nomor, {n: " ".join(t.split()) for n, t in baris.isi.items()})
    for k in baris.keluhan:
        daftar = tampil.galat if k["tingkat"] == GALAT else tampil.peringatan
        daftar.append((SEBUTAN.get(k["kolom"], ""), k["kalimat"]))
    if hasil:
        tampil.isian, tampil.indikator = hasil.isian, nama.get(hasil.isian.indikator, "")
        tampil.galat += [(SEBUTAN.get(kolom, ""), kalimat) for kolom, kalimat in hasil.galat]
        tampil.peringatan += [(SEBUTAN.get(kolom, ""), kalimat) for kolom, kalimat in hasil.peringatan]
        tampil.kembar = hasil.kembar
    return tampil


def _tampilkan(
    request: HttpRequest, lembar: Lembar, form: TempelForm, *, status: int = 200, **konteks
) -> HttpResponse:
    berkas = form.cleaned_data.get("berkas") if form.is_bound else None
    tetap = {
        "judul": "Tempel dari lembar kerja",
        "form": form,
        "lembar": lembar,
        "nama_berkas": berkas[0] if berkas else "",
        "draf": f"aktivitas-unggah-{berkas[1][:12]}" if berkas else "aktivitas-tempel",
        "terbanyak": TERBANYAK_SEKALI,
        "alamat_tempel": reverse("aktivitas:tempel") + lembar.alamat,
    }
    return render(
        request, "aktivitas/kiriman_tempel.html", tetap | _bulan_tetangga(lembar) | konteks, status=status
    )


def _bulan_tetangga(lembar: Lembar) -> dict[str, Bulan]:
    """The neighbours, where the calendar has them."""
    hari: date = lembar.bulan.awal
    return {
        "bulan_lalu": lembar.bulan.sebelum() if hari.year > 2000 else None,
        "bulan_depan": lembar.bulan.berikut() if hari.year < 2100 else None,
    }
