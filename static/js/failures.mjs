// Says in plain words why a request did not go through; the page stays as it was.

const region = document.getElementById("failure");
const words = region.querySelector("[data-words]");

const REASONS = {
  403: "Your role in this team does not allow that, or you have been signed out. Reload the page and try again.",
  404: "That is not there any more. Reload the page to see what is.",
  413: "That is too large to take in.",
  429: "Too many attempts. Wait a minute, then try again.",
};

function say(text) {
  words.textContent = text;
  region.hidden = false;
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  say(REASONS[detail.xhr.status] ?? "Something went wrong here, and nothing was changed. Try again in a moment.");
});
document.addEventListener("htmx:sendError", () => say("The server cannot be reached. Nothing was changed; try again."));
document.addEventListener("htmx:timeout", () => say("The server took too long to answer. Reload the page to see what it did."));
document.addEventListener("htmx:beforeRequest", () => { region.hidden = true; });
region.querySelector("button").addEventListener("click", () => { region.hidden = true; });
