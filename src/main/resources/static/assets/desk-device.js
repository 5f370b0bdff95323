// Notices on this device: only after somebody asked for them here, and gone as soon as they sign out.

{
  const part = document.getElementById('notices');
  const button = document.getElementById('notices-switch');
  const status = document.getElementById('notices-status');

  const bytes = (text) => {
    const padded = text.replaceAll('-', '+').replaceAll('_', '/').padEnd(Math.ceil(text.length / 4) * 4, '=');
    return Uint8Array.from(atob(padded), (one) => one.charCodeAt(0));
  };

  const tell = (path, values) => fetch(path, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: part.dataset.csrf, ...values }),
  }).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  });

  const registered = () => navigator.serviceWorker.register('/desk/service-worker.js', { scope: '/desk' })
    .then(() => navigator.serviceWorker.ready);

  const show = (on, words) => {
    button.dataset.on = on ? 'yes' : '';
    button.textContent = on ? button.dataset.end : button.dataset.begin;
    status.textContent = words ?? (on ? status.dataset.on : status.dataset.off);
  };

  const begin = async () => {
    if (await Notification.requestPermission() !== 'granted') {
      show(false, status.dataset.denied);
      return;
    }
    const registration = await registered();
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true, applicationServerKey: bytes(part.dataset.key),
    });
    const { endpoint, keys } = subscription.toJSON();
    await tell('/desk/push', { endpoint, p256dh: keys.p256dh, auth: keys.auth });
    show(true);
  };

  const end = async () => {
    const registration = await navigator.serviceWorker.getRegistration('/desk');
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription) {
      await tell('/desk/push/end', { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    show(false);
  };

  if (part && 'serviceWorker' in navigator && 'PushManager' in window) {
    button.hidden = false;
    show(false);
    // Whoever else signed in here before may have switched them on for themself; only this session's count.
    navigator.serviceWorker.getRegistration('/desk')
      .then((registration) => registration?.pushManager.getSubscription())
      .then((subscription) => subscription && tell('/desk/push/check', { endpoint: subscription.endpoint })
        .then((answer) => answer.json()).then((here) => show(here.on)))
      .catch(() => show(false));
    button.addEventListener('click', () => {
      button.disabled = true;
      (button.dataset.on ? end() : begin())
        .catch(() => show(Boolean(button.dataset.on), status.dataset.failed))
        .finally(() => { button.disabled = false; });
    });
  }
}
