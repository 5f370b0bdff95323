// Plays Teams with Microsoft's Agents Playground, and somebody who writes there: asks, taps, asks what nobody knows. See
// script/teams-emulator. The playground signs in only at Microsoft itself, so what it calls goes through here and gets a token on
// its way, as Microsoft makes them; what the service sends comes back the same way and is looked at.
// Usage: node script/teams-emulator.mjs FOLDER-WITH-NODE_MODULES OUR-PORT PLAYGROUND'S-PORT SERVICE'S-PORT
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [folder, ours, playgrounds, services] = process.argv.slice(2);
const OURS = `http://127.0.0.1:${ours}`;
const PLAYGROUND = `http://127.0.0.1:${playgrounds}`;
const SERVICE = `http://127.0.0.1:${services}`;

const APP = 'rehearsal-bot';
const KEY = 'key-1';
/** The service starts meanwhile, on an empty database. */
const UNTIL_IT_IS_UP = 180_000;
const SOON = 30_000;

const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
/** What the service sent, and what the playground made of it. */
const sent = [];
/** What the service answered to the playground's calls. */
const answered = [];
/** The messages as the playground shows them, each with its id: text and card of one reply are two. */
const shown = [];
let seen = 0;

function token(serviceUrl) {
  const now = Math.floor(Date.now() / 1000);
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ typ: 'JWT', alg: 'RS256', kid: KEY });
  const claims = { iss: 'https://api.botframework.com', aud: APP, nbf: now - 60, exp: now + 600, serviceurl: serviceUrl };
  const signed = `${head}.${part(claims)}`;
  return `${signed}.${crypto.sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

async function body(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function say(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function toService(request, response) {
  const activity = await body(request);
  if (request.method === 'HEAD') {
    response.writeHead(200).end();
    return;
  }
  const { serviceUrl, type } = JSON.parse(activity);
  const call = (authorization) =>
    fetch(`${SERVICE}/webhooks/teams`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: activity,
    });
  assert.equal((await call({})).status, 401, 'a call without a token was let in');
  const answer = await call({ authorization: `Bearer ${token(serviceUrl)}` });
  answered.push({ type, status: answer.status });
  response.writeHead(answer.status).end();
}

async function toPlayground(request, response) {
  const bytes = await body(request);
  const answer = await fetch(`${PLAYGROUND}${request.url}`, {
    method: request.method,
    headers: { 'content-type': 'application/json' },
    body: bytes.length === 0 ? undefined : bytes,
  });
  const text = await answer.text();
  if (request.method === 'POST') {
    sent.push({ activity: JSON.parse(bytes), authorization: request.headers.authorization, status: answer.status });
  }
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
}

const microsoft = http.createServer(async (request, response) => {
  try {
    if (request.url === '/openid') {
      say(response, 200, {
        issuer: 'https://api.botframework.com',
        jwks_uri: `${OURS}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    } else if (request.url === '/keys') {
      const key = { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: KEY, endorsements: ['msteams'] };
      say(response, 200, { keys: [key] });
    } else if (request.url.endsWith('/oauth2/v2.0/token')) {
      say(response, 200, { token_type: 'Bearer', expires_in: 3599, access_token: 'the-bots-own' });
    } else if (request.url === '/api/messages') {
      await toService(request, response);
    } else if (request.url.startsWith('/_connector/')) {
      await toPlayground(request, response);
    } else {
      say(response, 404, {});
    }
  } catch (trouble) {
    console.error(trouble.message);
    say(response, 502, {});
  }
});

async function untilItAnswers(url, patience) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const up = await fetch(url).then((answer) => answer.ok, () => false);
    if (up) return;
    await pause(200);
  }
  throw new Error(`${url} does not answer`);
}

/** Follows what the playground shows, by its WebSocket (RFC 6455); the server's frames are whole and not masked. */
function watch() {
  const request = http.get(`${PLAYGROUND}/_ws_conversation/v1/conversations/stream`, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': crypto.randomBytes(16).toString('base64'),
    },
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('upgrade', (_, socket, head) => {
      let rest = head;
      const take = (bytes) => {
        rest = Buffer.concat([rest, bytes]);
        for (let frame = next(rest); frame; frame = next(rest)) {
          rest = rest.subarray(frame.end);
          if (frame.text) shown.push(JSON.parse(frame.text));
        }
      };
      socket.on('data', take);
      take(Buffer.alloc(0));
      resolve();
    });
  });
}

/** The first frame of these bytes; nothing while it is not all there. */
function next(bytes) {
  if (bytes.length < 2) return undefined;
  const short = bytes[1] & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  if (bytes.length < end) return undefined;
  return { end, text: (bytes[0] & 0x0f) === 1 ? bytes.toString('utf8', start, end) : '' };
}

/** Waits for an activity that has come since they last did something. */
async function sees(what, matching) {
  const end = Date.now() + SOON;
  while (Date.now() < end) {
    const found = sent.slice(seen).find(({ activity }) => activity.type === 'message' && matching(activity));
    if (found) {
      console.log(`Alex sees ${what}.`);
      return found;
    }
    await pause(200);
  }
  throw new Error(`Alex does not see ${what}, but: ${JSON.stringify(sent.slice(seen), null, 2)}`);
}

const said = (activity) => `${activity.text ?? ''} ${JSON.stringify(activity.attachments ?? [])}`;

/** Buttons, wherever an activity has them: suggested actions, or those of a card. */
function buttons(activity) {
  const suggested = activity.suggestedActions?.actions ?? [];
  const cards = (activity.attachments ?? []).flatMap(({ content }) => [
    ...(content?.buttons ?? []),
    ...(content?.actions ?? []),
  ]);
  return [...suggested, ...cards];
}

const titled = (activity, title) => buttons(activity).find((button) => button.title === title);

async function post(address, value) {
  const answer = await fetch(`${PLAYGROUND}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  const text = await answer.text();
  assert.equal(answer.status, 200, `the playground did not take it: ${text}`);
  return text;
}

const idOf = ({ message }) => message.messageId;

async function play() {
  await untilItAnswers(`${PLAYGROUND}/_debug/ping`, SOON);
  await untilItAnswers(`${SERVICE}/readyz`, UNTIL_IT_IS_UP);
  const { config } = await (await fetch(`${PLAYGROUND}/_internal/v1/config`)).json();
  const chat = config.personalChat.id;
  const alex = config.currentUser.id;
  const says = (text) => {
    seen = sent.length;
    return post(`/_conversation/v1/conversations/${chat}/messages`, { from: { id: alex }, text, textFormat: 'plain' });
  };
  /** A button that writes is tapped by writing; one of a card sends its value with the id of the message that shows it. */
  const taps = (button) => {
    if (button.type === 'imBack') return says(button.value);
    seen = sent.length;
    const card = shown.findLast(({ message }) => JSON.stringify(message ?? {}).includes(JSON.stringify(button.title)));
    assert.ok(card, `no message shows ${button.title}: ${JSON.stringify(shown)}`);
    const replyToId = idOf(card);
    return post('/_conversation/v1/submit', { conversation: { id: chat }, from: { id: alex }, replyToId, value: button.value });
  };

  await watch();
  await post(`/_debug/conversation/${chat}/installation`, {});
  await says('my bin was not emptied');
  await sees('an answer that says where it is from', (activity) => /From our page/.test(said(activity)));
  const question = await sees('what they can tap', (activity) => titled(activity, 'Yes') !== undefined);
  await taps(titled(question.activity, 'Yes'));
  await sees('that the tap was heard', (activity) => /glad/.test(said(activity)));

  await says('do you mend violins');
  const unsure = await sees(
    'that nobody knows',
    (activity) => /passing you to a person/.test(said(activity)) || titled(activity, 'None of these') !== undefined,
  );
  if (titled(unsure.activity, 'None of these')) {
    await taps(titled(unsure.activity, 'None of these'));
  }
  await sees(
    'that a person takes over, and under which reference',
    (activity) => /passing you to a person.*\b[A-Z]{3}-[0-9A-Z]{4}\b/s.test(said(activity)),
  );

  const refused = sent.filter(({ status }) => status >= 300);
  assert.deepEqual(refused, [], 'the playground refused something');
  assert.ok(sent.every(({ authorization }) => authorization === 'Bearer the-bots-own'), 'sent without the token');
  assert.ok(answered.every(({ status }) => status < 300), `not all was taken: ${JSON.stringify(answered)}`);
  assert.ok(answered.some(({ type }) => type === 'conversationUpdate'), 'nobody was added');
}

microsoft.listen(Number(ours), '127.0.0.1');
const cli = path.resolve(folder, 'node_modules/@microsoft/m365agentsplayground/cli.js');
const playground = spawn(
  process.execPath,
  [cli, 'start', '-e', `${OURS}/api/messages`, '-c', 'msteams', '-p', playgrounds, '--service-url', `${OURS}/_connector`, '--dt'],
  // It keeps a log where it is started.
  { stdio: 'ignore', cwd: path.resolve(folder) },
);
// However this ends, so does what it started.
process.on('SIGTERM', () => process.exit(1));
process.on('exit', () => playground.kill());
try {
  await play();
  process.exit(0);
} catch (missed) {
  console.error(missed.message);
  process.exit(1);
}
