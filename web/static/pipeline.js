// Renews the figures of the pipeline.

const every = 2000; // milliseconds
const now = document.getElementById("now");

async function renew() {
  if (document.hidden || now.contains(document.activeElement)) return;
  try {
    const answer = await fetch(now.dataset.from);
    if (answer.ok) now.innerHTML = await answer.text();
  } catch {
    // The program does not answer: what is shown stays, with the time that it is of.
  }
}

setInterval(renew, every);
