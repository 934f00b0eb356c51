import { change, choice, element, follow, frame, presets, signed, slider, svg } from "../parts/parts.js";

const [WIDTH, ROW, PATH, BRANCH, BOX] = [330, 40, 8, 180, 142];
const [DOWN, LEFT] = ["m-4 -6l4 6l4 -6", "m6 -4l-6 4l6 4"]; // arrowheads

function stepsOf(model) {
  return model.get("walks")[model.get("wiring")];
}

function rootMeanSquare(values) {
  const numbers = values.flat();
  return Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length);
}

function reading(model) {
  const [steps, at] = [stepsOf(model), model.get("step")];
  const { name, formula, on_path: onPath, values } = steps[at];
  const place = onPath ? "on the residual path" : "in a branch; the path waits unchanged";
  return (
    `Step ${at} of ${steps.length - 1}, ${name}: ${formula}, ${place}. ` +
    `Shape ${values.length} × ${values[0].length}, root mean square ${rootMeanSquare(values).toFixed(2)}.`
  );
}

/** The data flow: boxes on the path at the left, branches at the right, the chosen one marked. */
function flow(model) {
  const picture = svg("svg", { class: "walk-flow", role: "img" });
  const draw = () => {
    const steps = stepsOf(model);
    const chosen = model.get("step");
    const middle = (i) => ROW * i + ROW / 2;
    const side = (i) => (steps[i].on_path ? PATH : BRANCH);
    const lines = [];
    const boxes = steps.map(({ name, on_path: onPath }, i) => {
      const kind = `walk-box${i === chosen ? " chosen" : ""}${onPath ? "" : " branch"}`;
      return svg(
        "g",
        { class: kind },
        svg("rect", { x: side(i), y: middle(i) - 13, width: BOX, height: 26, rx: 5 }),
        svg("text", { x: side(i) + BOX / 2, y: middle(i) + 4.5, "text-anchor": "middle" }, name),
      );
    });
    const centre = (i) => side(i) + BOX / 2;
    let last = 0;
    for (let i = 1; i < steps.length; i += 1) {
      const leaves = steps[i - 1].on_path && !steps[i].on_path;
      const returns = !steps[i - 1].on_path && steps[i].on_path;
      const [right, center] = [PATH + BOX, BRANCH + BOX / 2];
      const route = leaves
        ? `M${right} ${middle(i - 1) + 6}H${center + 18}V${middle(i) - 13}${DOWN}`
        : returns
          ? `M${center - 18} ${middle(i - 1) + 13}V${middle(i) - 6}H${right}${LEFT}`
          : `M${centre(i)} ${middle(i - 1) + 13}V${middle(i) - 13}${steps[i].on_path ? "" : DOWN}`;
      const straight = steps[i - 1].on_path && steps[i].on_path ? " path" : "";
      const progress = i <= chosen ? " done" : "";
      lines.push(svg("path", { d: route, class: `walk-line${straight}${progress}` }));
      if (!steps[i].on_path) continue;
      if (returns) {
        const [top, end] = [middle(last) + 13, middle(i) - 13];
        lines.push(svg("path", { d: `M${PATH + BOX / 2} ${top}V${end}`, class: `walk-line path${progress}` }));
      }
      last = i;
    }
    picture.setAttribute("viewBox", `0 0 ${WIDTH} ${ROW * steps.length}`);
    picture.setAttribute("aria-label", `Data flow, ${model.get("wiring")}. ${reading(model)}`);
    picture.replaceChildren(...lines, ...boxes);
  };
  return [picture, draw];
}

/** The numbers of the chosen step, tokens by features. */
function numbers(model) {
  const holder = element("div", { class: "figure-scroll" });
  const draw = () => {
    const { name, values } = stepsOf(model)[model.get("step")];
    const top = Math.max(...values.flat().map(Math.abs), 1e-9);
    const cell = (value) =>
      element(
        "td",
        { class: value < 0 ? "negative" : "positive", style: `--weight: ${Math.abs(value) / top}` },
        signed(value.toFixed(2)),
      );
    const rows = values.map((row, t) =>
      element("tr", {}, element("th", { scope: "row" }, model.get("tokens")[t]), ...row.map(cell)),
    );
    const caption = element("caption", {}, `${name}: tokens × features`);
    holder.replaceChildren(element("table", { class: "walk-values" }, caption, element("tbody", {}, ...rows)));
  };
  return [holder, draw];
}

function stepControl(model) {
  const step = () => model.get("step");
  const last = () => stepsOf(model).length - 1;
  const go = (to) => change(model, { step: Math.min(Math.max(to, 0), last()) });
  const read = () => ({ value: step(), words: `${step()}: ${stepsOf(model)[step()].name}`, max: last() });
  return slider("Step", { read, write: go }, presets(["back", () => go(step() - 1)], ["next", () => go(step() + 1)]));
}

/** Draws the walk through a block into an element and keeps it up to date. */
function render({ model, el }) {
  const names = Object.keys(model.get("walks"));
  const [wiring, drawWiring] = choice(model, "wiring", "Wiring", names.map((name) => [name, name]));
  const [step, drawStep] = stepControl(model);
  const [picture, drawPicture] = flow(model);
  const [table, drawTable] = numbers(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, wiring, step),
      element("div", { class: "walk-both" }, picture, table),
      words,
    ),
  );
  return follow(model, ["wiring", "step"], () => {
    drawWiring();
    drawStep();
    drawPicture();
    drawTable();
    words.textContent = reading(model);
  });
}

export default { render };
