import { change, choice, element, follow, frame, slider, svg } from "../parts/parts.js";
import { gridLines, linearScale, pathThrough, powerOfTen } from "../parts/plot_parts.js";

const [WIDTH, HEIGHT] = [400, 250];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 316, 22, 214];
const LINE_HEIGHT = 14;

/** Two digits, as a power of ten where the number is far from 1. */
function sizeInWords(value) {
  const power = Math.floor(Math.log10(value));
  if (power > -3 && power < 4) return String(Number(value.toPrecision(2)));
  return `${(value / 10 ** power).toFixed(1)} × ${powerOfTen(power)}`;
}

/** The sizes of one wiring at the model's depth, in the direction that is looked at. */
function sizes(model, wiring) {
  const depth = model.get("depth");
  if (model.get("quantity") === "signal") return model.get("signal")[wiring].slice(0, depth + 1);
  return model.get("gradient")[wiring][depth];
}

function reading(model) {
  const [wiring, depth] = [model.get("wiring"), model.get("depth")];
  const curve = sizes(model, wiring);
  const forward = model.get("quantity") === "signal";
  const [start, end] = forward ? [curve[0], curve[depth]] : [curve[depth], curve[0]];
  const route = forward
    ? `The signal enters at ${sizeInWords(start)} and leaves layer ${depth} at ${sizeInWords(end)}`
    : `The gradient starts behind layer ${depth} at ${sizeInWords(start)} and reaches the input at ${sizeInWords(end)}`;
  const factor = end / start;
  const verdict = factor > 10 ? "it explodes" : factor < 0.1 ? "it vanishes" : "it stays within reach";
  return `${wiring}: ${route}, ${sizeInWords(factor)} times as large: ${verdict}.`;
}

function depthControl(model) {
  const depths = model.get("depths");
  return slider("Depth", {
    max: depths.length - 1,
    read: () => ({ value: depths.indexOf(model.get("depth")), words: `${model.get("depth")} layers` }),
    write: (place) => change(model, { depth: depths[place] }),
  });
}

/** Names at the right end of the curves, moved apart where two curves end together. */
function namesOfCurves(model, ends) {
  let lowest = BOTTOM + LINE_HEIGHT / 2;
  return [...ends]
    .sort(([, a], [, b]) => b - a)
    .map(([wiring, y]) => {
      lowest = Math.min(y, lowest - LINE_HEIGHT);
      const kind = wiring === model.get("wiring") ? "plot-tick plot-name chosen" : "plot-tick plot-name";
      return svg("text", { x: RIGHT + 5, y: lowest + 4, class: kind }, wiring.split(":")[0]);
    });
}

function plot(model) {
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", role: "img" });
  const draw = () => {
    const depth = model.get("depth");
    const curves = model.get("wirings").map((wiring) => [wiring, sizes(model, wiring)]);
    const powers = curves.flatMap(([, curve]) => curve.map(Math.log10));
    const low = Math.min(-1, Math.floor(Math.min(...powers)));
    const high = Math.max(1, Math.ceil(Math.max(...powers)));
    const x = linearScale([0, depth], [LEFT, RIGHT]);
    const y = linearScale([low, high], [BOTTOM, TOP]);
    const step = Math.max(1, Math.ceil((high - low) / 6));
    const rungs = [];
    for (let power = Math.ceil(low / step) * step; power <= high; power += step) {
      rungs.push([power, powerOfTen(power)]);
    }
    const layers = [0, 0.25, 0.5, 0.75, 1].map((share) => [depth * share, `${depth * share}`]);
    const line = ([wiring, curve]) =>
      svg("path", {
        d: pathThrough(curve.map((size, layer) => [x(layer), y(Math.log10(size))])),
        class: wiring === model.get("wiring") ? "plot-line chosen" : "plot-line",
      });
    const chosenLast = [...curves].sort(([name]) => (name === model.get("wiring") ? 1 : -1));
    picture.replaceChildren(
      ...gridLines(rungs, y, [LEFT, RIGHT], false),
      ...gridLines(layers, x, [TOP, BOTTOM], true),
      ...chosenLast.map(line),
      ...namesOfCurves(model, curves.map(([wiring, curve]) => [wiring, y(Math.log10(curve.at(-1)))])),
      svg("text", { x: 2, y: 11, class: "plot-tick" }, "size (root mean square)"),
      svg("text", { x: (LEFT + RIGHT) / 2, y: HEIGHT - 3, class: "plot-tick", "text-anchor": "middle" }, "layer"),
    );
    picture.setAttribute("aria-label", `Logarithmic plot. ${reading(model)}`);
  };
  return [picture, draw];
}

/** Draws the growth of signal and gradient into an element and keeps it up to date. */
function render({ model, el }) {
  const [wiring, drawWiring] = choice(
    model,
    "wiring",
    "Wiring of each layer f",
    model.get("wirings").map((name) => [name, name]),
  );
  const [quantity, drawQuantity] = choice(model, "quantity", "Look at", [
    ["signal", "signal, forward"],
    ["gradient", "gradient, backward"],
  ]);
  const [depth, drawDepth] = depthControl(model);
  const [picture, drawPicture] = plot(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(model, element("div", { class: "figure-controls" }, wiring, quantity, depth), picture, words),
  );
  return follow(model, ["wiring", "quantity", "depth"], () => {
    drawWiring();
    drawQuantity();
    drawDepth();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
