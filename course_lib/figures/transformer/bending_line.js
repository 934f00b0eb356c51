import { change, choice, element, follow, frame, freshId, signed, slider, svg } from "../parts/parts.js";
import { gridLines, linearScale, pathThrough } from "../parts/plot_parts.js";

const [WIDTH, HEIGHT] = [400, 260];
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 392, 10, 238];
const POINTS = 193; // each kink of 1 to 32 units lies on one

const ACT = {
  none: (x) => x,
  ReLU: (x) => Math.max(0, x),
  GELU: (x) => (x * (1 + erf(x / Math.SQRT2))) / 2,
  SiLU: (x) => x / (1 + Math.exp(-x)),
};

/** The error function to 1.5e-7 (Abramowitz and Stegun, 7.1.26). */
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - poly * Math.exp(-x * x));
}

/** The chosen network: its line, and the part of every hidden unit, as functions of x. */
function chosen(model) {
  const { units, bias } = model.get("networks")[model.get("activation")][model.get("width")];
  const act = ACT[model.get("activation")];
  const parts = units.map(([weight, shift, out]) => (x) => out * act(weight * x + shift));
  return { parts, line: (x) => parts.reduce((sum, part) => sum + part(x), bias) };
}

function reading(model) {
  const { line } = chosen(model);
  const target = model.get("target");
  const squares = target.map(([x, y]) => (line(x) - y) ** 2);
  const error = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  const [name, n] = [model.get("activation"), model.get("width")];
  const units = `${n} hidden unit${n > 1 ? "s" : ""}`;
  const shape =
    name === "none"
      ? "without an activation the result is one straight line, however many units there are"
      : name === "ReLU"
        ? `each unit adds one kink: at most ${n + 1} straight pieces`
        : `each unit adds one smooth bend`;
  return `${name === "none" ? "No activation" : name}, ${units}: ${shape}. Error ${error.toFixed(3)}.`;
}

function widthControl(model) {
  const widths = model.get("widths");
  return slider("Hidden units", {
    max: widths.length - 1,
    read: () => ({ value: widths.indexOf(model.get("width")), words: `${model.get("width")}` }),
    write: (place) => change(model, { width: widths[place] }),
  });
}

function plot(model) {
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", role: "img" });
  const target = model.get("target");
  const [from, to] = [target[0][0], target[target.length - 1][0]];
  const heights = target.map(([, y]) => y);
  const reach = 1.25 * Math.max(...heights.map(Math.abs));
  const x = linearScale([from, to], [LEFT, RIGHT]);
  const y = linearScale([-reach, reach], [BOTTOM, TOP]);
  const places = Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
  const clip = freshId("clip");
  const draw = () => {
    const { parts, line } = chosen(model);
    const path = (f, name) =>
      svg("path", { d: pathThrough(places.map((at) => [x(at), y(f(at))])), class: name });
    const ticks = [-1, 0, 1].map((value) => [value, signed(value)]);
    const sides = [-2, 0, 2].filter((value) => value >= from && value <= to).map((value) => [value, signed(value)]);
    picture.replaceChildren(
      svg("clipPath", { id: clip }, svg("rect", { x: LEFT, y: TOP, width: RIGHT - LEFT, height: BOTTOM - TOP })),
      ...gridLines(ticks, y, [LEFT, RIGHT], false),
      ...gridLines(sides, x, [TOP, BOTTOM], true),
      svg(
        "g",
        { "clip-path": `url(#${clip})` },
        ...parts.map((part) => path(part, "plot-line")),
        svg("path", { d: pathThrough(target.map(([at, to]) => [x(at), y(to)])), class: "plot-target" }),
        path(line, "plot-line chosen"),
      ),
      svg("text", { x: RIGHT, y: HEIGHT - 6, class: "plot-tick", "text-anchor": "end" }, "x"),
      svg("text", { x: LEFT - 6, y: TOP + 8, class: "plot-tick", "text-anchor": "end" }, "y"),
    );
    picture.setAttribute("aria-label", `The target curve and the network's line. ${reading(model)}`);
  };
  return [picture, draw];
}

/** Draws the bent line into an element and keeps it up to date. */
function render({ model, el }) {
  const [activation, drawActivation] = choice(
    model,
    "activation",
    "Activation",
    model.get("activations").map((name) => [name, name]),
  );
  const [width, drawWidth] = widthControl(model);
  const [picture, drawPicture] = plot(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  const key = element(
    "p",
    { class: "plot-key" },
    element("span", { class: "key-target" }, "target"),
    element("span", { class: "key-line" }, "network"),
    element("span", { class: "key-part" }, "one hidden unit"),
  );
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(model, element("div", { class: "figure-controls" }, activation, width), picture, key, words),
  );
  return follow(model, ["activation", "width"], () => {
    drawActivation();
    drawWidth();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
