// Everything works without this file. It keeps boxes as a reader left them across htmx swaps,
// starts with the filters closed where they would push the results off a narrow screen, and copies
// what stands in the element that a button names.
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

  // An error that the server says where to put is shown there, and read from its heading.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.isError && event.detail.xhr.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSettle", function () {
    var heading = document.querySelector("#main > .problem > h1");
    if (heading) { heading.tabIndex = -1; heading.focus(); }
  });
  document.addEventListener("htmx:afterSwap", restore);

  // A view that has a title of its own gives it to the window.
  document.addEventListener("htmx:afterSettle", function () {
    var named = document.querySelector("[data-title]");
    if (named) { document.title = named.dataset.title; }
  });

  // When the element that had the focus is gone with a swap, the count of what is shown takes it.
  document.addEventListener("htmx:afterSettle", function (event) {
    if (document.activeElement !== document.body || event.detail.target.hasAttribute("hx-swap-oob")) { return; }
    var view = document.getElementById(event.detail.target.id);
    var count = view && view.querySelector("[data-focus]");
    if (count) { count.focus({preventScroll: true}); }
  });

  // Where the clipboard is closed to us, as on addresses without TLS, the text is left marked.
  function copied(button) {
    var label = button.innerHTML, live = document.getElementById("live");
    button.textContent = button.dataset.copied;
    live.textContent = button.dataset.copied;
    window.setTimeout(function () { button.innerHTML = label; live.textContent = ""; }, 2000);
  }

  function mark(element) {
    if (element.select) { element.select(); } else { window.getSelection().selectAllChildren(element); }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (!button || button.textContent === button.dataset.copied) { return; }
    var element = document.getElementById(button.dataset.copy);
    mark(element);
    if (navigator.clipboard) {
      navigator.clipboard.writeText(element.value || element.textContent)
        .then(function () { copied(button); }, function () {});
    } else if (document.execCommand("copy")) { copied(button); }
  });
})();
