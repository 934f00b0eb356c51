"""From what a server or a folder holds to ``submitted/<student>/<assignment>/``."""
