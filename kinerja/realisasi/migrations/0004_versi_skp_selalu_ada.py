"""By itself: PostgreSQL does not alter a table whose rows were updated in the same transaction."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [("realisasi", "0003_bulan_lama_mendapat_versi")]
    operations = [
        migrations.AlterField(
            "realisasibulanan",
            "versi_skp",
            models.ForeignKey(
                on_delete=PROTECT,
                related_name="daftar_realisasi_bulanan",
                to="skp.versiskp",
                verbose_name="versi SKP yang dilaporkan",
            ),
        )
    ]
