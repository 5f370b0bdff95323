/*
 * Answers below the box that asked. Without it the box is a form that leads to the council's help pages.
 */
(() => {
  'use strict';

  /** What an answer may be made of; anything else is its words alone. */
  const ALLOWED = new Set(['P', 'BR', 'STRONG', 'EM', 'UL', 'OL', 'LI', 'A', 'H3', 'H4', 'BLOCKQUOTE', 'CODE', 'PRE',
    'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD']);
  const ADDRESS = /^(?:https?:|mailto:|tel:)/i;

  function element(name, words) {
    const made = document.createElement(name);
    if (words !== undefined) made.textContent = words;
    return made;
  }

  function link(href, words) {
    const made = element('a', words);
    made.href = href;
    return made;
  }

  /** Copies what is allowed, so that whatever comes over the network runs nothing here. */
  function copy(from, into) {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        into.append(node.data);
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const allowed = ALLOWED.has(node.tagName);
        const made = allowed ? element(node.tagName) : into;
        if (node.tagName === 'A' && ADDRESS.test(node.getAttribute('href') || '')) made.href = node.getAttribute('href');
        if (node.tagName === 'OL' && node.hasAttribute('start')) made.start = node.start;
        copy(node, made);
        if (allowed) into.append(made);
      }
    }
  }

  function words(answer) {
    const made = element('div');
    if (!answer.html) return made;
    try {
      copy(new DOMParser().parseFromString(answer.html, 'text/html').body, made);
    } catch (trustedTypes) {
      // A page that lets no string become HTML shows the words as they were written.
      made.append(element('p', answer.text));
    }
    return made;
  }

  function show(form, answer) {
    const said = form.dataset;
    const shown = [];
    if (answer.article) {
      const title = element('p');
      title.append(element('strong', answer.article.title));
      shown.push(title);
    }
    if (answer.html) shown.push(words(answer));
    if (answer.outcome === 'clarify') shown.push(element('p', said.meant));
    if (answer.outcome === 'handover') shown.push(element('p', said.unsure));
    if (answer.alternatives.length > 0) {
      const list = element('ul');
      for (const other of answer.alternatives) {
        const line = element('li');
        line.append(link(other.url, other.title));
        list.append(line);
      }
      shown.push(list);
    }
    const further = element('p');
    if (answer.article) {
      further.append(link(answer.article.url, said.more), ' · ', link(answer.article.permalink, said.keep), ' · ');
    }
    further.append(link(said.server + '/chat', said.talk));
    shown.push(further);
    const place = form.querySelector('.guildhall-ask__answer');
    place.lang = answer.article ? answer.article.language : '';
    place.replaceChildren(...shown);
  }

  async function ask(form) {
    const place = form.querySelector('.guildhall-ask__answer');
    const address = form.dataset.server + '/api/answers?q=' + encodeURIComponent(form.elements.q.value)
      + '&lang=' + encodeURIComponent(document.documentElement.lang || 'en');
    place.textContent = form.dataset.looking;
    try {
      const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (answer.status === 429) place.textContent = form.dataset.tooMany;
      else if (answer.ok) show(form, await answer.json());
      else form.submit();
    } catch (unreachable) {
      // Not allowed to call, or no network: the page itself says more than we can.
      form.submit();
    }
  }

  for (const form of document.querySelectorAll('form.guildhall-ask')) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      if (form.elements.q.value.trim() !== '') ask(form);
    });
  }
})();
