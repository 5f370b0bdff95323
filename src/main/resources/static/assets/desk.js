// The console works without any script; this makes what htmx refreshes safe and heard.

// The citizen writes: shown by the stream, and gone when nothing more is heard of it.
let typing = 0;
document.addEventListener('htmx:sseMessage', (event) => {
  if (event.target.id !== 'citizen-typing') return;
  clearTimeout(typing);
  typing = setTimeout(() => { event.target.textContent = ''; }, 6000);
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
  // One that brings a file asks for the page anew.
  if (!button || !reply || button.dataset.bringing) return;
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

// A slash in the empty reply box leads to the canned replies: a field with a list of those that have its words (ARIA's combobox).
const canned = document.getElementById('canned');

if (reply && canned) {
  const find = document.getElementById('canned-find');
  const list = document.getElementById('canned-found');
  const none = document.getElementById('canned-none');
  const all = [...canned.querySelectorAll('button[data-text]')];
  let found = [];
  let active = 0;

  const activate = (place) => {
    active = place;
    [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === place)));
    const option = list.children[place];
    if (option) {
      find.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      find.removeAttribute('aria-activedescendant');
    }
  };

  const option = (button, place) => {
    const title = document.createElement('bdi');
    title.className = 'gd-options__title';
    title.textContent = button.textContent;
    const words = document.createElement('bdi');
    words.textContent = button.dataset.beginning;
    const item = document.createElement('li');
    item.id = 'canned-option-' + place;
    item.setAttribute('role', 'option');
    item.append(title, words);
    item.addEventListener('click', () => use(button));
    return item;
  };

  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/);
    found = all.filter((button) => {
      const said = (button.textContent + ' ' + button.dataset.text).toLowerCase();
      return words.every((word) => said.includes(word));
    });
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    none.textContent = found.length === 0 ? none.dataset.none : '';
    find.setAttribute('aria-expanded', String(found.length > 0));
    activate(0);
  };

  const leave = () => {
    canned.open = false;
    find.value = '';
    filter();
    reply.focus();
  };

  const use = (button) => {
    if (button.dataset.bringing) {
      button.click();
      return;
    }
    leave();
    intoReply(button.dataset.text, '');
  };

  const moves = { ArrowDown: 1, ArrowUp: -1 };

  find.addEventListener('input', filter);
  find.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key in moves && found.length > 0) {
      activate((active + moves[event.key] + found.length) % found.length);
    } else if (event.key === 'Enter') {
      if (found[active]) use(found[active]);
    } else if (event.key === 'Escape') {
      leave();
    } else if (event.key === '/' && find.value === '') {
      // A second slash is one to be written.
      leave();
      reply.setRangeText('/', 0, 0, 'end');
    } else {
      return;
    }
    event.preventDefault();
  });

  reply.addEventListener('keydown', (event) => {
    if (event.key !== '/' || reply.value !== '' || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    canned.open = true;
    find.focus();
  });

  document.getElementById('canned-search').hidden = false;
  document.getElementById('canned-list').hidden = true;
  filter();
}
