from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("skp", "0003_skp_lama_mendapat_versi_dan_indikator_kedinasan_lain"),
        ("realisasi", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            "realisasibulanan",
            "versi_skp",
            models.ForeignKey(
                null=True,
                on_delete=PROTECT,
                related_name="daftar_realisasi_bulanan",
                to="skp.versiskp",
                verbose_name="versi SKP yang dilaporkan",
            ),
        )
    ]
