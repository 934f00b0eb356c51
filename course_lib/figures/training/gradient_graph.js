import { change, choice, element, follow, frame, presets, signed, slider, svg } from "../parts/parts.js";

const [COLUMN, ROW, BOX, HEIGHT, MARGIN] = [118, 74, 106, 46, 8];
const REACH = 4; // of the slider, to both sides
const [THINNEST, THICKEST] = [1.5, 12];

const OPERATIONS = {
  "×": { result: (a, b) => a * b, slopes: (a, b) => [b, a] },
  "+": { result: (a, b) => a + b, slopes: () => [1, 1] },
  "−": { result: (a, b) => a - b, slopes: () => [1, -1] },
  tanh: { result: Math.tanh, slopes: (a) => [1 - Math.tanh(a) ** 2] },
  square: { result: (a) => a * a, slopes: (a) => [2 * a] },
};

/** Values forward, gradients back, and what flows along each line. */
function calculated(model) {
  const calculating = model.get("nodes").filter(({ operation }) => operation);
  const values = { ...model.get("leaves") };
  const inputsOf = ({ inputs }) => inputs.map((name) => values[name]);
  for (const node of calculating) values[node.name] = OPERATIONS[node.operation].result(...inputsOf(node));
  const gradients = Object.fromEntries(Object.keys(values).map((name) => [name, 0]));
  gradients[lossOf(model)] = 1;
  const flows = [];
  for (const node of [...calculating].reverse()) {
    const slopes = OPERATIONS[node.operation].slopes(...inputsOf(node));
    node.inputs.forEach((name, i) => {
      const flow = gradients[node.name] * slopes[i];
      gradients[name] += flow;
      flows.push({ from: node.name, to: name, flow });
    });
  }
  return { values, gradients, flows };
}

function lossOf(model) {
  return model.get("nodes").at(-1).name;
}

/** Two decimals; large numbers shorter, so that they stay in their box. */
function short(number) {
  if (!Number.isFinite(number)) return "∞";
  const text = Math.abs(number) < 1000 ? number.toFixed(2) : number.toExponential(0);
  return signed(text === "-0.00" ? "0.00" : text);
}

function reading(model) {
  const { values, gradients } = calculated(model);
  const [leaf, loss] = [model.get("leaf"), lossOf(model)];
  const slope = gradients[leaf];
  const effect =
    Math.abs(slope) < 0.005
      ? `a small change of ${leaf} hardly changes it`
      : `a little more ${leaf} makes it ${slope > 0 ? "larger" : "smaller"}`;
  const after = model.get("steps");
  const taken = after ? `After ${after} step${after > 1 ? "s" : ""}: ` : "";
  return `${taken}${taken ? "the" : "The"} ${loss} is ${short(values[loss])}. Its gradient for ${leaf} is ${short(slope)}: ${effect}.`;
}

/** One step against the gradient: every weight at once. */
function step(model) {
  const { gradients } = calculated(model);
  const leaves = { ...model.get("leaves") };
  for (const name of model.get("weights")) leaves[name] -= model.get("rate") * gradients[name];
  change(model, { leaves, steps: model.get("steps") + 1 });
}

function drawing(model) {
  const nodes = model.get("nodes");
  const weights = new Set(model.get("weights"));
  const width = COLUMN * (Math.max(...nodes.map(({ column }) => column)) + 1) + MARGIN;
  const height = ROW * (Math.max(...nodes.map(({ row }) => row)) + 1) - (ROW - HEIGHT) + 2 * MARGIN;
  const picture = svg("svg", { class: "graph", role: "img", viewBox: `0 0 ${width} ${height}` });
  const left = ({ column }) => MARGIN + COLUMN * column;
  const top = ({ row }) => MARGIN + ROW * row;
  const named = Object.fromEntries(nodes.map((node) => [node.name, node]));
  const draw = () => {
    const { values, gradients, flows } = calculated(model);
    const lines = flows.map(({ from, to, flow }) => {
      const [above, below] = [named[to], named[from]];
      const strength = Math.min(Math.log1p(Math.abs(flow)) * 5, THICKEST);
      return svg("line", {
        x1: left(above) + BOX / 2,
        y1: top(above) + HEIGHT,
        x2: left(below) + BOX / 2,
        y2: top(below),
        class: `graph-line${Math.abs(flow) < 0.005 ? "" : " flows"}`,
        "stroke-width": Math.max(strength, THINNEST),
      });
    });
    const boxes = nodes.map((node) => {
      const kind = node.operation ? "" : weights.has(node.name) ? " weight" : " data";
      const middle = left(node) + BOX / 2;
      const line = (y, text, name = "") =>
        svg("text", { x: middle, y: top(node) + y, "text-anchor": "middle", class: name }, text);
      return svg(
        "g",
        { class: `graph-box${kind}` },
        svg("rect", { x: left(node), y: top(node), width: BOX, height: HEIGHT, rx: 5 }),
        line(19, `${node.name} = ${short(values[node.name])}`),
        line(37, `gradient ${short(gradients[node.name])}`, "gradient"),
      );
    });
    picture.setAttribute("aria-label", `A graph of ${nodes.length} nodes, from leaves to loss. ${reading(model)}`);
    picture.replaceChildren(...lines, ...boxes);
  };
  return [picture, draw];
}

function leafControl(model) {
  const value = () => model.get("leaves")[model.get("leaf")];
  const set = (to) => change(model, { leaves: { ...model.get("leaves"), [model.get("leaf")]: to }, steps: 0 });
  const read = () => ({ value: value(), words: `${model.get("leaf")} = ${short(value())}` });
  return slider("Its value", { min: -REACH, step: 0.05, max: REACH, read, write: set });
}

function rateControl(model) {
  const rates = model.get("rates");
  return slider(
    "Learning rate",
    {
      max: rates.length - 1,
      read: () => ({ value: rates.indexOf(model.get("rate")), words: `${model.get("rate")}` }),
      write: (place) => change(model, { rate: rates[place] }),
    },
    presets(
      ["one step", () => step(model)],
      ["start again", () => change(model, { leaves: { ...model.get("start") }, steps: 0 })],
    ),
  );
}

/** Draws the graph into an element and keeps it up to date. */
function render({ model, el }) {
  const names = Object.keys(model.get("leaves"));
  const [leaf, drawLeaf] = choice(model, "leaf", "Leaf", names.map((name) => [name, name]));
  const [value, drawValue] = leafControl(model);
  const [rate, drawRate] = rateControl(model);
  const [picture, drawPicture] = drawing(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(model, element("div", { class: "figure-controls" }, leaf, value, rate), picture, words),
  );
  return follow(model, ["leaf", "leaves", "rate", "steps"], () => {
    drawLeaf();
    drawValue();
    drawRate();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
