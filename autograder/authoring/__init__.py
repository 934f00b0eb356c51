"""An assignment's text, what is made of it, and the bank of solutions that judges its tests."""
