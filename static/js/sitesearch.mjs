// Search in the list of comparisons, on a static site too: there is no server to ask. It is loaded as a classic script,
// since no browser loads a module from a disk. All words have to be there; case and accents make no difference.
{
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const input = document.querySelector("#wanted");
  const listed = [...document.querySelectorAll(".listing")].map((element) => ({
    element,
    text: folded(`${element.textContent} ${element.dataset.words}`),
  }));
  const told = document.querySelector("#found");
  const all = told.textContent;
  const search = () => {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    for (const { element, text } of listed) element.hidden = !words.every((word) => text.includes(word));
    const found = listed.filter(({ element }) => !element.hidden).length;
    told.textContent = words.length ? `${found} of ${listed.length} found` : all;
  };
  input.addEventListener("input", search);
  document.querySelector("#search").hidden = false;
  search();
}
