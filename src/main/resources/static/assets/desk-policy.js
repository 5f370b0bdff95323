// htmx makes HTML from strings and has no Trusted Types policy of its own. Every string that is to become a piece of a page
// goes through the one default policy here, which lets through only what a page of the desk is made of. A citizen's words are
// escaped on the server and come as text; should that ever fail, nothing of theirs gets past this.

(() => {
  if (!window.trustedTypes) return;

  const HTML = 'http://www.w3.org/1999/xhtml';
  const SVG = 'http://www.w3.org/2000/svg';
  const NEVER = new Set(['script', 'style', 'link', 'meta', 'base', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet',
    'use', 'animate', 'set', 'foreignobject', 'image']);
  const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'ping', 'background', 'xlink:href',
    'sse-connect', 'hx-get', 'hx-post', 'hx-put', 'hx-patch', 'hx-delete']);
  const SAFE = new Set(['http:', 'https:', 'tel:', 'mailto:']);
  const OURS = '/desk/service-worker.js';

  const leadsSomewhereSafe = (value) => {
    try {
      return SAFE.has(new URL(value, location.href).protocol);
    } catch {
      return false;
    }
  };

  const harmlessAttribute = ({ name, value }) =>
    !/^(on|hx-on|data-hx-on)/.test(name) && !['style', 'srcdoc', 'srcset', 'shadowrootmode', 'is', 'nonce'].includes(name)
      && !(/^(hx-|data-hx-)/.test(name) && /^\s*(js|javascript):/i.test(value))
      && (!ADDRESSES.has(name) || leadsSomewhereSafe(value));

  const harmless = (element) =>
    [HTML, SVG].includes(element.namespaceURI) && !NEVER.has(element.localName.toLowerCase())
      && [...element.attributes].every(harmlessAttribute)
      && (!(element instanceof HTMLTemplateElement) || clean(element.content));

  const clean = (root) => [...root.querySelectorAll('*')].every(harmless);

  // Only makes documents that are never shown and in which nothing runs.
  const inspection = trustedTypes.createPolicy('desk-inspection', { createHTML: (html) => html });

  const inert = (html) => new DOMParser().parseFromString(inspection.createHTML(html), 'text/html');

  trustedTypes.createPolicy('default', {
    createHTML: (html) => clean(inert(html)) ? html : null,
    createScriptURL: (url) => new URL(url, location.href).href === location.origin + OURS ? url : null,
  });
})();
