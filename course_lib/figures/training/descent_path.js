import { change, choice, element, follow, frame, freshId, slider, svg } from "../parts/parts.js";
import { linearScale, pathThrough } from "../parts/plot_parts.js";

const [WIDTH, HEIGHT] = [480, 240];
const [REACH_X, REACH_Y] = [2.6, 1.3];
const LEVELS = [0.05, 0.25, 0.75, 1.75, 3.5, 6.5, 11];
const [MOMENTUM, FIRST, SECOND, EPSILON] = [0.9, 0.9, 0.95, 1e-8];
const FAR = 1e6; // beyond this a path is drawn no further

function lossAt(model, [x, y]) {
  return (x * x + model.get("steepness") * y * y) / 2;
}

/** Where the weights are before the first step and after each. */
function pathOf(model) {
  const [optimizer, rate] = [model.get("optimizer"), model.get("rate")];
  const point = [...model.get("start")];
  const [first, second] = [[0, 0], [0, 0]];
  const points = [[...point]];
  for (let step = 1; step <= model.get("steps"); step += 1) {
    const gradient = [point[0], model.get("steepness") * point[1]];
    gradient.forEach((slope, i) => {
      if (optimizer === "Adam") {
        first[i] = FIRST * first[i] + (1 - FIRST) * slope;
        second[i] = SECOND * second[i] + (1 - SECOND) * slope * slope;
        const size = Math.sqrt(second[i] / (1 - SECOND ** step)) + EPSILON;
        point[i] -= (rate * first[i]) / (1 - FIRST ** step) / size;
      } else {
        first[i] = (optimizer === "momentum" ? MOMENTUM : 0) * first[i] + slope;
        point[i] -= rate * first[i];
      }
    });
    points.push([...point]);
  }
  return points;
}

function reading(model) {
  const loss = lossAt(model, pathOf(model).at(-1));
  const begun = lossAt(model, model.get("start"));
  const now = loss < 100 ? loss.toFixed(3) : "out of all bounds";
  const verdict = loss > begun ? ": it has left the valley" : loss < 0.01 * begun ? ": it has arrived" : "";
  const steps = model.get("steps");
  return (
    `${model.get("optimizer")[0].toUpperCase()}${model.get("optimizer").slice(1)}, learning rate ${model.get("rate")}: ` +
    `after ${steps} step${steps === 1 ? "" : "s"} the loss is ${now}; it began at ${begun.toFixed(2)}${verdict}.`
  );
}

function valley(model) {
  const picture = svg("svg", { class: "valley", role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
  const x = linearScale([-REACH_X, REACH_X], [0, WIDTH]);
  const y = linearScale([-REACH_Y, REACH_Y], [HEIGHT, 0]);
  const clip = freshId("clip");
  const levels = LEVELS.map((level) =>
    svg("ellipse", {
      cx: x(0),
      cy: y(0),
      rx: x(Math.sqrt(2 * level)) - x(0),
      ry: y(0) - y(Math.sqrt((2 * level) / model.get("steepness"))),
      class: "valley-level",
    }),
  );
  const goal = svg("path", { d: `M${x(0) - 6} ${y(0)}h12m-6 -6v12`, class: "valley-goal" });
  const near = ([a, b]) => Math.abs(a) < FAR && Math.abs(b) < FAR;
  const draw = () => {
    const all = pathOf(model);
    const bound = all.findIndex((point) => !near(point));
    const points = (bound < 0 ? all : all.slice(0, bound)).map(([a, b]) => [x(a), y(b)]);
    const dots = points.map(([cx, cy]) => svg("circle", { cx, cy, r: 2.5, class: "valley-point" }));
    const [cx, cy] = points.at(-1);
    picture.replaceChildren(
      svg("clipPath", { id: clip }, svg("rect", { x: 0, y: 0, width: WIDTH, height: HEIGHT })),
      svg(
        "g",
        { "clip-path": `url(#${clip})` },
        ...levels,
        goal,
        svg("path", { d: pathThrough(points), class: "valley-path" }),
        ...dots,
        svg("circle", { cx, cy, r: 5, class: "valley-end" }),
      ),
      svg("text", { x: WIDTH - 4, y: HEIGHT - 6, class: "valley-name", "text-anchor": "end" }, "w₁: flat"),
      svg("text", { x: 4, y: 14, class: "valley-name" }, "w₂: steep"),
    );
    picture.setAttribute("aria-label", `A path over the level lines of a long valley. ${reading(model)}`);
  };
  return [picture, draw];
}

/** Draws the valley into an element and keeps it up to date. */
function render({ model, el }) {
  const names = model.get("optimizers").map((name) => [name, name]);
  const [optimizer, drawOptimizer] = choice(model, "optimizer", "Optimizer", names);
  const rates = model.get("rates");
  const [rate, drawRate] = slider("Learning rate", {
    max: rates.length - 1,
    read: () => ({ value: rates.indexOf(model.get("rate")), words: `${model.get("rate")}` }),
    write: (place) => change(model, { rate: rates[place] }),
  });
  const [steps, drawSteps] = slider("Steps", {
    max: model.get("most_steps"),
    read: () => ({ value: model.get("steps"), words: `${model.get("steps")}` }),
    write: (to) => change(model, { steps: to }),
  });
  const [picture, drawPicture] = valley(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(model, element("div", { class: "figure-controls" }, optimizer, rate, steps), picture, words),
  );
  return follow(model, ["optimizer", "rate", "steps"], () => {
    drawOptimizer();
    drawRate();
    drawSteps();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
