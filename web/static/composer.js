// What is typed: the composer, characters left, and numbers.
"use strict";

(() => {
  const notice = document.getElementById("notice");
  const each = (selector, then) => document.querySelectorAll(selector).forEach(then);

  // --- the composer ------------------------------------------------------------

  const composer = (element) => element.closest?.("form.composer");
  const empty = (form) => !form.text.value.trim() && !form.file.files.length;

  document.addEventListener("keydown", (event) => {
    const form = event.target.name === "text" && composer(event.target);
    if (!form || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!empty(form)) form.requestSubmit(form.querySelector(".send"));
  });

  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const form = composer(ctx.sourceElement);
    if (!form) return;
    if (empty(form)) event.preventDefault();
    ctx.typed = form.text.value;
  });

  // Only what was sent leaves the composer: somebody may have typed on.
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const form = composer(ctx.sourceElement);
    if (!form || ctx.response.status >= 400) return;
    if (form.text.value.startsWith(ctx.typed)) {
      form.text.value = form.text.value.slice(ctx.typed.length);
    }
    fit(form.text);
    attach(form, null);
    answer(form, "", "");
    const log = form.closest(".room").querySelector(".log");
    log.dataset.follow = "yes";
  });

  function answer(form, message, words) {
    form.thread.value = message;
    const line = form.querySelector(".answering");
    line.hidden = !message;
    line.querySelector("q").textContent = words;
  }

  function attach(form, file) {
    if (!file) form.file.value = "";
    const line = form.querySelector(".attached");
    line.hidden = !file;
    line.querySelector(".name").textContent = file?.name ?? "";
  }

  function refuse(words) {
    const line = document.createElement("p");
    line.className = "toast";
    line.textContent = words;
    notice.replaceChildren(line);
  }

  document.addEventListener("change", (event) => {
    const form = event.target.name === "file" && composer(event.target);
    if (!form) return;
    const [file] = form.file.files;
    const kinds = form.dataset.kinds.split(" ");
    const fits = file && kinds.some((kind) => file.name.toLowerCase().endsWith(kind));
    const small = file && file.size <= Number(form.dataset.most);
    if (file && !fits) refuse(form.dataset.kindWords);
    else if (file && !small) refuse(form.dataset.mostWords);
    attach(form, fits && small ? file : null);
    form.text.focus();
  });

  document.addEventListener("click", (event) => {
    const drop = event.target.closest?.("[data-drop]");
    const reply = event.target.closest?.("[data-reply]");
    if (!drop && !reply) return;
    event.preventDefault();
    const form = (drop ?? reply).closest(".room").querySelector("form.composer");
    if (drop?.dataset.drop === "file") attach(form, null);
    else if (drop) answer(form, "", "");
    else {
      const line = reply.closest(".line");
      const words = line.querySelector(".card h4, .words, .card p");
      answer(form, reply.dataset.reply, words?.textContent.trim().slice(0, 120) ?? "");
    }
    form.text.focus();
  });

  const grows = CSS.supports("field-sizing", "content");

  function fit(area) {
    if (grows) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }

  // --- what is typed into a card -----------------------------------------------

  function count(field) {
    const line = field.closest(".field")?.querySelector(".count");
    if (!line) return;
    const left = field.maxLength - field.value.length;
    line.hidden = left > Number(line.parentElement.dataset.few);
    line.textContent = line.dataset.words.replace("#", left);
    line.classList.toggle("few", left <= 20);
  }

  function judge(field) {
    const { least, most, decimals, words } = field.dataset;
    const plain = field.value.replace(/[\s%]/g, "").replace(/[−–]/, "-").replace(",", ".");
    const [, fraction = ""] = plain.split(".");
    const value = Number(plain);
    const fine = !plain || (Number.isFinite(value) && value >= Number(least)
      && value <= Number(most) && fraction.length <= Number(decimals));
    field.setCustomValidity(fine ? "" : words);
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("textarea")) fit(field);
    if (field.maxLength > 0) count(field);
    if (field.dataset.least !== undefined) judge(field);
  });

  const recount = () => each(".field [maxlength]", count);
  document.addEventListener("DOMContentLoaded", recount);
  document.addEventListener("htmx:after:swap", recount);
})();
