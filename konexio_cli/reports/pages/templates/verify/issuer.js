// The document of an organisation: its keys, and what it has taken back.

async function issuerIn(text) {
  let signed;
  try {
    signed = await fromProof(readObject(text));
  } catch (problem) {
    throw new Refused(problem.code === "credential-changed" ? "issuer-changed" : "issuer-damaged");
  }
  const { document, key } = signed;
  const keys = Array.isArray(document.keys) ? document.keys : [];
  if (document.format !== 1 || !keys.length || keys.some(one => !keyOf(one.id, false)) ||
      !Array.isArray(document.revokedCredentials)) throw new Refused("issuer-damaged");
  if (keys.at(-1).id !== key.did || document.issuer !== key.did) throw new Refused("issuer-changed");
  return document;
}

const isIssuer = text => text.trimStart().startsWith("{") && /"revokedCredentials"\s*:/.test(text) && /"keys"\s*:/.test(text);

// Returns the organisation that the reader trusts and whose key signed; null when none did.
function knownIssuer(claim, issuers) {
  return issuers.find(issuer => issuer.keys.some(key => key.id === claim.did)) ?? null;
}

function checkTrust(claim, issuers, now) {
  const known = knownIssuer(claim, issuers);
  if (issuers.length && !known) throw new Refused("credential-other-issuer", { issuer: claim.issuer });
  if (known) {
    if (known.name !== claim.issuer) throw new Refused("credential-other-name", { issuer: claim.issuer });
    const key = known.keys.find(one => one.id === claim.did);
    if (key.revoked) throw new Refused("credential-key-revoked", key.revoked);
    if (key.until && Date.parse(claim.from) > Date.parse(key.until)) {
      throw new Refused("credential-key-retired", { when: key.until });
    }
    const taken = known.revokedCredentials.find(one => one.id === claim.id);
    if (taken) throw new Refused("credential-revoked", { when: taken.when, reason: taken.revocationReason });
  }
  if (Date.parse(claim.from) > now) throw new Refused("credential-not-yet", { when: claim.from });
  if (claim.until && Date.parse(claim.until) <= now) throw new Refused("credential-expired", { when: claim.until });
}
