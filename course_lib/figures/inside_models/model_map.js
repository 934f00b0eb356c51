import { COUNTS, change, element, follow, frame, inUnits, readable } from "../parts/parts.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function boxAt(model, row, column) {
  return model.get("models")[column].boxes[model.get("stations")[row].name];
}

function titleOf(model, row, column) {
  return `${model.get("models")[column].name}, ${model.get("stations")[row].label}`;
}

function reading(model) {
  const [row, column] = [model.get("station"), model.get("model")];
  const { label, times, parameters, flops } = boxAt(model, row, column);
  const { total } = model.get("models")[column];
  const layers = times > 1 ? ` In each of ${times} layers.` : "";
  const each = times > 1 ? ` (${readable(parameters / times)} in each)` : "";
  const share = (100 * parameters) / total;
  const size = parameters
    ? `${readable(parameters)} parameters${each}, ${share < 0.1 ? "less than 0.1" : share.toFixed(1)} % of the model`
    : "No parameters";
  const work = flops ? `${inUnits(flops, COUNTS)} FLOPs a token` : "no matrix is multiplied here";
  return `${titleOf(model, row, column)}: ${label}.${layers} ${size}; ${work}.`;
}

/** The box that the arrow leads to, over empty places; the same one at the border. */
function neighbour(model, row, column, [down, right]) {
  const [rows, columns] = [model.get("stations").length, model.get("models").length];
  let [y, x] = [row + down, column + right];
  while (y >= 0 && y < rows && x >= 0 && x < columns) {
    if (boxAt(model, y, x)) return [y, x];
    [y, x] = [y + down, x + right];
  }
  return [row, column];
}

function mapTable(model) {
  const [stations, models] = [model.get("stations"), model.get("models")];
  const buttons = stations.map(() => models.map(() => null));
  const select = (station, column) => change(model, { station, model: column });
  const cell = (station, row, { boxes }, column) => {
    const box = boxes[station.name];
    if (!box) return element("td", { class: "empty" }, element("span", { class: "figure-hidden" }, "none"));
    const show = () => select(row, column);
    const kind = `map-box ${station.name}`;
    const button = element("button", { type: "button", class: kind, onclick: show, onfocus: show }, box.label);
    buttons[row][column] = button;
    return element("td", { onpointerenter: show }, button);
  };
  const move = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const [row, column] = neighbour(model, model.get("station"), model.get("model"), step);
    buttons[row][column].focus();
  };
  const line = (station, row) =>
    element(
      "tr",
      { class: station.inside ? "inside" : "" },
      element("th", { scope: "row" }, station.label),
      ...models.map((each, column) => cell(station, row, each, column)),
    );
  const plain = (name, kind, values) =>
    element("tr", { class: kind }, element("th", { scope: "row" }, name), ...values.map((value) => element("td", {}, value)));
  const first = stations.findIndex(({ inside }) => inside);
  const rows = stations.map(line);
  rows.splice(first, 0, plain("layers", "map-layers", models.map(({ layers }) => `${layers} times:`)));
  rows.push(plain("parameters", "map-total", models.map(({ total }) => readable(total))));
  const names = models.map(({ name }) => element("th", { scope: "col" }, name));
  const table = element(
    "table",
    { class: "model-map" },
    element("caption", {}, "A column is a model, read from top to bottom."),
    element("thead", {}, element("tr", {}, element("td", {}), ...names)),
    element("tbody", { onkeydown: move }, ...rows),
  );
  const draw = () =>
    buttons.forEach((line, row) =>
      line.forEach((button, column) => {
        if (!button) return;
        const chosen = row === model.get("station") && column === model.get("model");
        button.setAttribute("aria-pressed", chosen);
        button.tabIndex = chosen ? 0 : -1;
      }),
    );
  return [element("div", { class: "figure-scroll" }, table), draw];
}

/** Draws the map into an element and keeps it up to date. */
function render({ model, el }) {
  const [table, drawTable] = mapTable(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  const code = element("code", {});
  const listing = element("pre", { class: "map-code", tabindex: 0, role: "region", "aria-label": "Code of the box" }, code);
  el.classList.add("movable-figure");
  el.replaceChildren(frame(model, table, words, listing));
  return follow(model, ["station", "model"], () => {
    drawTable();
    words.textContent = reading(model);
    code.textContent = model.get("code")[boxAt(model, model.get("station"), model.get("model")).code];
  });
}

export default { render };
