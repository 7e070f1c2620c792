// On the page of somebody else: each of our frames there gets the height that it asks for. Nothing else is done. Loaded
// as a classic script, which needs no permission of our server to run on another site.
{
  const home = new URL(document.currentScript.src).origin;
  const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src && new URL(src).origin === home);

  addEventListener("message", ({ source, origin, data }) => {
    if (origin !== home || data?.context !== "iframe.resize" || !(data.height > 0)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame) frame.height = Math.min(data.height, 5000);
  });
  // A frame that loaded before this script has told its height to nobody. One that is still empty will tell it.
  for (const { contentDocument, contentWindow } of frames()) {
    if (!contentDocument) contentWindow.postMessage({ context: "iframe.size" }, home);
  }
}
