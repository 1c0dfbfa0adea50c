/* One document: what is known of it, its text, and the text before and after. */

const tag = (number) => {
  const { label } = state.body.spans[number];
  const button = make("button", `tag ${data.labels[label]}`, label);
  button.type = "button";
  button.dataset.span = number;
  return button;
};
/* Show a piece of text within its spans, and the labels of those that end with it. Blanks around
   it stay outside: they are neither struck through nor underlined. */
const piece = (text, numbers, ended) => {
  const core = text.trim();
  const start = text.length - text.trimStart().length;
  const inner = numbers.reduceRight((inside, number) => {
    const { action, label } = state.body.spans[number];
    const made = make(action === "cut" ? "del" : "mark", `${data.labels[label]} label-${label}`, inside);
    made.dataset.span = number;
    return made;
  }, document.createTextNode(core));
  return [text.slice(0, start), core ? inner : "", ...ended.map(tag), text.slice(start + core.length)];
};
const column = (heading, pieces) => {
  const shown = pieces.flatMap(([text, numbers], at) => {
    const next = pieces[at + 1]?.[1] ?? [];
    return piece(text, numbers, numbers.filter((number) => !next.includes(number)));
  });
  return make("div", "", make("h4", heading ? "" : "unseen", heading || "Text"), make("div", "prose", ...shown));
};
const draw = () => {
  const { body } = state;
  const both = document.querySelector("input[name=view]:checked").value === "both";
  const left = body.pieces.filter(([, numbers]) => !isCut(body, numbers));
  const columns = both ? [column("Before", body.pieces), column("After", left)] : [column("", body.pieces)];
  if (body.missing) columns.push(make("p", "note", `The page does not hold the last ${plural(body.missing, "character")} of it.`));
  byId("text").className = both ? "both" : "";
  byId("text").replaceChildren(...columns);
};

const figure = (value) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
const fact = ([name, value]) => make("li", "", `${name} `, make("b", "", value));
const facts = (each) => [
  ["quality", grade(each, "none")],
  ["kind", each.kind || "not told"],
  ["language", each.language],
  ["words left", count(each.words)],
  ["cut", percent(cutShare(each))],
  ["hedged", percent(each.hedged.hedged)],
];
const reasons = (each) => [
  ...each.reasons.map(([code, value, limit]) => make("li", "", make("code", "", code),
    ` ${data.reasons[code] ?? "a published heuristic"} `,
    make("span", "quiet", `(${figure(value)}, limit ${figure(limit)})`))),
  ...each.failing.map((code) => make("li", "", "does not pass ", make("code", "", code))),
];

/* Show a document, and move the focus to it if it was asked for. */
const show = async (at, asked) => {
  const each = documents[at];
  state.opening = at;
  const body = await bodyOf(at);
  if (state.opening !== at) return;
  Object.assign(state, { shown: at, body });
  const origin = new Set([each.source, each.place, each.id, each.url].filter(Boolean));
  byId("title").replaceChildren(make("bdi", "", each.title || "no title"));
  byId("origin").replaceChildren(...[...origin].map((part) => make("bdi", "", part)));
  byId("facts").replaceChildren(make("li", "", verdict(each)), ...facts(each).map(fact));
  byId("reasons").replaceChildren(...reasons(each));
  byId("copied").textContent = "";
  hide();
  draw();
  byId("list").querySelector("[aria-current]")?.removeAttribute("aria-current");
  const row = state.found.indexOf(each) - state.page * PAGE;
  byId("list").children[row]?.firstChild.setAttribute("aria-current", "true");
  neighbours();
  if (asked) byId("title").focus();
};
const neighbours = () => {
  const row = state.found.indexOf(documents[state.shown]);
  byId("before").disabled = row <= 0;
  byId("after").disabled = row < 0 || row >= state.found.length - 1;
};
const step = (by) => {
  const row = state.found.indexOf(documents[state.shown]) + by;
  const page = Math.floor(row / PAGE);
  if (page !== state.page) {
    state.page = page;
    list();
  }
  show(state.found[row].at, true);
};

/* Give the document as `qualityfilter clean --spans` writes it. */
const record = () => {
  const { id, url, source } = documents[state.shown];
  const { pieces, spans, found, title, missing } = state.body;
  const left = pieces.filter(([, numbers]) => !isCut(state.body, numbers));
  const known = Object.entries({ id, title, url, source }).filter(([, value]) => value);
  const text = left.map(([part]) => part).join("");
  const all = { ...found, spans, original: textOf(state.body), ...(missing && { missing }) };
  return { ...Object.fromEntries(known), text, qualityfilter: all };
};
/* Copy where the browser asks for more than a file may do. */
const copyOld = (written) => {
  const area = make("textarea", "", written);
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  byId("copy").focus();
  return done;
};
const copy = async () => {
  const written = JSON.stringify(record(), null, 1);
  const done = await navigator.clipboard?.writeText(written).then(() => true, () => false);
  const copied = done || copyOld(written);
  byId("copied").textContent = copied ? "Copied" : "The browser does not let this page copy";
};

byId("before").addEventListener("click", () => step(-1));
byId("after").addEventListener("click", () => step(1));
byId("copy").addEventListener("click", copy);
for (const each of document.querySelectorAll("input[name=view]")) each.addEventListener("change", draw);
