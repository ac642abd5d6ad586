import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import { Agent, buildConnector } from 'undici';

import { Failure } from '../lib/failure.ts';
import { type AddressRule, hostOf, isPublicAddress } from './addresses.ts';

/** Gives all addresses of a name; `dns.lookup` with `all`. Tests hand in their own. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The lookup that the socket itself uses, so that no second answer can slip in between check and
 * connection. One private address among the answers refuses the name.
 */
const guardLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const [first] = addresses;
      const refusal = addresses.every(({ address }) => isPublicAddress(address))
        ? undefined
        : new Failure('address-forbidden', `${hostname} resolves to an address that is not public`);
      if (refusal || !first) {
        return callback(
          refusal ?? new Failure('address-unknown', `${hostname} has no address`),
          [],
        );
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };

/**
 * An HTTP agent that connects to public addresses only. undici asks no lookup for IP literals, so
 * these are checked in the connector. Requests beyond `connectionsPerHost` wait their turn.
 */
export const createGuardedAgent = ({
  rule,
  connectionsPerHost,
  connectMs,
  resolve = systemLookup,
}: {
  rule: AddressRule;
  connectionsPerHost: number;
  connectMs: number;
  resolve?: Resolve | undefined;
}): Agent => {
  const common = { timeout: connectMs, allowH2: false };
  const open = buildConnector({ ...common, port: 0 });
  const guarded = buildConnector({ ...common, port: 0, lookup: guardLookup(resolve) });

  return new Agent({
    connections: connectionsPerHost,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: 64 * 1024,
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 5_000,
    connect: (target, callback) => {
      if (rule.isAllowListed(target)) return open(target, callback);
      const host = hostOf(target);
      if (isIP(host) !== 0 && !isPublicAddress(host)) {
        return callback(new Failure('address-forbidden', `${host} is not a public address`), null);
      }
      return guarded(target, callback);
    },
  });
};
