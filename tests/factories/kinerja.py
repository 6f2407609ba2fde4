"""SKPs and monthly reports, brought to a state by their own services. Times are literal instants in WITA."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from kinerja.akun.models import Pengguna
from kinerja.kalender.models import Bulan
from kinerja.kepegawaian.models import Pegawai
from kinerja.realisasi import services as realisasi_services
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp import services as skp_services
from kinerja.skp.models import NilaiBerakhlak, Skp
from tests.factories.kepegawaian import PegawaiFactory, RiwayatJabatanFactory, tunjuk_penilai

WITA = ZoneInfo("Asia/Makassar")
JANUARI = datetime(2026, 1, 15, 9, 0, tzinfo=WITA)
SEBELUM_JENDELA = datetime(2026, 2, 28, 23, 59, tzinfo=WITA)
DALAM_JENDELA = datetime(2026, 3, 5, 10, 0, tzinfo=WITA)
FEBRUARI = Bulan(2026, 2)

SKP_LENGKAP = {
    "Terwujudnya pengelolaan kinerja ASN": [
        "Persentase ASN yang dinilai tepat waktu",
        "Jumlah laporan kinerja",
    ],
}


def skp_konsep(
    pegawai: Pegawai | None = None, *, penilai: Pegawai | None = None, model="JPT", isi=SKP_LENGKAP
) -> Skp:
    """A complete draft (JPT by default: it needs no parent), with a penilai in force."""
    pegawai = pegawai or PegawaiFactory()
    riwayat = pegawai.daftar_riwayat_jabatan.filter(aktif=True).first() or RiwayatJabatanFactory(
        pegawai=pegawai
    )
    if not riwayat.daftar_penilai.exists():
        tunjuk_penilai(riwayat, penilai or PegawaiFactory(perangkat_daerah=pegawai.perangkat_daerah))
    oleh = pegawai.pengguna
    skp = skp_services.tambah_skp(riwayat, oleh=oleh, pada=JANUARI, model=model).objek
    for uraian, daftar_indikator in isi.items():
        tanda = skp_services.tambah_rhk(skp, oleh=oleh, pada=JANUARI, jenis="UTAMA", uraian=uraian)
        for indikator in daftar_indikator:
            skp_services.tambah_indikator(
                skp,
                oleh=oleh,
                pada=JANUARI,
                rhk=tanda.rincian["rhk"],
                uraian=indikator,
                perspektif="PROSES_BISNIS",
                target=Decimal(100),
                satuan="Persen",
            )
    return skp


def skp_diajukan(pegawai=None, **kw) -> Skp:
    skp = skp_konsep(pegawai, **kw)
    skp_services.ajukan(skp, oleh=skp.pegawai.pengguna, pada=JANUARI, catatan="Mohon koreksi.")
    return skp


def isi_ekspektasi(skp: Skp) -> None:
    teks = {n.kode: f"Harapan untuk {n.nama}" for n in NilaiBerakhlak.objects.all()}
    skp_services.simpan_ekspektasi(skp, oleh=skp.penilai.pengguna, pada=JANUARI, ekspektasi=teks)


def skp_disetujui(pegawai=None, **kw) -> Skp:
    skp = skp_diajukan(pegawai, **kw)
    isi_ekspektasi(skp)
    skp_services.terima(skp, oleh=skp.penilai.pengguna, pada=JANUARI, catatan="Setuju.")
    return skp


def realisasi_draf(pegawai=None, *, bulan=FEBRUARI, pada=DALAM_JENDELA, **kw) -> RealisasiBulanan:
    """An open draft without values."""
    skp = kw.pop("skp", None) or skp_disetujui(pegawai, **kw)
    return realisasi_services.isi_realisasi(skp, oleh=skp.pegawai.pengguna, pada=pada, bulan=bulan).objek


def realisasi_diajukan(pegawai=None, *, pada=DALAM_JENDELA, **kw) -> RealisasiBulanan:
    realisasi = realisasi_draf(pegawai, pada=pada, **kw)
    oleh = realisasi.pegawai.pengguna
    baris = {b.pk: (Decimal(5), "https://drive.google.com/contoh") for b in realisasi.daftar_baris.all()}
    realisasi_services.simpan(realisasi, oleh=oleh, pada=pada, baris=baris)
    realisasi_services.ajukan(realisasi, oleh=oleh, pada=pada, konfirmasi=True)
    return realisasi


def realisasi_selesai(
    pegawai=None, *, hasil="SESUAI", perilaku="SESUAI", pada=DALAM_JENDELA, **kw
) -> RealisasiBulanan:
    realisasi = realisasi_diajukan(pegawai, pada=pada, **kw)
    oleh = realisasi.penilai.pengguna
    realisasi_services.nilai_hasil_kerja(
        realisasi,
        oleh=oleh,
        pada=pada,
        umpan_balik={b.pk: "Bagus dan pertahankan" for b in realisasi.daftar_baris.all()},
        rating=hasil,
        konfirmasi=True,
    )
    realisasi_services.nilai_perilaku(
        realisasi,
        oleh=oleh,
        pada=pada,
        umpan_balik={n.kode: "Sudah baik" for n in NilaiBerakhlak.objects.all()},
        rating=perilaku,
        catatan_akhir="Pertahankan.",
        konfirmasi=True,
    )
    return realisasi


def revisi(skp: Skp, *, pada: datetime, ubah: Callable[[Skp, Pengguna], object], sampai="terima") -> Skp:
    """A revision up to and with that act: asked for, opened, changed by `ubah(skp, owner)`, submitted, approved."""
    oleh, penilai = skp.pegawai.pengguna, skp.penilai.pengguna
    langkah = {
        "ajukan_revisi": lambda: skp_services.ajukan_revisi(skp, oleh=oleh, pada=pada, catatan="Target."),
        "terima_revisi": lambda: skp_services.terima_revisi(skp, oleh=penilai, pada=pada),
        "ubah": lambda: ubah(skp, oleh),
        "ajukan": lambda: skp_services.ajukan(skp, oleh=oleh, pada=pada, catatan="Sudah diubah."),
        "terima": lambda: skp_services.terima(skp, oleh=penilai, pada=pada, catatan="Setuju."),
    }
    for nama, jalankan in langkah.items():
        jalankan()
        if nama == sampai:
            break
    return skp
