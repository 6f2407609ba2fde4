"""Constraints that only one of the two databases can declare."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db.models import F, Func


class TanpaTumpangTindih(ExclusionConstraint):
    """An exclusion constraint on PostgreSQL; on SQLite the service checks the same rule under the lock."""

    def constraint_sql(self, model, schema_editor):
        return super().constraint_sql(model, schema_editor) if _postgres(schema_editor) else None

    def create_sql(self, model, schema_editor):
        return super().create_sql(model, schema_editor) if _postgres(schema_editor) else None

    def remove_sql(self, model, schema_editor):
        return super().remove_sql(model, schema_editor) if _postgres(schema_editor) else None

    def validate(self, *args, **kwargs):
        """Left to the service: `full_clean` would run PostgreSQL's operators on SQLite."""


def satu_pada_satu_masa(pemilik: str) -> list:
    """Expressions of "no two rows of one `pemilik` share a day of mulai..selesai" (both inclusive; open end: for ever)."""
    batas = RangeBoundary(inclusive_lower=True, inclusive_upper=True)
    masa = Func(F("mulai"), F("selesai"), batas, function="DATERANGE", output_field=DateRangeField())
    return [(F(pemilik), RangeOperators.EQUAL), (masa, RangeOperators.OVERLAPS)]


def _postgres(schema_editor) -> bool:
    return schema_editor.connection.vendor == "postgresql"
