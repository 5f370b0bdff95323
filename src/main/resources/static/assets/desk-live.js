// What an open page of the desk hears and says while it is open. It uses what desk.js remembers in this browser.

// People who do not see the page hear that there is something new, once, and not the whole list again. What changes often
// is quiet for some seconds after it spoke, and when it became less.
const announce = (words) => {
  if (words) document.dispatchEvent(new CustomEvent('guildhall:say', { detail: words }));
};

const calmPart = () => document.querySelector('[data-calm]');
let quietUntil = 0;
let announcing;

const announceCalmly = () => {
  clearTimeout(announcing);
  announcing = setTimeout(() => {
    quietUntil = Date.now() + Number(calmPart()?.dataset.calm ?? 0) * 1000;
    announce(calmPart()?.dataset.announce);
  }, Math.max(0, quietUntil - Date.now()));
};

document.addEventListener('htmx:beforeSwap', (event) => {
  const shown = event.detail.target.querySelector('[data-count]');
  event.detail.target.dataset.before = shown ? shown.dataset.count : '';
});

document.addEventListener('htmx:afterSwap', (event) => {
  // What the stream brings by itself has none.
  if (!event.detail.target) return;
  const shown = event.detail.target.querySelector('[data-count]');
  const before = event.detail.target.dataset.before;
  if (!shown || shown.dataset.count === before) return;
  if (!shown.dataset.calm) announce(shown.dataset.announce);
  else if (Number(shown.dataset.count) > Number(before)) announceCalmly();
});

// How many wait stands before the title, for whoever looks at another tab.
const title = document.title;

const showBadge = () => {
  if (!calmPart()) return;
  const badge = calmPart().dataset.badge;
  document.title = badge ? `(${badge}) ${title}` : title;
};

document.addEventListener('htmx:afterSwap', showBadge);
showBadge();

// Each beat of the page's stream is answered: that is how the server knows that somebody is here. A timer of our own would
// hardly run in a tab that is not seen.
const answerBeat = (event) => {
  const token = document.querySelector('input[name="_csrf"]');
  fetch('/desk/live/here', { method: 'POST', body: new URLSearchParams({ _csrf: token?.value ?? '', stream: event.data }) })
    .catch(() => { /* then we are not here */ });
};

// What happened while there was no stream was not heard of.
const catchUp = () => {
  for (const part of document.querySelectorAll('[hx-trigger*="sse:"]')) {
    for (const name of part.getAttribute('hx-trigger').match(/sse:\w+/g)) htmx.trigger(part, name);
  }
};

let streamed = false;

document.addEventListener('htmx:sseOpen', (event) => {
  event.detail.source.addEventListener('beat', answerBeat);
  event.detail.source.addEventListener('danger', hearOfDanger);
  event.detail.source.addEventListener('yours', hearOfYours);
  if (streamed) catchUp();
  streamed = true;
});

addEventListener('online', catchUp);

// Without a connection the browser would show its own page in place of this one, and what was typed would be gone.
const offline = document.getElementById('offline');

const showConnection = () => {
  if (offline) offline.textContent = navigator.onLine ? '' : offline.dataset.words;
};

addEventListener('online', showConnection);
addEventListener('offline', showConnection);
showConnection();

document.addEventListener('submit', (event) => {
  if (navigator.onLine || !offline) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  offline.textContent = '';
  showConnection();
  offline.scrollIntoView({ block: 'center' });
}, true);

// What has come counts as seen when it was in sight for a second of a page that is in sight itself. A reply tells how far its
// writer has seen, and is not sent over what came after that.
const seen = document.getElementById('reply-seen');

if (seen && 'IntersectionObserver' in window) {
  const A_LOOK = 1000;
  const lookedAt = new Set();
  const looks = new Map();

  const linesToSee = () => [...document.querySelectorAll('.gd-line[data-seq]')].filter((line) => Number(line.dataset.seq) > Number(seen.value));

  // One after the other: what stands below is no excuse for what was not looked at above.
  const countSeen = () => {
    for (const line of linesToSee()) {
      if (!lookedAt.has(line.dataset.seq)) return;
      seen.value = line.dataset.seq;
    }
  };

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const seq = entry.target.dataset.seq;
      const inSight = entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= innerHeight / 2;
      if (!inSight) {
        clearTimeout(looks.get(seq));
        looks.delete(seq);
      } else if (!looks.has(seq)) {
        looks.set(seq, setTimeout(() => { lookedAt.add(seq); countSeen(); }, A_LOOK));
      }
    }
  }, { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] });

  const watch = () => {
    observer.disconnect();
    looks.forEach((look) => clearTimeout(look));
    looks.clear();
    if (!document.hidden) linesToSee().forEach((line) => observer.observe(line));
  };

  document.addEventListener('visibilitychange', watch);
  document.addEventListener('htmx:afterSwap', watch);
}

// Somebody may be in danger: whoever could help sees it on every page, and hears it unless that is switched off. One window
// of a browser makes the sound, and again after some minutes as long as nobody has taken it.
const SOUND_OFF = 'guildhall.desk.sound-off';
const RUNG = 'guildhall.desk.rung';
const RINGS_AGAIN = 5 * 60 * 1000;
const TONES = [[0, 880], [0.25, 660], [0.5, 880], [0.75, 660]];
const alarm = document.getElementById('alarm');
const sound = document.getElementById('sound');
let audio = null;

const ring = async () => {
  if (!window.AudioContext || remembered((kept) => kept.getItem(SOUND_OFF)) !== null) return;
  audio ??= new AudioContext();
  await Promise.race([audio.resume(), new Promise((done) => setTimeout(done, 500))]);
  if (audio.state !== 'running') {
    // Browsers let a page make sounds only after somebody has done something there.
    addEventListener('pointerdown', ring, { once: true });
    return;
  }
  for (const [after, pitch] of TONES) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const at = audio.currentTime + after;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.2, at);
    loudness.gain.linearRampToValueAtTime(0, at + 0.2);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.2);
  }
};

let rungHere = {};

const ringFor = (id) => {
  const now = Date.now();
  const rung = { ...remembered((kept) => JSON.parse(kept.getItem(RUNG) ?? '{}')), ...rungHere };
  if (now - (rung[id] ?? 0) < RINGS_AGAIN) return;
  rungHere = Object.fromEntries(Object.entries(rung).filter(([, at]) => now - at < RINGS_AGAIN));
  rungHere[id] = now;
  remembered((kept) => kept.setItem(RUNG, JSON.stringify(rungHere)));
  ring();
};

const isShown = (id) => location.pathname.endsWith('/' + id);

const addLink = (sign, id, reference) => {
  if (sign.querySelector(`[data-about="${id}"]`)) return;
  const link = document.createElement('a');
  link.className = 'govuk-link';
  link.href = '/desk/conversations/' + id;
  link.textContent = reference;
  const line = document.createElement('p');
  line.dataset.about = id;
  line.append(sign.dataset.words + ' ', link);
  sign.append(line);
};

const showDanger = (id, reference) => {
  if (!alarm || isShown(id)) return;
  addLink(alarm, id, reference);
  ringFor(id);
};

function hearOfDanger(event) {
  const about = JSON.parse(event.data);
  showDanger(about.id, about.reference);
}

// Whoever is busy with one conversation learns that another has become theirs.
function hearOfYours(event) {
  const about = JSON.parse(event.data);
  const yours = document.getElementById('yours');
  if (yours && !isShown(about.id)) addLink(yours, about.id, about.reference);
}

// The queue knows of all who wait, also of those that came while the stream was broken.
const lookForDanger = () => {
  if (!calmPart()) return;
  const rows = [...document.querySelectorAll('[data-danger]')];
  const ids = rows.map((row) => row.dataset.danger);
  for (const line of alarm?.querySelectorAll('[data-about]') ?? []) {
    if (!ids.includes(line.dataset.about)) line.remove();
  }
  rows.forEach((row) => showDanger(row.dataset.danger, row.dataset.reference));
};

document.addEventListener('htmx:afterSwap', lookForDanger);
lookForDanger();

if (sound) {
  sound.checked = remembered((kept) => kept.getItem(SOUND_OFF)) === null;
  sound.addEventListener('change', () => {
    remembered((kept) => sound.checked ? kept.removeItem(SOUND_OFF) : kept.setItem(SOUND_OFF, 'yes'));
    if (sound.checked) ring();
  });
  document.getElementById('sound-choice').hidden = false;
}
