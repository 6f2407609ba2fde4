"""WHO may: the owner reports, the penilai of the snapshot rates."""

from kinerja.dokumen import policy
from kinerja.kepegawaian.permissions import is_pemilik
from kinerja.realisasi.models import RealisasiBulanan
from kinerja.skp.models import Skp
from kinerja.skp.permissions import is_penilai, lihat_dokumen_kinerja

policy.register(
    RealisasiBulanan,
    lihat=lihat_dokumen_kinerja,
    simpan=is_pemilik,
    ajukan=is_pemilik,
    nilai_hasil_kerja=is_penilai,
    nilai_perilaku=is_penilai,
)
policy.extend(Skp, isi_realisasi=is_pemilik)
