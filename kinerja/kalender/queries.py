"""WHICH window: the schedule, what moves it, and `require_open`, which insists on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from kinerja.dokumen.errors import Ditolak
from kinerja.kalender.lifecycle import StatusPengecualian
from kinerja.kalender.models import (
    HARI_PERTAMA,
    HARI_TERAKHIR,
    NAMA_BULAN,
    AturanJadwal,
    Bulan,
    Gangguan,
    JadwalBulanan,
    Jendela,
    PembukaanKembali,
    Tahap,
)


class JendelaTutup(Ditolak):
    """Too early or too late. 409: the request was fine, the time is not."""

    status = 409


def jadwal_untuk(bulan: Bulan, perangkat_daerah_id: int | None = None) -> JadwalBulanan:
    """The schedule in force: the OPD's own row, else the common row, else the rule's days (unsaved)."""
    return daftar_jadwal([bulan], perangkat_daerah_id)[bulan]


def daftar_jadwal(
    daftar_bulan: list[Bulan], perangkat_daerah_id: int | None = None
) -> dict[Bulan, JadwalBulanan]:
    """As `jadwal_untuk`, for many months of one office."""
    jadwal = jadwal_per_opd([(b, perangkat_daerah_id) for b in daftar_bulan])
    return {bulan: satu for (bulan, _), satu in jadwal.items()}


def jadwal_per_opd(
    daftar: Iterable[tuple[Bulan, int | None]], *, segar: bool = True
) -> dict[tuple[Bulan, int | None], JadwalBulanan]:
    """The schedules of (month, office) pairs, in one query: an office may have windows of its own."""
    daftar = set(daftar)
    baris = JadwalBulanan.tersimpan({b for b, _ in daftar}, segar=segar)
    tersimpan = {(satu.nilai_bulan, satu.perangkat_daerah_id): satu for satu in baris}
    return {
        (bulan, opd): tersimpan.get((bulan, opd)) or tersimpan.get((bulan, None)) or _menurut_aturan(bulan)
        for bulan, opd in daftar
    }


def sudah_berjalan(bulan: Bulan, perangkat_daerah_id: int | None, *, pada: datetime) -> bool:
    """Has the window in force for that month and office begun? From then on it is moved by two people only."""
    hari_ini = timezone.localtime(pada).date()
    try:
        return jadwal_untuk(bulan, perangkat_daerah_id).mulai <= hari_ini
    except JendelaTutup:  # a month before the first rule never had a window: once over, it is not given one
        return bulan.akhir < hari_ini


@dataclass(frozen=True)
class Masa:
    """A stage of a month as it is for one person: the schedule's window, moved by outages, and opened again."""

    jadwal: Jendela
    jendela: Jendela
    gangguan: tuple[Gangguan, ...] = ()
    pembukaan: tuple[Jendela, ...] = ()

    def memuat(self, pada: datetime) -> bool:
        return any(satu.memuat(pada) for satu in (self.jendela, *self.pembukaan))

    def kini(self, pada: datetime) -> Jendela:
        """The window that is open; else the next one; else the last one. Windows that meet are one."""
        semua = self.rentang()
        return next((satu for satu in semua if pada < satu.selesai), semua[-1])

    def rentang(self) -> list[Jendela]:
        """All windows in order, those that touch or overlap joined: when it is open, and when it is not."""
        hasil: list[Jendela] = []
        for satu in sorted((self.jendela, *self.pembukaan), key=lambda satu: satu.mulai):
            if hasil and satu.mulai <= hasil[-1].selesai:
                hasil[-1] = Jendela(hasil[-1].mulai, max(hasil[-1].selesai, satu.selesai))
            else:
                hasil.append(satu)
        return hasil

    def hari_terakhir(self, pada: datetime) -> bool:
        """The last 24 hours of an open window: when the penilai's superior may step in."""
        jendela = self.kini(pada)
        return jendela.memuat(pada) and pada >= jendela.selesai - timedelta(days=1)


class Kalender:
    """Schedules, outages and reopenings of some months and offices, read once; then asked without a query."""

    def __init__(self, daftar: Iterable[tuple[Bulan, int | None]], *, segar: bool = False):
        daftar = set(daftar)
        self._jadwal = jadwal_per_opd(daftar, segar=segar)
        bulan = {b for b, _ in daftar}
        self._gangguan = Gangguan.yang_berlaku(bulan, segar=segar)
        self._pembukaan = PembukaanKembali.yang_berlaku(bulan, segar=segar)

    @property
    def gangguan(self) -> list[Gangguan]:
        return self._gangguan

    def jadwal(self, bulan: Bulan, opd: int | None) -> JadwalBulanan:
        return self._jadwal[bulan, opd]

    def masa(
        self,
        tahap: Tahap,
        bulan: Bulan,
        opd: int | None,
        pegawai: int | None = None,
        *,
        selain: Iterable[Gangguan] = (),
        dan: Iterable[Gangguan] = (),
    ) -> Masa:
        """`selain` and `dan`: as if those outages did not count, or counted as well."""
        dibuang = {g.pk for g in selain}
        semua = [*(g for g in self._gangguan if g.pk not in dibuang), *dan]
        gangguan = [g for g in semua if g.mengenai(opd)]
        jadwal = self._jadwal[bulan, opd].jendela(tahap)
        selesai, kena = geser(jadwal, gangguan)
        buka = (p.jendela(tahap) for p in self._pembukaan if p.mengenai(bulan, opd, pegawai))
        # What was opened again is no less a window: an outage takes as much of it.
        digeser = tuple(Jendela(j.mulai, geser(j, gangguan)[0]) for j in buka if j)
        return Masa(jadwal, Jendela(jadwal.mulai, selesai), tuple(kena), digeser)

    def pembukaan(self, bulan: Bulan, opd: int | None, pegawai: int | None) -> list[PembukaanKembali]:
        return [p for p in self._pembukaan if p.mengenai(bulan, opd, pegawai)]


def geser(jendela: Jendela, daftar: Iterable[Gangguan]) -> tuple[datetime, list[Gangguan]]:
    """The window's end moved by every outage that meets it, and which those are.

    An outage counts from the opening of the window on; time that two outages share counts once; one that falls
    into the time gained by another counts as well.
    """
    selesai, sampai, kena = jendela.selesai, jendela.mulai, []
    for satu in sorted(daftar, key=lambda g: g.mulai):
        mulai = max(satu.mulai, sampai)
        if mulai < selesai and mulai < satu.selesai:
            selesai += satu.selesai - mulai
            sampai = satu.selesai
            kena.append(satu)
    return selesai, kena


@dataclass(frozen=True)
class Dampak:
    """One deadline that an outage moves: `nama` is the office with a schedule of its own, or empty for all."""

    tahap: Tahap
    bulan: Bulan
    nama: str
    lama: Jendela
    baru: Jendela


def dampak(gangguan: Gangguan) -> list[Dampak]:
    """The deadlines that this outage moves (or would move), besides all others in force: earliest first."""
    daftar = _bulan_berjadwal(_mundur(Bulan.dari(gangguan.mulai), 11), Bulan.dari(gangguan.selesai))
    nama: dict[tuple[Bulan, int | None], str] = {}
    if not (opd := gangguan.perangkat_daerah_id):
        khusus = JadwalBulanan.objects.filter(
            tahun__in={b.tahun for b in daftar}, perangkat_daerah__isnull=False
        )
        for satu in khusus.select_related("perangkat_daerah"):
            if satu.nilai_bulan in daftar:
                nama[satu.nilai_bulan, satu.perangkat_daerah_id] = str(satu.perangkat_daerah)
    pasangan = {(b, opd) for b in daftar} | set(nama)
    kalender, hasil = Kalender(pasangan, segar=True), []
    for bulan, opd in pasangan:
        for tahap in Tahap:
            lama = kalender.masa(tahap, bulan, opd, selain=[gangguan]).jendela
            baru = kalender.masa(tahap, bulan, opd, selain=[gangguan], dan=[gangguan]).jendela
            if lama != baru:
                hasil.append(Dampak(tahap, bulan, nama.get((bulan, opd), ""), lama, baru))
    return sorted(hasil, key=lambda d: (d.nama, d.lama.selesai, d.bulan))


def _bulan_berjadwal(awal: Bulan, akhir: Bulan) -> list[Bulan]:
    """The months between, those before the first rule left out: they have no schedule."""
    pertama = min((a.berlaku_mulai for a in AturanJadwal.semua()), default=None)
    if pertama is None:
        return []
    mulai = max(awal, Bulan.dari(pertama) if pertama.day == 1 else Bulan.dari(pertama).berikut())
    banyak = (akhir.tahun - mulai.tahun) * 12 + akhir.bulan - mulai.bulan + 1
    return [mulai.geser(n) for n in range(banyak)]


def _mundur(bulan: Bulan, n: int) -> Bulan:
    """So many months earlier, but not before the first month of all."""
    pertama = Bulan(HARI_PERTAMA.year, HARI_PERTAMA.month)
    return max(bulan, pertama.geser(n)).geser(-n)


def bulan_sampai(pada: datetime) -> list[Bulan]:
    """The year of months that are over, newest first: what can be opened again."""
    lalu = Bulan.dari(pada).sebelum()
    return _bulan_berjadwal(_mundur(lalu, 11), lalu)[::-1]


def bulan_berjadwal(tahun: int) -> list[Bulan]:
    """The months of a year that have a schedule."""
    if not HARI_PERTAMA.year <= tahun < HARI_TERAKHIR.year:
        return []
    return _bulan_berjadwal(Bulan(tahun, 1), Bulan(tahun, 12))


def pengumuman_jadwal(
    *, perangkat_daerah_id: int | None, pegawai_id: int | None, pada: datetime, dinilai: Iterable[int] = ()
) -> list[str]:
    """What moves a deadline for this reader now, in sentences: for him, his office, and (`dinilai`: ids of Pegawai)
    those whom he rates. Two queries when nothing is remembered; never one for each sentence."""
    lalu = Bulan.dari(pada).sebelum()
    hari_ini = timezone.localtime(pada).date()
    orang = {*dinilai, *([pegawai_id] if pegawai_id else [])}
    sasaran = Q(pegawai__in=orang) | Q(perangkat_daerah=perangkat_daerah_id or 0)
    # An outage may have lengthened it by days: what is over is told apart below.
    sejak = hari_ini - timedelta(days=7)
    dibuka = list(
        PembukaanKembali.objects.filter(
            sasaran, status=StatusPengecualian.BERLAKU, batas_nilai__gte=sejak
        ).select_related("pegawai", "perangkat_daerah")
    )
    daftar = _bulan_berjadwal(_mundur(lalu, 5), lalu.berikut())
    if not daftar:
        return []
    kalender = Kalender([(b, perangkat_daerah_id) for b in {*daftar, *(p.nilai_bulan for p in dibuka)}])
    kalimat = []
    for bulan in daftar:
        for tahap in (Tahap.PENGISIAN, Tahap.PENILAIAN):
            masa = kalender.masa(tahap, bulan, perangkat_daerah_id)
            if masa.gangguan and masa.jendela.mulai <= pada < masa.jendela.selesai:
                sebab = " dan ".join(f"{rentang_waktu(g)} ({g.keterangan})" for g in masa.gangguan)
                kalimat.append(
                    f"Batas {SEBUTAN[tahap]} {bulan} bergeser sampai {batas(masa.jendela)} karena gangguan {sebab}."
                )
    for satu in sorted(dibuka, key=lambda p: (p.nilai_bulan, p.pk)):
        kalimat += _kalimat_pembukaan(satu, kalender, pegawai_id, perangkat_daerah_id, pada)
    return kalimat


def _kalimat_pembukaan(satu: PembukaanKembali, kalender: Kalender, pegawai_id, opd, pada) -> Iterable[str]:
    sendiri = satu.pegawai_id in (None, pegawai_id)
    siapa = "Anda" if satu.pegawai_id == pegawai_id else str(satu.pegawai or satu.perangkat_daerah)
    for tahap in (Tahap.PENGISIAN, Tahap.PENILAIAN):
        jendela = satu.jendela(tahap)
        if jendela is None:
            continue
        selesai, _ = geser(jendela, [g for g in kalender.gangguan if g.mengenai(opd)])
        if pada < selesai and (sendiri or tahap == Tahap.PENILAIAN):
            mulai = f"mulai {tanggal(jendela.hari_mulai)} " if pada < jendela.mulai else ""
            sampai = batas(Jendela(jendela.mulai, selesai))
            yield f"{SEBUTAN[tahap].capitalize()} {satu.nilai_bulan} dibuka kembali bagi {siapa} {mulai}sampai {sampai}."


SEBUTAN = {
    Tahap.PENGISIAN: "pengisian",
    Tahap.PENILAIAN: "penilaian",
    Tahap.ABSENSI: "integrasi absensi",
    Tahap.RILIS: "rilis",
}


def masa_untuk(
    tahap: Tahap, bulan: Bulan, *, perangkat_daerah_id: int | None, pegawai_id: int | None, segar=False
) -> Masa:
    return Kalender([(bulan, perangkat_daerah_id)], segar=segar).masa(
        tahap, bulan, perangkat_daerah_id, pegawai_id
    )


def require_open(
    tahap: Tahap,
    bulan: Bulan,
    *,
    pada: datetime,
    perangkat_daerah_id: int | None = None,
    pegawai_id: int | None = None,
) -> Masa:
    """The stage, if it is open at that instant; otherwise refuse, with the server's time."""
    masa = masa_untuk(
        tahap, bulan, perangkat_daerah_id=perangkat_daerah_id, pegawai_id=pegawai_id, segar=True
    )
    if masa.memuat(pada):
        return masa
    jendela = masa.kini(pada)
    kata = f"dimulai {waktu(jendela.mulai)}" if pada < jendela.mulai else f"berakhir {batas(jendela)}"
    raise JendelaTutup(f"{tahap.label} {bulan} {kata}. Waktu peladen sekarang: {waktu(pada)}.")


def batas(jendela: Jendela) -> str:
    """`10 Maret 2026 pukul 23.59 WITA`: the last minute of a window."""
    return waktu(jendela.selesai - timedelta(minutes=1))


def tanggal(hari) -> str:
    """`5 Maret 2026`."""
    return f"{hari.day} {NAMA_BULAN[hari.month - 1]} {hari.year}"


def waktu(pada: datetime) -> str:
    """`5 Maret 2026 pukul 23.59 WITA`."""
    setempat = timezone.localtime(pada, timezone.get_default_timezone())
    return f"{tanggal(setempat)} pukul {setempat:%H.%M} WITA"


def rentang_waktu(gangguan: Gangguan) -> str:
    """`10 Maret 2026 pukul 19.00–23.00 WITA`; over midnight with both days."""
    zona = timezone.get_default_timezone()
    mulai, selesai = timezone.localtime(gangguan.mulai, zona), timezone.localtime(gangguan.selesai, zona)
    if mulai.date() == selesai.date():
        return f"{tanggal(mulai)} pukul {mulai:%H.%M}–{selesai:%H.%M} WITA"
    return f"{tanggal(mulai)} pukul {mulai:%H.%M} sampai {waktu(selesai)}"


def lama(selang: timedelta) -> str:
    """`4 jam`, `1 hari 2 jam`, `45 menit`."""
    menit = int(selang.total_seconds()) // 60
    hari, menit = divmod(menit, 24 * 60)
    jam, menit = divmod(menit, 60)
    kata = [f"{n} {satuan}" for n, satuan in ((hari, "hari"), (jam, "jam"), (menit, "menit")) if n]
    return " ".join(kata) or "0 menit"


def _menurut_aturan(bulan: Bulan) -> JadwalBulanan:
    for aturan in AturanJadwal.semua():  # newest first
        if aturan.berlaku_mulai <= bulan.awal:
            return JadwalBulanan.menurut_aturan(bulan, aturan)
    raise JendelaTutup(f"Jadwal {bulan} belum ditetapkan. Hubungi BKD.")
