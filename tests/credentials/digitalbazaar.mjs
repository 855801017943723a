// Verifies credentials with @digitalbazaar/vc: a JSON array on standard input, its answers on
// standard output. Contexts come from the folder that is named; nothing else can be loaded.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [packages, contexts] = process.argv.slice(2);
const load = name => import(pathToFileURL(createRequire(join(packages, 'x.js')).resolve(name)));
const vc = await load('@digitalbazaar/vc');
const {DataIntegrityProof} = await load('@digitalbazaar/data-integrity');
const {createVerifyCryptosuite} = await load('@digitalbazaar/eddsa-jcs-2022-cryptosuite');

const FILES = {
  'https://www.w3.org/ns/credentials/v2': 'credentials-v2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'ob-v3p0-context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': 'ob-v3p0-extensions.json',
};

async function documentLoader(url) {
  const document = FILES[url] ?
    JSON.parse(readFileSync(join(contexts, FILES[url]), 'utf8')) : ofKey(url);
  return {documentUrl: url, document, contextUrl: null};
}

function ofKey(url) {
  const [did] = url.split('#');
  if(!did.startsWith('did:key:z6Mk')) {
    throw new Error(`nothing is loaded from outside: ${url}`);
  }
  const key = did.slice('did:key:'.length);
  const id = `${did}#${key}`;
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id, type: 'Multikey', controller: did, publicKeyMultibase: key,
  };
  return url === id ? method : {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did, verificationMethod: [method], assertionMethod: [id],
  };
}

const answers = [];
for(const credential of JSON.parse(readFileSync(0, 'utf8'))) {
  const suite = new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
  // Whether it was taken back is asked of the issuer's document, which is not of this library.
  const checkStatus = async () => ({verified: true});
  const found = await vc.verifyCredential({credential, suite, documentLoader, checkStatus});
  answers.push({verified: found.verified, why: String(found.error?.errors?.[0] ?? found.error ?? '')});
}
process.stdout.write(JSON.stringify(answers));
