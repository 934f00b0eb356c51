"""What a student opens after grading: a page from executed notebook and gradebook."""
