// Lights up a fact and the spans that state it together, whichever of them is
// pointed at or has the focus.

const around = (element) => element.closest("article") ?? document;

function light(element, on) {
  const said = element.closest?.("[data-facts]");
  if (!said) return;
  const ids = new Set(said.dataset.facts.split(" "));
  for (const other of around(said).querySelectorAll("[data-facts]")) {
    if (other.dataset.facts.split(" ").some((id) => ids.has(id))) {
      other.classList.toggle("lit", on);
    }
  }
}

document.addEventListener("mouseover", (event) => light(event.target, true));
document.addEventListener("mouseout", (event) => light(event.target, false));
document.addEventListener("focusin", (event) => light(event.target, true));
document.addEventListener("focusout", (event) => light(event.target, false));
