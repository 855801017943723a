// JSON of strangers, read in one way only. JSON.parse would take the last of two equal keys.

class Refused extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

const JSON_PART = /[\s]*([{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const DEEPEST = 60;

// Returns the one object in `text`.
function readObject(text) {
  JSON_PART.lastIndex = 0;
  const next = () => {
    const found = JSON_PART.exec(text);
    if (!found) throw new Refused("credential-cut");
    return found[1];
  };
  const value = readValue(next(), next, 0);
  if (text.slice(JSON_PART.lastIndex).trim()) throw new Refused("credential-cut");
  if (!isObject(value)) throw new Refused("credential-none");
  return value;
}

function readValue(part, next, depth) {
  if (depth > DEEPEST) throw new Refused("credential-cut");
  if (part === "{") return readMembers(next, depth);
  if (part === "[") return readItems(next, depth);
  if (/^[}\],:]$/.test(part)) throw new Refused("credential-cut");
  return JSON.parse(part);
}

function readMembers(next, depth) {
  const found = new Map();
  let part = next();
  while (part !== "}") {
    if (!part.startsWith('"') || next() !== ":") throw new Refused("credential-cut");
    const key = JSON.parse(part);
    if (found.has(key)) throw new Refused("credential-key-twice", { key });
    found.set(key, readValue(next(), next, depth + 1));
    part = next();
    if (part === ",") {
      part = next();
      if (part === "}") throw new Refused("credential-cut");
    } else if (part !== "}") throw new Refused("credential-cut");
  }
  return Object.fromEntries(found);
}

function readItems(next, depth) {
  const found = [];
  let part = next();
  while (part !== "]") {
    found.push(readValue(part, next, depth + 1));
    part = next();
    if (part === ",") {
      part = next();
      if (part === "]") throw new Refused("credential-cut");
    } else if (part !== "]") throw new Refused("credential-cut");
  }
  return found;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// RFC 8785. ECMAScript's own numbers and strings are what that RFC writes; keys are sorted
// by their UTF-16 units, as sort() does.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

const same = (one, other) =>
  one !== undefined && other !== undefined && canonical(one) === canonical(other);
