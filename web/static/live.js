// Lets the live page move: new articles come in at the top, and those that are
// there are renewed when facts of theirs come.

import { isTyping, say } from "./page.js";

const mostShown = 100;
const sayEvery = 10_000; // milliseconds

const stories = document.getElementById("stories");
const pulse = document.getElementById("pulse");
const pause = document.getElementById("pause");

let waiting = new Map(); // articles that came during a pause, by ID, the oldest first
let unsaid = 0;

function elementOf(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

// show puts an article at the top, or in the place where it is.
function show({ id, html }) {
  const fresh = elementOf(html);
  const old = document.getElementById(`article-${id}`);
  if (!old) {
    fresh.classList.add("new");
    keepInView(() => stories.prepend(fresh));
    unsaid++;
    while (stories.children.length > mostShown) stories.lastElementChild.remove();
    return;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  keepInView(() => old.replaceWith(fresh));
  if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// keepInView keeps what a person reads where it is, though something comes in
// above it.
function keepInView(change) {
  const anchor = [...stories.children].find((story) => story.getBoundingClientRect().bottom > 0);
  const reading = anchor && stories.getBoundingClientRect().top < 0;
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (reading && anchor.isConnected) window.scrollBy(0, anchor.getBoundingClientRect().top - before);
}

const isPaused = () => pause.getAttribute("aria-pressed") === "true";

function receive({ stories: came, more }) {
  document.getElementById("none")?.remove();
  for (const story of came.reverse()) {
    if (isPaused()) {
      waiting.delete(story.id);
      waiting.set(story.id, story);
    } else {
      show(story);
    }
  }
  unsaid += more;
  label();
}

function label() {
  pause.textContent = isPaused() ? `Resume (${waiting.size} waiting)` : "Pause";
}

function togglePause() {
  pause.setAttribute("aria-pressed", String(!isPaused()));
  if (!isPaused()) {
    for (const story of waiting.values()) show(story);
    waiting = new Map();
  }
  label();
}

setInterval(() => {
  if (unsaid > 0 && !isPaused()) say(`${unsaid} new ${unsaid === 1 ? "article" : "articles"}`);
  unsaid = 0;
}, sayEvery);

let source; // null while nobody sees the page
let heard; // the ID of the last event

function connect() {
  const address = new URL(stories.dataset.stream, location.href);
  if (heard) address.searchParams.set("after", heard);
  source = new EventSource(address);
  source.addEventListener("stories", (event) => {
    heard = event.lastEventId;
    receive(JSON.parse(event.data));
  });
  source.addEventListener("open", () => { pulse.className = "pulse on"; pulse.textContent = "Live"; });
  source.addEventListener("error", () => { pulse.className = "pulse off"; pulse.textContent = "The program does not answer"; });
}

function disconnect() {
  source?.close();
  source = null;
}

// A browser has few connections to one host, and a page that nobody sees needs
// none: it hears what it missed when it is seen again.
if (stories.dataset.stream) {
  pause.hidden = false;
  pause.addEventListener("click", togglePause);
  connect();
  window.addEventListener("pagehide", disconnect);
  const turn = () => {
    if (document.hidden) disconnect();
    else if (!source) connect();
  };
  document.addEventListener("visibilitychange", turn);
  window.addEventListener("pageshow", turn);
}

// A choice is shown at once; what is typed, on Enter.
const filters = document.getElementById("filters");
filters.addEventListener("change", (event) => {
  if (event.target.matches("input[type=checkbox], select")) filters.requestSubmit();
});
// Fields that say nothing stay out of the address.
filters.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

function step(by) {
  const links = [...stories.querySelectorAll("article h2 a")];
  const current = document.activeElement.closest?.("article")?.querySelector("h2 a");
  const next = links[current ? links.indexOf(current) + by : 0];
  next?.focus();
  next?.closest("article").scrollIntoView({ block: "nearest" });
}

document.getElementById("keys").hidden = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (event.key === "p" && stories.dataset.stream) togglePause();
});
