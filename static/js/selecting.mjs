// Words of answers on a page: how they are selected, what can be done with them, and where annotations stand.

import "./annotations/sentences.mjs";
import "./annotations/toolbar.mjs";
import "./annotations/outcome.mjs";
import "./annotations/list.mjs";
import "./annotations/sheet.mjs";
import "./scrolling.mjs";
