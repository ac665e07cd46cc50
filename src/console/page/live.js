// Keeps the board live: the station sends it when something has changed, the clock and the countdowns
// tick here. Parts that say the same as before are left alone, with whatever is selected in them.
"use strict";

const board = document.getElementById("board");
const lost = document.getElementById("lost");
const said = document.getElementById("said");

// What changes with the seconds alone.
const MOVING = "[data-until], [data-clock], progress";
// The station sends the board every half minute even if nothing has changed. One that has been silent
// for longer than two of these is lost, whatever the connection says.
const SILENT_AT_MOST = 75000;

// The station's clock counts, not this computer's.
let ahead = 0;
let heardAt = performance.now();

function settle(clock) {
  ahead = Number(clock.dataset.clock) - Date.now();
}

function still(part) {
  const copy = part.cloneNode(true);
  for (const moving of copy.querySelectorAll(MOVING)) {
    moving.textContent = "";
    moving.removeAttribute("value");
    moving.removeAttribute("data-clock");
  }
  return copy.outerHTML;
}

function show(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  settle(fresh.content.querySelector("[data-clock]"));
  const news = [];
  for (const part of fresh.content.querySelectorAll("[data-part]")) {
    const shown = board.querySelector(`[data-part="${part.dataset.part}"]`);
    if (still(shown) === still(part)) continue;
    if (part.dataset.say && part.dataset.say !== shown.dataset.say) news.push(part.dataset.say);
    if (part.dataset.title) document.title = part.dataset.title;
    shown.replaceWith(part);
  }
  // Screen readers are told what is new, never the countdown.
  if (news.length > 0) said.textContent = news.join(". ");
}

function spell(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  return hours > 0 ? hours + ":" + rest : rest;
}

function tick() {
  const now = Date.now() + ahead;
  for (const clock of board.querySelectorAll("[data-clock]")) {
    const local = new Date(now + Number(clock.dataset.offset));
    clock.textContent = local.toISOString().slice(11, 19);
  }
  for (const left of board.querySelectorAll("[data-until]")) {
    left.textContent = spell(Number(left.dataset.until) - now);
  }
  for (const bar of board.querySelectorAll("progress")) {
    bar.value = Math.min(bar.max, Math.max(0, now - Number(bar.dataset.from)));
  }
  if (performance.now() - heardAt > SILENT_AT_MOST) lost.hidden = false;
}

const events = new EventSource("/events");
events.addEventListener("board", (event) => {
  heardAt = performance.now();
  lost.hidden = true;
  show(event.data);
  tick();
});
events.addEventListener("error", () => {
  lost.hidden = false;
  // After some answers browsers give up; the station may come back as if nothing had been.
  if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
});
settle(board.querySelector("[data-clock]"));
tick();
setInterval(tick, 1000);
