"use strict";
/* Lists, filters and shows the documents. What was scraped becomes text nodes, never markup. */
(() => {
  const PAGE = 25;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const documents = data.documents;
  const form = byId("filters");
  const state = { found: documents, page: 0, shown: 0, body: null, asked: 0 };

  const make = (tag, classes = "", ...children) => {
    const made = document.createElement(tag);
    made.className = classes;
    made.append(...children);
    return made;
  };
  const count = (number) => number.toLocaleString("en");
  const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;
  const cutShare = (each) => (each.before ? (each.before - each.after) / each.before : 0);
  const dot = (colour) => make("i", `dot ${colour}`);
  const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

  /* --- the documents' texts, unpacked some at a time --- */

  const shards = [...document.querySelectorAll("script.shard")];
  const unpacked = [];
  const unpack = async (element) => {
    const packed = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  };
  const shard = (number) => (unpacked[number] ??= unpack(shards[number]));
  const bodyOf = async (place) =>
    (await shard(Math.floor(place / data.shard)))[place % data.shard];
  const textOf = (body) => body.pieces.map(([text]) => text).join("");

  /* --- filters --- */

  documents.forEach((each, place) => {
    each.place_in_page = place;
    each.words_of = [each.title, each.source, each.place, each.id, each.url].join("\n").toLowerCase();
  });
  const texts = [];
  const searched = async (words, asked) => {
    const found = new Set();
    for (const each of documents) {
      const place = each.place_in_page;
      texts[place] ??= textOf(await bodyOf(place)).toLowerCase();
      if (asked !== state.asked) return null;
      if (each.words_of.includes(words) || texts[place].includes(words)) found.add(place);
    }
    return found;
  };

  const last = (value) => (value === null ? Infinity : value);
  const orders = {
    number: (a, b) => a.number - b.number,
    worst: (a, b) => last(a.quality) - last(b.quality) || a.number - b.number,
    best: (a, b) => (b.quality ?? -1) - (a.quality ?? -1) || a.number - b.number,
    cut: (a, b) => cutShare(b) - cutShare(a) || a.number - b.number,
    hedged: (a, b) => b.hedged.hedged - a.hedged.hedged || a.number - b.number,
    longest: (a, b) => b.words - a.words || a.number - b.number,
    shortest: (a, b) => a.words - b.words || a.number - b.number,
    title: (a, b) => a.title.localeCompare(b.title) || a.number - b.number,
  };
  const fits = (each, wanted) =>
    (!wanted.verdict || each.verdict === wanted.verdict) &&
    (!wanted.label || wanted.label in each.cut || wanted.label in each.marked) &&
    (!wanted.source || each.source === wanted.source.slice(1)) &&
    (!wanted.least || (each.quality !== null && each.quality >= Number(wanted.least))) &&
    (!wanted.most || (each.quality !== null && each.quality <= Number(wanted.most)));

  const filter = async () => {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.search.trim().toLowerCase();
    const asked = ++state.asked;
    let hits = null;
    if (words) {
      byId("status").textContent = "Searching…";
      hits = await searched(words, asked);
      if (hits === null) return;
    }
    const kept = (each) => fits(each, wanted) && (!hits || hits.has(each.place_in_page));
    state.found = documents.filter(kept).sort(orders[wanted.sort]);
    state.page = 0;
    list();
  };

  /* --- the list --- */

  const composition = (each) => {
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawn.setAttribute("class", "bar");
    drawn.setAttribute("aria-hidden", "true");
    let from = 0;
    for (const [label, characters] of Object.entries(each.cut)) {
      const share = (100 * characters) / each.before;
      const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      part.setAttribute("class", data.labels[label]);
      part.setAttribute("x", `${from}%`);
      part.setAttribute("width", `${share}%`);
      part.setAttribute("height", "100%");
      drawn.append(part);
      from += share;
    }
    return drawn;
  };
  const verdict = (each) =>
    make("span", "verdict", dot(data.verdicts[each.verdict]), ` ${each.verdict}`);
  const quality = (each) => (each.quality === null ? "no quality" : `quality ${each.quality.toFixed(2)}`);

  const entry = (each) => {
    const button = make(
      "button",
      "entry",
      make("bdi", "name", each.title || "no title"),
      make("span", "about", verdict(each), make("span", "", quality(each)),
        make("span", "", `cut ${percent(cutShare(each))}`), make("bdi", "", each.source)),
      composition(each),
    );
    button.type = "button";
    if (each.place_in_page === state.shown) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => open(each.place_in_page, true));
    return make("li", "", button);
  };
  const list = () => {
    const pages = Math.max(1, Math.ceil(state.found.length / PAGE));
    const from = state.page * PAGE;
    byId("list").start = from + 1;
    byId("list").replaceChildren(...state.found.slice(from, from + PAGE).map(entry));
    byId("page").textContent = `page ${count(state.page + 1)} of ${count(pages)}`;
    byId("earlier").disabled = state.page === 0;
    byId("later").disabled = state.page >= pages - 1;
    byId("status").textContent =
      `${count(state.found.length)} of ${plural(documents.length, "document")}`;
    steps();
  };
  const turn = (by) => {
    state.page += by;
    list();
    byId("list").querySelector("button")?.focus();
  };

  /* --- one document --- */

  const spanOf = (element) => state.body.spans[Number(element.dataset.span)];
  const tag = (number) => {
    const span = state.body.spans[number];
    const button = make("button", `tag ${data.labels[span.label]}`, span.label);
    button.type = "button";
    button.dataset.span = number;
    return button;
  };
  const piece = (text, numbers, ended) => {
    const [, before, core, after] = /^(\s*)([^]*?)(\s*)$/.exec(text);
    const inner = numbers.reduceRight((inside, number) => {
      const span = state.body.spans[number];
      const kind = span.action === "cut" ? "del" : "mark";
      const made = make(kind, `${data.labels[span.label]} ${span.label}`, inside);
      made.dataset.span = number;
      return made;
    }, document.createTextNode(core));
    const tags = ended.flatMap((number) => ["\u00a0", tag(number)]);
    return [before, core ? inner : "", ...tags, after];
  };
  const column = (heading, kept) => {
    const pieces = state.body.pieces.filter(([, numbers]) =>
      !kept || numbers.every((number) => state.body.spans[number].action !== "cut"));
    const shown = pieces.flatMap(([text, numbers], at) => {
      const next = pieces[at + 1]?.[1] ?? [];
      return piece(text, numbers, numbers.filter((number) => !next.includes(number)));
    });
    return make("div", "column", make("h4", heading ? "" : "unseen", heading || "Text"), make("div", "prose", ...shown));
  };
  const text = () => {
    const both = document.querySelector("input[name=view]:checked").value === "both";
    byId("text").className = both ? "both" : "";
    const columns = both ? [column("Before", false), column("After", true)] : [column("", false)];
    const { missing } = state.body;
    const note = missing ? [make("p", "note", `${plural(missing, "more character")} of it are not in this page.`)] : [];
    byId("text").replaceChildren(...columns, ...note);
  };

  const fact = (name, value) => make("li", "", `${name} `, make("b", "", value));
  const facts = (each) => [
    make("li", "", verdict(each)),
    fact("quality", each.quality === null ? "none" : each.quality.toFixed(2)),
    fact("kind", each.kind || "not told"),
    fact("language", each.language),
    fact("words left", count(each.words)),
    fact("cut", percent(cutShare(each))),
    fact("hedged", percent(each.hedged.hedged)),
  ];
  const number = (value) => Number(value.toPrecision(4)).toLocaleString("en", { maximumSignificantDigits: 4 });
  const reasons = (each) => [
    ...each.reasons.map(([code, value, limit]) => make("li", "", make("code", "", code),
      ` ${data.reasons[code] ?? "a published heuristic"} `,
      make("span", "quiet", `(${number(value)}, limit ${number(limit)})`))),
    ...each.failing.map((code) => make("li", "", "does not pass ", make("code", "", code))),
  ];
  const open = async (place, focused) => {
    const each = documents[place];
    const body = await bodyOf(place);
    Object.assign(state, { shown: place, body });
    hide();
    byId("title").replaceChildren(make("bdi", "", each.title || "no title"));
    const origin = [each.source, each.place, each.id, each.url].filter(Boolean);
    byId("origin").replaceChildren(...origin.map((part) => make("bdi", "", part)));
    byId("facts").replaceChildren(...facts(each));
    byId("reasons").replaceChildren(...reasons(each));
    byId("copied").textContent = "";
    text();
    for (const button of byId("list").querySelectorAll("[aria-current]")) button.removeAttribute("aria-current");
    const at = state.found.indexOf(each) - state.page * PAGE;
    byId("list").children[at]?.firstChild.setAttribute("aria-current", "true");
    steps();
    if (focused) byId("title").focus();
  };
  const steps = () => {
    const at = state.found.indexOf(documents[state.shown]);
    byId("before").disabled = at <= 0;
    byId("after").disabled = at < 0 || at >= state.found.length - 1;
  };
  const step = (by) => {
    const at = state.found.indexOf(documents[state.shown]) + by;
    const page = Math.floor(at / PAGE);
    if (page !== state.page) {
      state.page = page;
      list();
    }
    open(state.found[at].place_in_page, true);
  };

  /* --- why: by hover, by focus, by touch --- */

  const tip = byId("tip");
  let leaving = 0;
  const hide = () => {
    tip.hidden = true;
    document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
  };
  const why = ({ label, action, score, quoted, evidence }) => [
    make("p", "head", dot(data.labels[label]), ` ${label}, ${action === "cut" ? "cut" : "marked"} `,
      make("span", "quiet", `chance ${score.toFixed(2)}`)),
    make("ul", "", ...evidence.map((each) => make("li", "", make("bdi", "", each.reason),
      make("small", "", `${each.score.toFixed(2)} · `, make("code", "", each.source))))),
    ...(quoted ? [make("p", "quiet", "inside quotation marks")] : []),
  ];
  const show = (element) => {
    clearTimeout(leaving);
    hide();
    tip.replaceChildren(...why(spanOf(element)));
    tip.hidden = false;
    if (element.matches("button")) element.setAttribute("aria-describedby", "tip");
    const boxes = [...element.getClientRects()];
    const box = boxes[boxes.length - 1];
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 12);
    const below = box.bottom + tip.offsetHeight + 12 < window.innerHeight;
    const top = below ? box.bottom + 6 : box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(12, left) + window.scrollX}px`;
    tip.style.top = `${top + window.scrollY}px`;
  };
  const spanned = (event) => event.target.closest?.("#text [data-span]");
  document.addEventListener("mouseover", (event) => {
    const element = spanned(event);
    if (element) show(element);
    else if (event.target.closest?.("#tip")) clearTimeout(leaving);
    else if (!tip.hidden && !document.activeElement.matches("#text button")) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, 250);
    }
  });
  document.addEventListener("focusin", (event) => (spanned(event) ? show(spanned(event)) : hide()));
  document.addEventListener("click", (event) => spanned(event) && show(spanned(event)));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

  /* --- copy --- */

  const record = () => {
    const each = documents[state.shown];
    const { pieces, spans, found, title, missing } = state.body;
    const left = pieces.filter(([, numbers]) => numbers.every((at) => spans[at].action !== "cut"));
    return {
      ...Object.fromEntries(["id", "url", "source"].filter((name) => each[name]).map((name) => [name, each[name]])),
      ...(title === null ? {} : { title }),
      text: left.map(([part]) => part).join(""),
      qualityfilter: { ...found, spans, original: textOf(state.body), ...(missing ? { missing } : {}) },
    };
  };
  const copyOld = (written) => {
    const area = make("textarea", "", written);
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  const copy = async () => {
    const written = JSON.stringify(record(), null, 1);
    let done = true;
    try {
      await navigator.clipboard.writeText(written);
    } catch {
      done = copyOld(written);
    }
    byId("copied").textContent = done ? "Copied" : "The browser does not let this page copy";
  };

  /* --- begin --- */

  const choices = (name, values) => {
    form.elements[name].append(...values.map(([value, shown]) => new Option(shown, value)));
  };
  const tallied = (names) => {
    const counts = new Map();
    for (const each of documents) for (const name of names(each)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  };
  choices("verdict", Object.keys(data.verdicts).map((name) => [name, name]));
  choices("label", tallied((each) => new Set([...Object.keys(each.cut), ...Object.keys(each.marked)]))
    .map(([name, n]) => [name, `${name} (${count(n)})`]));
  choices("source", tallied((each) => [each.source])
    .map(([name, n]) => [`=${name}`, `${name || "no source"} (${count(n)})`]));

  let typing = 0;
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  byId("earlier").addEventListener("click", () => turn(-1));
  byId("later").addEventListener("click", () => turn(1));
  byId("before").addEventListener("click", () => step(-1));
  byId("after").addEventListener("click", () => step(1));
  byId("copy").addEventListener("click", copy);
  for (const each of document.querySelectorAll("input[name=view]")) each.addEventListener("change", () => { hide(); text(); });
  byId("browser").hidden = false;
  list();
  open(0, false);
})();
