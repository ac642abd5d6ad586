import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';

const nameOf = (authority: string): string =>
  authority.replace(/:\d+$/, '').replaceAll(/[[\]]/g, '').toLowerCase();

/** From this machine: over loopback, or from one of its addresses to the same. */
const isLocal = ({ remoteAddress = '', localAddress }: Socket): boolean =>
  /^(?:127\.|::1$|::ffff:127\.)/.test(remoteAddress) || remoteAddress === localAddress;

/**
 * Says why a request may not come in, or undefined. Without public access only this machine may,
 * and only by a number, as localhost or under one of the `hosts`, so that no foreign page can reach
 * the playground by letting its own name point here (DNS rebinding). A browser's request on behalf
 * of another page is refused always.
 */
export const createGate = ({
  publicAccess,
  hosts,
}: {
  publicAccess: boolean;
  hosts: string[];
}): ((req: IncomingMessage) => string | undefined) => {
  const known = new Set(['localhost', ...hosts.map(nameOf)]);

  return ({ headers, socket }) => {
    const { host = '', origin } = headers;
    const name = nameOf(host);
    if (!publicAccess && !isLocal(socket)) {
      return 'The playground is open to this machine only; PLAYGROUND_PUBLIC=1 opens it';
    }
    if (!publicAccess && !known.has(name) && isIP(name) === 0) {
      return 'The playground does not know itself by this name';
    }
    if (origin === undefined) return undefined;
    const isSame = URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
    return isSame ? undefined : 'The playground answers no other page than its own';
  };
};
