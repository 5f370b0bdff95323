// What every page of the desk shares: keys, a place for the focus, and words for people who do not see the page. The pages
// work without it.

{
  // One polite place speaks, at most once in ten seconds and then only of the latest: whoever listens can think in between.
  const BETWEEN_WORDS = 10_000;
  let spokenAt = -BETWEEN_WORDS;
  let toSay = null;

  const speak = () => {
    const region = document.getElementById('announce');
    const words = toSay;
    toSay = null;
    spokenAt = performance.now();
    if (!region) return;
    region.textContent = '';
    // The same words again are news only after a moment without any.
    setTimeout(() => { region.textContent = words; }, 50);
  };

  const say = (words) => {
    const waiting = toSay !== null;
    toSay = words;
    if (waiting) return;
    const wait = spokenAt + BETWEEN_WORDS - performance.now();
    if (wait <= 0) speak();
    else setTimeout(speak, wait);
  };

  document.addEventListener('guildhall:say', (event) => say(event.detail));

  // htmx gives the focus back to what has an id. What has none is found again by where it leads or what it says.
  const traits = (element) => [element.localName, element.getAttribute('href'), element.getAttribute('name'),
    element.getAttribute('value'), element.textContent.trim()].join('\n');

  const focusable = (root) => [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];

  let left = null;

  document.addEventListener('htmx:beforeSwap', (event) => {
    const target = event.detail.target;
    const focused = document.activeElement;
    left = target && target !== focused && target.contains(focused)
      ? { target, traits: traits(focused), place: focusable(target).indexOf(focused) }
      : null;
  });

  document.addEventListener('htmx:afterSwap', () => {
    const before = left;
    left = null;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!before || !lost || !before.target.isConnected) return;
    const all = focusable(before.target);
    const again = all.find((element) => traits(element) === before.traits) ?? all[Math.min(before.place, all.length - 1)];
    if (!again) before.target.setAttribute('tabindex', '-1');
    (again ?? before.target).focus({ preventScroll: true });
  });

  // A menu closes like any other: with Escape, and when somebody goes on elsewhere.
  const openMenus = () => document.querySelectorAll('.gd-menu[open]');

  const leaveMenus = (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  };

  document.addEventListener('click', leaveMenus);
  document.addEventListener('focusin', leaveMenus);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of openMenus()) {
      if (menu.contains(document.activeElement)) menu.querySelector('summary').focus();
      menu.open = false;
    }
  });

  // A long conversation begins where it stands: with what was said last, or what the address points at.
  if (!location.hash) document.querySelector('.gd-talk > .gd-line:last-of-type')?.scrollIntoView({ block: 'nearest' });

  // Keys. Single ones can be switched off (WCAG 2.1.4) and never count while somebody types or chooses.
  const OFF = 'guildhall.desk.keys-off';

  const remembered = (what) => {
    try { return what(localStorage); } catch { return null; /* a browser may keep nothing for anybody */ }
  };

  const keysOn = () => remembered((kept) => kept.getItem(OFF)) === null;

  const first = (...selectors) => selectors.map((one) => document.querySelector(one)).find((found) => found !== null);

  const focusOn = (...selectors) => {
    const found = first(...selectors);
    found?.focus();
    return found !== undefined;
  };

  const rows = () => [...document.querySelectorAll('.gd-rows .gd-row__head a')];

  /** To the next or the one before in a list of conversations. */
  const step = (by) => {
    const all = rows();
    if (all.length === 0) return false;
    const here = all.indexOf(document.activeElement);
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[next].focus();
    return true;
  };

  const open = (path) => {
    location.assign(path);
    return true;
  };

  const press = (selector) => {
    const button = first(selector);
    button?.click();
    return button !== undefined;
  };

  const sheet = document.getElementById('shortcuts');

  const showSheet = () => {
    if (!sheet) return open('/desk/shortcuts');
    sheet.showModal();
    return true;
  };

  const KEYS = {
    '?': showSheet,
    '/': () => focusOn('#q', '#desk-search'),
    q: () => open('/desk'),
    j: () => step(1),
    k: () => step(-1),
    o: () => press('#waiting ~ .gd-rows .gd-row__head a'),
    c: () => press('form[action$="/claim"] button[type="submit"]'),
    r: () => focusOn('#reply-text'),
    n: () => focusOn('#note-text'),
    t: () => focusOn('#transfer-team'),
    e: () => focusOn('input[name="outcome"]'),
    l: () => {
      const last = [...document.querySelectorAll('.gd-talk > .gd-line')].at(-1);
      last?.setAttribute('tabindex', '-1');
      last?.focus();
      return last !== undefined;
    },
  };

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const box = event.target.closest('input, textarea, select, audio, video, [contenteditable]');
    if (event.key === 'Escape' && box?.matches('textarea')) {
      // Out of the box, so that keys count again.
      box.blur();
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && box?.matches('textarea')) {
      event.preventDefault();
      // Not its first button: that could be an answer that fits.
      const send = [...box.form.elements].find((one) => one.type === 'submit' && !one.hasAttribute('formaction'));
      box.form.requestSubmit(send);
      return;
    }
    if (box || event.ctrlKey || event.altKey || event.metaKey || sheet?.open || !keysOn()) return;
    if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
  });

  for (const opener of document.querySelectorAll('[data-shortcuts]')) {
    opener.addEventListener('click', (event) => {
      if (!sheet) return;
      event.preventDefault();
      showSheet();
    });
  }

  // The switch stands on the sheet; the one beside the suggested answers is the same switch.
  const switches = () => [...document.querySelectorAll('[data-keys-switch], #keys')];

  const showSwitches = () => {
    for (const one of switches()) one.checked = keysOn();
  };

  for (const part of document.querySelectorAll('[data-keys-choice]')) part.hidden = false;

  for (const one of document.querySelectorAll('[data-keys-switch]')) {
    one.addEventListener('change', () => {
      remembered((kept) => one.checked ? kept.removeItem(OFF) : kept.setItem(OFF, 'yes'));
      showSwitches();
      document.getElementById('keys')?.dispatchEvent(new Event('change'));
    });
  }

  document.getElementById('keys')?.addEventListener('change', () => setTimeout(showSwitches));
  showSwitches();
}
