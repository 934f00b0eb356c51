import { change, choice, element, follow, frame, slider, svg } from "../parts/parts.js";
import { linearScale } from "../parts/plot_parts.js";

const BLOCKS = [8, 16, 32, 64, 128];
const MOST_LEVELS = 32; // drawn as lines; more would be a surface
const ENLARGED = 16; // times, at most
const SCALE_BITS = 16;
const [WIDTH, HEIGHT] = [640, 280];
const PLOT = { left: 8, right: 632, top: 10, bottom: 270 };

/** The row with its largest weight made larger. */
function rowOf(model) {
  const weights = [...model.get("weights")];
  const largest = weights.reduce((best, w, i) => (Math.abs(w) > Math.abs(weights[best]) ? i : best), 0);
  weights[largest] *= model.get("enlarged");
  return weights;
}

/** The grid of one block: the value of its lowest code, its step, and how many steps it has. */
function gridOf(block, bits, kind) {
  if (kind === "symmetric") {
    const most = 2 ** (bits - 1) - 1;
    const step = Math.max(...block.map(Math.abs)) / most;
    return { low: -most * step, step, steps: 2 * most };
  }
  const [low, high] = [Math.min(...block), Math.max(...block)];
  const steps = 2 ** bits - 1;
  return { low, step: (high - low) / steps, steps };
}

/** Everything that the picture and the words show. */
function rounding(model) {
  const weights = rowOf(model);
  const [bits, size, kind] = ["bits", "block", "kind"].map((name) => model.get(name));
  const grids = [];
  for (let i = 0; i < weights.length; i += size) grids.push(gridOf(weights.slice(i, i + size), bits, kind));
  const values = weights.map((w, i) => {
    const { low, step } = grids[Math.floor(i / size)];
    return step ? low + step * Math.round((w - low) / step) : low;
  });
  const square = (numbers) => numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length;
  const error = Math.sqrt(square(weights.map((w, i) => w - values[i])));
  const numbers = kind === "symmetric" ? 1 : 2;
  const bytes = Math.ceil((weights.length * bits) / 8) + (grids.length * numbers * SCALE_BITS) / 8;
  const codes = new Set(weights.map((w, i) => `${Math.floor(i / size)}/${values[i].toPrecision(8)}`)).size / grids.length;
  return { weights, values, grids, bits, size, kind, error, bytes, codes };
}

function reading(model) {
  const { weights, grids, bits, size, kind, error, bytes, codes } = rounding(model);
  const each = ((8 * bytes) / weights.length).toFixed(2);
  const stored = kind === "symmetric" ? "scales" : "scales and minima";
  return (
    `${bits} bits, ${kind}, ${grids.length === 1 ? "one block" : `${grids.length} blocks`} of ${size}: ` +
    `${bytes} bytes with ${stored}, ${each} bits a weight (in 16 bits: ${2 * weights.length} bytes). ` +
    `Error ${error.toFixed(4)}, root mean square. On average a block uses ${codes.toFixed(1)} of its codes.`
  );
}

function picture(model) {
  const { weights, values, grids, size } = rounding(model);
  const ends = grids.flatMap(({ low, step, steps }) => [low, low + step * steps]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.04 * (high - low || 1);
  const x = linearScale([-0.5, weights.length - 0.5], [PLOT.left, PLOT.right]);
  const y = linearScale([low - room, high + room], [PLOT.bottom, PLOT.top]);
  const parts = [];
  grids.forEach((grid, g) => {
    const [from, to] = [x(g * size - 0.5), x((g + 1) * size - 0.5)];
    if (g % 2) parts.push(svg("rect", { class: "row-block", x: from, width: to - from, y: PLOT.top, height: PLOT.bottom - PLOT.top }));
    if (grid.steps >= MOST_LEVELS) {
      const top = y(grid.low + grid.step * grid.steps);
      parts.push(svg("rect", { class: "row-levels", x: from + 1, width: to - from - 2, y: top, height: y(grid.low) - top }));
    } else {
      for (let code = 0; code <= grid.steps; code += 1) {
        const at = y(grid.low + code * grid.step);
        parts.push(svg("line", { class: "row-level", x1: from + 1, x2: to - 1, y1: at, y2: at }));
      }
    }
  });
  weights.forEach((w, i) => {
    parts.push(svg("line", { class: "row-error", x1: x(i), x2: x(i), y1: y(w), y2: y(values[i]) }));
    parts.push(svg("circle", { class: "row-weight", cx: x(i), cy: y(w), r: 2.2 }));
  });
  return parts;
}

/** Draws a row of weights on its grid and keeps it up to date. */
function render({ model, el }) {
  const over = (name, most, label, read, write, min = 0) =>
    slider(label, { min, max: most, read: () => read(model.get(name)), write: (v) => change(model, { [name]: write(v) }) });
  const controls = [
    over("bits", 8, "Bits of a code", (bits) => ({ value: bits, words: `${bits} bits` }), (v) => v, 2),
    over(
      "block",
      BLOCKS.length - 1,
      "Weights that share a scale",
      (size) => ({ value: BLOCKS.indexOf(size), words: `blocks of ${size}` }),
      (v) => BLOCKS[v],
    ),
    over(
      "enlarged",
      ENLARGED,
      "The largest weight",
      (times) => ({ value: times, words: times === 1 ? "as it is" : `${times} times as large` }),
      (v) => v,
      1,
    ),
    choice(model, "kind", "Grid", [["asymmetric", "asymmetric"], ["symmetric", "symmetric"]]),
  ];
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "rounded-row", role: "img" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(model, element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)), drawing, words),
  );
  return follow(model, ["bits", "block", "kind", "enlarged"], () => {
    for (const [, draw] of controls) draw();
    drawing.setAttribute("aria-label", `A row of weights on its grid of codes. ${reading(model)}`);
    drawing.replaceChildren(...picture(model));
    words.textContent = reading(model);
  });
}

export default { render };
