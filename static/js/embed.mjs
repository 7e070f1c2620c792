// In a frame on another site: tells the page around it how high the matrix is, in the words that embedding pages
// know (Embedly's "iframe.resize"). Only that page is told: the one that loaded the frame, then whichever page asks.
let outside = document.referrer && new URL(document.referrer).origin;

function tell() {
  if (parent === window || !outside) return;
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ context: "iframe.resize", src: location.href, height }, outside);
}

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || data?.context !== "iframe.size") return;
  outside = origin;
  tell();
});
new ResizeObserver(tell).observe(document.documentElement);
