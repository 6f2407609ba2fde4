"""Views: what people read (`halaman`) and what other systems read (`api`)."""
