"""The daily log, entered by its own services. Times are literal instants in WITA."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from kinerja.aktivitas import services
from kinerja.aktivitas.models import Aktivitas, Jenis
from kinerja.skp.models import Indikator, Skp

WITA = ZoneInfo("Asia/Makassar")
PADA = datetime(2026, 2, 27, 17, 0, tzinfo=WITA)


def indikator_skp(skp: Skp) -> list[Indikator]:
    """The planned ones, in their order."""
    return list(Indikator.objects.filter(rhk__skp=skp).order_by("pk"))


def isian_aktivitas(skp: Skp, **lain) -> services.Isian:
    """Half past eight to nine on Monday 2 February 2026, for the first indicator."""
    bawaan = {
        "tanggal": date(2026, 2, 2),
        "mulai": time(8, 30),
        "selesai": time(9, 0),
        "uraian": "Menyusun laporan",
        "jenis": Jenis.AKTIVITAS,
    }
    if "indikator" not in lain:
        lain["indikator"] = indikator_skp(skp)[0].pk
    return services.Isian(**(bawaan | lain))


def aktivitas_tercatat(skp: Skp, *, pada=PADA, **lain) -> Aktivitas:
    return services.catat_aktivitas(
        skp, oleh=skp.pegawai.pengguna, pada=pada, isian=isian_aktivitas(skp, **lain)
    ).objek


def rencana_tercatat(skp: Skp, **lain) -> Aktivitas:
    return aktivitas_tercatat(skp, jenis=Jenis.RENCANA, **lain)
