"""What a person types into his daily log."""
