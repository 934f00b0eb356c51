"""Formgrader's buttons, and nbgrader's commands of those names, do what our commands do.

nbgrader's own would run student code without a sandbox, print hidden tests in feedback, and remove
what is there before they know whether they succeed. The course's configuration names the classes
here in their place.
"""

from traitlets.config import Config

_HERE = __name__


def replacements() -> Config:
    """Return the part of nbgrader's configuration that names them.

    By their names alone: nothing of them is loaded before somebody presses a button.
    """
    config = Config()
    config.Autograde.exporter_class = f"{_HERE}.converters.GradesInSandbox"
    config.GenerateFeedback.exporter_class = f"{_HERE}.converters.WritesPages"
    config.GenerateAssignment.exporter_class = f"{_HERE}.converters.Releases"
    config.ExchangeFactory.list = f"{_HERE}.exchange.Listing"
    config.ExchangeFactory.release_assignment = f"{_HERE}.exchange.ReleasingAssignment"
    config.ExchangeFactory.release_feedback = f"{_HERE}.exchange.ReleasingFeedback"
    config.ExchangeFactory.collect = f"{_HERE}.exchange.Collecting"
    config.HTMLExporter.preprocessors = [f"{_HERE}.safe_pages.SafeToOpen"]
    return config
