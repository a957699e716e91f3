// Everything works without this file. It keeps boxes as a reader left them across htmx swaps, and
// starts with the filters closed where they would push the results off a narrow screen.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  var boxes = {};

  function remember() {
    document.querySelectorAll("details[id]").forEach(function (box) { boxes[box.id] = box.open; });
  }

  function restore() {
    Object.keys(boxes).forEach(function (id) {
      var box = document.getElementById(id);
      if (box) { box.open = boxes[id]; }
    });
  }

  var filters = document.getElementById("facet-box");
  if (filters && window.matchMedia("(max-width: 60rem)").matches) { filters.open = false; }
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSwap", restore);
})();
