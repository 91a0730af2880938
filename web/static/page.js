// What every page can do: choose a theme, copy, and be used by keyboard.

const themes = ["system", "light", "dark"];
const theme = document.getElementById("theme");

function chosenTheme() {
  return document.documentElement.dataset.theme ?? "system";
}

function choose(name) {
  if (name === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("theme");
  } else {
    document.documentElement.dataset.theme = name;
    localStorage.setItem("theme", name);
  }
  theme.textContent = `Theme: ${name}`;
}

theme.textContent = `Theme: ${chosenTheme()}`;
theme.hidden = false;
theme.addEventListener("click", () => choose(themes[(themes.indexOf(chosenTheme()) + 1) % themes.length]));

// say tells those who listen to the page.
export function say(words) {
  document.getElementById("said").textContent = words;
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea"); // a page that is not on loopback has no clipboard
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

for (const button of document.querySelectorAll("button.copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(button.dataset.copy);
    button.textContent = "Copied";
    say("Copied");
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
}

export const isTyping = (element) => element.closest?.("input, textarea, select, [contenteditable]") != null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.getElementById("search");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});
