// Everything works without this file. It keeps boxes open that a reader opened, across htmx swaps.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  function openBoxes() {
    return Array.from(document.querySelectorAll("details[id]"))
      .filter(function (box) { return box.open; })
      .map(function (box) { return box.id; });
  }

  var open = [];
  document.addEventListener("htmx:beforeSwap", function () { open = openBoxes(); });
  document.addEventListener("htmx:afterSwap", function () {
    open.forEach(function (id) {
      var box = document.getElementById(id);
      if (box) { box.open = true; }
    });
  });
})();
