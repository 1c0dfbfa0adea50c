/* What the page holds: facts of every document at once, texts when they are wanted.
   What was scraped becomes text nodes and attributes' values, never markup. */

const byId = (id) => document.getElementById(id);
const make = (tag, classes = "", ...children) => {
  const made = document.createElement(tag);
  made.className = classes;
  made.append(...children);
  return made;
};
const count = (number) => number.toLocaleString("en");
const percent = (share) => `${(100 * share).toFixed(1)}\u00a0%`;
const plural = (number, noun) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
const dot = (colour) => make("i", `dot ${colour}`);
const cutShare = (each) => (each.before ? (each.before - each.after) / each.before : 0);
const grade = (each, none) => each.quality?.toFixed(2) ?? none;
const verdict = (each) =>
  make("span", "verdict", dot(data.verdicts[each.verdict]), ` ${each.verdict}`);

const unpack = async (element) => {
  const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};
const data = await unpack(byId("data"));
const documents = data.documents.map((each, at) => ({ ...each, at }));
const state = { found: documents, page: 0, shown: 0, body: null, searching: 0, opening: 0 };

const packed = [...document.querySelectorAll("script.shard")];
const unpacked = [];
const bodyOf = async (at) => {
  const number = Math.floor(at / data.shard);
  unpacked[number] ??= unpack(packed[number]);
  return (await unpacked[number])[at % data.shard];
};
const textOf = (body) => body.pieces.map(([text]) => text).join("");
const isCut = (body, numbers) => numbers.some((number) => body.spans[number].action === "cut");
