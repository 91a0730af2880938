// Finds the facts while a text is pasted or typed.

const pause = 350; // milliseconds without a key
const form = document.getElementById("try");
const text = document.getElementById("text");
const found = document.getElementById("found");

let timer;
let asked = 0;

async function ask() {
  const mine = ++asked;
  const answer = await fetch("/try", { method: "POST", body: new URLSearchParams({ text: text.value, part: "found" }) });
  const html = await answer.text();
  if (mine === asked && answer.ok) found.innerHTML = html;
}

text.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, pause);
});
// Ctrl-Enter sends, as in a message.
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
