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
