// Shows the notices of the desk while no page of it is open. It keeps nothing: no page, no message, no name.

const ICON = '/assets/desk-icon-192.png';
const OFFLINE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>No connection</title><h1>There is no connection</h1>
<p>Nothing is lost: citizens’ messages wait at the council. <a href="/desk">Try again</a> when you are connected.</p></html>`;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// Everything comes from the network; without one, a page that is opened says so.
self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(() =>
    new Response(OFFLINE, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } })));
});

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

// A browser hands over only what was encrypted for it; what is no address of the desk is never opened all the same.
const told = (data) => {
  const notice = data ? data.json() : {};
  const path = /^\/desk\/conversations\/[0-9a-f-]{36}$/.test(notice.path) ? notice.path : '/desk';
  return { title: String(notice.title ?? 'A conversation needs you.'), danger: notice.danger === true, path };
};

self.addEventListener('push', (event) => {
  const notice = told(event.data);
  event.waitUntil(windows().then((open) => {
    // Whoever looks at the desk sees it there; danger is told in any case.
    if (!notice.danger && open.some((page) => page.visibilityState === 'visible')) return;
    return self.registration.showNotification(notice.title, {
      tag: notice.path, renotify: true, requireInteraction: notice.danger, icon: ICON, badge: ICON, data: notice.path,
    });
  }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path = event.notification.data;
  event.waitUntil(windows().then((open) => {
    const there = open.find((page) => new URL(page.url).pathname === path);
    return there ? there.focus() : self.clients.openWindow(path);
  }));
});
