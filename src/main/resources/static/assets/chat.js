/*
 * <guildhall-chat>: the chat, on our own page and on other people's. No dependencies.
 *
 *   <script defer src="https://help.example.gov.uk/chat.js"></script>
 *   <guildhall-chat privacy="https://www.example.gov.uk/privacy"></guildhall-chat>
 *
 * What a citizen wrote is shown by textContent only. Answers come as HTML the server has cleaned, and pass one named
 * Trusted Types policy; where a page forbids that policy they are shown as plain text.
 */
(() => {
  'use strict';

  const script = document.currentScript;
  const server = script && script.src ? new URL(script.src).origin : location.origin;

  const words = {
    intro: 'This is an automatic assistant. It answers from the council’s own help pages. You can ask for a person at any time.',
    privacy: 'Privacy notice',
    log: 'Conversation',
    label: 'Your question',
    hint: 'Press Enter to send, Shift and Enter for a new line.',
    send: 'Send',
    person: 'Talk to a person',
    empty: 'Write your question first.',
    choices: 'Choose one',
    source: 'From our page: ',
    file: 'File: ',
    tab: ' (opens in a new tab)',
    from: { citizen: 'You', assistant: 'Assistant', staff: 'A member of staff', system: 'Update' },
    sending: 'Sending…',
    waiting: 'Not sent yet. We will keep trying.',
    refused: 'Not sent. ',
    offline: 'We have lost the connection. We will keep trying.',
    online: 'Connected again.',
    typing: 'Someone is typing…',
    reference: (state) => 'Your reference is ' + state.reference + '.',
    queue: (state) => (state.place ? 'You are number ' + state.place + ' in the queue. ' : 'You are in the queue. '),
    staff: 'A member of staff is with you. ',
    closed: 'This conversation is closed. Write again if you need more help. ',
  };

  const style = `
    :host { --brand:#0b4a6f; --page:#fff; --panel:#f3f6f9; --text:#0b0c0c; --quiet:#484f53; --line:#b1b4b6; --link:#1a5a96; --bad:#b02a2a;
      --mine:#dcebf5; display:block; max-width:44rem; font:1.1875rem/1.4 arial,sans-serif; color:var(--text); overflow-wrap:anywhere; }
    @media (prefers-color-scheme:dark) { :host { --brand:#2b7fb0; --page:#15191c; --panel:#22292e; --text:#f3f2f1; --quiet:#c5ccd1; --line:#6b757c;
      --link:#8ec7f2; --bad:#ff8f85; --mine:#143a52; } }
    * { box-sizing:border-box; }
    p { margin:0 0 .75rem; }
    a { color:var(--link); text-underline-offset:.15em; }
    .log { margin:0 0 1rem; padding:.25rem; }
    .log:empty { display:none; }
    .said { max-width:92%; width:fit-content; margin:0 0 .75rem; padding:.7rem 1rem; border:1px solid var(--line); border-radius:.75rem .75rem .75rem .15rem; background:var(--panel); }
    .citizen { margin-left:auto; background:var(--mine); border-radius:.75rem .75rem .15rem .75rem; }
    .system { max-width:100%; }
    .who { font-weight:700; font-size:1rem; margin:0 0 .2rem; }
    .words { white-space:pre-wrap; unicode-bidi:plaintext; margin:0; }
    .words.html { white-space:normal; }
    .words > :first-child { margin-top:0; } .words > :last-child { margin-bottom:0; }
    .words ul,.words ol { padding-left:1.4em; } .words li { margin-bottom:.25em; }
    .words h3,.words h4 { font-size:1.1875rem; margin:1em 0 .4em; }
    .words table { display:block; overflow-x:auto; border-collapse:collapse; } .words td,.words th { padding:.3em .6em .3em 0; text-align:left; }
    .source,.fate { font-size:1rem; margin:.5rem 0 0; }
    .fate { color:var(--quiet); } .fate.bad { color:var(--bad); font-weight:700; }
    .words.html > * { unicode-bidi:plaintext; text-align:start; }
    .choices { display:flex; flex-wrap:wrap; gap:.5rem; margin-top:.75rem; }
    button { font:inherit; padding:.5rem .9rem; min-height:44px; border-radius:.25rem; border:2px solid var(--link); background:var(--page); color:var(--link); cursor:pointer; text-align:left; }
    button.send { background:#0f7a52; border-color:#0f7a52; color:#fff; font-weight:700; }
    button:hover { text-decoration:underline; }
    textarea { font:inherit; width:100%; min-height:4.5rem; padding:.4rem; border:2px solid var(--text); border-radius:0; background:var(--page); color:var(--text); resize:vertical; }
    a:focus-visible,button:focus-visible,textarea:focus-visible,.log:focus-visible { outline:3px solid #fd0; outline-offset:0; box-shadow:0 0 0 6px #0b0c0c; }
    label { display:block; font-weight:700; margin-bottom:.25rem; }
    .hint { color:var(--quiet); font-size:1rem; margin:.25rem 0 .5rem; }
    .row { display:flex; flex-wrap:wrap; gap:.75rem; align-items:center; }
    .state { border-left:6px solid var(--brand); padding:.25rem 0 .25rem .9rem; margin:0 0 1rem; } .state:empty { display:none; }
    .notice { color:var(--quiet); min-height:1.4em; margin:0 0 .5rem; }
    .error { color:var(--bad); font-weight:700; margin:0 0 .5rem; } .error:empty { display:none; }
    .hidden { position:absolute; width:1px; height:1px; margin:-1px; overflow:hidden; clip-path:inset(50%); white-space:nowrap; }
    @media (prefers-reduced-motion:no-preference) { .said.new { animation:in .2s ease-out; } @keyframes in { from { opacity:0; transform:translateY(.4rem); } } }
    @media (forced-colors:active) { button { border-color:ButtonText; } }
    @media print { form, .notice { display:none; } }`;

  /** Answers as HTML, if this page lets us; the server has cleaned it. */
  const html = (() => {
    if (!window.trustedTypes) return (clean) => clean;
    try {
      const policy = trustedTypes.createPolicy('guildhall', { createHTML: (clean) => clean });
      return (clean) => policy.createHTML(clean);
    } catch (forbidden) {
      return null;
    }
  })();

  /** What the browser remembers: a token after the first message, and what is not sent yet. */
  const memory = {
    fallback: {},
    get(key) {
      try { return JSON.parse(localStorage.getItem('guildhall.' + key)); } catch (unavailable) { return this.fallback[key] ?? null; }
    },
    set(key, value) {
      this.fallback[key] = value;
      try {
        if (value === null) localStorage.removeItem('guildhall.' + key);
        else localStorage.setItem('guildhall.' + key, JSON.stringify(value));
      } catch (unavailable) { /* private windows: remembered until the tab closes */ }
    },
  };

  const pause = (ms) => new Promise((done) => {
    const timer = setTimeout(done, ms);
    addEventListener('online', () => { clearTimeout(timer); done(); }, { once: true });
  });
  const backoff = (attempt) => Math.min(15000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);
  const uuid = () => (crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(''));
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'class') made.className = value; else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  /** Talks to the server: sends what is not sent, in order and once; hears everything after the last seq. */
  class Line {
    constructor(show) {
      this.show = show;
      this.seq = 0;
      this.unsent = memory.get('unsent') ?? [];
      this.sending = false;
      this.stopped = false;
      this.hearing = null;
    }

    start() {
      this.stopped = false;
      for (const saying of this.unsent) this.show.pending(saying);
      if (memory.get('token')) this.hear();
      this.empty();
    }

    stop() {
      this.stopped = true;
      this.hearing?.abort();
    }

    say(saying) {
      this.unsent.push(saying);
      this.keep();
      this.show.pending(saying);
      this.empty();
    }

    keep() { memory.set('unsent', this.unsent.length ? this.unsent : null); }

    /** Sends what waits, the oldest first. The id stays the same, so a lost answer does no harm. */
    async empty() {
      if (this.sending) return;
      this.sending = true;
      for (let attempt = 0; this.unsent.length && !this.stopped;) {
        const saying = this.unsent[0];
        const done = await this.send(saying).catch(() => false);
        if (done) {
          this.unsent.shift();
          this.keep();
          attempt = 0;
        } else {
          this.show.waiting(saying);
          await pause(backoff(attempt++));
        }
      }
      this.sending = false;
    }

    async send(saying) {
      const token = memory.get('token') ?? await this.begin();
      if (!token) return false;
      const { id, text, choice } = saying;
      const response = await this.call('/api/chat/messages', token, choice ? { id, choice } : { id, text });
      if (response.status === 401) {
        this.forget(token);
        return false;
      }
      if (response.status === 202) {
        this.show.taken(saying, (await response.json()).seq);
        return true;
      }
      if (response.status === 429 || response.status >= 500) return false;
      const problem = await response.json().catch(() => ({}));
      this.show.refused(saying, problem.detail ?? '');
      return true;
    }

    async begin() {
      const response = await this.call('/api/chat/sessions', null, null);
      if (response.status !== 201) return null;
      const { token } = await response.json();
      memory.set('token', token);
      this.hear();
      return token;
    }

    /** A token the server does not know any more: what was said under it is gone, so begin anew. */
    forget(token) {
      if (memory.get('token') !== token) return;
      memory.set('token', null);
      this.hearing?.abort();
      this.seq = 0;
      this.show.clear();
    }

    call(path, token, body) {
      const headers = token ? { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json' } : {};
      return fetch(server + path, {
        method: 'POST', headers, body: body && JSON.stringify(body),
        credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(20000),
      });
    }

    /** Listens until stopped, and goes on after the last seq whenever the connection breaks. */
    async hear() {
      if (this.hearing) return;
      for (let attempt = 0; !this.stopped && memory.get('token'); attempt++) {
        this.hearing = new AbortController();
        const began = Date.now();
        const status = await this.listen(memory.get('token'), this.hearing).catch(() => 0);
        if (status === 401) this.forget(memory.get('token'));
        if (this.stopped || !memory.get('token')) break;
        if (status === 200 && Date.now() - began > 5000) attempt = 0;
        if (attempt > 0) this.show.offline();
        await pause(backoff(attempt));
      }
      this.hearing = null;
    }

    async listen(token, control) {
      const headers = { Authorization: 'Bearer ' + token, Accept: 'text/event-stream' };
      if (this.seq) headers['Last-Event-ID'] = String(this.seq);
      const response = await fetch(server + '/api/chat/events', { headers, credentials: 'omit', cache: 'no-store', signal: control.signal });
      if (!response.ok) return response.status;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      let silence = null;
      try {
        for (;;) {
          // The server says something every 15 seconds, so a longer silence is a dead connection.
          clearTimeout(silence);
          silence = setTimeout(() => control.abort(), 40000);
          const { value, done } = await reader.read();
          if (done) return 200;
          const events = (rest + value).split(/\r?\n\r?\n/);
          rest = events.pop();
          for (const event of events) this.event(event);
        }
      } finally {
        clearTimeout(silence);
      }
    }

    event(lines) {
      let name = 'message';
      let data = '';
      for (const line of lines.split(/\r?\n/)) {
        const [, field, value] = /^(\w*):? ?(.*)$/.exec(line) ?? [];
        if (field === 'event') name = value;
        if (field === 'data') data += value;
      }
      if (!data) return;
      const event = JSON.parse(data);
      if (name === 'message') {
        if (event.seq <= this.seq) return;
        this.seq = event.seq;
        this.show.said(event);
      } else if (name === 'state') {
        this.show.state(event);
      } else if (name === 'typing') {
        this.show.typing();
      }
    }
  }

  class GuildhallChat extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) this.draw();
      this.line = new Line(this);
      this.line.start();
    }

    disconnectedCallback() {
      this.line.stop();
      this.clear();
    }

    draw() {
      // The plain form inside was for browsers that do not get this far.
      for (const child of [...this.children]) if (!child.slot) child.remove();
      const root = this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      const intro = element('slot', { name: 'intro' }, element('p', {}, words.intro));
      if (/^https?:/.test(this.getAttribute('privacy') ?? '')) {
        intro.append(element('p', {}, element('a', { href: this.getAttribute('privacy') }, words.privacy)));
      }
      this.log = element('div', { class: 'log', role: 'log', 'aria-label': words.log, 'aria-live': 'off', tabindex: '-1' });
      this.status = element('p', { class: 'state', role: 'status' });
      this.notice = element('p', { class: 'notice', role: 'status' });
      this.error = element('p', { class: 'error', role: 'alert', id: 'error' });
      this.box = element('textarea', { id: 'question', rows: '2', maxlength: '4000', dir: 'auto', 'aria-describedby': 'hint error', enterkeyhint: 'send' });
      const person = element('button', { type: 'button', class: 'person' }, words.person);
      const form = element('form', {},
        element('label', { for: 'question' }, words.label), this.error, this.box,
        element('p', { class: 'hint', id: 'hint' }, words.hint),
        element('div', { class: 'row' }, element('button', { class: 'send' }, words.send), person));
      form.addEventListener('submit', (event) => { event.preventDefault(); this.ask(); });
      this.box.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.ask(); }
      });
      person.addEventListener('click', () => this.say({ text: words.person }));
      root.append(intro, this.log, this.status, this.notice, form);
      this.pendings = new Map();
    }

    ask() {
      const text = this.box.value.trim();
      this.error.textContent = text ? '' : words.empty;
      this.box.toggleAttribute('aria-invalid', !text);
      if (text) {
        this.box.value = '';
        this.say({ text });
      }
      this.box.focus();
    }

    say(saying) {
      // Only what comes after a live message is read out; a replayed history would be read for minutes.
      this.log.setAttribute('aria-live', 'polite');
      this.line.say({ id: uuid(), ...saying });
    }

    /** What was typed or tapped here, until it comes back with its seq. */
    pending(saying) {
      this.withdraw();
      const fate = element('p', { class: 'fate' }, words.sending);
      const item = this.item('citizen', words.from.citizen, this.plain(saying.title ?? saying.text), fate);
      this.pendings.set(saying.id, { item, fate, words: saying.title ?? saying.text });
      this.append(item);
    }

    waiting(saying) {
      const pending = this.pendings.get(saying.id);
      if (pending) pending.fate.textContent = words.waiting;
    }

    taken(saying, seq) {
      const pending = this.pendings.get(saying.id);
      if (!pending) return;
      pending.fate.remove();
      if (seq <= this.line.seq) this.settle(saying.id);
      else pending.seq = seq;
    }

    refused(saying, detail) {
      const pending = this.pendings.get(saying.id);
      if (!pending) return;
      pending.fate.className = 'fate bad';
      pending.fate.textContent = words.refused + detail;
      this.pendings.delete(saying.id);
    }

    settle(id) {
      this.pendings.get(id)?.item.remove();
      this.pendings.delete(id);
    }

    said(event) {
      this.notice.textContent = '';
      if (event.from === 'citizen') {
        // Our own words come back: they take the place of what was shown while sending.
        for (const [id, pending] of this.pendings) {
          if (pending.seq === event.seq || (!pending.seq && pending.words === event.text)) { this.settle(id); break; }
        }
        this.withdraw();
      }
      const body = event.html && html ? this.rich(event.html) : this.plain(event.text);
      const item = this.item(event.from, event.name ?? words.from[event.from] ?? event.from, body);
      item.dataset.seq = event.seq;
      if (event.article) {
        item.append(element('p', { class: 'source' }, words.source,
          element('a', { href: event.article.url, dir: 'auto' }, event.article.title),
          event.article.review ? '. ' + event.article.review : ''));
      }
      if (event.file && /^https?:/.test(event.file.url)) {
        item.append(element('p', { class: 'source' }, words.file,
          element('a', { href: event.file.url, dir: 'auto', target: '_blank', rel: 'noopener' }, event.file.name + words.tab)));
      }
      if (event.choices.length) item.append(this.choices(event.choices));
      this.append(item);
    }

    item(from, who, ...parts) {
      return element('div', { class: 'said ' + from + (this.live() ? ' new' : '') }, element('p', { class: 'who' }, who), ...parts);
    }

    plain(text) { return element('p', { class: 'words', dir: 'auto' }, text); }

    rich(clean) {
      const body = element('div', { class: 'words html', dir: 'auto' });
      body.innerHTML = html(clean);
      return body;
    }

    choices(options) {
      const group = element('div', { class: 'choices', role: 'group', 'aria-label': words.choices });
      for (const option of options) {
        const button = element('button', { type: 'button', dir: 'auto' }, option.title);
        button.addEventListener('click', () => {
          this.log.focus({ preventScroll: true });
          this.say({ choice: option.id, title: option.title });
        });
        group.append(button);
      }
      return group;
    }

    /** An offer ends with the next thing the citizen says. */
    withdraw() {
      for (const group of this.log.querySelectorAll('.choices')) group.remove();
    }

    append(item) {
      // What is still being sent stays below what has happened.
      const first = [...this.pendings.values()].map((pending) => pending.item).find((sent) => sent.isConnected);
      if (first && first !== item && item.dataset.seq) this.log.insertBefore(item, first); else this.log.append(item);
      if (this.live()) item.scrollIntoView({ block: 'nearest' });
    }

    live() { return this.log.getAttribute('aria-live') === 'polite'; }

    state(state) {
      const text = (state.floor === 'queue' ? words.queue(state) : words[state.floor] ?? '')
        + (state.reference ? words.reference(state) : '');
      this.status.textContent = text.trim();
      this.notice.textContent = '';
      this.log.setAttribute('aria-live', 'polite');
      this.log.scrollTop = this.log.scrollHeight;
    }

    typing() {
      this.notice.textContent = words.typing;
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => { this.notice.textContent = ''; }, 6000);
    }

    offline() { this.notice.textContent = words.offline; }

    clear() {
      for (const item of [...this.log.children]) if (item.dataset.seq) item.remove();
      this.status.textContent = '';
      this.log.setAttribute('aria-live', 'off');
    }
  }

  if (!customElements.get('guildhall-chat')) customElements.define('guildhall-chat', GuildhallChat);
})();
