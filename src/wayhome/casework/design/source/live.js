/* Keeps a page honest about how fresh it is. It asks every few seconds with the ETag it last saw; it never moves focus and
   never inserts a row: it says how much is new, and the reader asks for it. All its words come from the page. */
(function () {
  "use strict";

  var bar = document.querySelector("[data-live-url]");
  if (!bar || !window.fetch) { return; }

  var state = bar.querySelector("[data-live-state]");
  var news = bar.querySelector("[data-live-news]");
  var show = bar.querySelector("[data-live-show]");
  var reload = bar.querySelector("[data-live-reload]");
  var shapes = bar.querySelectorAll("[data-live-shape]");
  var every = Number(bar.dataset.liveEvery || 4) * 1000;
  var etag = bar.dataset.liveEtag || "";
  var lastGood = bar.dataset.liveAt;
  var lost = false;
  var failures = 0;
  var timer = null;

  function now() {
    return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
  }

  function words(name) {
    return (bar.dataset[name] || "").replace("%(time)s", lastGood);
  }

  // A live region speaks when its text changes, so text is only touched when it differs.
  function say(element, text) {
    if (element && element.textContent !== text) { element.textContent = text; }
  }

  function hide(element, hidden) {
    if (element) { element.hidden = hidden; }
  }

  function paint() {
    bar.classList.toggle("wh-live--lost", lost);
    say(state, words(lost ? "liveLost" : "liveWords"));
    hide(reload, !lost);
    shapes.forEach(function (shape) {
      shape.toggleAttribute("hidden", shape.dataset.liveShape !== (lost ? "lost" : "live"));
    });
  }

  function heard(response) {
    if (response.status === 304) { return null; }
    if (!response.ok || response.redirected) { throw new Error("not live"); }
    etag = response.headers.get("ETag") || "";
    return response.json();
  }

  function fresh(answer) {
    failures = 0;
    lost = false;
    lastGood = now();
    paint();
    if (answer) {
      say(news, answer.news || "");
      hide(show, !answer.news);
    }
  }

  function failed() {
    failures += 1;
    if (failures >= 2) { lost = true; paint(); }
  }

  function ask() {
    window.clearTimeout(timer);
    var headers = { Accept: "application/json" };
    if (etag) { headers["If-None-Match"] = etag; }
    var stop = new AbortController();
    var limit = window.setTimeout(function () { stop.abort(); }, 5000);
    fetch(bar.dataset.liveUrl, { headers: headers, cache: "no-store", credentials: "same-origin", signal: stop.signal })
      .then(heard).then(fresh).catch(failed)
      .then(function () {
        window.clearTimeout(limit);
        timer = window.setTimeout(ask, document.hidden ? every * 8 : every);
      });
  }

  // "Show" fetches this same address, filters and all, and swaps the regions that say they are live, by id.
  function swap(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    document.querySelectorAll("[data-live-region][id]").forEach(function (old) {
      var fresh = page.getElementById(old.id);
      if (fresh) { old.replaceWith(document.adoptNode(fresh)); }
    });
    var next = page.querySelector("[data-live-url]");
    if (next) {
      bar.dataset.liveUrl = next.dataset.liveUrl;
      etag = next.dataset.liveEtag || "";
      lastGood = next.dataset.liveAt || lastGood;
    }
    say(news, bar.dataset.liveShown || "");
    paint();
  }

  function showNew(event) {
    event.preventDefault();
    fetch(window.location.href, { cache: "no-store", credentials: "same-origin" })
      .then(function (response) {
        if (!response.ok || response.redirected) { throw new Error("not live"); }
        return response.text();
      })
      .then(function (text) {
        swap(text);
        // The link that was pressed goes away, so focus rests on the bar it stood in.
        bar.focus();
        hide(show, true);
      })
      .catch(function () { window.location.reload(); });
  }

  if (show) { show.addEventListener("click", showNew); }
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { ask(); } });
  bar.querySelectorAll("[data-live-without-script]").forEach(function (part) { part.hidden = true; });
  paint();
  timer = window.setTimeout(ask, every);
}());
