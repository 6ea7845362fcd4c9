// What the page can do beyond being read: filter, find, explain under the pointer, choose a base,
// copy, move by keys. The parts follow each other inside one function.
//
// Text becomes markup nowhere here: it goes through textContent. Fragments that arrive as HTML were
// made by the same templates as the page, which escape every text, and the page's policy lets
// nothing in them run.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const list = $("list");
  const tip = $("tip");
  const parts = document.documentElement.dataset.parts;
  const inside = parts === "inside";

  const fragment = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };
  const count = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
