import { COUNTS, change, choice, element, follow, frame, inUnits, presets, slider, svg } from "../parts/parts.js";
import { linearScale, pathThrough, powerOfTen } from "../parts/plot_parts.js";

const FLOPS_PER_PARAMETER = 6;
const SIZES = [7, 13]; // powers of ten: parameters
const TEXTS = [9, 15]; // and tokens
const STEPS_PER_DECADE = 20;
const [WIDTH, HEIGHT] = [640, 336];
const PLOT = { left: 52, right: 620, top: 40, bottom: 280 };

/** A law's loss, and the size that it calls best for a compute. */
function loss({ E, A, B, alpha, beta }, size, text) {
  return E + A / size ** alpha + B / text ** beta;
}

function bestSize({ A, B, alpha, beta }, flops) {
  const balance = ((alpha * A) / (beta * B)) ** (1 / (alpha + beta));
  return balance * (flops / FLOPS_PER_PARAMETER) ** (beta / (alpha + beta));
}

/** The compute with which the best size reaches a loss; infinite where no compute does. */
function leastFlops(law, wanted) {
  const at = (power) => {
    const size = bestSize(law, 10 ** power);
    return loss(law, size, 10 ** power / (FLOPS_PER_PARAMETER * size));
  };
  let [low, high] = [8, 40];
  if (at(high) > wanted) return Infinity;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (at(middle) > wanted) low = middle;
    else high = middle;
  }
  return 10 ** high;
}

/** All that is shown of the reader's run. */
function run(model) {
  const law = model.get("laws").find(({ name }) => name === model.get("law"));
  const [size, text] = [model.get("n_parameters"), model.get("n_tokens")];
  const flops = FLOPS_PER_PARAMETER * size * text;
  const textOf = (other) => flops / (FLOPS_PER_PARAMETER * other);
  const best = bestSize(law, flops);
  const here = loss(law, size, text);
  const lossOf = (other) => loss(law, other, textOf(other));
  return { law, size, text, flops, best, here, lossOf, least: lossOf(best), share: leastFlops(law, here) / flops };
}

function reading({ size, text, flops, best, here, least, share, law }) {
  const power = Math.floor(Math.log10(flops));
  const ratio = Number((text / size).toPrecision(3)).toLocaleString("en-GB");
  const waste =
    share > 0.995
      ? "no other size is better by more than a hair"
      : `the best size for these FLOPs, ${inUnits(best, COUNTS)} parameters, reaches ${least.toFixed(3)}, ` +
        `and would come to ${here.toFixed(3)} for ${(100 * share).toFixed(1)} % of them`;
  return (
    `${inUnits(size, COUNTS)} parameters, ${inUnits(text, COUNTS)} tokens: ${(flops / 10 ** power).toFixed(2)} × ` +
    `${powerOfTen(power)} FLOPs, ${ratio} tokens a parameter. By ${law.name} the loss is ${here.toFixed(3)} nats a token; ${waste}.`
  );
}

function chart(model) {
  const { size, best, here, lossOf, least } = run(model);
  const room = Math.max(0.4, 1.2 * (here - least));
  const x = linearScale(SIZES, [PLOT.left, PLOT.right]);
  const y = linearScale([least - 0.1 * room, least + room], [PLOT.bottom, PLOT.top]);
  const marks = [];
  for (let power = SIZES[0]; power <= SIZES[1]; power++) {
    marks.push(svg("line", { class: "grid", x1: x(power), x2: x(power), y1: PLOT.top, y2: PLOT.bottom }));
    marks.push(svg("text", { x: x(power), y: PLOT.bottom + 22, "text-anchor": "middle" }, powerOfTen(power)));
  }
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const value = least + share * room;
    marks.push(svg("line", { class: "grid", x1: PLOT.left, x2: PLOT.right, y1: y(value), y2: y(value) }));
    marks.push(svg("text", { x: PLOT.left - 6, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(2)));
  }
  const points = [];
  for (let power = SIZES[0]; power <= SIZES[1]; power += 0.02) {
    const value = lossOf(10 ** power);
    if (value <= least + room) points.push([x(power), y(value)]);
  }
  marks.push(svg("path", { class: "curve", d: pathThrough(points) }));
  marks.push(svg("rect", { class: "best", x: x(Math.log10(best)) - 5, y: y(least) - 5, width: 10, height: 10 }));
  marks.push(svg("circle", { class: "yours", cx: x(Math.log10(size)), cy: y(here), r: 7 }));
  marks.push(svg("text", { x: (PLOT.left + PLOT.right) / 2, y: HEIGHT - 8, "text-anchor": "middle" }, "parameters N, at the same FLOPs"));
  marks.push(svg("text", { x: 0, y: 20 }, "loss, nats a token"));
  return marks;
}

function legend() {
  const sample = (...marks) => svg("svg", { viewBox: "0 0 36 16", "aria-hidden": "true" }, ...marks);
  return [
    element("span", {}, sample(svg("path", { class: "curve", d: "M0 8L36 8" })), "all runs that cost the same"),
    element("span", {}, sample(svg("circle", { class: "yours", cx: 18, cy: 8, r: 6 })), "this run"),
    element("span", {}, sample(svg("rect", { class: "best", x: 13, y: 3, width: 10, height: 10 })), "the best of them"),
  ];
}

function powerSlider(model, name, label, letter, [min, max]) {
  const range = {
    min,
    max,
    step: 1 / STEPS_PER_DECADE,
    read: () => ({ value: Math.log10(model.get(name)), words: `${letter} = ${inUnits(model.get(name), COUNTS)}` }),
    write: (power) => change(model, { [name]: 10 ** power }),
  };
  return slider(label, range);
}

/** Draws the curve into an element and keeps it up to date. */
function render({ model, el }) {
  const published = model.get("runs").map(({ name, ...values }) => [name, () => change(model, values)]);
  const controls = [
    powerSlider(model, "n_parameters", "Parameters", "N", SIZES),
    powerSlider(model, "n_tokens", "Tokens read", "D", TEXTS),
    choice(model, "law", "Law", model.get("laws").map(({ name }) => [name, name])),
  ];
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "isoflop-chart", role: "img" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      presets(...published),
      element("p", { class: "isoflop-legend" }, ...legend()),
      picture,
      words,
    ),
  );
  return follow(model, ["law", "n_parameters", "n_tokens"], () => {
    for (const [, draw] of controls) draw();
    picture.setAttribute("aria-label", `Loss over the size of the model, at one compute: ${reading(run(model))}`);
    picture.replaceChildren(...chart(model));
    words.textContent = reading(run(model));
  });
}

export default { render };
