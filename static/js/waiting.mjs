// The page that is there until the texts are read: it tells how far they are, and gives way to the page that was asked for.

const PAUSE = 5_000; // milliseconds
const told = () => document.getElementById("still-reading");

async function ask() {
  const { then } = told().dataset;
  const answer = await fetch(then, { cache: "no-cache" }).catch(() => null);
  if (answer && answer.status !== 202) return location.replace(then);
  const now = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["p", "progress"]) {
    const fresh = now?.querySelector(`#still-reading ${part}`);
    if (fresh) told().querySelector(part).replaceWith(document.adoptNode(fresh));
  }
  setTimeout(ask, PAUSE);
}
setTimeout(ask, PAUSE);
