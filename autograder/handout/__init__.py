"""What an instructor gives to students: notebooks, and a set-up that needs Python and no more."""
