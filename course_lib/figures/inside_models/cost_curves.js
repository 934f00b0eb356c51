import { BYTES, COUNTS, change, choice, element, follow, frame, freshId, inUnits, presets, readable, slider, svg } from "../parts/parts.js";
import { linearScale, powerOfTen } from "../parts/plot_parts.js";

const [SHORTEST, LONGEST] = [6, 20]; // powers of two
const STEPS_PER_DOUBLING = 4;
const [WIDTH, HEIGHT] = [640, 336];
const PLOT = { left: 58, right: 616, top: 44, bottom: 276 };

/** The curves of a model as functions of n. */
function curves(model) {
  const unit = model.get("models").find(({ name }) => name === model.get("selected"));
  const cached = model.get("cache") === "with";
  const queries = (n) => (cached ? 1 : n);
  if (model.get("quantity") === "flops")
    return [
      { name: "matrices", cost: (n) => queries(n) * unit.matrix_flops },
      { name: "attention", cost: (n) => queries(n) * n * unit.pair_flops },
    ];
  const stored = (n) => queries(n) * n * unit.score_bytes;
  const fused = (n) => queries(n) * unit.row_bytes;
  return [
    { name: "weights", cost: () => unit.weight_bytes },
    ...(cached ? [{ name: "KV cache", cost: (n) => n * unit.cache_bytes }] : []),
    { name: "scores of one layer", cost: model.get("kernel") === "stored" ? stored : fused },
  ];
}

function reading(model, lines) {
  const n = model.get("n_tokens");
  const where = `${model.get("selected")}, the next token after ${readable(n)} tokens, ${model.get("cache")} a cache: `;
  const costs = lines.map(({ cost }) => cost(n));
  if (model.get("quantity") === "flops") {
    const [matrices, attention] = costs;
    return (
      `${where}${inUnits(matrices, COUNTS)} FLOPs in the matrices, ${inUnits(attention, COUNTS)} in attention, ` +
      `which does ${((100 * attention) / (matrices + attention)).toFixed(1)} % of the work.`
    );
  }
  return `${where}${lines.map(({ name }, i) => `${name} ${inUnits(costs[i], BYTES)}`).join(", ")}.`;
}

function scales(lines) {
  const ends = lines.flatMap(({ cost }) => [cost(2 ** SHORTEST), cost(2 ** LONGEST)]);
  const low = Math.floor(Math.log10(Math.min(...ends)));
  const high = Math.max(Math.ceil(Math.log10(Math.max(...ends))), low + 2);
  const across = linearScale([SHORTEST, LONGEST], [PLOT.left, PLOT.right]);
  const upwards = linearScale([low, high], [PLOT.bottom, PLOT.top]);
  return { low, high, x: (n) => across(Math.log2(n)), y: (cost) => upwards(Math.log10(cost)) };
}

function axes({ low, high, x, y }, unit) {
  const marks = [];
  for (let power = SHORTEST; power <= LONGEST; power += 2) {
    const label = power < 10 ? 2 ** power : power < 20 ? `${2 ** (power - 10)}k` : "1M";
    marks.push(svg("line", { class: "grid", x1: x(2 ** power), x2: x(2 ** power), y1: PLOT.top, y2: PLOT.bottom }));
    marks.push(svg("text", { x: x(2 ** power), y: PLOT.bottom + 24, "text-anchor": "middle" }, `${label}`));
  }
  const step = Math.ceil((high - low) / 7);
  for (let power = low; power <= high; power += step) {
    marks.push(svg("line", { class: "grid", x1: PLOT.left, x2: PLOT.right, y1: y(10 ** power), y2: y(10 ** power) }));
    marks.push(svg("text", { x: PLOT.left - 6, y: y(10 ** power) + 4, "text-anchor": "end" }, powerOfTen(power)));
  }
  const middle = (PLOT.left + PLOT.right) / 2;
  marks.push(svg("text", { x: middle, y: HEIGHT - 6, "text-anchor": "middle" }, "tokens so far, n"));
  marks.push(svg("text", { x: 0, y: 20 }, unit));
  return marks;
}

function chart(model, lines) {
  const scale = scales(lines);
  const n = model.get("n_tokens");
  const marks = axes(scale, model.get("quantity") === "flops" ? "FLOPs" : "bytes");
  marks.push(svg("line", { class: "here", x1: scale.x(n), x2: scale.x(n), y1: PLOT.top, y2: PLOT.bottom }));
  lines.forEach(({ cost }, i) => {
    const points = [SHORTEST, LONGEST].map((power) => `${scale.x(2 ** power)},${scale.y(cost(2 ** power))}`);
    marks.push(svg("polyline", { class: `curve curve-${i}`, points: points.join(" ") }));
    marks.push(svg("circle", { class: `dot curve-${i}`, cx: scale.x(n), cy: scale.y(cost(n)), r: 5 }));
  });
  return marks;
}

function legend(lines) {
  return lines.map(({ name }, i) => {
    const line = svg("polyline", { class: `curve curve-${i}`, points: "0,5 36,5" });
    return element("span", {}, svg("svg", { viewBox: "0 0 36 10", "aria-hidden": "true" }, line), name);
  });
}

function modelControl(model) {
  const id = freshId("model");
  const options = model.get("models").map(({ name }) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => change(model, { selected: select.value }) }, ...options);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "costs-model" }, element("label", { for: id }, "Model"), select), draw];
}

function lengthControl(model) {
  const own = () => model.get("models").find(({ name }) => name === model.get("selected")).context;
  const range = {
    min: SHORTEST,
    max: LONGEST,
    step: 1 / STEPS_PER_DOUBLING,
    read: () => ({ value: Math.log2(model.get("n_tokens")), words: `n = ${readable(model.get("n_tokens"))}` }),
    write: (power) => change(model, { n_tokens: Math.round(2 ** power) }),
  };
  const goToOwn = () => change(model, { n_tokens: Math.min(own(), 2 ** LONGEST) });
  return slider("Tokens so far", range, presets(["its context", goToOwn]));
}

/** Draws the curves of a model into an element and keeps them up to date. */
function render({ model, el }) {
  const controls = [
    modelControl(model),
    choice(model, "quantity", "Show", [["flops", "operations"], ["bytes", "bytes"]]),
    choice(model, "cache", "Earlier keys and values", [["with", "cached"], ["without", "computed again"]]),
    choice(model, "kernel", "Scores", [["fused", "fused kernel"], ["stored", "stored table"]]),
    lengthControl(model),
  ];
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "costs-chart", role: "img" });
  const names = element("p", { class: "costs-legend" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      names,
      picture,
      words,
    ),
  );
  return follow(model, ["selected", "n_tokens", "quantity", "cache", "kernel"], () => {
    for (const [, draw] of controls) draw();
    controls[3][0].hidden = model.get("quantity") === "flops"; // either kernel does the same operations
    const lines = curves(model);
    names.replaceChildren(...legend(lines));
    picture.setAttribute("aria-label", `Cost against n on logarithmic axes: ${lines.map(({ name }) => name).join(", ")}.`);
    picture.replaceChildren(...chart(model, lines));
    words.textContent = reading(model, lines);
  });
}

export default { render };
