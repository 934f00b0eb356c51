"""What every room stands on, and what stands on nothing: files, limits, marks, errors."""
