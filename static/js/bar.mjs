// On a narrow screen the bar of a comparison scrolls sideways: scroll to the link of this page.

const nav = document.querySelector(".of-comparison nav");
const here = nav?.querySelector("[aria-current]");
if (here) nav.scrollLeft = here.offsetLeft + here.offsetWidth - nav.clientWidth + 24;
