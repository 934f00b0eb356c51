"""What nbgrader's configuration says of Formgrader, so that its buttons do what commands do."""

from traitlets.config import Config

_THERE = "autograder.formgrader"


def replacements() -> Config:
    """Return the part of nbgrader's configuration that names them.

    By their names alone: nothing of them is loaded before somebody presses a button.
    """
    config = Config()
    config.Autograde.exporter_class = f"{_THERE}.converters.GradesInSandbox"
    config.GenerateFeedback.exporter_class = f"{_THERE}.converters.WritesPages"
    config.GenerateAssignment.exporter_class = f"{_THERE}.converters.Releases"
    config.ExchangeFactory.list = f"{_THERE}.exchange.Listing"
    config.ExchangeFactory.release_assignment = f"{_THERE}.exchange.ReleasingAssignment"
    config.ExchangeFactory.release_feedback = f"{_THERE}.exchange.ReleasingFeedback"
    config.ExchangeFactory.collect = f"{_THERE}.exchange.Collecting"
    config.HTMLExporter.preprocessors = [f"{_THERE}.safe_pages.SafeToOpen"]
    return config
