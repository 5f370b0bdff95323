// <guildhall-chat>: the chat, on our own page and on other people's. No dependencies.
//
//   <script defer src="https://help.example.gov.uk/chat.js"></script>
//   <guildhall-chat privacy="https://www.example.gov.uk/privacy"></guildhall-chat>
//
// It makes nothing out of strings: no innerHTML, no style attribute, no inline anything. So a page needs no more than
// script-src and connect-src for our server, and Trusted Types find nothing to complain about. Nothing is stored before the
// first message. What is served is this file without its remarks, with words and settings of the server put in.
(() => {
  'use strict';

  const given = GUILDHALL_GIVEN;
  const script = document.currentScript;
  const server = script && script.src ? new URL(script.src).origin : location.origin;

  const VOICE_SECONDS = 120;
  const PHOTO_PIXELS = 2048;
  const PREVIEW_PIXELS = 320;
  const TYPING_EVERY = 4000;
  const STALE = 20000;
  const SILENCE = 40000;

  const style = `
    :host { all:initial!important; display:block!important; }
    :host([hidden]) { display:none!important; }
    .root { font:max(1.1875rem,18px)/1.4 var(--guildhall-font,arial,sans-serif); color:var(--text); background:var(--page); max-width:44rem; overflow-wrap:anywhere; }
    .root *,.root ::before { box-sizing:border-box; }
    [hidden] { display:none!important; }
    p { margin:0 0 .75rem; }
    a { color:var(--link); text-underline-offset:.15em; }
    .log { margin:0 0 1rem; padding:.25rem; }
    .log:empty { display:none; }
    .said { max-width:92%; width:fit-content; margin:0 0 .75rem; padding:.7rem 1rem; border:1px solid var(--line); border-radius:.75rem; border-end-start-radius:.15rem; background:var(--panel); }
    .citizen { margin-inline-start:auto; background:var(--mine); border-radius:.75rem; border-end-end-radius:.15rem; }
    .system { max-width:100%; }
    .who { font-weight:700; font-size:.85em; margin:0 0 .2rem; }
    .words { white-space:pre-wrap; unicode-bidi:plaintext; margin:0; }
    .words.html { white-space:normal; }
    .words > :first-child { margin-top:0; } .words > :last-child { margin-bottom:0; }
    .words ul,.words ol { padding-inline-start:1.4em; } .words li { margin-bottom:.25em; }
    .words h3,.words h4 { font-size:1em; margin:1em 0 .4em; }
    .words table { display:block; overflow-x:auto; border-collapse:collapse; } .words td,.words th { padding:.3em .6em .3em 0; text-align:start; }
    .words.html > * { unicode-bidi:plaintext; text-align:start; }
    .source,.fate,.note { font-size:.85em; margin:.5rem 0 0; }
    .fate { color:var(--quiet); } .fate:empty { display:none; } .fate.bad { color:var(--bad); font-weight:700; }
    canvas { display:block; max-width:100%; height:auto; margin:.25rem 0; border-radius:.25rem; }
    svg { display:block; width:min(100%,14rem); height:auto; background:#fff; margin:.5rem 0; forced-color-adjust:none; }
    button,summary { font:inherit; padding:.45rem .9rem; min-height:44px; border-radius:.25rem; border:2px solid var(--link); background:var(--page); color:var(--link); cursor:pointer; text-align:start; }
    summary { display:inline-block; border:0; padding-inline:0; text-decoration:underline; text-underline-offset:.15em; list-style-position:inside; }
    button.strong { background:var(--brand); border-color:var(--brand); color:var(--brand-text); font-weight:700; }
    button:hover { text-decoration:underline; }
    textarea { font:inherit; display:block; width:100%; min-height:4.5rem; padding:.4rem; border:2px solid var(--text); border-radius:0; background:var(--page); color:var(--text); resize:vertical; }
    .dropping textarea { border-style:dashed; outline:3px dashed var(--link); }
    a:focus-visible,button:focus-visible,summary:focus-visible,textarea:focus-visible,.log:focus-visible { outline:3px solid #fd0; outline-offset:0; box-shadow:0 0 0 6px #0b0c0c; }
    label { display:block; font-weight:700; margin-bottom:.25rem; }
    .hint { color:var(--quiet); font-size:.85em; margin:.25rem 0 .5rem; }
    .row,.choices { display:flex; flex-wrap:wrap; gap:.6rem; align-items:center; } .choices { margin-top:.75rem; }
    .top { justify-content:flex-end; margin-bottom:.75rem; }
    .panel { border:2px solid var(--text); padding:.75rem; margin:0 0 .75rem; }
    .state { border-inline-start:6px solid var(--brand); padding:.25rem 0; padding-inline-start:.9rem; margin:0 0 1rem; } .state:empty { display:none; }
    .notice { color:var(--quiet); min-height:1.4em; margin:0 0 .5rem; }
    .error { color:var(--bad); font-weight:700; margin:0 0 .5rem; } .error:empty { display:none; }
    .more > div { display:flex; flex-direction:column; align-items:flex-start; gap:.6rem; padding:.25rem 0 .75rem; }
    .floating { position:fixed; z-index:2147483000; inset-block-end:1rem; inset-inline-end:1rem; width:min(26rem,calc(100vw - 2rem)); background:none; pointer-events:none; }
    .floating > * { pointer-events:auto; }
    .floating .box { max-height:calc(100dvh - 5.5rem); overflow:auto; padding:1rem; margin-bottom:.75rem; border:2px solid var(--brand); border-radius:.5rem; background:var(--page); box-shadow:0 .25rem 1rem rgb(0 0 0/.35); }
    .launch { display:block; margin-inline-start:auto; box-shadow:0 .15rem .5rem rgb(0 0 0/.35); }
    /* The box stays at hand below a long conversation, where there is room for both; nothing that has the focus hides behind it (WCAG 2.4.11). */
    @media (min-width:40rem) and (min-height:40rem) {
      form { position:sticky; inset-block-end:0; z-index:1; padding-block:.5rem; background:var(--page); }
      .log * { scroll-margin-block-end:19rem; }
    }
    @media (prefers-reduced-motion:no-preference) { .said.new { animation:in .2s ease-out; } @keyframes in { from { opacity:0; transform:translateY(.4rem); } } }
    @media (forced-colors:active) { button,.said,.panel { border-color:ButtonText; } }
    @media print { form,.notice,.top,.more,.launch { display:none; } .floating { position:static; } }`;

  // Colours that a site may set as --guildhall-brand and so on, and what they are otherwise.
  const LIGHT = { brand: '#0b4a6f', 'brand-text': '#ffffff', page: '#ffffff', panel: '#f3f6f9', mine: '#dcebf5', text: '#0b0c0c', quiet: '#484f53', line: '#6b757c', link: '#1a5a96', bad: '#b02a2a' };
  const DARK = { brand: '#1f74a8', 'brand-text': '#ffffff', page: '#15191c', panel: '#22292e', mine: '#143a52', text: '#f3f2f1', quiet: '#c5ccd1', line: '#6b757c', link: '#8ec7f2', bad: '#ff8f85' };
  // What stands on what, and how much they must differ (WCAG 2.2, 1.4.3 and 1.4.11).
  const PAIRS = [['text', 'page', 4.5], ['text', 'panel', 4.5], ['text', 'mine', 4.5], ['quiet', 'page', 4.5], ['quiet', 'mine', 4.5],
    ['link', 'page', 4.5], ['link', 'panel', 4.5], ['link', 'mine', 4.5], ['bad', 'page', 4.5], ['bad', 'mine', 4.5], ['brand-text', 'brand', 4.5], ['brand', 'page', 3]];

  const paint = (colour) => {
    const brush = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    return brush.getImageData(0, 0, 1, 1).data;
  };
  const luminance = (colour) => [...paint(colour)].slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };

  // Takes the site's colours where they can be read; a pair that cannot falls back to ours, both of it.
  const theme = (wanted, ours) => {
    const own = {};
    for (const name of Object.keys(ours)) {
      const colour = wanted('--guildhall-' + name).trim();
      if (colour && CSS.supports('color', colour) && paint(colour)[3] === 255) own[name] = colour;
    }
    for (let failing = Object.keys(own).length > 0; failing;) {
      failing = false;
      for (const [one, other, least] of PAIRS) {
        if ((own[one] || own[other]) && contrast(own[one] ?? ours[one], own[other] ?? ours[other]) < least) {
          delete own[one];
          delete own[other];
          failing = true;
        }
      }
    }
    return { ...ours, ...own };
  };

  // What the browser remembers after the first message: a token, and what is not sent yet. Nothing when no trace is wanted.
  const memory = {
    here: {},
    traceless: false,
    get(key) {
      if (this.traceless) return this.here[key] ?? null;
      try { return JSON.parse(localStorage.getItem('guildhall.' + key)); } catch (unavailable) { return this.here[key] ?? null; }
    },
    set(key, value) {
      this.here[key] = value;
      if (this.traceless) return;
      try {
        if (value === null) localStorage.removeItem('guildhall.' + key);
        else localStorage.setItem('guildhall.' + key, JSON.stringify(value));
      } catch (unavailable) { /* private windows: remembered until the tab closes */ }
    },
    forget() {
      try {
        for (const key of ['token', 'unsent']) localStorage.removeItem('guildhall.' + key);
        indexedDB.deleteDatabase('guildhall');
      } catch (unavailable) { /* then there was nothing */ }
    },
  };

  // Files that wait to be sent, which have no room among the words.
  const shelf = {
    here: new Map(),
    async work(mode, deed) {
      if (memory.traceless) return undefined;
      try {
        const done = (request) => new Promise((well, badly) => {
          request.onsuccess = () => well(request.result);
          request.onerror = badly;
        });
        const opening = indexedDB.open('guildhall', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('files');
        const base = await done(opening);
        try {
          return await done(deed(base.transaction('files', mode).objectStore('files')));
        } finally {
          base.close();
        }
      } catch (unavailable) {
        return undefined;
      }
    },
    put(id, file) {
      this.here.set(id, file);
      return this.work('readwrite', (files) => files.put(file, id));
    },
    async get(id) { return this.here.get(id) ?? this.work('readonly', (files) => files.get(id)); },
    drop(id) {
      this.here.delete(id);
      return this.work('readwrite', (files) => files.delete(id));
    },
  };

  // Ends early when the network or the person is back.
  const pause = (ms) => new Promise((done) => {
    const wakes = new AbortController();
    const end = () => { clearTimeout(timer); wakes.abort(); done(); };
    const timer = setTimeout(end, ms);
    addEventListener('online', end, { signal: wakes.signal });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) end(); }, { signal: wakes.signal });
  });
  const backoff = (attempt) => Math.min(30000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);
  const uuid = () => (crypto.randomUUID ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(''));
  const later = (response) => 1000 * (Number(response.headers.get('Retry-After')) || 0);

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'class') made.className = value; else made.setAttribute(key, value);
    }
    // The chat's own element has an append of its own.
    if (children.length) made.append(...children);
    return made;
  };
  const button = (words, deed, attributes = {}) => {
    const made = element('button', { type: 'button', ...attributes }, words);
    if (deed) made.addEventListener('click', deed);
    return made;
  };
  const canvas = (bitmap, most) => {
    const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
    const made = Object.assign(document.createElement('canvas'), { width: Math.round(bitmap.width * scale) || 1, height: Math.round(bitmap.height * scale) || 1 });
    const brush = made.getContext('2d');
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, made.width, made.height);
    brush.drawImage(bitmap, 0, 0, made.width, made.height);
    return made;
  };

  // Answers come as HTML that the server has cleaned. It is built here piece by piece, from a list of elements.
  const ELEMENTS = /^(p|br|strong|em|ul|ol|li|a|h[2-4]|blockquote|code|pre|hr|table|thead|tbody|tr|th|td)$/;
  const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
  const decoded = (text) => text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|nbsp));/gi,
    (all, number, hex, name) => (name ? NAMED[name.toLowerCase()] : String.fromCodePoint(number ? Number(number) : parseInt(hex, 16))));
  const built = (clean, body) => {
    const open = [body];
    for (const [, end, name, attributes, text] of clean.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g)) {
      const here = open[open.length - 1];
      if (text) {
        here.append(decoded(text));
      } else if (end) {
        if (open.length > 1 && here.localName === name) open.pop();
      } else if (ELEMENTS.test(name)) {
        const made = element(name);
        const href = decoded(/\shref="([^"]*)"/.exec(attributes)?.[1] ?? '');
        const first = /\sstart="(\d{1,4})"/.exec(attributes);
        if (name === 'a' && /^(https?:|mailto:|tel:|\/)/i.test(href)) {
          made.href = href.startsWith('/') ? server + href : href;
          made.rel = 'nofollow noopener';
        }
        if (name === 'ol' && first) made.start = Number(first[1]);
        here.append(made);
        if (!/^[bh]r$/.test(name)) open.push(made);
      }
    }
    return body;
  };

  // Talks to the server: sends what is not sent, in order and once; hears everything after the last seq.
  class Line {
    constructor(show) {
      this.show = show;
      this.seq = 0;
      this.retry = 1000;
      this.heard = 0;
      this.unsent = memory.get('unsent') ?? [];
      this.sending = false;
      this.stopped = true;
      this.hearing = null;
    }

    start() {
      this.stopped = false;
      for (const saying of this.unsent) this.show.pending(saying);
      if (memory.get('token')) this.hear();
      this.empty();
      this.awake = new AbortController();
      // A machine that slept, or another network: the line looks open and is not.
      const wake = () => { if (!document.hidden && Date.now() - this.heard > STALE) this.hearing?.abort(); };
      addEventListener('online', wake, { signal: this.awake.signal });
      addEventListener('pageshow', wake, { signal: this.awake.signal });
      document.addEventListener('visibilitychange', wake, { signal: this.awake.signal });
    }

    stop() {
      this.stopped = true;
      this.awake?.abort();
      this.hearing?.abort();
    }

    say(saying) {
      this.unsent.push(saying);
      this.keep();
      this.show.pending(saying);
      this.empty();
    }

    keep() { memory.set('unsent', this.unsent.length ? this.unsent : null); }

    // Sends what waits, the oldest first. The id stays the same, so a lost answer does no harm.
    async empty() {
      if (this.sending) return;
      this.sending = true;
      for (let attempt = 0; this.unsent.length && !this.stopped;) {
        const saying = this.unsent[0];
        const wait = await this.send(saying).catch(() => 0);
        if (wait === null) {
          this.unsent.shift();
          this.keep();
          if (saying.file) shelf.drop(saying.id);
          attempt = 0;
        } else {
          this.show.waiting(saying);
          await pause(Math.max(wait, backoff(attempt++)));
        }
      }
      this.sending = false;
    }

    // Null when there is nothing more to do for it, else how long to wait at least.
    async send(saying) {
      const token = memory.get('token') ?? await this.begin();
      if (typeof token !== 'string') return token;
      const { id, text, choice, place, file } = saying;
      let response;
      if (file) {
        const bytes = await shelf.get(id);
        if (!bytes) {
          this.show.refused(saying, '');
          return null;
        }
        const form = new FormData();
        form.append('id', id);
        form.append('kind', file.kind);
        form.append('file', bytes, file.name);
        response = await this.call('/api/chat/files', token, form, 120000);
      } else {
        response = await this.call('/api/chat/messages', token, choice ? { id, choice } : place ? { id, place } : { id, text });
      }
      if (response.status === 202) {
        this.show.taken(saying, (await response.json()).seq);
        return null;
      }
      if (response.status === 401) {
        this.forget(token);
        return 0;
      }
      if (response.status === 429 || response.status >= 500 || response.status === 408) return later(response);
      const problem = await response.json().catch(() => ({}));
      this.show.refused(saying, problem.detail ?? '');
      return null;
    }

    // A token, or how long to wait at least.
    async begin() {
      const response = await this.call('/api/chat/sessions', null, memory.traceless ? { fleeting: true } : {});
      if (response.status !== 201) return later(response);
      const { token } = await response.json();
      memory.set('token', token);
      this.hear();
      return token;
    }

    // A token the server does not know any more: what was said under it is gone, so begin anew.
    forget(token) {
      if (memory.get('token') !== token) return;
      memory.set('token', null);
      this.hearing?.abort();
      this.seq = 0;
      this.show.clear();
    }

    call(path, token, body, patience = 20000) {
      const headers = token ? { Authorization: 'Bearer ' + token } : {};
      if (!(body instanceof FormData)) {
        headers['Content-Type'] = 'application/json';
        body = JSON.stringify(body);
      }
      return fetch(server + path, { method: 'POST', headers, body, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(patience) });
    }

    get(path) {
      return fetch(server + path, { headers: { Authorization: 'Bearer ' + memory.get('token') }, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(20000) });
    }

    // Ends the token, also from a page that is just going away.
    end() {
      const token = memory.get('token');
      memory.set('token', null);
      if (token) fetch(server + '/api/chat/sessions/end', { method: 'POST', headers: { Authorization: 'Bearer ' + token }, credentials: 'omit', keepalive: true }).catch(() => {});
    }

    // Listens until stopped, and goes on after the last seq whenever the connection breaks.
    async hear() {
      if (this.hearing) return;
      for (let attempt = 0; !this.stopped && memory.get('token');) {
        this.hearing = new AbortController();
        const began = Date.now();
        const { status, wait } = await this.listen(memory.get('token'), this.hearing).catch(() => ({ status: 0, wait: 0 }));
        if (status === 401) this.forget(memory.get('token'));
        if (this.stopped || !memory.get('token')) break;
        attempt = Date.now() - began > 5000 ? 0 : attempt + 1;
        if (attempt > 1 || !navigator.onLine) this.show.offline();
        await pause(Math.max(wait, status === 200 ? this.retry : backoff(attempt)));
      }
      this.hearing = null;
    }

    async listen(token, control) {
      const headers = { Authorization: 'Bearer ' + token, Accept: 'text/event-stream' };
      if (this.seq) headers['Last-Event-ID'] = String(this.seq);
      // The server says something every 15 seconds, so a longer silence is a dead connection.
      let silence = setTimeout(() => control.abort(), SILENCE);
      try {
        const response = await fetch(server + '/api/chat/events', { headers, credentials: 'omit', cache: 'no-store', signal: control.signal });
        if (!response.ok) return { status: response.status, wait: later(response) };
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        this.show.online();
        for (let rest = ''; ;) {
          const { value, done } = await reader.read();
          if (done) return { status: 200, wait: 0 };
          this.heard = Date.now();
          clearTimeout(silence);
          silence = setTimeout(() => control.abort(), SILENCE);
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
        if (field === 'retry') this.retry = Number(value) || this.retry;
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
      this.colours();
      this.ends = new AbortController();
      const { signal } = this.ends;
      matchMedia('(prefers-color-scheme:dark)').addEventListener('change', () => this.colours(), { signal });
      addEventListener('pagehide', () => this.hide(), { signal });
      addEventListener('keyup', (event) => this.shifted(event), { signal });
      this.line = new Line(this);
      if (!this.hasAttribute('launcher')) this.line.start();
    }

    disconnectedCallback() {
      this.ends.abort();
      this.line.stop();
      for (const id of [...this.pendings.keys()]) this.settle(id);
      this.clear();
    }

    // What it says, in the language of the page around it.
    say(key, gaps = {}) {
      return (this.words[key] ?? '').replace(/\{(\w+)\}/g, (all, gap) => gaps[gap] ?? all);
    }

    draw() {
      // The plain form inside was for browsers that do not get this far.
      for (const child of [...this.children]) if (!child.slot) child.remove();
      const tongue = (this.closest('[lang]')?.lang ?? '').slice(0, 2).toLowerCase();
      const language = given.words[tongue] ? tongue : 'en';
      this.words = given.words[language];
      const shadow = this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      this.palette = new CSSStyleSheet();
      shadow.adoptedStyleSheets = [sheet, this.palette];

      const intro = element('slot', { name: 'intro' }, element('p', {}, this.say('intro')), element('p', {}, this.say('secret')));
      if (/^https?:/.test(this.getAttribute('privacy') ?? '')) {
        intro.append(element('p', {}, element('a', { href: this.getAttribute('privacy') }, this.say('privacy'))));
      }
      this.log = element('div', { class: 'log', role: 'log', 'aria-label': this.say('log'), 'aria-live': 'off', 'aria-relevant': 'additions', tabindex: '-1' });
      this.status = element('p', { class: 'state', role: 'status' });
      this.notice = element('p', { class: 'notice', role: 'status' });
      this.error = element('p', { class: 'error', role: 'alert', id: 'error' });
      this.panel = element('div', { class: 'panel', role: 'group', hidden: '' });
      this.box = element('textarea', { id: 'question', rows: '2', maxlength: '4000', dir: 'auto', 'aria-describedby': 'hint error', enterkeyhint: 'send' });
      const top = element('div', { class: 'row top' }, button(this.say('exit'), () => this.exit(), { class: 'exit', title: this.say('exit.hint') }));
      const box = this.area = element('div', { class: 'box' }, top, intro, this.log, this.status, this.notice, this.form(), this.extras());
      this.root = element('div', { class: 'root', lang: language, dir: this.closest('[dir]')?.dir || 'ltr' }, box);
      shadow.append(this.root);
      if (this.hasAttribute('launcher')) this.launcher(box);
      this.dropping(box);
      this.pendings = new Map();
      this.floor = 'assistant';
    }

    form() {
      const tools = element('div', { class: 'row' }, element('button', { class: 'strong send' }, this.say('send')),
        button(this.say('person'), () => this.speak({ text: given.words.en.person }), { class: 'person' }));
      this.picker = element('input', { type: 'file', hidden: '', tabindex: '-1', accept: 'image/*,audio/*,application/pdf,.doc,.docx,.odt' });
      this.picker.addEventListener('change', () => { this.take([...this.picker.files]); this.picker.value = ''; });
      tools.append(button(this.say('attach'), () => this.picker.click(), { class: 'attach' }));
      if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder) tools.append(button(this.say('voice.record'), (event) => this.record(event.target), { class: 'voice' }));
      if (navigator.geolocation) tools.append(button(this.say('place.share'), (event) => this.locate(event.target), { class: 'place' }));
      const form = element('form', { novalidate: '' },
        element('label', { for: 'question' }, this.say('label')), this.error, this.box,
        element('p', { class: 'hint', id: 'hint' }, this.say('hint')), this.panel, tools, this.picker);
      form.addEventListener('submit', (event) => { event.preventDefault(); this.ask(); });
      this.box.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.ask(); }
      });
      this.box.addEventListener('input', () => this.writes());
      return form;
    }

    // Keeping, taking along, leaving no trace.
    extras() {
      this.moves = element('div');
      const trace = button(this.say('trace.on'), () => this.traceless(trace), { class: 'trace', 'aria-describedby': 'trace' });
      this.saves = [['text', 'txt', 'save.text'], ['html', 'html', 'save.page']].map(([format, ending, words]) => button(this.say(words), () => this.save(format, ending), { class: 'save', hidden: '' }));
      return element('details', { class: 'more' }, element('summary', {}, this.say('more')),
        element('div', {}, ...this.saves, this.moves, trace, element('p', { class: 'hint', id: 'trace' }, this.say('trace.hint'))));
    }

    // A button in the corner of the page that opens the chat.
    launcher(box) {
      this.root.classList.add('floating');
      box.hidden = true;
      this.root.setAttribute('role', 'region');
      this.root.setAttribute('aria-label', this.say('title'));
      const open = button(this.say('open'), () => show(box.hidden), { class: 'strong launch', 'aria-expanded': 'false' });
      const show = (shown) => {
        box.hidden = !shown;
        open.setAttribute('aria-expanded', String(shown));
        open.textContent = this.say(shown ? 'close' : 'open');
        if (shown && this.line.stopped) this.line.start();
        (shown ? this.box : open).focus();
      };
      box.addEventListener('keydown', (event) => { if (event.key === 'Escape') show(false); });
      this.root.append(open);
    }

    colours() {
      const wanted = this.getAttribute('theme');
      const dark = wanted ? wanted === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
      const own = getComputedStyle(this);
      const colours = theme((name) => own.getPropertyValue(name), dark ? DARK : LIGHT);
      this.palette.replaceSync('.root{color-scheme:' + (dark ? 'dark' : 'light') + ';'
        + Object.entries(colours).map(([name, colour]) => '--' + name + ':' + colour).join(';') + '}');
    }

    ask() {
      const text = this.box.value.trim();
      this.wrong(text ? '' : this.say('empty'));
      if (text) {
        this.box.value = '';
        this.speak({ text });
      }
      this.box.focus();
    }

    wrong(words) {
      this.error.textContent = words;
      if (words) this.box.setAttribute('aria-invalid', 'true'); else this.box.removeAttribute('aria-invalid');
    }

    speak(saying) {
      // Only what comes after a live message is read out; a replayed history would be read for minutes.
      this.log.setAttribute('aria-live', 'polite');
      this.line.say({ id: uuid(), ...saying });
    }

    // Staff who wait for an answer see that one is being written.
    writes() {
      const token = memory.get('token');
      if (!token || !/queue|staff/.test(this.floor) || Date.now() - (this.wrote ?? 0) < TYPING_EVERY) return;
      this.wrote = Date.now();
      this.line.call('/api/chat/typing', token, {}).catch(() => {});
    }

    dropping(box) {
      const over = (on) => box.classList.toggle('dropping', on);
      const brings = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
      box.addEventListener('dragover', (event) => { if (brings(event)) { event.preventDefault(); over(true); } });
      box.addEventListener('dragleave', () => over(false));
      box.addEventListener('drop', (event) => {
        if (!brings(event)) return;
        event.preventDefault();
        over(false);
        this.take([...event.dataTransfer.files]);
      });
      this.box.addEventListener('paste', (event) => {
        if (!event.clipboardData?.files.length) return;
        event.preventDefault();
        this.take([...event.clipboardData.files]);
      });
    }

    async take(files) {
      for (const file of files) await this.bring(file, file.name, /^image\//.test(file.type) ? 'photo' : 'file');
      this.box.focus();
    }

    // Photos are made smaller first, which also leaves behind where they were taken.
    async bring(file, name, kind) {
      let bytes = file;
      let preview = null;
      if (kind === 'photo' && file.type !== 'image/gif') {
        try {
          const bitmap = await createImageBitmap(file);
          preview = canvas(bitmap, PREVIEW_PIXELS);
          bytes = await new Promise((done) => { canvas(bitmap, PHOTO_PIXELS).toBlob(done, 'image/jpeg', 0.85); }) ?? file;
          if (bytes !== file) name = name.replace(/\.\w+$/, '') + '.jpg';
        } catch (undecodable) { /* goes as it is */ }
      }
      if (bytes.size > given.most) {
        this.wrong(this.say('file.large', { most: Math.floor(given.most / 1048576) }));
        return;
      }
      this.wrong('');
      const id = uuid();
      await shelf.put(id, bytes);
      if (preview) {
        preview.setAttribute('role', 'img');
        preview.setAttribute('aria-label', this.say('file.photo'));
        (this.previews ??= new Map()).set(id, preview);
      }
      this.speak({ id, file: { kind, name } });
    }

    // A question in the form, with the focus on it, that goes away when it is answered.
    question(words, from, ...buttons) {
      const close = () => {
        this.panel.hidden = true;
        this.panel.replaceChildren();
        from.focus();
      };
      const text = element('p', { id: 'panel' }, words);
      const cancel = button(this.say('cancel'), close, { class: 'cancel' });
      this.panel.setAttribute('aria-labelledby', 'panel');
      this.panel.replaceChildren(text, element('div', { class: 'row' }, ...buttons, cancel));
      this.panel.hidden = false;
      buttons[0].focus();
      return { text, cancel, close };
    }

    locate(from) {
      if (!this.panel.hidden) return;
      const yes = button(this.say('yes'), () => {
        asked.close();
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => this.speak({ place: { latitude: coords.latitude, longitude: coords.longitude } }),
          () => { this.notice.textContent = this.say('place.none'); },
          { enableHighAccuracy: true, timeout: 20000 });
      }, { class: 'strong' });
      const asked = this.question(this.say('place.question'), from, yes);
    }

    async record(from) {
      if (!this.panel.hidden) return;
      let recorder;
      try {
        recorder = new MediaRecorder(await navigator.mediaDevices.getUserMedia({ audio: true }), { audioBitsPerSecond: 32000 });
      } catch (refused) {
        this.notice.textContent = this.say('voice.none');
        return;
      }
      const pieces = [];
      let left = VOICE_SECONDS;
      let send = true;
      const stop = button(this.say('voice.stop'), () => recorder.stop(), { class: 'strong' });
      const words = () => this.say('voice.recording', { seconds: left });
      const asked = this.question(words(), from, stop);
      asked.cancel.addEventListener('click', () => { send = false; recorder.stop(); });
      const clock = setInterval(() => { asked.text.textContent = words(); if (--left < 0) recorder.stop(); }, 1000);
      recorder.addEventListener('dataavailable', (event) => pieces.push(event.data));
      recorder.addEventListener('stop', () => {
        clearInterval(clock);
        for (const track of recorder.stream.getTracks()) track.stop();
        if (!send) return;
        asked.close();
        const type = recorder.mimeType.split(';')[0];
        this.bring(new Blob(pieces, { type }), 'voice.' + (type.split('/')[1] || 'webm'), 'voice');
      });
      recorder.start();
    }

    async save(format, ending) {
      const response = await this.line.get('/api/chat/transcript?format=' + format + '&lang=' + this.root.lang).catch(() => null);
      if (!response?.ok) {
        this.offline();
        return;
      }
      const link = element('a', { download: 'chat.' + ending });
      link.href = URL.createObjectURL(await response.blob());
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }

    // From now on nothing is kept here, and what was is gone; the token goes with the tab.
    traceless(from) {
      memory.here.token = memory.get('token');
      memory.here.unsent = this.line.unsent;
      memory.traceless = true;
      memory.forget();
      if (memory.here.token) this.line.call('/api/chat/sessions/fleeting', memory.here.token, {}).catch(() => {});
      from.hidden = true;
      this.notice.textContent = this.say('trace.on.done');
      this.box.focus();
    }

    hide() {
      if (!memory.traceless) return;
      this.line.end();
      this.line.hearing?.abort();
      this.line.seq = 0;
      this.log.replaceChildren();
    }

    // Away at once, and the way back does not lead here.
    exit() {
      document.documentElement.style.visibility = 'hidden';
      const own = this.getAttribute('exit') ?? '';
      const away = /^https:/.test(own) ? own : given.exit;
      this.line.end();
      memory.forget();
      try { top.location.replace(away); } catch (framed) { location.replace(away); }
    }

    shifted(event) {
      const now = Date.now();
      this.shifts = event.key === 'Shift' && now - (this.shiftAt ?? 0) < 1500 ? this.shifts + 1 : event.key === 'Shift' ? 1 : 0;
      this.shiftAt = now;
      if (this.shifts >= 3 && !this.area.hidden) this.exit();
    }

    // What was typed or tapped here, until it comes back with its seq.
    pending(saying) {
      this.withdraw();
      const fate = element('p', { class: 'fate' }, this.say('sending'));
      const words = saying.title ?? saying.text ?? '';
      const parts = words ? [this.plain(words)] : [];
      if (saying.file) parts.push(...this.file(saying.file, this.previews?.get(saying.id)));
      if (saying.place) parts.push(this.place(saying.place));
      const item = this.item('citizen', this.say('from.citizen'), ...parts, fate);
      this.pendings.set(saying.id, { item, fate, words });
      this.hang(item);
      this.fates();
    }

    waiting(saying) {
      const pending = this.pendings.get(saying.id);
      if (pending) pending.fate.textContent = this.say('waiting');
    }

    taken(saying, seq) {
      const pending = this.pendings.get(saying.id);
      if (!pending) return;
      pending.fate.textContent = this.say('sent');
      pending.seq = seq;
      if (seq > this.line.seq) return;
      // It has come back before the answer did.
      const preview = this.previews?.get(saying.id);
      this.settle(saying.id);
      if (preview) this.log.querySelector('[data-seq="' + seq + '"] .note')?.before(preview);
      this.fates();
    }

    refused(saying, detail) {
      const pending = this.pendings.get(saying.id);
      if (!pending) return;
      pending.fate.className = 'fate bad';
      pending.fate.textContent = this.notice.textContent = this.say('refused') + ' ' + detail;
      this.pendings.delete(saying.id);
    }

    settle(id) {
      this.pendings.get(id)?.item.remove();
      this.pendings.delete(id);
    }

    said(event) {
      this.notice.textContent = '';
      let preview;
      if (event.from === 'citizen') {
        // Our own words come back: they take the place of what was shown while sending.
        for (const [id, pending] of this.pendings) {
          if (pending.seq === event.seq || (!pending.seq && pending.words && pending.words === event.text)) {
            preview = this.previews?.get(id);
            this.settle(id);
            break;
          }
        }
        this.withdraw();
      }
      const parts = [];
      if (event.html) parts.push(built(event.html, element('div', { class: 'words html', dir: 'auto' })));
      else if (event.text) parts.push(this.plain(event.text));
      if (event.file) parts.push(...this.file(event.file, preview));
      if (event.place) parts.push(this.place(event.place));
      const item = this.item(event.from, event.name ?? this.say('from.' + event.from), ...parts);
      item.dataset.seq = event.seq;
      if (event.article) {
        item.append(element('p', { class: 'source' }, this.say('source') + ' ',
          element('a', { href: event.article.url, dir: 'auto' }, event.article.title),
          event.article.review ? '. ' + event.article.review : ''));
      }
      if (event.from === 'citizen') item.append(element('p', { class: 'fate' }));
      if (event.choices.length) item.append(this.choices(event.choices));
      if (event.asksForPlace && navigator.geolocation) {
        item.append(element('div', { class: 'choices' }, button(this.say('place.share'), (tapped) => this.locate(tapped.target))));
      }
      this.hang(item);
      for (const save of this.saves) save.hidden = false;
      this.fates();
    }

    item(from, who, ...parts) {
      return element('div', { class: 'said ' + from + (this.live() ? ' new' : '') }, element('p', { class: 'who' }, who), ...parts);
    }

    plain(text) { return element('p', { class: 'words', dir: 'auto' }, text); }

    file({ kind, name, url }, preview) {
      const what = this.say(/photo|voice/.test(kind) ? 'file.' + kind : 'file.file');
      const words = element('p', { class: 'note', dir: 'auto' }, name ? what + ': ' + name : what);
      if (/^https?:/.test(url ?? '')) words.replaceChildren(element('a', { href: url, rel: 'noopener' }, name ?? what));
      return preview ? [preview, words] : [words];
    }

    place({ latitude, longitude, map }) {
      const note = element('p', { class: 'note' }, this.say('place') + ' ', element('bdi', {}, latitude.toFixed(5) + ', ' + longitude.toFixed(5)));
      if (map) note.append(' ', element('a', { href: map, rel: 'noreferrer noopener' }, this.say('place.map')));
      return note;
    }

    choices(options) {
      const group = element('div', { class: 'choices', role: 'group', 'aria-label': this.say('choices') });
      for (const option of options) {
        group.append(button(option.title, () => {
          this.log.focus({ preventScroll: true });
          this.speak({ choice: option.id, title: option.title });
        }, { dir: 'auto' }));
      }
      return group;
    }

    // An offer ends with the next thing the citizen says.
    withdraw() {
      for (const group of this.log.querySelectorAll('.choices')) group.remove();
    }

    hang(item) {
      // What is still being sent stays below what has happened.
      const first = [...this.pendings.values()].map((pending) => pending.item).find((sent) => sent.isConnected);
      if (first && first !== item && item.dataset.seq) this.log.insertBefore(item, first); else this.log.append(item);
      if (this.live()) item.scrollIntoView({ block: 'nearest' });
    }

    live() { return this.log.getAttribute('aria-live') === 'polite'; }

    // The last thing they said shows whether it was sent or read.
    fates() {
      const mine = [...this.log.querySelectorAll('.citizen[data-seq]')];
      mine.forEach((item, at) => {
        const seq = Number(item.dataset.seq);
        item.querySelector('.fate').textContent = at < mine.length - 1 || this.pendings.size ? '' : this.say(seq <= (this.read ?? 0) ? 'read' : 'sent');
      });
    }

    state(state) {
      this.floor = state.floor;
      this.read = state.read;
      const words = { queue: this.say(state.place ? 'queue.place' : 'queue', state), staff: this.say('staff'), closed: this.say('closed') };
      const parts = [words[state.floor], state.floor !== 'queue' ? '' : state.wait ? this.say('queue.wait', state.wait) : state.waiting, state.reference ? this.say('reference', state) : ''];
      this.status.textContent = parts.filter(Boolean).join(' ');
      this.log.setAttribute('aria-live', 'polite');
      this.log.scrollTop = this.log.scrollHeight;
      const ways = state.continueOn ?? [];
      if (String(ways) !== this.ways) {
        this.ways = String(ways);
        this.moves.replaceChildren(...ways.map((to) => button(this.say('move', { messenger: this.say('messenger.' + to) || to }), () => this.move(to), { class: 'move' })));
      }
      this.fates();
    }

    // A link and the same as a picture, with a code that is good once.
    async move(to) {
      const response = await this.line.call('/api/chat/moves', memory.get('token'), { to }).catch(() => null);
      if (response?.status !== 201) {
        this.notice.textContent = response ? (await response.json().catch(() => ({}))).detail ?? '' : this.say('offline');
        return;
      }
      const { link, qr } = await response.json();
      const drawn = (name, attributes) => {
        const made = document.createElementNS('http://www.w3.org/2000/svg', name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        return made;
      };
      const code = drawn('svg', { viewBox: '0 0 ' + qr.size + ' ' + qr.size, role: 'img', 'aria-label': this.say('move', { messenger: this.say('messenger.' + to) || to }), 'shape-rendering': 'crispEdges' });
      code.append(drawn('path', { d: qr.path, fill: '#000' }));
      const way = element('a', { href: link, rel: 'noreferrer noopener', target: '_blank', class: 'way' }, this.say('move', { messenger: this.say('messenger.' + to) || to }));
      this.moves.replaceChildren(element('p', { id: 'way' }, this.say('move.how')), way, code);
      way.setAttribute('aria-describedby', 'way');
      way.focus();
    }

    typing() {
      this.notice.textContent = this.say('typing');
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => { this.notice.textContent = ''; }, 6000);
    }

    offline() {
      this.away = true;
      this.notice.textContent = this.say('offline');
    }

    online() {
      if (this.away) this.notice.textContent = this.say('online');
      this.away = false;
    }

    clear() {
      for (const item of [...this.log.children]) if (item.dataset.seq) item.remove();
      this.status.textContent = '';
      this.log.setAttribute('aria-live', 'off');
    }
  }

  if (customElements.get('guildhall-chat')) return;
  customElements.define('guildhall-chat', GuildhallChat);
  if (script && 'launcher' in script.dataset) {
    const chat = element('guildhall-chat', { launcher: '' });
    for (const [name, value] of Object.entries(script.dataset)) if (name !== 'launcher') chat.setAttribute(name, value);
    document.body.append(chat);
  }
})();
