"""Loss curves: how training went."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from course_lib.plots.canvas import new_axes, set_line_style

Curve = Sequence[tuple[int, float]]


def plot_losses(
    curves: Mapping[str, Curve], uniform: float | None = None, ax: Axes | None = None
) -> Axes:
    """Draw losses over training steps, each curve a list of ``(step, loss)``.

    ``uniform`` marks ln V, the loss of a model that holds all V tokens for equally likely.
    """
    if ax is None:
        ax = new_axes(width=5.2, height=3.6)
    for i, (name, curve) in enumerate(curves.items()):
        steps, losses = zip(*curve, strict=True)
        [line] = ax.plot(steps, losses, label=name)
        set_line_style(line, i, len(curves))
    if uniform is not None:
        guess = f"uniform guess, {uniform:.2f}"
        ax.axhline(
            uniform, color="0.4", linewidth=1.2, linestyle=(0, (1, 2)), zorder=1, label=guess
        )
    ax.set_xlabel("training step")
    ax.set_ylabel("loss, nats a token")
    ax.legend(frameon=False)
    ax.set_label(describe_losses(curves))
    return ax


def describe_losses(curves: Mapping[str, Curve]) -> str:
    """State where each curve begins, where it ends, and its lowest point.

    >>> describe_losses({"train": [(0, 4.2), (50, 2.0), (100, 2.1)]})
    'Loss over training steps. train: 4.20 at step 0, 2.10 at step 100, lowest 2.00 at step 50.'
    """
    sentences = []
    for name, curve in curves.items():
        (first, start), (last, end) = curve[0], curve[-1]
        best_step, best = min(curve, key=lambda point: point[1])
        sentences.append(
            f"{name}: {start:.2f} at step {first}, {end:.2f} at step {last}, "
            f"lowest {best:.2f} at step {best_step}."
        )
    return " ".join(["Loss over training steps.", *sentences])
