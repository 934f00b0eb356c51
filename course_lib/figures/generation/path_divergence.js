import { change, element, follow, frame, freshId, svg } from "../parts/parts.js";
import { gridLines, linearScale, pathThrough, powerOfTen } from "../parts/plot_parts.js";

const [WIDTH, HEIGHT] = [400, 250];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 388, 22, 214];
const ROUNDING = 1e-4; // below it the two paths are the same

/** Two digits, as a power of ten where the share is small. */
function shareInWords(share) {
  if (share < ROUNDING) return "nothing but rounding";
  const power = Math.floor(Math.log10(share));
  return power > -3 ? String(Number(share.toPrecision(2))) : `${Number((share / 10 ** power).toFixed(1))} × ${powerOfTen(power)}`;
}

/** The first place at which the paths differ: 0 is the embedding, n is behind layer n. */
function firstPlace(path) {
  return path.findIndex((share) => share >= ROUNDING);
}

function reading(model) {
  const selected = model.get("selected");
  const path = model.get("distances")[selected];
  const first = firstPlace(path);
  const route =
    first < 0
      ? "The path is right to its end: the mistake comes behind it."
      : `The path is off from layer ${first} on, by ${shareInWords(path[first])} there and by ${shareInWords(path.at(-1))} behind the last.`;
  return `${selected}: ${route} ${model.get("words")[selected]}`;
}

function mistakeControl(model) {
  const id = freshId("mistake");
  const options = model.get("mistakes").map((name) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => change(model, { selected: select.value }) }, ...options);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "divergence-choice" }, element("label", { for: id }, "Mistake"), select), draw];
}

function plot(model) {
  const paths = model.get("distances");
  const logs = Object.values(paths).flatMap((path) => path.map(Math.log10));
  const [low, high] = [Math.floor(Math.min(...logs)), Math.max(0, Math.ceil(Math.max(...logs)))];
  const n = Object.values(paths)[0].length - 1;
  const x = linearScale([0, n], [LEFT, RIGHT]);
  const y = linearScale([low, high], [BOTTOM, TOP]);
  const step = Math.max(1, Math.ceil((high - low) / 6));
  const rungs = [];
  for (let power = Math.ceil(low / step) * step; power <= high; power += step) rungs.push([power, powerOfTen(power)]);
  const layers = [0, 0.25, 0.5, 0.75, 1].map((share) => [Math.round(n * share), `${Math.round(n * share)}`]);
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", role: "img" });
  const draw = () => {
    const selected = model.get("selected");
    const line = (name) =>
      svg("path", {
        d: pathThrough(paths[name].map((share, layer) => [x(layer), y(Math.log10(share))])),
        class: name === selected ? "plot-line chosen" : "plot-line",
      });
    const chosenLast = [...model.get("mistakes").filter((name) => name !== selected), selected];
    picture.replaceChildren(
      ...gridLines(rungs, y, [LEFT, RIGHT], false),
      ...gridLines(layers, x, [TOP, BOTTOM], true),
      ...chosenLast.map(line),
      svg("text", { x: 2, y: 11, class: "plot-tick" }, "distance from the right path, share of its length"),
      svg("text", { x: (LEFT + RIGHT) / 2, y: HEIGHT - 3, class: "plot-tick", "text-anchor": "middle" }, "layers behind it (0: the embedding)"),
    );
    picture.setAttribute("aria-label", `Logarithmic plot. ${reading(model)}`);
  };
  return [picture, draw];
}

/** Draws the distances of all mistakes, one of them marked, and keeps it up to date. */
function render({ model, el }) {
  const [control, drawControl] = mistakeControl(model);
  const [picture, drawPicture] = plot(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(frame(model, element("div", { class: "figure-controls" }, control), picture, words));
  return follow(model, ["selected"], () => {
    drawControl();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
