// What is typed into a form and not saved is kept on the server, for its writer alone, and offered again at the next visit.

const WAIT = 700; // milliseconds after the last key
const FIELDS = ["value", "confidence", "evidence", "evidence_at", "rationale", "body", "seen"];
const ABOUT = ["question", "respondent", "annotation", "kind", "topic"]; // what a new thread is about, among its fields
const forms = () => [...document.querySelectorAll("form[data-unsaved]")];
const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

/* The address of a form's draft: that of its kind, and what it is about. */
function addressOf(form) {
  const about = [form.dataset.about, ...ABOUT.map((name) => form.elements[name]?.value)].filter(Boolean).join("-");
  return about ? form.dataset.unsaved.replace(/\/$/, `-${about.replace(/[^-\w]/g, "_")}/`) : form.dataset.unsaved;
}
const placeOf = (form) => addressOf(form).split("/").at(-2);

const isTouched = (form) => [...form.elements].some((field) =>
  field.type === "radio" ? field.checked !== field.defaultChecked : field.type === "textarea" && field.value !== field.defaultValue);

function wordsOf(form) {
  const typed = new FormData(form);
  return Object.fromEntries(FIELDS.filter((name) => typed.get(name)).map((name) => [name, typed.get(name)]));
}

/* Says that a draft is kept, and since when; without a time it says nothing. */
function tell(form, at) {
  const line = form.querySelector("[data-unsaved-line]");
  line.hidden = !at;
  if (at) {
    const time = line.querySelector("time");
    time.dateTime = at;
    time.textContent = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
  form.querySelector("[name=draft]")?.remove();
  if (at) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: placeOf(form) }));
}

const kept = new WeakSet(); // the forms whose words were sent to be kept

/* One request at a time for each draft, so that none overtakes another; a page that is left waits for none. */
const underWay = new Map(); // by address
async function send(form, words, { now = false } = {}) {
  kept.add(form);
  const address = addressOf(form);
  const post = () => fetch(address, {
    method: "POST", keepalive: true, headers: { "X-CSRFToken": csrf() }, body: new URLSearchParams(words),
  }).catch(() => null);
  const asked = underWay.has(address) && !now ? underWay.get(address).then(post) : post();
  underWay.set(address, asked);
  const answer = await asked;
  if (underWay.get(address) === asked) underWay.delete(address);
  return answer?.status === 200 ? (await answer.json()).at : "";
}

/* One timer for each form that is being written in. */
const waiting = new Map();
async function keep(form, how) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const at = await send(form, isTouched(form) ? wordsOf(form) : {}, how);
  if (form.isConnected && !waiting.has(form) && !sent.has(form)) tell(form, at);
}
function wait({ target }) {
  const form = target.closest?.("form[data-unsaved]");
  if (!form) return;
  sent.delete(form);
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(keep, WAIT, form));
}
document.addEventListener("input", wait);
document.addEventListener("change", wait);
const keepAll = (how) => { for (const form of [...waiting.keys()]) keep(form, how); };
addEventListener("pagehide", () => keepAll({ now: true }));
document.addEventListener("htmx:beforeSwap", () => keepAll());

/* What is sent is kept no longer: the server forgets the draft that the form names, as soon as it has saved it. A draft
   that is still under way then would come after that: it is forgotten once it has arrived. */
const sent = new WeakSet();
document.addEventListener("submit", ({ target: form }) => {
  if (!form.matches("[data-unsaved]")) return;
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  if (kept.has(form) && !form.querySelector("[name=draft]")) tell(form, new Date().toISOString());
  sent.add(form);
}, true);
document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: { elt }, successful } }) => {
  if (!elt.matches?.("form[data-unsaved]")) return;
  if (successful && underWay.has(addressOf(elt))) send(elt, {});
  if (!elt.isConnected) return;
  if (successful) tell(elt, "");
  else wait({ target: elt }); // it did not arrive, so it is a draft again
});

function fill(form, said) {
  for (const [name, words] of Object.entries(said)) {
    const field = form.elements[name];
    if (!field || name === "seen") continue;
    field.value = words;
  }
  const folded = form.closest("details");
  if (folded) folded.open = true;
}

/* A draft of what was saved otherwise since is gone; what the form shows already is no draft. */
async function offer(form) {
  form.toggleAttribute("data-asked", true);
  if (form.querySelector(".errorlist, .overtaken")) return; // it was refused, and holds what was sent
  const answer = await fetch(addressOf(form)).catch(() => null);
  if (answer?.status !== 200) return;
  const { at, said } = await answer.json();
  const isStale = said.seen && said.seen !== form.elements.seen?.value;
  if (isStale) return send(form, {});
  if (!form.isConnected || isTouched(form)) return;
  fill(form, said);
  if (isTouched(form)) tell(form, at);
  else send(form, {});
}
const offerAll = () => { for (const form of forms()) if (!form.hasAttribute("data-asked")) offer(form); };
document.addEventListener("htmx:afterSettle", offerAll);
offerAll();

document.addEventListener("click", ({ target }) => {
  const form = target.closest?.("[data-unsaved-line] button")?.form;
  if (!form) return;
  for (const field of form.elements) {
    if (field.type === "radio") field.checked = field.defaultChecked;
    else if (field.type === "textarea") field.value = field.defaultValue;
  }
  tell(form, "");
  send(form, {});
  (form.querySelector(":checked") ?? form.querySelector("textarea, input[type=radio]")).focus();
});
