/* The list of documents: searched, filtered, sorted, a page at a time. */

const PAGE = 25;
const form = byId("filters");

const texts = [];
const about = ({ title, source, place, id, url }) =>
  [title, source, place, id, url].join("\n").toLowerCase();
/* Give the places of documents that hold some words; null if others are asked for meanwhile. */
const search = async (words, asked) => {
  const hits = new Set();
  for (const each of documents) {
    texts[each.at] ??= textOf(await bodyOf(each.at)).toLowerCase();
    if (asked !== state.searching) return null;
    if (texts[each.at].includes(words) || about(each).includes(words)) hits.add(each.at);
  }
  return hits;
};

const orders = {
  read: () => 0,
  worst: (a, b) => (a.quality ?? 2) - (b.quality ?? 2),
  best: (a, b) => (b.quality ?? -1) - (a.quality ?? -1),
  cut: (a, b) => cutShare(b) - cutShare(a),
  hedged: (a, b) => b.hedged.hedged - a.hedged.hedged,
  longest: (a, b) => b.words - a.words,
  shortest: (a, b) => a.words - b.words,
  title: (a, b) => a.title.localeCompare(b.title),
};
const within = (each, { least, most }) =>
  !(least || most) ||
  (each.quality !== null && each.quality >= Number(least) && each.quality <= Number(most || 1));
const fits = (each, wanted) =>
  (!wanted.verdict || each.verdict === wanted.verdict) &&
  (!wanted.label || wanted.label in each.cut || wanted.label in each.marked) &&
  (!wanted.source || `=${each.source}` === wanted.source) &&
  within(each, wanted);

const filter = async () => {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.search.trim().toLowerCase();
  const asked = ++state.searching;
  if (words) byId("status").textContent = "Searching…";
  const hits = words ? await search(words, asked) : undefined;
  if (hits === null) return;
  state.found = documents.filter((each) => fits(each, wanted) && (hits?.has(each.at) ?? true));
  state.found.sort((a, b) => orders[wanted.sort](a, b) || a.at - b.at);
  state.page = 0;
  list();
};

/* Draw how much of a text was cut, by label. */
const composition = (each) => {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawn.setAttribute("class", "bar");
  drawn.setAttribute("aria-hidden", "true");
  let from = 0;
  for (const [label, characters] of Object.entries(each.cut)) {
    const width = (100 * characters) / each.before;
    const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const attributes = { class: data.labels[label], x: `${from}%`, width: `${width}%`, height: "100%" };
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    drawn.append(part);
    from += width;
  }
  return drawn;
};
const entry = (each) => {
  const facts = [`quality ${grade(each, "none")}`, `cut ${percent(cutShare(each))}`];
  const button = make(
    "button",
    "entry",
    make("bdi", "name", each.title || "no title"),
    make("span", "about", verdict(each), ...facts.map((fact) => make("span", "", fact)),
      make("bdi", "", each.source)),
    composition(each),
  );
  button.type = "button";
  if (each.at === state.shown) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => show(each.at, true));
  return make("li", "", button);
};
const list = () => {
  const pages = Math.max(1, Math.ceil(state.found.length / PAGE));
  const from = state.page * PAGE;
  byId("list").start = from + 1;
  byId("list").replaceChildren(...state.found.slice(from, from + PAGE).map(entry));
  byId("list").parentElement.scrollTop = 0;
  byId("page").textContent = `page ${count(state.page + 1)} of ${count(pages)}`;
  byId("earlier").disabled = state.page === 0;
  byId("later").disabled = state.page >= pages - 1;
  byId("status").textContent = `${count(state.found.length)} of ${plural(documents.length, "document")}`;
  neighbours();
};
const turn = (by) => {
  state.page += by;
  list();
  byId("list").querySelector("button").focus();
};

const tallied = (namesOf) => {
  const counts = new Map();
  for (const name of documents.flatMap(namesOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
};
const choices = (name, values) => {
  form.elements[name].append(...values.map(([value, shown]) => new Option(shown, value)));
};
choices("verdict", Object.keys(data.verdicts).map((name) => [name, name]));
choices("label", tallied((each) => Object.keys({ ...each.cut, ...each.marked }))
  .map(([name, number]) => [name, `${name} (${count(number)})`]));
choices("source", tallied((each) => [each.source])
  .map(([name, number]) => [`=${name}`, `${name || "no source"} (${count(number)})`]));

let typing = 0;
form.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(filter, 150);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
byId("earlier").addEventListener("click", () => turn(-1));
byId("later").addEventListener("click", () => turn(1));
