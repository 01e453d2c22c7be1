// Registers an invited person. The token stands in the fragment, which browsers keep to themselves; it is sent in a
// header and in a body, never in an address, so that no server's or proxy's log of addresses has it.

const api = new URL("v1/registration", document.baseURI);
const roles = { admin: "an admin", supervisor: "a supervisor", agent: "an agent", viewer: "a viewer" };
const labels = { displayName: "Your name", username: "The username", password: "The password" };

const askAgain = "Ask whoever invited you to send the invitation again.";
const brokenLink = ["This link is not complete", `Open it once more, whole, from the mail that you got. ${askAgain}`];
const endings = {
  "not-found": [
    "This link does not work",
    `It may be cut off, or a newer one was sent: use the link of the latest mail. ${askAgain}`],
  "invitation-used": [
    "This link was used already",
    "Whoever used it is registered and can sign in. If that was not you, tell your administrator at once."],
  "invitation-expired": ["This link has expired", askAgain],
  "invitation-revoked": ["This invitation was taken back", "If you think that is a mistake, ask whoever invited you."],
};

const element = id => document.getElementById(id);
const form = document.forms[0];
let invitation = null;

function show(name) {
  for (const section of document.querySelectorAll("section")) section.hidden = section.id !== name;
  const heading = document.querySelector(`#${name} h1`);
  if (!heading) return;
  document.title = `${heading.textContent} · LiveChat`;
  heading.focus();
}

function showProblem([title, advice], again = null) {
  document.querySelector("#problem h1").textContent = title;
  element("advice").textContent = advice;
  element("again").hidden = !again;
  element("again").onclick = again;
  show("problem");
}

const token = () => new URLSearchParams(location.hash.slice(1)).get("token");

/** The status and body of an answer; status 0 when there was none. */
async function call(method, headers, body) {
  try {
    const answer = await fetch(api, {
      method, headers, body, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(30_000),
    });
    return { status: answer.status, body: await answer.json(), retryAfter: answer.headers.get("Retry-After") };
  } catch {
    return { status: 0, body: {}, retryAfter: null };
  }
}

/** What a person can do about an answer that is nobody's fault here. */
function trouble({ status, retryAfter }) {
  if (status === 0) return ["The server cannot be reached", "Check your connection, then try again."];
  if (status !== 429) return ["Something went wrong on our side", "Nothing was changed. Try again in a moment."];
  const wait = retryAfter ? `${retryAfter} seconds` : "a moment";
  return ["Too many attempts", `Wait ${wait}, then try again.`];
}

async function open() {
  if (!token()) return showProblem(brokenLink);
  show("loading");
  const answer = await call("GET", { Authorization: `Bearer ${token()}` });
  if (answer.status !== 200) {
    const ending = endings[answer.body.code];
    return ending ? showProblem(ending) : showProblem(trouble(answer), open);
  }

  invitation = answer.body;
  element("tenant").textContent = invitation.tenantName;
  const invites = invitation.invitedBy ? `${invitation.invitedBy} invites you` : "You are invited";
  const role = roles[invitation.role] ?? invitation.role;
  element("invitation").textContent = `${invites} to work with ${invitation.tenantName} as ${role}.`;
  element("email").textContent = invitation.email;
  form.displayName.value = invitation.name;
  show("registration");
}

function showFaults(errors) {
  let first = null;
  for (const [name, label] of Object.entries(labels)) {
    const faults = errors[name] ?? [];
    const field = form.elements[name];
    element(`${name}-fault`).textContent = faults.map(fault => `${label} ${fault}.`).join(" ");
    if (faults.length === 0) {
      field.removeAttribute("aria-invalid");
      continue;
    }

    field.setAttribute("aria-invalid", "true");
    first ??= field;
  }

  first?.focus();
  return first !== null;
}

function showRefusal(text) {
  element("refusal").textContent = text;
  element("refusal").hidden = !text;
}

function setBusy(busy) {
  element("submit").disabled = busy;
  element("submit").textContent = busy ? "Registering…" : "Register";
  form.setAttribute("aria-busy", busy);
}

/** What is missing at a glance; everything else the server judges. */
function missing(given) {
  const errors = {};
  if (!given.displayName) errors.displayName = ["must not be empty"];
  if (!given.password) errors.password = ["must not be empty"];
  return errors;
}

async function register() {
  showRefusal("");
  const given = { displayName: form.displayName.value.trim(), password: form.password.value };
  if (form.username.value.trim()) given.username = form.username.value.trim();
  if (showFaults(missing(given))) return;
  setBusy(true);
  const answer = await call(
    "POST", { "Content-Type": "application/json" }, JSON.stringify({ token: token(), ...given }));
  setBusy(false);
  if (answer.status === 201) return finish(answer.body);
  const ending = endings[answer.body.code];
  if (ending) return showProblem(ending);
  if (showFaults(answer.body.errors ?? {})) return;
  showRefusal(answer.status === 409 ? `${answer.body.title} ${askAgain}` : trouble(answer).join(". "));
}

function finish({ tenant, member }) {
  history.replaceState(null, "", location.pathname);
  form.reset();
  element("done-name").textContent = member.displayName;
  element("done-tenant").textContent = invitation.tenantName;
  element("done-organisation").textContent = tenant;
  element("done-username").textContent = member.username;
  element("done-email").textContent = member.email;
  show("done");
}

form.addEventListener("submit", event => {
  event.preventDefault();
  register();
});

element("reveal").addEventListener("click", () => {
  const hidden = form.password.type === "password";
  form.password.type = hidden ? "text" : "password";
  element("reveal").textContent = hidden ? "Hide" : "Show";
  element("reveal").setAttribute("aria-pressed", hidden);
});

window.addEventListener("hashchange", open);
open();
