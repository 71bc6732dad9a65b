"use strict";
(() => {
  // The words of the controls; everything else that is shown stands in the page already.
  const WORDS = {
    all: "all claims", ascending: "ascending", back: "Back to where you were", filterClaims: "Filter claims",
    descending: "descending", filter: name => `Filter “${name}”`, original: "in the order of the report",
    reset: "Show all claims",
    replay: "Replay, day by day:", shown: (some, all) => `${some} of ${all} shown`, sort: "Sort claims by",
    sorted: (name, how) => `Sorted by ${name}, ${how}`, turn: "Descending",
    asKnown: day => `as known on ${day}`, known: day => `As known on ${day}:`, news: "New on that day:",
    none: day => `No claim on this question had certainly been published by ${day}.`,
    together: "On that day this could not yet be told apart from another question.",
    everything: "All claims of this report count, whatever their day of publication.",
    only: "The sentences below read as on that day; the rest of the page shows all claims.",
    keys: { number: "number", published: "date published", asOf: "date of the figure", ends: "figure", source: "source" },
  };
  const LONG = 10;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  function make(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  // Filtering: every word of the field must stand in the row, whatever its case; 5000 finds 5,000.

  const plain = text => text.normalize("NFKC").toLocaleLowerCase().replace(/(\d),(?=\d{3})/g, "$1");
  const filters = [];

  function addFilter(rows, words, id) {
    const field = make("input", { type: "search", id, autocomplete: "off", spellcheck: "false" });
    const count = make("span", { role: "status", class: "count all" }, WORDS.shown(rows.length, rows.length));
    let texts;
    function apply() {
      texts = texts || rows.map(row => plain(row.textContent));
      const wanted = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !wanted.every(word => texts[place].includes(word));
        shown += !row.hidden;
      });
      count.textContent = WORDS.shown(shown, rows.length);
      count.classList.toggle("all", shown === rows.length);
    }
    field.addEventListener("input", apply);
    filters.push({ rows, clear() { field.value = ""; apply(); } });
    return make("p", { class: "tools" }, make("label", { for: id }, words), " ", field, " ", count);
  }

  // Sorting: numbers as numbers, an open end above every number, blanks last, ties as in the report.

  const numbers = text => text === "" ? null : text.split(" ").map(Number);
  const keyOf = cell => {
    if (cell.dataset.sort !== undefined) return numbers(cell.dataset.sort);
    const text = cell.textContent.trim();
    return text === "" || text === "–" ? null : text;
  };

  function compare(one, other) {
    if (!Array.isArray(one)) return collator.compare(one, other);
    const place = one.findIndex((number, at) => number !== other[at]);
    return place < 0 ? 0 : one[place] < other[place] ? -1 : 1;
  }

  function sorted(rows, key, how) {
    if (how === "none") return rows;
    const keys = new Map(rows.map(row => [row, key(row)]));
    const sign = how === "descending" ? -1 : 1;
    return [...rows].sort((a, b) => {
      const one = keys.get(a), other = keys.get(b);
      if (one === null || other === null) return (one === null) - (other === null);
      return sign * compare(one, other);
    });
  }

  const said = make("p", { class: "unseen", role: "status" });
  const say = (name, how) => { said.textContent = WORDS.sorted(name, WORDS[how] || WORDS.original); };

  function addSorting(table) {
    const rows = all("tbody tr", table);
    const heads = all("thead th", table);
    const next = { none: "ascending", ascending: "descending", descending: "none" };
    heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const how = next[head.getAttribute("aria-sort")];
        for (const each of heads) each.setAttribute("aria-sort", each === head ? how : "none");
        table.tBodies[0].append(...sorted(rows, row => keyOf(row.cells[column]), how));
        say(button.textContent, how);
      });
    });
    return rows;
  }

  all("table.sorts").forEach((table, place) => {
    const rows = addSorting(table);
    if (rows.length < LONG) return;
    table.parentElement.before(addFilter(rows, WORDS.filter(table.parentElement.getAttribute("aria-label")), `filter-${place}`));
  });

  function addClaimTools(list) {
    const rows = [...list.children];
    const keys = {
      number: row => [row.value], published: row => numbers(row.dataset.published),
      asOf: row => numbers(row.dataset.asOf), ends: row => numbers(row.dataset.ends),
      source: row => row.querySelector(".source").textContent.trim() || null,
    };
    const choice = make("select", { id: "sort-claims" },
      ...Object.entries(WORDS.keys).map(([key, words]) => make("option", { value: key }, words)));
    const turn = make("button", { type: "button", "aria-pressed": "false" }, WORDS.turn);
    function apply() {
      const how = turn.getAttribute("aria-pressed") === "true" ? "descending" : "ascending";
      list.append(...sorted(rows, keys[choice.value], how));
      say(WORDS.keys[choice.value], how);
    }
    choice.addEventListener("change", apply);
    turn.addEventListener("click", () => {
      turn.setAttribute("aria-pressed", String(turn.getAttribute("aria-pressed") !== "true"));
      apply();
    });
    list.before(addFilter(rows, WORDS.filterClaims, "filter-claims"), make("p", { class: "tools" },
      make("label", { for: "sort-claims" }, `${WORDS.sort} `), choice, " ", turn));
  }

  all("ol.claims").filter(list => list.children.length > 1).forEach(addClaimTools);
  document.querySelector("main").append(said);

  // The way from a number to its claim, and back to the same number.

  let origin = null;
  const back = make("button", { type: "button", class: "back" }, WORDS.back);

  function reveal(target) {
    for (const filter of filters) {
      if (filter.rows.some(row => row.hidden && row.contains(target))) filter.clear();
    }
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  const targetOf = hash => hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;

  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    const target = link && targetOf(link.hash);
    if (!target) return;
    reveal(target);
    if (!target.matches("ol.claims > li") || target.contains(link)) return;
    origin = link;
    target.firstElementChild.append(" ", back);
  });

  back.addEventListener("click", () => {
    const place = origin.closest("[id]");
    reveal(origin);
    back.remove();
    location.hash = place.id;
    setTimeout(() => {
      origin.focus({ preventScroll: true });
      origin.scrollIntoView({ block: "center" });
    });
  });

  const first = targetOf(location.hash);
  if (first) reveal(first);

  // The replay: the table of the page is its data; a card shows the last row of its question up to the day.

  const copies = cell => [...cell.cloneNode(true).childNodes];

  function told(card, rows, day) {
    const row = rows.filter(each => each.dataset.speaks.split(" ").includes(card.dataset.slug)).pop();
    if (!row) return [make("p", { class: "sentence" }, WORDS.none(day))];
    const [, , sentence, status, notes] = row.cells;
    const shown = [make("p", { class: "small" }, WORDS.known(day)),
      make("p", { class: "sentence" }, ...copies(sentence), " ", ...copies(notes)),
      make("p", { class: "foot" }, ...copies(status))];
    if (row.dataset.speaks.includes(" ")) shown.push(make("p", { class: "small" }, WORDS.together));
    return shown;
  }

  function news(rows) {
    return rows.filter(row => row.querySelector("td:last-child a")).flatMap(row => [" ", ...copies(row.cells[5])]);
  }

  function addReplay(rows) {
    const days = [...new Map(rows.map(row => [row.dataset.day, row.cells[0].textContent])).entries()];
    const cards = all(".card").map(card => ({ card, now: card.querySelector(".now"), then: make("div", { class: "then" }) }));
    const slider = make("input", { type: "range", id: "day", min: 0, max: days.length, step: 1, value: days.length });
    const date = make("strong", {});
    const words = make("p", { class: "small" });
    const reset = make("button", { type: "button" }, WORDS.reset);
    function show() {
      const [day, written] = days[slider.value] || ["", WORDS.all];
      const known = rows.filter(row => row.dataset.day <= day);
      slider.setAttribute("aria-valuetext", written);
      date.textContent = day ? WORDS.asKnown(written) : written;
      words.replaceChildren(...(day ? [WORDS.news, ...news(known.filter(row => row.dataset.day === day)), ". ", WORDS.only]
        : [WORDS.everything]));
      for (const { card, now, then } of cards) {
        now.hidden = Boolean(day);
        then.replaceChildren(...(day ? told(card, known, written) : []));
        card.prepend(then);
      }
    }
    slider.addEventListener("input", show);
    reset.addEventListener("click", () => { slider.value = days.length; show(); });
    document.getElementById("replay-here").after(make("div", { class: "tools replay" },
      make("label", { for: "day" }, WORDS.replay), " ", date, slider, reset, words));
    show();
  }

  const days = all("#replay-table tbody tr");
  if (days.length) addReplay(days);
})();
