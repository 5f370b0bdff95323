// The console works without any script; this makes what htmx refreshes safe and heard.

// htmx makes HTML from strings and has no Trusted Types policy of its own. It only ever gets pages of this server, in
// which whatever anybody wrote is escaped; a page that brings a script or a frame of its own is not one of ours.
if (window.trustedTypes) {
  trustedTypes.createPolicy('default', {
    createHTML: (html) => /<\s*(script|iframe|object|embed|base)\b/i.test(html) ? null : html,
  });
}

// People who do not see the page hear that there is something new, once, and not the whole list again.
document.addEventListener('htmx:beforeSwap', (event) => {
  const shown = event.detail.target.querySelector('[data-count]');
  event.detail.target.dataset.before = shown ? shown.dataset.count : '';
});

document.addEventListener('htmx:afterSwap', (event) => {
  const shown = event.detail.target.querySelector('[data-count]');
  const announce = document.getElementById('announce');
  if (shown && announce && shown.dataset.count !== event.detail.target.dataset.before) {
    announce.textContent = '';
    announce.textContent = shown.dataset.announce;
  }
});

// Signed out elsewhere or for too long: the page says so by showing the sign-in.
const signedOut = (status) => status === 401 || status === 403;

document.addEventListener('htmx:responseError', (event) => {
  if (signedOut(event.detail.xhr.status)) location.reload();
});

document.addEventListener('htmx:sseError', () => {
  fetch('/desk/live/here', { headers: { Accept: 'application/json' } })
    .then((answer) => { if (signedOut(answer.status)) location.reload(); })
    .catch(() => { /* the server is away; the stream tries again by itself */ });
});

// An approved text goes into the reply box by its button, or by its key; without a script the button asks for the page anew.
const reply = document.getElementById('reply-text');
const article = document.getElementById('reply-article');
let put = reply && article && article.value !== '' ? reply.value : null;

const intoReply = (words, ofArticle) => {
  const free = reply.value.trim() === '' || reply.value === put;
  reply.value = free ? words : reply.value.trimEnd() + '\n\n' + words;
  // The server sends an article's words as the article's only while they stand alone and unchanged.
  article.value = free ? ofArticle : '';
  put = free ? reply.value : null;
  reply.focus();
  reply.setSelectionRange(reply.value.length, reply.value.length);
  reply.dispatchEvent(new Event('input', { bubbles: true }));
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-text]');
  if (!button || !reply) return;
  event.preventDefault();
  intoReply(button.dataset.text, button.name === 'use' ? button.value : '');
});

// Single keys can be switched off (WCAG 2.1.4) and never count while somebody types or chooses.
const KEYS_OFF = 'guildhall.desk.keys-off';
const keys = document.getElementById('keys');

const remembered = (what) => {
  try { return what(localStorage); } catch { return null; /* a browser may keep nothing for anybody */ }
};

const showKeys = () => {
  const buttons = document.querySelectorAll('button[data-key]');
  document.getElementById('keys-choice').hidden = buttons.length === 0;
  for (const button of buttons) {
    button.querySelector('kbd').hidden = !keys.checked;
    if (keys.checked) button.setAttribute('aria-keyshortcuts', button.dataset.key);
    else button.removeAttribute('aria-keyshortcuts');
  }
};

if (keys) {
  keys.checked = remembered((kept) => kept.getItem(KEYS_OFF)) === null;
  keys.addEventListener('change', () => {
    remembered((kept) => keys.checked ? kept.removeItem(KEYS_OFF) : kept.setItem(KEYS_OFF, 'yes'));
    showKeys();
  });
  document.addEventListener('htmx:afterSwap', showKeys);
  showKeys();
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, audio, video');
  if (!keys?.checked || typing || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const button = /^[1-3]$/.test(event.key) ? document.querySelector(`button[data-key="${event.key}"]`) : null;
  if (button) {
    event.preventDefault();
    button.click();
  }
});
