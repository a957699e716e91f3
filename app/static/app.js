// Everything works without this file. It keeps boxes as a reader left them across htmx swaps,
// starts with the filters closed where they would push the results off a narrow screen, copies what
// stands in the element that a button names, and lets the desk be worked by keyboard.
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

  // How much of a file has been sent, while it is being sent; a file that is too large is not sent.
  document.addEventListener("change", function (event) {
    var field = event.target, most = Number(field.dataset.most), file = field.files && field.files[0];
    if (!most) { return; }
    var text = file && file.size > most ? field.dataset.tooLarge.replace("{}", (file.size / 1048576).toFixed(1)) : "";
    field.setCustomValidity(text);
    if (text) { field.reportValidity(); }
  });
  document.addEventListener("htmx:xhr:progress", function (event) {
    var place = document.getElementById(event.target.dataset.progress);
    if (!place || !event.detail.lengthComputable) { return; }
    place.hidden = false;
    place.querySelector("progress").value = 100 * event.detail.loaded / event.detail.total;
  });

  // The page beside a draft is shown where the draft stands in it.
  var here = document.querySelector(".sheet-picture rect") || document.getElementById("here");
  var frame = here && here.closest(".review-page");
  if (frame) { frame.scrollTop = here.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3; }

  // What was done a moment ago is read out once the page has settled.
  var said = document.querySelector("[data-said]");
  if (said) { window.setTimeout(function () { document.getElementById("live").textContent = said.textContent; }, 400); }

  // Keys of the review. Letters act only while their switch is on, which lasts until the window is
  // closed; Ctrl and Enter in a field press the button that its form marks.
  var keys = document.querySelector("[data-keys-on]");

  function stored(value) {
    try {
      if (value !== undefined) { window.sessionStorage.setItem("keys", value); }
      return window.sessionStorage.getItem("keys");
    } catch (error) { return null; }
  }

  if (keys) {
    keys.checked = stored() === "on";
    keys.addEventListener("change", function () { stored(keys.checked ? "on" : "off"); });
  }
  document.addEventListener("keydown", function (event) {
    var field = event.target.closest("input, textarea, select"), element = null;
    if (!keys || event.altKey || event.metaKey || event.repeat) { return; }
    if (field && field !== keys) {
      element = event.ctrlKey && event.key === "Enter" && field.form && field.form.querySelector("[data-enter]");
    } else if (keys.checked && !event.ctrlKey && /^[a-z]$/.test(event.key)) {
      element = document.querySelector("[data-key=" + event.key + "]");
    }
    if (element) { event.preventDefault(); element.click(); }
  });

  // A form of the desk is sent once, however often its button is pressed; coming back makes it new.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // Where the cursor stands in a text, for the button that splits there.
  document.addEventListener("selectionchange", function () {
    var text = document.activeElement, cursor = document.querySelector("[data-cursor]");
    if (cursor && text && text.tagName === "TEXTAREA") { cursor.value = text.selectionStart; }
  });
})();
