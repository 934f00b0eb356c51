"""A model to talk to: texts and conversations computed beforehand, and on the site a live one."""
