
"use strict";
// What the reader does, sent to the server step by step; what the server answers is shown.
const data = JSON.parse(document.getElementById("data").textContent);
const list = document.getElementById("lines");
const items = [...list.children];
const byId = (name) => document.getElementById(name);
const hues = new Map([...document.querySelectorAll("[data-label], [data-hedge]")].map(
  (each) => [each.dataset.label || each.dataset.hedge, each.classList[1]]));
const byDoubt = data.lines.map((_, at) => at).sort(
  (one, two) => data.lines[two].doubt - data.lines[one].doubt || one - two);
let here = 0, sentence = 0, queue = Promise.resolve();

const sentences = (at) => [...items[at].querySelectorAll(".sentence")];
const labelOf = (at) => data.lines[at].chosen || data.lines[at].label;
const hedgesOf = (at, part) => {
  const found = data.lines[at].hedges[part];
  return found.chosen === null ? found.told : found.chosen;
};

function say(text) { byId("status").textContent = text; }

function warn(text) {
  byId("alert").textContent = text;
  byId("alert").hidden = !text;
}

function select(at, part = 0) {
  items[here].setAttribute("aria-selected", "false");
  sentences(here).forEach((each) => each.classList.remove("here"));
  here = Math.max(0, Math.min(at, items.length - 1));
  const parts = sentences(here);
  sentence = Math.max(0, Math.min(part, parts.length - 1));
  items[here].setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", items[here].id);
  if (parts.length > 1) parts[sentence].classList.add("here");
  items[here].scrollIntoView({ block: "nearest" });
  showChoices();
}

function showChoices() {
  const line = data.lines[here];
  byId("at").textContent = `Line ${here + 1} of ${items.length}: ` + (line.chosen
    ? `you have ${line.chosen}` : `the model says ${line.label}`);
  const parts = data.lines[here].hedges.length;
  byId("sentence").textContent = parts > 1 ? `(${sentence + 1} of ${parts})` : "";
  for (const each of document.querySelectorAll("[data-label]")) {
    const chosen = each.dataset.label === line.chosen;
    each.classList.toggle("chosen", chosen);
    each.setAttribute("aria-pressed", String(chosen));
  }
  for (const each of document.querySelectorAll("[data-hedge]")) {
    const chosen = parts > 0 && hedgesOf(here, sentence).includes(each.dataset.hedge);
    each.classList.toggle("chosen", chosen);
    each.setAttribute("aria-pressed", String(chosen));
  }
}

function showLine(at, who) {
  const item = items[at], chosen = data.lines[at].chosen, label = labelOf(at);
  item.classList.remove(...hues.values());
  item.classList.add(hues.get(label));
  item.classList.toggle("decided", chosen !== null);
  item.classList.toggle("unsure", chosen === null && data.lines[at].doubt >= data.unsure);
  item.querySelector(".label").textContent = label;
  item.querySelector(".state").textContent = chosen === null ? "undecided" : `by ${who}`;
}

function showSentence(at, part) {
  const found = sentences(at)[part], hedges = hedgesOf(at, part);
  found.dataset.hedges = hedges.join(", ");
  found.classList.toggle("hedged", hedges.length > 0);
}

function take(answer) {
  for (const each of answer.changed) {
    if ("sentence" in each) {
      data.lines[each.line].hedges[each.sentence].chosen = each.labels;
      showSentence(each.line, each.sentence);
    } else {
      data.lines[each.line].chosen = each.labels && each.labels[0];
      showLine(each.line, each.who);
    }
  }
  byId("done").textContent = answer.counts.done;
  byId("all").textContent = answer.counts.all;
  byId("progress").value = answer.counts.done;
  showChoices();
}

async function send(what, body) {
  let answer;
  try {
    answer = await fetch(data.root + what, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
  } catch {
    warn("The server does not answer, and this step is not saved; all before it is. " +
      "Start it again with the same command, and open the address that it prints.");
    return null;
  }
  const found = await answer.json();
  warn(answer.ok ? "" : `Not saved: ${found.error}`);
  return answer.ok ? found : null;
}

// One step after the other, however fast the keys come.
function after(step) { queue = queue.then(step).catch((error) => warn(String(error))); }

function nextUnsure(from) {
  const open = (at) => data.lines[at].chosen === null;
  const start = byDoubt.indexOf(from);
  const turned = [...byDoubt.slice(start + 1), ...byDoubt.slice(0, start)];
  const unsure = turned.find((at) => open(at) && data.lines[at].doubt >= data.unsure);
  if (unsure !== undefined) return unsure;
  const below = data.lines.findIndex((_, at) => at > from && open(at));
  return below >= 0 ? below : data.lines.findIndex((_, at) => open(at));
}

function goOn(said) {
  const next = nextUnsure(here);
  if (next >= 0) {
    select(next);
    say(said);
  } else {
    say(`${said} Every line here has a decision${byId("next") ? "; the full stop leads to the next document" : ""}.`);
  }
}

function decide(choices, said, moves) {
  after(async () => {
    const answer = await send("decide", { document: data.number, choices });
    if (!answer) return;
    take(answer);
    if (moves) goOn(said); else say(said);
  });
}

function label(name) {
  const line = here;
  after(async () => {
    const answer = await send("decide", { document: data.number, choices: [{ line, label: name }] });
    if (!answer) return;
    take(answer);
    if (here === line) goOn(`Line ${line + 1}: ${name}, saved.`);
    else say(`Line ${line + 1}: ${name}, saved.`);
  });
}

function hedge(name) {
  const found = hedgesOf(here, sentence);
  const hedges = found.includes(name) ? found.filter((each) => each !== name) : [...found, name];
  decide([{ line: here, sentence, hedges }], `Line ${here + 1}, sentence ${sentence + 1}: ${hedges.join(", ") || "not hedged"}, saved.`, false);
}

const acts = {
  confirm: () => label(labelOf(here)),
  // Lines that the model is unsure of are not confirmed with the rest: each wants a look.
  rest: () => {
    const sure = data.lines.map((line, at) => ({ line: at, label: line.label })).filter(
      ({ line }) => data.lines[line].chosen === null && data.lines[line].doubt < data.unsure);
    if (sure.length) decide(sure, `${sure.length} lines confirmed and saved.`, true);
    else say("There is no line left that the model is sure of.");
  },
  skip: () => { const next = nextUnsure(here); if (next >= 0) select(next); },
  undo: () => after(async () => {
    const answer = await send("undo", {});
    if (!answer) return;
    const at = answer.changed.length ? answer.changed[0].line : 0;
    if (answer.document !== data.number) {
      location.href = `${data.root}document/${answer.document}#line-${at}`;
      return;
    }
    take(answer);
    select(at, answer.changed.length ? answer.changed[0].sentence || 0 : 0);
    say(`Line ${at + 1}: taken back.`);
  }),
};

const moves = {
  ArrowDown: () => select(here + 1), ArrowUp: () => select(here - 1),
  PageDown: () => select(here + 10), PageUp: () => select(here - 10),
  Home: () => select(0), End: () => select(items.length - 1),
  ArrowRight: () => select(here, sentence + 1), ArrowLeft: () => select(here, sentence - 1),
};

const keys = new Map([...document.querySelectorAll("[data-label], [data-hedge]")].map(
  (each) => [each.getAttribute("aria-keyshortcuts"), () => each.dataset.label
    ? label(each.dataset.label) : hedge(each.dataset.hedge)]));
keys.set("z", acts.undo);
keys.set(",", () => byId("previous") && byId("previous").click());
keys.set(".", () => byId("next") && byId("next").click());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const onList = document.activeElement === list || document.activeElement === document.body;
  let act;
  if (onList && event.key in moves) act = moves[event.key];
  else if (onList && event.key === "Enter") act = event.shiftKey ? acts.rest : acts.confirm;
  else if (onList && event.key === " ") act = acts.skip;
  else if (byId("keys").checked && !event.repeat) act = keys.get(event.key.toLowerCase());
  if (!act) return;
  event.preventDefault();
  act();
});

list.addEventListener("click", (event) => {
  const item = event.target.closest("li"), part = event.target.closest(".sentence");
  if (item) select(items.indexOf(item), part ? sentences(items.indexOf(item)).indexOf(part) : 0);
});
document.querySelector(".panel").addEventListener("click", (event) => {
  const { label: name, hedge: how, act } = event.target.closest("button")?.dataset ?? {};
  if (name) label(name);
  else if (how) hedge(how);
  else if (act) acts[act]();
});

const wanted = /^#line-(\d+)$/.exec(location.hash);
const first = byDoubt.find((at) => data.lines[at].chosen === null);
list.focus({ preventScroll: true });
select(wanted ? Number(wanted[1]) : first === undefined ? 0 : first);
