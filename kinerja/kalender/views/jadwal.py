"""The schedule for everybody: the windows as they are for the reader, what is open now, and what moved them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kinerja.akun.permissions import is_admin_bkd, lihat_semua
from kinerja.dokumen import policy
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import Bulan, Gangguan, Jendela, PembukaanKembali, Tahap
from kinerja.kalender.queries import (
    SEBUTAN,
    Kalender,
    Masa,
    batas,
    bulan_berjadwal,
    bulan_sampai,
    lama,
    rentang_waktu,
    tanggal,
)
from kinerja.kepegawaian.permissions import pegawai_dari

S = StatusPengecualian
ORANG = ("diusulkan_oleh", "diputuskan_oleh", "perangkat_daerah")
PEMBUKAAN_TERBANYAK = 20


@dataclass(frozen=True)
class Baris:
    """One stage of one month as the reader has it."""

    tahap: Tahap
    bulan: Bulan
    masa: Masa
    pada: datetime

    @property
    def kini(self) -> Jendela:
        return self.masa.kini(self.pada)

    @property
    def rentang(self) -> str:
        """All its windows: `1–10 Maret 2026`, then what was opened again."""
        return "; ".join(rentang_hari(satu) for satu in self.masa.rentang())

    @property
    def keadaan(self) -> tuple[str, str]:
        if self.masa.memuat(self.pada):
            return "Dibuka", "baik"
        return ("Belum dibuka", "netral") if self.pada < self.kini.mulai else ("Ditutup", "netral")

    @property
    def sampai(self) -> str:
        return batas(self.kini)

    @property
    def sisa(self) -> str:
        return lama(self.kini.selesai - self.pada)

    @property
    def sebutan(self) -> str:
        return SEBUTAN[self.tahap]

    @property
    def bergeser_sampai(self) -> str:
        return batas(self.masa.jendela)

    @property
    def bergeser(self) -> str:
        return lama(self.masa.jendela.selesai - self.masa.jadwal.selesai) if self.masa.gangguan else ""


def rentang_hari(jendela: Jendela) -> str:
    """`1–10 Maret 2026`; an end that is no midnight with its time."""
    mulai, akhir = jendela.hari_mulai, jendela.hari_terakhir
    if timezone.localtime(jendela.selesai).time().isoformat("minutes") != "00:00":
        return f"{tanggal(mulai)} sampai {batas(jendela)}"
    if mulai == akhir:
        return tanggal(mulai)
    if (mulai.year, mulai.month) == (akhir.year, akhir.month):
        return f"{mulai.day}–{tanggal(akhir)}"
    return f"{tanggal(mulai)}–{tanggal(akhir)}"


@never_cache
@login_required
@require_safe
def jadwal(request: HttpRequest) -> HttpResponse:
    """The windows as they are for the reader and his office; what is open now; what has moved them."""
    pada, pegawai = timezone.now(), pegawai_dari(request.user)
    opd = pegawai.perangkat_daerah_id if pegawai else None
    lalu = Bulan.dari(pada).sebelum()
    tahun = _tahun(request.GET.get("tahun", ""), lalu.tahun)
    daftar = bulan_berjadwal(tahun)
    dekat = [b for b in (*bulan_sampai(pada)[:6], lalu.berikut()) if b in bulan_berjadwal(b.tahun)]
    kalender = Kalender([(b, opd) for b in {*daftar, *dekat}])

    def baris(bulan: Bulan, tahap: Tahap) -> Baris:
        return Baris(tahap, bulan, kalender.masa(tahap, bulan, opd, pegawai and pegawai.pk), pada)

    sekarang = [baris(b, t) for b in sorted(dekat) for t in (Tahap.PENGISIAN, Tahap.PENILAIAN)]
    isi = {
        "tahun": tahun,
        "tahun_lain": [
            t for t in (tahun - 1, tahun + 1) if bulan_berjadwal(t) and t <= Bulan.dari(pada).tahun
        ],
        "opd": pegawai.perangkat_daerah if pegawai else None,
        "daftar": [
            (b, [baris(b, t) for t in (Tahap.PENGISIAN, Tahap.PENILAIAN, Tahap.RILIS)]) for b in daftar
        ],
        "buka": [satu for satu in sekarang if satu.masa.memuat(pada)],
        "nanti": min((s for s in sekarang if pada < s.kini.mulai), key=lambda s: s.kini.mulai, default=None),
        "lini": _lini([baris(lalu, t) for t in Tahap], pada) if lalu in dekat else None,
        "daftar_gangguan": _gangguan(
            request, kalender, tahun, opd, [baris(b, t) for b in daftar for t in SEBUTAN]
        ),
        "daftar_pembukaan": _pembukaan(request, pada),
        "boleh_usul": is_admin_bkd(request.user),
        "boleh_baca_usulan": lihat_semua(request.user),
    }
    return render(request, "kalender/jadwal.html", isi)


def _tahun(teks: str, bawaan: int) -> int:
    sah = teks.isascii() and teks.isdigit() and len(teks) == 4 and 2000 <= int(teks) <= 2100
    return int(teks) if sah else bawaan


def _lini(daftar: list[Baris], pada: datetime) -> dict:
    """A picture of the cycle: a bar for each stage, a line for now, in hundredths of the whole."""
    mulai = min(s.masa.jendela.mulai for s in daftar)
    selesai = max(s.masa.jendela.selesai for s in daftar)
    panjang = (selesai - mulai).total_seconds()

    def letak(saat: datetime) -> str:
        return f"{(saat - mulai).total_seconds() / panjang * 1000:.0f}"

    batang = [
        {
            "baris": s,
            "x": letak(s.masa.jendela.mulai),
            "lebar": int(letak(s.masa.jendela.selesai)) - int(letak(s.masa.jendela.mulai)),
        }
        for s in daftar
    ]
    return {
        "bulan": daftar[0].bulan,
        "batang": batang,
        "kini": letak(pada) if mulai <= pada < selesai else "",
        "hari_ini": tanggal(timezone.localtime(pada)),
        "rentang": rentang_hari(Jendela(mulai, selesai)),
    }


def _gangguan(request, kalender: Kalender, tahun: int, opd: int | None, daftar: list[Baris]) -> list[dict]:
    """Outages in force that fell into this year or moved a window of its months; for BKD those of every office."""
    akibat: dict[int, list[Baris]] = {}
    for baris in daftar:
        for satu in baris.masa.gangguan:
            akibat.setdefault(satu.pk, []).append(baris)
    jatuh = [
        g.pk
        for g in kalender.gangguan
        if timezone.localtime(g.mulai).year == tahun and (g.mengenai(opd) or lihat_semua(request.user))
    ]
    pk = {*akibat, *jatuh}
    if not pk:
        return []
    berlaku = policy.visible(Gangguan, request.user, pada=timezone.now()).filter(pk__in=pk, status=S.BERLAKU)
    return [
        {"gangguan": g, "saat": rentang_waktu(g), "lama": lama(g.lama), "akibat": akibat.get(g.pk, [])}
        for g in berlaku.select_related(*ORANG).order_by("-mulai")
    ]


def _pembukaan(request, pada: datetime) -> list[PembukaanKembali]:
    """Those in force that he may know of, and that are not over."""
    hari_ini = timezone.localtime(pada).date()
    berlaku = policy.visible(PembukaanKembali, request.user, pada=pada).filter(
        status=S.BERLAKU, batas_nilai__gte=hari_ini
    )
    return list(berlaku.select_related("pegawai", *ORANG).order_by("batas_nilai", "pk")[:PEMBUKAAN_TERBANYAK])


# --- proposals -------------------------------------------------------------------------------------------------------
