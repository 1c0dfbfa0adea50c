/* Why a piece was cut or marked: when it is pointed at, when its label has the focus, or at a
   touch. Escape puts it away. */

const tip = byId("tip");
const spanned = (event) => event.target.closest?.("#text [data-span]");
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
/* Put it below the last line of the piece, or above it where there is no room. */
const put = (element) => {
  const box = [...element.getClientRects()].pop();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 12;
  const below = box.bottom + tip.offsetHeight + 12 < window.innerHeight;
  const top = below ? box.bottom + 6 : box.top - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(12, Math.min(box.left, room)) + window.scrollX}px`;
  tip.style.top = `${Math.max(0, top + window.scrollY)}px`;
};
const explain = (element) => {
  clearTimeout(leaving);
  hide();
  tip.replaceChildren(...why(state.body.spans[Number(element.dataset.span)]));
  tip.hidden = false;
  if (element.matches(".tag")) element.setAttribute("aria-describedby", "tip");
  put(element);
};
const leave = () => {
  const held = document.activeElement;
  if (held.matches("#text .tag")) explain(held);
  else hide();
};

document.addEventListener("mouseover", (event) => {
  clearTimeout(leaving);
  if (spanned(event)) explain(spanned(event));
  else if (!tip.hidden && !event.target.closest?.("#tip")) leaving = setTimeout(leave, 250);
});
document.addEventListener("focusin", (event) => (spanned(event) ? explain(spanned(event)) : hide()));
document.addEventListener("click", (event) => spanned(event) && explain(spanned(event)));
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

byId("browser").hidden = false;
list();
show(0, false);
