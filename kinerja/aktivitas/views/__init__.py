"""Screens of the daily log: the entry page, the month's list and calendar, several at once."""
