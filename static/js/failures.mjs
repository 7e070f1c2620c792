// Says in plain words why a request failed; the page stays as it was.

const region = document.getElementById("failure");
const words = region.querySelector("[data-words]");

const signIn = region.querySelector("a");
let signedOut = false;

const REASONS = {
  401: "You have been signed out. Sign in again in another tab, then repeat: what you wrote is still here.",
  403: "Your role here does not allow that.",
  404: "That is not there any more. Reload the page to see what is.",
  413: "That is too large to take in.",
  429: "Too many attempts. Wait a minute, then try again.",
};

function say(text) {
  words.textContent = text;
  signIn.hidden = !signedOut;
  region.hidden = false;
}

/* Signing in elsewhere invalidates the forms of open pages: they get the token of the page as it is now. */
async function renewForms() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href, { cache: "reload" })).text(), "text/html");
  const headers = page.body.getAttribute("hx-headers");
  if (!headers) return;
  document.body.setAttribute("hx-headers", headers);
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = JSON.parse(headers)["X-CSRFToken"];
}

/* The words of a refusal's page, or "". */
const whyOf = (page) => new DOMParser().parseFromString(page, "text/html").querySelector("[data-why]")?.textContent.replace(/\s+/g, " ").trim() ?? "";

document.addEventListener("htmx:responseError", ({ detail }) => {
  signedOut = detail.xhr.status === 401;
  const why = [403, 409].includes(detail.xhr.status) && whyOf(detail.xhr.responseText);
  say(why || REASONS[detail.xhr.status] || "Something went wrong here, and nothing was changed. Try again in a moment.");
});
/* Why nothing came back. What was sent may have arrived all the same, so nothing is said of what the server did. */
const unanswered = (why) => ({ detail }) => say(detail.requestConfig.verb === "get" ? `${why} Try again in a moment.`
  : `${why} It may not be saved. What you wrote is still here: try again.`);
document.addEventListener("htmx:sendError", unanswered("The server cannot be reached."));
document.addEventListener("htmx:timeout", unanswered("The server takes too long to answer."));
document.addEventListener("htmx:beforeRequest", () => { region.hidden = true; });
region.querySelector("button").addEventListener("click", () => { region.hidden = true; });

document.addEventListener("htmx:confirm", (event) => {
  if (!signedOut || event.defaultPrevented) return;
  event.preventDefault();
  signedOut = false;
  renewForms().finally(() => event.detail.issueRequest(true));
});
