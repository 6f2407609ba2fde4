"""The schedule for everybody; for BKD the exceptions, proposed by one and decided by another."""
