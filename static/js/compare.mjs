// The compare page: what is read stays in place, columns are dragged, words are found, copied and linked.

import "./compare/keeping.mjs";
import "./compare/phone.mjs";
import "./compare/reordering.mjs";
import "./compare/searching.mjs";
import "./compare/words.mjs";
