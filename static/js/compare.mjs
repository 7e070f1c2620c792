// The compare page: what is read stays in place, columns are dragged, words are found, copied and linked.

import "./compare/remembering.mjs";
import "./compare/keeping.mjs";
import "./compare/phone.mjs";
import "./compare/folding.mjs";
import "./compare/basis.mjs";
import "./compare/reordering.mjs";
import "./compare/searching.mjs";
import "./compare/words.mjs";
