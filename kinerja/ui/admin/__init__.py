"""Back-office lists and forms: a new one is a declaration of a few lines.

    @admin.register(Skp)
    class SkpAdmin(KinerjaAdmin):                             # documents: read-only, acts are the only way in
        tampil_bagi = (pemegang_wilayah, daftar_dinilai)      # who has the menu; rows come from policy.visible
        list_display = ["pegawai", "tahun", "status"]
        list_filter = ["tahun", "status"]                     # these, and no other lookup, may stand in the URL
        search_fields = ["pegawai__nama", "pegawai__nip"]
        tindakan = [aksi_tunggal(services.terima, CatatanForm, "Terima", "check"),
                    aksi_massal(services.terima, CatatanForm, "Terima")]

Default is no: without a declaration nobody adds, changes or deletes (`boleh_tambah`, `boleh_ubah`, `boleh_hapus`),
nobody but BKD's administrators and superusers has the menu entry, and a row outside one's sight is 404 everywhere.
`DataIndukAdmin` is for master data that BKD's administrators keep by hand. The acts: see `kinerja.ui.tindakan`.
"""

from kinerja.ui.admin.dasar import DataIndukAdmin, KinerjaAdmin, SebarisBaca
from kinerja.ui.admin.identitas import IdentitasAdmin
from kinerja.ui.admin.pengguna import PenggunaAdmin
from kinerja.ui.admin.riwayat import RiwayatAdmin

__all__ = ["DataIndukAdmin", "IdentitasAdmin", "KinerjaAdmin", "PenggunaAdmin", "RiwayatAdmin", "SebarisBaca"]
