"""Makes targets one after another, and says at the end where the time went, also where one fails.

    python tests/stages.py make lint types book+check

Targets joined by ``+`` are made at the same time; what they print is shown when they are done. One
with words behind ``@`` begins when another has printed these words, or when all others are done.
What one step has made is not made again for the next.
"""

import os
import subprocess
import sys
import tempfile
import time

WIDTH = 13
MOST_READ = 2**20  # bytes of what a target has printed


class Stage:
    """A target that is being made; its output is kept back if it has company."""

    def __init__(self, make, target, made, has_company):
        self.target, _, self._awaited = target.partition("@")
        self.seconds, self.code = 0.0, None
        self._kept = tempfile.TemporaryFile() if has_company else None  # noqa: SIM115
        known = [f"--old-file={name}" for name in made]
        self._command = [make, "--no-print-directory", *known, self.target]
        self._process = None

    def begin_in_time(self, others):
        """Begin, if it has not, and what it waits for was said or nobody is left to say it."""
        if self._process is None and (
            any(other.has_said(self._awaited) for other in others)
            or all(other.code is not None for other in others)
        ):
            self._began = time.monotonic()
            self._process = subprocess.Popen(self._command, stdout=self._kept, stderr=self._kept)

    def has_said(self, words):
        """Whether these words are among what it has printed."""
        # a plain read would move the place at which the target goes on to write
        return words.encode() in os.pread(self._kept.fileno(), MOST_READ, 0)

    def ended(self):
        """Whether it has come to its end; its output is shown the first time."""
        if self.code is None and self._process and self._process.poll() is not None:
            self.code, self.seconds = self._process.returncode, time.monotonic() - self._began
            if self._kept:
                self._kept.seek(0)
                sys.stdout.flush()
                sys.stdout.buffer.write(self._kept.read())
                sys.stdout.flush()
        return self.code is not None

    def stop(self):
        """End it, if it runs still."""
        if self.code is None and self._process:
            self._process.terminate()
            self._process.wait()
            self.seconds = time.monotonic() - self._began


def run(make, steps):
    """Make each step until a target fails; the exit code is its own, or 0."""
    began, stages = time.monotonic(), []
    try:
        for step in steps:
            targets = step.split("+")
            made = [stage.target for stage in stages]
            together = [Stage(make, target, made, len(targets) > 1) for target in targets]
            stages += together
            if len(targets) > 1:
                names = ", ".join(stage.target for stage in together)
                print(f"==> {names}: at the same time, shown when done", flush=True)
            while sum(not stage.ended() for stage in together):
                for stage in together:
                    stage.begin_in_time([other for other in together if other is not stage])
                time.sleep(0.1)
            failed = [stage.code for stage in together if stage.code]
            if failed:
                return failed[0]
        return 0
    finally:
        for stage in stages:
            stage.stop()
        _print_table(stages, time.monotonic() - began)


def _print_table(stages, total):
    print("\n==> Where the time went")
    for stage in stages:
        outcome = "" if stage.code == 0 else "stopped" if stage.code is None else "failed"
        print(f"    {stage.target:{WIDTH}}{stage.seconds:8.1f} s  {outcome}".rstrip())
    print(f"    {'all':{WIDTH}}{total:8.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))
