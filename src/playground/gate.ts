import type { IncomingMessage } from 'node:http';

const loopbackAddress = /^(?:127\.|::1$|::ffff:127\.)/;
const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|[\w-]+\.localhost)$/;

const nameOf = (authority: string): string => authority.replace(/:\d+$/, '').toLowerCase();

/**
 * Says why a request may not come in, or undefined. Without public access only this machine may,
 * and only under a name of its own, so that no foreign page can reach the playground by letting its
 * own name point here (DNS rebinding). A browser's request from another origin is refused always.
 */
export const createGate = ({
  publicAccess,
  hosts,
}: {
  publicAccess: boolean;
  hosts: string[];
}): ((req: IncomingMessage) => string | undefined) => {
  const known = new Set(hosts.map(nameOf));
  const isOurs = (name: string): boolean => loopbackName.test(name) || known.has(name);

  return (req) => {
    const host = req.headers.host ?? '';
    if (!publicAccess) {
      if (!loopbackAddress.test(req.socket.remoteAddress ?? '')) {
        return 'The playground is open to this machine only; PLAYGROUND_PUBLIC=1 opens it';
      }
      if (!isOurs(nameOf(host))) return 'The playground does not know itself by this name';
    }
    const { origin } = req.headers;
    if (origin === undefined) return undefined;
    const same = URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
    return same ? undefined : 'The playground answers no other page than its own';
  };
};
