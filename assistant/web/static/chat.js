// Makes the chat page quicker: a message is sent without leaving the page.
// The server renders every turn, so there is nothing to format here.

import { askPosition, canAskPosition } from "./position.js";

const PENDING_AFTER_MS = 300;
const GIVE_UP_AFTER_MS = 20_000;

const byId = (id) => document.getElementById(id);
const conversation = byId("conversation");
const pending = byId("pending");
const problem = byId("problem");
const status = byId("status");
const write = byId("write");
const input = byId("text");
const sendButton = write.querySelector(".send");

let sending = false;

/** Send one message and append the turn that comes back. Nothing is lost when that fails. */
async function send(values) {
  if (sending) return;
  setSending(true);
  const showsPending = showPending(values.text);
  try {
    const response = await fetch("/chat/messages", {
      method: "POST",
      body: new URLSearchParams({ ...conversationFields(), ...values }),
      signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
    });
    if (!response.ok) throw new Refused(await sentenceOf(response));
    append(await response.text());
  } catch (error) {
    tell(error instanceof Refused ? error.message : problem.dataset.offline);
    if (!input.value) input.value = values.text;
  } finally {
    hidePending(showsPending);
    setSending(false);
  }
}

/** The server answered, with a sentence for the visitor instead of a turn. */
class Refused extends Error {}

async function sentenceOf(response) {
  const type = response.headers.get("Content-Type") ?? "";
  return type.includes("json") ? (await response.json()).detail : problem.dataset.offline;
}

/** What keeps the conversation together and in its language. */
function conversationFields() {
  return { sender: write.elements.sender.value, language: write.elements.language.value };
}

function append(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // rendered and escaped by this page's own server
  const turn = template.content.firstElementChild;
  if ("first" in turn.dataset) conversation.replaceChildren(); // the rest has been deleted
  conversation.append(turn);
  byId("forget").hidden = false;
  // The question goes to the top, so that a long answer is read from its start.
  requestAnimationFrame(() => turn.scrollIntoView({ block: "start", behavior: motion() }));
}

function showPending(text) {
  tell("");
  pending.querySelector(".said p").textContent = text;
  pending.hidden = false;
  pending.scrollIntoView({ block: "end", behavior: motion() });
  const looking = pending.querySelector(".looking");
  return setTimeout(() => {
    looking.hidden = false;
    status.textContent = status.dataset.pending;
    looking.scrollIntoView({ block: "end", behavior: motion() });
  }, PENDING_AFTER_MS);
}

function hidePending(timer) {
  clearTimeout(timer);
  pending.hidden = true;
  pending.querySelector(".looking").hidden = true;
  status.textContent = "";
}

/** Show a problem in the alert region, or clear it. */
function tell(sentence) {
  input.removeAttribute("aria-invalid");
  const paragraph = document.createElement("p");
  paragraph.textContent = sentence;
  problem.replaceChildren(...(sentence ? [paragraph] : []));
}

function setSending(value) {
  sending = value;
  sendButton.setAttribute("aria-disabled", String(value)); // not disabled: it may have focus
}

function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-chat]")) return;
  event.preventDefault();
  if (sending) return; // what is being written stays where it is
  if (event.target === write) {
    const text = input.value;
    input.value = "";
    input.focus();
    send({ text });
  } else {
    send({ text: event.submitter.value });
  }
});

input.addEventListener("keydown", (event) => {
  // While an input method composes a character, Enter belongs to it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  write.requestSubmit();
});

const shareButton = byId("share-position");
if (canAskPosition()) {
  shareButton.hidden = false;
  shareButton.addEventListener("click", async () => {
    status.textContent = status.dataset.askingPosition;
    try {
      const position = await askPosition();
      await send({ text: shareButton.dataset.message, ...position });
    } catch {
      status.textContent = "";
      tell(problem.dataset.positionDenied);
    }
  });
}

byId("newest")?.scrollIntoView({ block: "start", behavior: "instant" });
