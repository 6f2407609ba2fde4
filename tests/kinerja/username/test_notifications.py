"""Who hears of a list, and who does not."""

from __future__ import annotations

from kinerja.notifikasi.models import Notifikasi


def test_verifikatur_opd_diberi_tahu_lalu_pengunggah(dunia, buat_batch):
    batch = buat_batch(sampai="DITERAPKAN")
    pesan = [(n.pengguna, n.judul, n.tautan) for n in Notifikasi.objects.order_by("pk")]
    assert pesan == [
        (dunia.verifikatur, "Daftar “daftar.csv” menunggu verifikasi Anda", f"/kerja/username/{batch.pk}/"),
        (dunia.pengelola, "Daftar “daftar.csv” sudah diterapkan", f"/kerja/username/{batch.pk}/"),
    ]
