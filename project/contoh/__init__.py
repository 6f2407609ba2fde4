"""The example: one office with its real structure and invented people, and the months they have lived."""
