// The open page of the web chat: what must not be lost or jump while it lives.
// Without it the page still works; it goes back and forth instead.
"use strict";

(() => {
  const page = document.body.dataset;
  const notice = document.getElementById("notice");
  const each = (selector, then) => document.querySelectorAll(selector).forEach(then);

  function say(words) {
    const line = document.createElement("p");
    line.className = "toast";
    line.textContent = words;
    notice.replaceChildren(...(words ? [line] : []));
  }

  // --- what is sent ------------------------------------------------------------
  // The same deed keeps its nonce until it was taken and a double click is over, so
  // that sending it again, for whatever reason, does nothing twice.

  const DOUBLE_CLICK = 700;
  const nonces = new WeakMap();
  let acted = null;

  function signature(body) {
    const entries = [...body].map(([name, value]) => [
      name,
      value instanceof File ? `${value.name} ${value.size} ${value.lastModified}` : value,
    ]);
    return JSON.stringify(entries);
  }

  function fresh() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.request.method !== "POST") return;
    const form = ctx.sourceElement;
    if (!nonces.has(form)) nonces.set(form, new Map());
    const known = nonces.get(form);
    const deed = signature(ctx.request.body);
    if (!known.has(deed)) known.set(deed, fresh());
    ctx.request.body.set("nonce", known.get(deed));
    ctx.deed = deed;
    acted = form.closest(".part")?.id ?? null;
  });

  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.request.method !== "POST" || ctx.response.status >= 400) return;
    say("");
    const known = nonces.get(ctx.sourceElement);
    setTimeout(() => known?.delete(ctx.deed), DOUBLE_CLICK);
    const mend = ctx.sourceElement.closest("details.mend");
    if (mend) mend.open = false;
    if (!live) htmx.ajax("GET", page.now, { swap: "none" });
  });

  document.addEventListener("htmx:response:error", (event) => {
    // Our own refusals bring their notice with them.
    if (!event.detail.ctx.text?.includes("<hx-partial")) say(page.failed);
  });

  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx?.request?.method === "POST") say(page.failed);
  });

  // --- what comes in -----------------------------------------------------------

  let live = false;
  let lost = false;

  document.addEventListener("htmx:sse:after:connection", () => {
    live = true;
    if (lost) say("");
    lost = false;
  });

  document.addEventListener("htmx:sse:error", () => {
    live = false;
    lost = true;
    say(page.lost);
  });

  document.addEventListener("htmx:sse:close", () => {
    live = false;
  });

  // --- where the reader is -----------------------------------------------------
  // A log follows what is new while its reader is at its end, and stays where it is
  // while they read further up. A line that is taller than the log shows its top.

  const SLACK = 60;
  const logs = new Map();

  const seen = (element) => element.offsetParent !== null;
  const followed = (log) => log.scrollTop >= logs.get(log) - SLACK;

  function follow(log) {
    if (!seen(log)) return;
    const last = log.querySelector(":scope > .line:last-of-type");
    const end = log.scrollHeight - log.clientHeight;
    const top = last ? last.offsetTop - log.offsetTop - 12 : end;
    log.scrollTop = Math.max(0, Math.min(end, top));
    logs.set(log, log.scrollTop);
    newer(log).hidden = true;
  }

  const newer = (log) => log.parentElement.querySelector(".newer");

  function added(log, lines) {
    const room = log.closest(".room");
    if (!seen(log)) {
      document.querySelector(`[data-place="${CSS.escape(room.dataset.room)}"]`).dataset.fresh = "";
      return;
    }
    if (!lines.some((line) => line.parentElement === log)) return;
    if (logs.get(log) === undefined || log.dataset.follow === "yes") follow(log);
    else newer(log).hidden = false;
  }

  function watch(log) {
    logs.set(log, 0);
    log.dataset.follow = "yes";
    log.addEventListener("scroll", () => {
      log.dataset.follow = followed(log) ? "yes" : "no";
      if (log.dataset.follow === "yes") newer(log).hidden = true;
    }, { passive: true });
    newer(log).addEventListener("click", () => follow(log));
    const again = () => log.dataset.follow === "yes" && follow(log);
    log.addEventListener("load", again, { capture: true });
    new ResizeObserver(again).observe(log);
    new MutationObserver((records) => {
      const lines = records.flatMap((record) => [...record.addedNodes])
        .filter((node) => node.isConnected && node.matches?.(".line"));
      if (lines.length) added(log, lines);
    }).observe(log, { childList: true, subtree: true });
    follow(log);
  }

  // What was pressed is gone after its section has changed: the section takes the
  // keyboard's place, and stays in sight.
  let held = null;

  document.addEventListener("htmx:before:swap", () => {
    held = document.activeElement?.closest(".part")?.id ?? null;
  });

  document.addEventListener("htmx:after:swap", () => {
    if (held && document.activeElement === document.body) {
      document.getElementById(held)?.focus({ preventScroll: true });
    }
    if (acted) document.getElementById(acted)?.scrollIntoView({ block: "nearest" });
    acted = null;
  });

  // --- which conversation ------------------------------------------------------

  function show(place) {
    each("[data-place]", (link) => {
      if (link.dataset.place !== place) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "true");
        delete link.dataset.fresh;
      }
    });
    each(".room", (room) => {
      const chosen = room.dataset.room === place;
      room.toggleAttribute("data-shown", chosen);
      if (document.querySelector(`.room.shared[data-room="${CSS.escape(place)}"]`)) {
        room.toggleAttribute("data-side", chosen);
      }
    });
    each(".log", (log) => log.dataset.follow === "yes" && follow(log));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-place]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.dataset.place);
    history.replaceState(null, "", link.href);
  });

  document.addEventListener("DOMContentLoaded", () => each(".log", watch));
})();
