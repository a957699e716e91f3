"""What is wrong with the layout of a page as a browser shows it, in words."""

from collections.abc import Sequence

from playwright.sync_api import Page

from tests.browser.conftest import HEIGHT, NARROW, WIDE

SMALL = 320
"""A telephone, and a window of 1,280 pixels at 400 per cent."""
STATES = [(SMALL, 100), (NARROW, 100), (WIDE, 100), (WIDE, 200)]
"""Widths, and per cent of the size of text."""
LOOK = """() => {
  const room = document.documentElement.clientWidth, found = [];
  // The room around a link, which is half the size of text, may hang over.
  const hangs = parseFloat(getComputedStyle(document.documentElement).fontSize) / 2 + 1;
  const name = (e) => e.outerHTML.slice(0, 90).replace(/\\s+/g, ' ');
  const wrong = [], say = (what, e) => { wrong.push([what, e]); };
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) { found.push('the page is ' + over + ' px wider than the window'); }
  const unseen = (e) => e.closest('.vh, .skip, option, details:not([open]) > :not(summary)');
  for (const e of document.body.querySelectorAll('*')) {
    if (unseen(e) || e instanceof SVGElement) { continue; }
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (!box.width || !box.height || e.querySelector(':scope > .scroll')) { continue; }
    const scrolls = e.closest('.scroll, [tabindex="0"][role=region]');
    if (!scrolls && (box.right > room + 1 || box.left < -1)) { say('sticks out', e); }
    if (style.display === 'inline' || ['INPUT', 'SELECT'].includes(e.tagName)) { continue; }
    const wide = e.scrollWidth > e.clientWidth + hangs, high = e.scrollHeight > e.clientHeight + 1;
    if (['auto', 'scroll'].includes(style.overflowX)) {
      if (wide && (e.tabIndex < 0 || !e.getAttribute('aria-label'))) {
        say('scrolls without focus or name', e);
      }
    } else if (wide && !['TR', 'TBODY', 'THEAD'].includes(e.tagName)) {
      say('is cut off or spills by ' + (e.scrollWidth - e.clientWidth), e);
    } else if (high && style.overflowY === 'hidden') { say('is cut off below', e); }
  }
  const holds = (e, other) => other !== e && e.contains(other);
  const inner = wrong.filter(([, e]) => !wrong.some(([, other]) => holds(e, other)));
  return found.concat(inner.slice(0, 9).map(([what, e]) => what + ': ' + name(e)));
}"""
OVERLAPS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), boxes = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, e = node.parentElement;
    if (!node.data.trim() || e.closest('.vh, .skip, option, script')) { continue; }
    if (e.closest('details:not([open]) > :not(summary)')) { continue; }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) { boxes.push({box, node}); }
    }
  }
  boxes.sort((a, b) => a.box.top - b.box.top);
  const found = [];
  boxes.forEach((one, at) => {
    for (let next = at + 1; next < boxes.length && found.length < 6; next += 1) {
      const other = boxes[next];
      if (other.box.top >= one.box.bottom) { break; }
      if (other.node === one.node) { continue; }
      const wide = Math.min(one.box.right, other.box.right)
        - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (wide > 2 && high > 0.45 * Math.min(one.box.height, other.box.height)) {
        found.push('“' + one.node.data.trim().slice(0, 40) + '” overlaps “'
          + other.node.data.trim().slice(0, 40) + '”');
      }
    }
  });
  return found;
}"""


def problems(page: Page, states: Sequence[tuple[int, int]] = STATES) -> list[str]:
    """Return what is wrong in any of the states, each with its width and size."""
    found = []
    for width, percent in states:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{percent}%")
        for text in [*page.evaluate(LOOK), *page.evaluate(OVERLAPS)]:
            found.append(f"at {width}, text {percent} %: {text}")
    return found
