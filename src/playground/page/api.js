/** One request to the user's side of the local Telegram; rejects with its words. */
export const ask = async (method, path, body) => {
  const response = await fetch(`/sim/${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const content = await response.json();
  if (!response.ok) throw new Error(content.error ?? content.description ?? response.statusText);
  return content;
};

/** What the server says about itself once: the bot, and the texts that may be tried. */
export const readSetting = async () => (await fetch('/playground/setting.json')).json();

/** Hears everything that happens in a chat; `onOpen` also after each new connection. */
export const listen = (chat, { onChange, onOpen, onGone }) => {
  const source = new EventSource(`/sim/events?chat=${chat}`);
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onGone);
  source.addEventListener('message', (event) => onChange(JSON.parse(event.data)));
  return () => source.close();
};

/** A file as the server takes it: its bytes as base64. */
export const readFile = async (file) => {
  const type = file.type || 'application/octet-stream';
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    kind: /^image\/(?:png|jpeg|webp|gif)$/.test(type) ? 'photo' : 'document',
    name: file.name,
    type,
    content: bytes.toBase64(),
  };
};
