import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';

import { Failure } from '../lib/failure.ts';

/** The part of IPv6 that is given out to the public internet; the rest is local or unassigned. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address, as printed by the resolver or a URL, lies in the public internet. Anything
 * else is not: private, loopback, link-local, multicast, reserved, and every form of IPv6 that
 * carries an IPv4 address inside (mapped, NAT64, 6to4), even a public one.
 */
const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
};

/** A URL's host without the brackets of IPv6 and without the dots that may end a name. */
export const hostOf = ({ hostname }: Pick<URL, 'hostname'>): string =>
  hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');

/** Origin and path of an address: what may be logged, for a query can hold a reader's secrets. */
export const withoutQuery = (url: URL): string => `${url.origin}${url.pathname}`.slice(0, 200);

const isLiteral = (host: string): boolean => ipaddr.isValid(host);

const portOf = ({ port, protocol }: Pick<URL, 'port' | 'protocol'>): number =>
  Number(port || (protocol === 'https:' ? 443 : 80));

export type AddressRule = {
  /**
   * The parsed address, if it may be asked for. Names are resolved and checked later, when the
   * connection is made. Throws a Failure `address-forbidden`, or `address-unknown` where the text
   * is no address at all.
   */
  admit: (url: string, base?: URL) => URL;
  /** Whether the operator allows this host and port although it may be private. */
  isAllowListed: (url: Pick<URL, 'hostname' | 'port' | 'protocol'>) => boolean;
};

/**
 * Decides which addresses may be fetched. `allowHosts` are `host:port` pairs that may be private.
 * `ports` are those of public hosts, 80 and 443 unless told otherwise.
 */
export const createAddressRule = ({
  allowHosts,
  ports = [80, 443],
}: {
  allowHosts: readonly string[];
  ports?: readonly number[] | undefined;
}): AddressRule => {
  const allowed = new Set(allowHosts.map((entry) => entry.trim().toLowerCase()));

  const isAllowListed: AddressRule['isAllowListed'] = (url) =>
    allowed.has(`${url.hostname.toLowerCase()}:${portOf(url)}`) ||
    allowed.has(`${hostOf(url).toLowerCase()}:${portOf(url)}`);

  const reasonAgainst = (url: URL): string | undefined => {
    const host = hostOf(url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return `scheme ${url.protocol}`;
    if (url.username !== '' || url.password !== '') return 'credentials in the address';
    if (isAllowListed(url)) return undefined;
    if (!ports.includes(portOf(url))) return `port ${portOf(url)}`;
    if (isLiteral(host)) return isPublicAddress(host) ? undefined : 'not a public address';
    return host.includes('.') ? undefined : 'a host without a domain';
  };

  return {
    isAllowListed,
    admit: (text, base) => {
      const url = URL.parse(text, base?.href);
      if (url === null) throw new Failure('address-unknown', 'not an address');
      const reason = reasonAgainst(url);
      if (reason !== undefined) {
        throw new Failure('address-forbidden', `${withoutQuery(url)} refused: ${reason}`);
      }
      return url;
    },
  };
};

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
