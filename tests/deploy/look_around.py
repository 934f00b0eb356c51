"""What a curious student tries, in a terminal of their own; what was found goes to stdout."""

import json
import os
import sys
from pathlib import Path

data, neighbour, hidden = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
found = {}


def attempt(name, what):
    """Note what came of it: a value, or the kind of refusal."""
    try:
        found[name] = what()
    except Exception as error:
        found[name] = type(error).__name__


def readable_files():
    """Every file of the class that this user can read, but for packages that all have."""
    for folder, folders, names in os.walk(data):
        if "site-packages" in folders and (packages := Path(folder, "site-packages")):
            folders.remove("site-packages")
            for own in ("autograder", "course_lib"):
                yield from (p for p in (packages / own).rglob("*") if p.is_file())
        yield from (p for p in (Path(folder, name) for name in names) if os.access(p, os.R_OK))


def with_hidden_tests():
    """Files in which a line of the hidden tests stands; this user's own are no find."""
    own = Path.home()
    return [
        str(path)
        for path in readable_files()
        if not path.is_relative_to(own) and hidden.encode() in path.read_bytes()
    ]


def listed(folder):
    """What lies in a folder."""
    return sorted(it.name for it in Path(folder).iterdir())


instructor = (data / "programs/grader").stat().st_gid
attempt("my user", lambda: os.getuid() != 0)
attempt("neighbour's home", lambda: listed(data / "home" / neighbour))
attempt("all homes", lambda: listed(data / "home"))
attempt("inbound", lambda: listed(data / "exchange/how-llms-work/inbound"))
attempt("feedback", lambda: listed(data / "exchange/how-llms-work/feedback"))
attempt("passwords", lambda: (data / "hub/passwords.csv").read_text())
attempt("hub", lambda: listed(data / "hub"))
attempt("grader", lambda: listed(data / "programs/grader"))
attempt("grader's text", lambda: (data / "programs/grader/autograder/__init__.py").read_text())
for home in sys.argv[4:]:
    attempt(
        "gradebook", lambda home=home: Path(home, "course/gradebook.db").read_bytes()[:15].hex()
    )
    attempt("course", lambda home=home: listed(Path(home, "course")))
attempt("become the instructor", lambda: os.setgid(instructor))
attempt("write programs", lambda: (data / "programs/environment/new").touch())
attempt("write the exchange", lambda: (data / "exchange/how-llms-work/outbound/new").touch())
attempt("move the exchange", lambda: (data / "exchange/how-llms-work").rename(data / "x"))
attempt("the whole grader", lambda: __import__("autograder.grading"))
attempt("hidden tests", with_hidden_tests)


def forge():
    """Hand in a worthless notebook in the neighbour's name, later than hers."""
    place = (
        data
        / "exchange/how-llms-work/inbound"
        / f"{neighbour}+causal_masking+2099-01-01 00:00:00 UTC+x"
    )
    place.mkdir()
    (place / "causal_masking.ipynb").write_text("{}")
    (place / "timestamp.txt").write_text("2099-01-01 00:00:00 UTC")
    return "handed in"


attempt("forge", forge)
sys.stdout.write(json.dumps(found, indent=1) + "\n")
