// Plays Telegram with telegram-test-api, and a citizen on it: asks, taps, asks what nobody knows. See script/telegram-emulator.
// Usage: node script/telegram-emulator.mjs FOLDER-WITH-NODE_MODULES PORT
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [folder, port] = process.argv.slice(2);
const library = createRequire(path.resolve(folder, 'from-here.js'))('telegram-test-api');
const TelegramServer = library.default ?? library;

const TOKEN = '42:rehearsal';
const ANN = 5001;
/** The service starts meanwhile, on an empty database. */
const UNTIL_IT_IS_UP = 180_000;
const SOON = 30_000;

const telegram = new TelegramServer({ host: '127.0.0.1', port: Number(port), storeTimeout: 3600 });
const client = telegram.getClient(TOKEN, { userId: ANN, chatId: ANN, firstName: 'Ann' });
let seen = 0;

/** What the bot has sent Ann so far. It stays there, so that nothing is lost between two looks. */
async function messages() {
  const history = await client.getUpdatesHistory();
  return history.filter((update) => String(update.message?.chat_id) === String(ANN));
}

function buttons(update) {
  const markup = update.message.reply_markup ?? {};
  const keyboard = typeof markup === 'string' ? JSON.parse(markup) : markup;
  return (keyboard.inline_keyboard ?? []).flat();
}

const titled = (update, title) => buttons(update).find((button) => button.text === title);

/** Waits for a message that has come since Ann last did something. */
async function sees(what, matching, patience = SOON) {
  const end = Date.now() + patience;
  let since = [];
  while (Date.now() < end) {
    since = (await messages()).slice(seen);
    const found = since.find(matching);
    if (found) {
      console.log(`Ann sees ${what}.`);
      return found;
    }
    await pause(200);
  }
  throw new Error(`Ann does not see ${what}, but: ${JSON.stringify(since.map((update) => update.message), null, 2)}`);
}

async function says(words) {
  seen = (await messages()).length;
  await client.sendMessage(client.makeMessage(words));
}

async function taps(update, button) {
  seen = (await messages()).length;
  const message = {
    message_id: update.messageId,
    date: Math.floor(update.time / 1000),
    text: update.message.text,
    reply_markup: { inline_keyboard: [buttons(update)] },
  };
  await client.sendCallback(client.makeCallbackQuery(button.callback_data, { message }));
}

async function play() {
  await telegram.start();

  await says('my bin was not emptied');
  await sees(
    'an answer that says where it is from',
    (update) => /From our page:/.test(update.message.text),
    UNTIL_IT_IS_UP,
  );
  const question = await sees('what she can tap', (update) => titled(update, 'Yes') !== undefined);
  assert.ok(Buffer.byteLength(titled(question, 'Yes').callback_data) <= 64, 'what a button sends back is too long');

  await taps(question, titled(question, 'Yes'));
  await sees('that her tap was heard', (update) => /glad/.test(update.message.text));

  await says('do you mend violins');
  const unsure = await sees(
    'that nobody knows',
    (update) => /passing you to a person/.test(update.message.text) || titled(update, 'None of these') !== undefined,
  );
  // Asking back is no mistake either; then she says that it is none of these.
  if (titled(unsure, 'None of these')) {
    await taps(unsure, titled(unsure, 'None of these'));
  }
  await sees(
    'that a person takes over, and under which reference',
    (update) => /passing you to a person.*\b[A-Z]{3}-[0-9A-Z]{4}\b/s.test(update.message.text),
  );
  const sent = await messages();
  assert.ok(sent.every((update) => update.message.text.length > 0), 'an empty message');
}

try {
  await play();
  // The service polls on: its connections would keep this process.
  process.exit(0);
} catch (missed) {
  console.error(missed.message);
  process.exit(1);
}
