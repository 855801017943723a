// Keys and signatures: did:key, base58 and base64url to bytes, Ed25519 by the browser.

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ED25519 = [0xed, 0x01];
const utf8 = text => new TextEncoder().encode(text);

// Returns the bytes, or null for what is no base58.
function fromBase58(text) {
  if (text.length > 200) return null;
  let number = 0n;
  for (const sign of text) {
    const value = BASE58.indexOf(sign);
    if (value < 0) return null;
    number = number * 58n + BigInt(value);
  }
  const bytes = [];
  for (; number; number >>= 8n) bytes.unshift(Number(number & 255n));
  const zeros = /^1*/.exec(text)[0].length;
  return new Uint8Array([...new Array(zeros).fill(0), ...bytes]);
}

// Another spelling of the same bytes is refused.
function fromBase64Url(text) {
  try {
    const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(raw, sign => sign.charCodeAt(0));
    if (toBase64Url(bytes) === text) return bytes;
  } catch { /* told below */ }
  throw new Refused("credential-cut");
}

function toBase64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Returns {did, raw} for `did:key:z6Mk…`, with its own name behind a # when `part` asks for it.
function keyOf(name, part = true) {
  const found = typeof name === "string" && /^(did:key:(z[A-Za-z0-9]+))(?:#(z[A-Za-z0-9]+))?$/.exec(name);
  if (!found || (part ? found[3] !== found[2] : found[3])) return null;
  const bytes = fromBase58(found[2].slice(1));
  if (!bytes || bytes.length !== 34 || bytes[0] !== ED25519[0] || bytes[1] !== ED25519[1]) return null;
  return { did: found[1], raw: bytes.slice(2) };
}

async function hasSigned(key, message, signature) {
  const known = await crypto.subtle.importKey("raw", key.raw, "Ed25519", false, ["verify"]);
  return signature.length === 64 && crypto.subtle.verify("Ed25519", known, signature, message);
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

const hex = bytes => [...bytes].map(one => one.toString(16).padStart(2, "0")).join("");

// Whether this browser knows Ed25519: Chromium 137, Firefox 129, Safari 17, and later ones.
async function canVerify() {
  try {
    await hasSigned({ raw: new Uint8Array(32) }, new Uint8Array(1), new Uint8Array(64));
    return true;
  } catch {
    return false;
  }
}
