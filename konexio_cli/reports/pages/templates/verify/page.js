// The page: files come in, answers come out. Nothing leaves this machine.

const TEXTS = JSON.parse(document.getElementById("texts").textContent);
const LARGEST = 1 << 20;
const byId = id => document.getElementById(id);
let language = document.documentElement.lang;
let files = [];

// Strangers' words are shown as they are, without marks that turn or hide what stands around.
const plain = text => String(text).replace(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
// A fact keeps its own direction within a sentence: first strong isolate, pop isolate.
const say = (key, facts = {}) =>
  TEXTS[language][key].replace(/\{(\w+)\}/g, (whole, name) => name in facts ? `\u2068${plain(facts[name])}\u2069` : whole);

async function answerOf(file, issuers, name) {
  if (file.bytes.length > LARGEST) throw new Refused("credential-large");
  const claim = claimOf(await signedIn(file.text));
  checkTrust(claim, issuers, Date.now());
  if (name && !await isCalled(claim, name)) throw new Refused("credential-other-person");
  return claim;
}

async function show() {
  const name = byId("name").value.trim();
  const answers = byId("answers");
  const lines = [];
  const issuers = [];
  const claims = [];
  for (const file of files.filter(one => isIssuer(one.text))) {
    try {
      const issuer = await issuerIn(file.text);
      issuers.push(issuer);
      lines.push(card("trusted", "", say("verify_page.trusted", { name: issuer.name })));
    } catch (problem) {
      lines.push(refusal(file, problem));
    }
  }
  for (const file of files.filter(isCredential)) {
    try {
      const claim = await answerOf(file, issuers, name);
      claims.push(claim);
      const state = knownIssuer(claim, issuers) ? "holds" : "unknown";
      lines.push(card(state, "", say(`verify.${state}`, { file: file.name }), told(claim, state, name)));
    } catch (problem) {
      lines.push(refusal(file, problem));
    }
  }
  for (const file of files.filter(one => !isIssuer(one.text) && !isCredential(one))) {
    lines.push(await work(file, claims));
  }
  answers.replaceChildren(...lines);
  answers.hidden = !lines.length;
}

const isCredential = file => /\.(jwt|jws|json|svg)$/i.test(file.name) && !isIssuer(file.text);

function told(claim, state, name) {
  const person = name ? say("verify.person", { name }) : say("verify_page.no_name");
  return [
    `\u2068${plain(claim.title)} (${plain(claim.code)} ${plain(claim.version)})\u2069`,
    say(state === "holds" ? "verify.by" : "verify.by_unknown", { name: claim.issuer }),
    say(`verify.${claim.evidence}`),
    ...claim.weaker.map(one => say("site.weaker", { number: one.number, evidence: say(`evidence.${one.evidence}`) })),
    say("verify.since", { when: claim.from.slice(0, 10) }),
    person,
    ...claim.goals.map(goal => say(goal.open ? "verify.goal_open" : `verify.goal_${goal.proof}`, { goal: goal.title })),
    ...(state === "holds" ? [] : [say("verify_page.next_unknown")]),
  ];
}

// Any other file: is it work that one of these credentials speaks of, as it was or changed?
async function work(file, claims) {
  if (isPage(file.text)) return card("unknown", "", say("errors.credential-is-page.what", { file: file.name }));
  const digest = `sha256-${btoa(String.fromCharCode(...await sha256(file.bytes)))}`;
  const graded = claims.flatMap(claim => claim.files);
  if (graded.some(one => one.digestSRI === digest)) return card("holds", "", say("verify_page.work", { file: file.name }));
  const named = graded.some(one => nameOf(one) === file.name);
  return card("against", "work-changed", say(named ? "verify_page.changed" : "verify_page.not_work", { file: file.name }));
}

const isPage = text => text.trimStart().slice(0, 14).toLowerCase() === "<!doctype html";
const nameOf = graded => graded.genre === "submission" ? "notebook.ipynb" : graded.name.split("/").at(-1);

function refusal(file, problem) {
  if (!(problem instanceof Refused)) problem = new Refused("credential-cut");
  const facts = { ...problem.facts, file: file.name };
  const lines = ["what", "next"].map(part => say(`errors.${problem.code}.${part}`, facts));
  return card("against", problem.code, say("verify.against", { file: file.name }), lines);
}

function card(state, code, head, lines = []) {
  const made = document.createElement("li");
  made.className = `sheet ${state}`;
  made.dataset.code = code;
  made.dataset.state = state;
  const title = document.createElement("h3");
  title.textContent = head;
  made.append(title, ...lines.map(line => {
    const one = document.createElement("p");
    one.textContent = line;
    return one;
  }));
  return made;
}

async function take(list) {
  for (const file of list) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    files = files.filter(one => one.name !== file.name);
    files.push({ name: file.name, bytes, text: new TextDecoder().decode(bytes) });
  }
  await show();
}

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-language]")) {
    one.setAttribute("aria-pressed", String(one.dataset.language === chosen));
  }
  document.title = say("verify_page.title");
  return show();
}

for (const one of document.querySelectorAll("[data-language]")) {
  one.addEventListener("click", () => speak(one.dataset.language));
}
byId("files").addEventListener("change", event => take(event.target.files));
byId("name").addEventListener("input", show);
byId("again").addEventListener("click", () => { files = []; byId("files").value = ""; byId("name").value = ""; show(); });
document.addEventListener("dragover", event => event.preventDefault());
document.addEventListener("drop", event => { event.preventDefault(); take(event.dataTransfer.files); });
canVerify().then(can => {
  byId("old").hidden = can;
  byId("work").hidden = !can;
  document.documentElement.dataset.ready = "yes";
});
