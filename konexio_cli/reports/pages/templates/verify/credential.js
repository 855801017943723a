// A credential in any of its three forms: opened when its signature fits and its form is ours.

const CONTEXT = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
];
const OPEN_BADGES = "https://purl.imsglobal.org/ob/v3p0";
const HEADERS = ["alg", "kid", "jwk", "typ"];
const CLAIMS = ["iss", "jti", "nbf", "exp", "sub"];
const FIXED = { type: "DataIntegrityProof", cryptosuite: "eddsa-jcs-2022", proofPurpose: "assertionMethod" };
const OPTIONS = [...Object.keys(FIXED), "@context", "created", "verificationMethod"];
const EVIDENCE = { "ext:evidence.trainer-graded": "trainer-graded", "ext:evidence.trainer-confirmed": "trainer-confirmed" };
const PROOFS = { "ext:proof.tests": "tests", "ext:proof.numbers": "numbers", "ext:proof.trainer": "trainer" };

// Returns {document, key}: what is signed, and by whom.
async function signedIn(text) {
  const start = text.trimStart();
  if (start.startsWith("<")) return signedIn(baked(text));
  if (start.startsWith("{")) return fromProof(readObject(text));
  if (start.startsWith("eyJ")) return fromJwt(text.trim());
  throw new Refused("credential-none");
}

function baked(text) {
  if (text.includes("<!DOCTYPE") || text.includes("<!ENTITY")) throw new Refused("badge-foreign");
  const picture = new DOMParser().parseFromString(text, "image/svg+xml");
  if (picture.querySelector("parsererror")) throw new Refused("credential-cut");
  const found = picture.getElementsByTagNameNS(OPEN_BADGES, "credential");
  if (found.length > 1) throw new Refused("badge-twice");
  const inside = found[0]?.getAttribute("verify") || found[0]?.textContent.trim() || "";
  if (!inside || inside.trimStart().startsWith("<")) throw new Refused("credential-none");
  return inside;
}

async function fromJwt(text) {
  const parts = text.split(".");
  if (parts.length !== 3) throw new Refused("credential-cut");
  const decode = part => readObject(new TextDecoder("utf-8", { fatal: true }).decode(fromBase64Url(part)));
  const key = keyOfHeader(decode(parts[0]));
  if (!parts[2]) throw new Refused("credential-unsigned");
  if (!await hasSigned(key, utf8(`${parts[0]}.${parts[1]}`), fromBase64Url(parts[2]))) {
    throw new Refused("credential-changed");
  }
  const payload = decode(parts[1]);
  const document = without(payload, CLAIMS);
  const claims = Object.fromEntries(CLAIMS.filter(name => name in payload).map(name => [name, payload[name]]));
  if (!same(claims, claimsOf(document))) throw new Refused("credential-claims");
  return { document, key };
}

function keyOfHeader(header) {
  const algorithm = header.alg;
  if (typeof algorithm !== "string" || algorithm.toLowerCase() === "none") throw new Refused("credential-unsigned");
  if (algorithm !== "EdDSA") throw new Refused("credential-algorithm", { algorithm });
  const key = keyOf(header.kid);
  const known = Object.keys(header).every(name => HEADERS.includes(name));
  if (!key || !known || (header.typ ?? "JWT") !== "JWT") throw new Refused("credential-header");
  const jwk = { kty: "OKP", crv: "Ed25519", x: toBase64Url(key.raw) };
  if (!same(header.jwk ?? jwk, jwk)) throw new Refused("credential-header");
  return key;
}

function claimsOf(document) {
  const seconds = when => when === undefined ? undefined : Math.floor(Date.parse(when) / 1000);
  const found = {
    iss: document.issuer?.id, jti: document.id,
    nbf: seconds(document.validFrom), exp: seconds(document.validUntil),
  };
  return JSON.parse(JSON.stringify(found));
}

async function fromProof(secured) {
  const document = without(secured, ["proof"]);
  const proofs = Array.isArray(secured.proof) ? secured.proof : [secured.proof ?? []].flat();
  if (!proofs.length) throw new Refused("credential-unsigned");
  const keys = [];
  for (const proof of proofs) keys.push(await keyOfProof(document, proof));
  if (keys.some(key => key.did !== keys[0].did)) throw new Refused("credential-proofs-differ");
  return { document, key: keys[0] };
}

async function keyOfProof(document, proof) {
  if (!isObject(proof)) throw new Refused("credential-proof");
  const options = without(proof, ["proofValue"]);
  const key = keyOf(options.verificationMethod);
  const known = Object.keys(options).every(name => OPTIONS.includes(name)) &&
    Object.entries(FIXED).every(([name, value]) => options[name] === value);
  const context = "@context" in document ? same(options["@context"], document["@context"]) : !("@context" in options);
  const value = typeof proof.proofValue === "string" && proof.proofValue.startsWith("z");
  const signature = value && fromBase58(proof.proofValue.slice(1));
  if (!key || !known || !context || !signature) throw new Refused("credential-proof");
  const message = [...await sha256(utf8(canonical(options))), ...await sha256(utf8(canonical(document)))];
  if (!await hasSigned(key, new Uint8Array(message), signature)) throw new Refused("credential-changed");
  return key;
}

function without(value, names) {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

// What an object of ours may hold: a list [x] is a list of x, a text is any text, an object
// has these keys and no others; a key that ends in ? may be missing.
const FORM = {
  "@context": ["text"], id: "text", type: ["text"], name: "text",
  issuer: { id: "text", type: ["text"], name: "text" },
  validFrom: "text", "validUntil?": "text",
  credentialSubject: {
    type: ["text"],
    identifier: [{ type: "text", hashed: true, identityHash: "text", identityType: "text", salt: "text" }],
    achievement: {
      id: "text", type: ["text"], achievementType: "text", name: "text", description: "text",
      humanCode: "text", version: "text", inLanguage: "text", criteria: { narrative: "text" },
      resultDescription: [{ id: "text", type: ["text"], name: "text", resultType: "text" }],
    },
    result: [{ type: ["text"], resultDescription: "text", status: "text", value: "text" }],
  },
  evidence: [{ type: ["text"], genre: "text", name: "text", "description?": "text", digestSRI: "text" }],
  credentialStatus: { id: "text", type: "text" },
  credentialSchema: [{ id: "text", type: "text" }],
};

function fits(value, form) {
  if (form === "text") return typeof value === "string";
  if (Array.isArray(form)) return Array.isArray(value) && value.length > 0 && value.every(one => fits(one, form[0]));
  if (!isObject(form)) return value === form;
  const names = Object.keys(form).map(name => name.replace("?", ""));
  return isObject(value) && Object.keys(value).every(name => names.includes(name)) &&
    Object.entries(form).every(([name, inner]) => name.endsWith("?") ?
      !(name.slice(0, -1) in value) || fits(value[name.slice(0, -1)], inner) : fits(value[name], inner));
}

// Returns what a credential says, in our words.
function claimOf({ document, key }) {
  if (!same(document["@context"], CONTEXT)) throw new Refused("credential-context");
  if (!same(document.type, ["VerifiableCredential", "OpenBadgeCredential"])) throw new Refused("credential-none");
  if (!fits(document, FORM)) throw new Refused("credential-form");
  const { achievement, identifier, result } = document.credentialSubject;
  const [level, ...goals] = achievement.resultDescription;
  if (level.resultType === "ext:evidence.self-checked") throw new Refused("credential-no-trainer");
  const dates = [document.validFrom, document.validUntil ?? document.validFrom].map(Date.parse);
  if (!EVIDENCE[level.resultType] || result.length !== goals.length + 1 || dates.some(Number.isNaN) ||
      goals.some(goal => !PROOFS[goal.resultType])) throw new Refused("credential-form");
  if (document.issuer.id !== key.did) throw new Refused("credential-forged", { issuer: document.issuer.name });
  return {
    id: document.id, title: document.name, code: achievement.humanCode, version: achievement.version,
    issuer: document.issuer.name, did: key.did, evidence: EVIDENCE[level.resultType],
    from: document.validFrom, until: document.validUntil,
    hashes: identifier.map(one => one.identityHash), salt: identifier[0].salt,
    files: document.evidence.filter(one => one.genre !== "grader"),
    weaker: achievement.achievementType === "Assignment" ? otherRounds(document.evidence) : [],
    goals: goals.map((goal, place) => ({
      title: goal.name, proof: PROOFS[goal.resultType], open: result[place + 1].status === "Provisional",
    })),
  };
}

// Rounds of a task whose evidence is not that of the heading; its number stands in its name.
function otherRounds(evidence) {
  const rounds = evidence.filter(one => one.description !== undefined);
  if (rounds.some(one => !EVIDENCE[one.description])) throw new Refused("credential-form");
  return rounds.map(one => ({ number: /\/round(\d)$/.exec(one.name)?.[1] ?? "1", evidence: EVIDENCE[one.description] }));
}

// Names are hashed in one spelling (NFC), with single spaces, and the salt behind them.
async function isCalled(claim, name) {
  const plain = name.normalize("NFC").trim().split(/\s+/).join(" ");
  return claim.hashes.includes(`sha256$${hex(await sha256(utf8(plain + claim.salt)))}`);
}
