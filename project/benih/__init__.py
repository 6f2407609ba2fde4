"""Bulk data of the size of a province, for load tests and benchmarks."""
