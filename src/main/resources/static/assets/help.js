/*
 * What makes the help pages quicker to use. Without it everything works, one page later: the search box is a form, so is
 * "Did this help?", and a link can be copied by hand.
 */
(() => {
  'use strict';

  /** Long enough for the next key of somebody who types, short enough to seem at once. */
  const PAUSE = 150;

  function searchWhileTyping(form) {
    const field = form.querySelector('input[type="search"]');
    const list = form.querySelector('[data-found]');
    const status = form.querySelector('[data-found-status]');
    let waiting = 0;
    let asking = null;

    function say(number) {
      const words = number === 0 ? status.dataset.none : number === 1 ? status.dataset.one : status.dataset.some;
      status.textContent = words.replace('{number}', number);
    }

    function clear() {
      list.replaceChildren();
      list.hidden = true;
      status.textContent = '';
    }

    function line(page) {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = page.url;
      link.lang = page.language;
      link.dir = 'auto';
      link.textContent = page.title;
      item.append(link);
      return item;
    }

    async function look() {
      asking?.abort();
      const typed = field.value.trim();
      if (typed.length < 2) {
        clear();
        return;
      }
      asking = new AbortController();
      try {
        const answer = await fetch(form.dataset.titles + '?q=' + encodeURIComponent(typed.slice(0, 100)),
          { signal: asking.signal, headers: { accept: 'application/json' }, credentials: 'omit' });
        if (!answer.ok) return;
        const found = await answer.json();
        list.replaceChildren(...found.pages.map(line));
        list.hidden = found.pages.length === 0;
        say(found.pages.length);
      } catch (gone) {
        // A newer look is on its way, or nothing is: the button still searches.
      }
    }

    field.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
    form.addEventListener('keydown', event => {
      const links = [...list.querySelectorAll('a')];
      const here = links.indexOf(document.activeElement);
      if (event.key === 'Escape' && !list.hidden) {
        // Once for the list; once more empties the box, as browsers do.
        event.preventDefault();
        clear();
        field.focus();
      } else if (event.key === 'ArrowDown' && links.length > 0) {
        event.preventDefault();
        links[Math.min(here + 1, links.length - 1)].focus();
      } else if (event.key === 'ArrowUp' && here >= 0) {
        event.preventDefault();
        (here === 0 ? field : links[here - 1]).focus();
      }
    });
  }

  function countHelped(form) {
    function thank(words) {
      const thanks = document.createElement('p');
      thanks.className = 'govuk-body';
      thanks.tabIndex = -1;
      thanks.textContent = words;
      form.replaceWith(thanks);
      thanks.focus();
    }

    /** As a browser without us would: what goes wrong is then told by a page. */
    function plainly(button) {
      const chosen = document.createElement('input');
      chosen.type = 'hidden';
      chosen.name = button.name;
      chosen.value = button.value;
      form.append(chosen);
      form.submit();
    }

    form.addEventListener('submit', async event => {
      const button = event.submitter;
      if (!button) return;
      event.preventDefault();
      const said = new URLSearchParams(new FormData(form));
      said.set(button.name, button.value);
      try {
        const answer = await fetch(form.action, { method: 'POST', body: said, redirect: 'manual', credentials: 'omit' });
        // What came is a page to go to; it need not be fetched to say thank you.
        if (answer.type === 'opaqueredirect') thank(button.value === 'yes' ? form.dataset.yes : form.dataset.no);
        else if (answer.status === 429) thank(form.dataset.many);
        else plainly(button);
      } catch (offline) {
        plainly(button);
      }
    });
  }

  function copyLink(field) {
    const button = document.querySelector('[data-copy]');
    const status = document.querySelector('[data-copied]');
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = status.dataset.copied;
      } catch (notAllowed) {
        // It is selected: the keyboard's own way of copying works.
      }
    });
  }

  document.querySelectorAll('form[data-titles]').forEach(searchWhileTyping);
  document.querySelectorAll('form[data-helped]').forEach(countHelped);
  document.querySelectorAll('input[data-link]').forEach(copyLink);
})();
