"""Screens of the monthly report: the employee's and the penilai's."""
