import { change, choice, element, follow, frame, signed, slider, svg } from "../parts/parts.js";

const [CELL, LEFT, TOP, ROOM] = [30, 44, 8, 40];

/** What the unit, or it and its mirror, answer at a place. */
function answer(model, gate, up) {
  const bent = model.get("bent")[model.get("bend")];
  const at = (place) => bent[model.get("places").indexOf(place)];
  const own = at(gate) * up;
  return model.get("units") === "one" ? own : own - at(-gate) * up;
}

const rounded = (value) => signed(Number(value.toFixed(2)) || 0);

function reading(model) {
  const [gate, up] = [model.get("gate"), model.get("up")];
  const bent = model.get("bent")[model.get("bend")];
  const at = (place) => bent[model.get("places").indexOf(place)];
  const own = `Gate ${signed(gate)}, bent: ${rounded(at(gate))}. Times up, ${signed(up)}: ${rounded(at(gate) * up)}.`;
  if (model.get("units") === "one") return own;
  const sum = answer(model, gate, up);
  const same = Math.abs(sum - gate * up) < 0.005 ? "exactly gate times up" : `gate times up is ${signed(gate * up)}`;
  return `${own} The mirror adds ${rounded(at(-gate))} times ${signed(-up || 0)}: together ${rounded(sum)}, ${same}.`;
}

/** A square whose side grows with the root of the answer; negative ones are hollow. */
function square(value, largest, x, y) {
  const side = (CELL - 4) * Math.sqrt(Math.abs(value) / largest);
  const inset = (CELL - side) / 2;
  const kind = value < 0 ? "unit-square negative" : "unit-square";
  return svg("rect", { x: x + inset, y: y + inset, width: side, height: side, class: kind });
}

function field(model) {
  const places = model.get("places");
  const size = places.length * CELL;
  const [width, height] = [LEFT + size + 8, TOP + size + ROOM];
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "gated-unit", role: "img" });
  const x = (gate) => LEFT + places.indexOf(gate) * CELL;
  const y = (up) => TOP + (places.length - 1 - places.indexOf(up)) * CELL;
  const largest = Math.max(...places) ** 2;
  const word = (at, text, anchor = "middle") => svg("text", { ...at, class: "unit-label", "text-anchor": anchor }, text);
  const draw = () => {
    const squares = places.flatMap((gate) =>
      places.map((up) => square(answer(model, gate, up), largest, x(gate), y(up))),
    );
    const marked = { x: x(model.get("gate")), y: y(model.get("up")), width: CELL, height: CELL, class: "unit-chosen" };
    picture.replaceChildren(
      svg("rect", { x: LEFT, y: TOP, width: size, height: size, class: "unit-frame" }),
      ...squares,
      svg("rect", marked),
      ...places.map((gate) => word({ x: x(gate) + CELL / 2, y: TOP + size + 15 }, signed(gate))),
      ...places.map((up) => word({ x: LEFT - 6, y: y(up) + CELL / 2 + 4 }, signed(up), "end")),
      word({ x: LEFT + size / 2, y: TOP + size + 32 }, "gate"),
      word({ x: 2, y: TOP + size / 2 + 4 }, "up", "start"),
    );
    picture.setAttribute("aria-label", `A field of squares, large where the answer is large, hollow where it is negative. ${reading(model)}`);
  };
  return [picture, draw];
}

function place(model, name, label) {
  const places = model.get("places");
  return slider(label, {
    min: places[0],
    max: places.at(-1),
    read: () => ({ value: model.get(name), words: signed(model.get(name)) }),
    write: (value) => change(model, { [name]: value }),
  });
}

/** Draws the field into an element and keeps it up to date. */
function render({ model, el }) {
  const bends = model.get("bends").map((name) => [name, name]);
  const [bend, drawBend] = choice(model, "bend", "Bend of the gate", bends);
  const [units, drawUnits] = choice(model, "units", "Units", [
    ["one", "one unit"],
    ["two", "and its mirror (−gate, −up)"],
  ]);
  const [gate, drawGate] = place(model, "gate", "Gate");
  const [up, drawUp] = place(model, "up", "Up");
  const [picture, drawPicture] = field(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  const controls = element("div", { class: "figure-controls" }, bend, units, gate, up);
  el.replaceChildren(frame(model, controls, picture, words));
  return follow(model, ["bend", "units", "gate", "up"], () => {
    drawBend();
    drawUnits();
    drawGate();
    drawUp();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
