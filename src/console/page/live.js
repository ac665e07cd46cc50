// Keeps the board live: the station sends it anew, the countdowns tick here.
"use strict";

const board = document.getElementById("board");
const lost = document.getElementById("lost");
// The station's clock counts, not this computer's.
let ahead = 0;

function settle() {
  const now = board.querySelector("[data-now]");
  if (now) ahead = Number(now.dataset.now) - Date.now();
  tick();
}

function spell(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  return hours > 0 ? hours + ":" + rest : rest;
}

function tick() {
  const now = Date.now() + ahead;
  for (const left of board.querySelectorAll("[data-until]")) {
    left.textContent = spell(Math.max(0, Math.ceil((Number(left.dataset.until) - now) / 1000)));
  }
}

const events = new EventSource("/events");
events.addEventListener("board", (event) => {
  lost.hidden = true;
  board.innerHTML = event.data;
  settle();
});
events.addEventListener("error", () => { lost.hidden = false; });
setInterval(tick, 1000);
settle();
