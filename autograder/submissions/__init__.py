"""What students send: collected, read, diagnosed, and made gradable."""
