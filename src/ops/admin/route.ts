import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Logins } from '../../jobs/operators.ts';
import { queueNames, type QueueName } from '../../jobs/ports.ts';
import type { Log } from '../../lib/log.ts';
import { outputLanguages, type OutputLanguage } from '../../summary/summary.ts';
import type { Route } from '../web-server.ts';
import { overviewPage, type Overview } from './overview.ts';
import {
  type Html,
  closedPage,
  doorPage,
  notePage,
  type Say,
  tongueOf,
  type Tongue,
} from './page.ts';

type Collaborators = {
  logins: Logins;
  /** Who is an operator now: a session of somebody who no longer is one is worth nothing. */
  admins: readonly number[];
  words: Record<OutputLanguage, Say>;
  overview: () => Promise<Overview>;
  /** Gives the dead jobs of a queue a new life, or only the one that is named. */
  revive: (queue: QueueName, job?: string) => Promise<void>;
  /** Where the dashboard is reached from outside; undefined: wherever it is asked for. */
  publicUrl: string | undefined;
  log: Log;
};

const cookieName = 'mujaz_session';
const sessionSeconds = 12 * 3_600;

/** No script, no foreign picture, no frame: even words that slipped through could do nothing. */
const security = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: browsers would send the Origin of a form as null.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** `/admin`: the dashboard, for operators who came in by a login link. */
export const createAdminRoute = (collaborators: Collaborators): Route => {
  const { logins, admins, words, log } = collaborators;
  const style = readFileSync(new URL('style.css', import.meta.url));
  const actions = actionsOf(collaborators);

  const sessionOf = async (request: IncomingMessage): Promise<string | undefined> => {
    const session = cookieOf(request);
    if (session === '') return undefined;
    const operator = await logins.operatorOf(session);
    return operator !== undefined && admins.includes(operator) ? session : undefined;
  };

  const post = async (request: IncomingMessage, visit: Visit): Promise<void> => {
    const { response, path } = visit;
    if (!isOwnOrigin(request, collaborators.publicUrl)) {
      return send(response, 403, notePage(visit.tongue, 'admin-foreign'));
    }
    const form = await readForm(request);
    const tongue = tongueFor(words, form.get('lang'));
    const from = request.socket.remoteAddress ?? '';
    if (path === '/admin/login') return actions.enter({ ...visit, tongue, form, from });
    const session = await sessionOf(request);
    if (session === undefined) return send(response, 401, closedPage(tongue));
    if (!isEqual(form.get('proof') ?? '', proofOf(session))) {
      return send(response, 403, notePage(tongue, 'admin-foreign'));
    }
    log.info({ path }, 'an operator acts');
    if (path === '/admin/retry') return actions.retry({ ...visit, tongue, form });
    if (path === '/admin/logout') return actions.leave({ ...visit, tongue, session });
    return send(response, 404, notePage(tongue, 'admin-missing'));
  };

  const get = async (request: IncomingMessage, visit: Visit, query: URLSearchParams) => {
    const { response, path, tongue } = visit;
    if (path === '/admin/login') {
      return send(response, 200, doorPage(tongue, query.get('token')?.slice(0, 100) ?? ''));
    }
    if (path !== '/admin') return send(response, 404, notePage(tongue, 'admin-missing'));
    const session = await sessionOf(request);
    return session === undefined
      ? send(response, 401, closedPage(tongue))
      : send(response, 200, overviewPage(tongue, await collaborators.overview(), proofOf(session)));
  };

  return async (request, response) => {
    const [path = '', search] = (request.url ?? '').split('?');
    if (path !== '/admin' && !path.startsWith('/admin/')) return false;
    if (path === '/admin/style.css') {
      response.writeHead(200, { ...security, 'content-type': 'text/css' }).end(style);
      return true;
    }
    const query = new URLSearchParams(search);
    const visit = { response, path, tongue: tongueFor(words, query.get('lang')) };
    if (request.method === 'POST') await post(request, visit);
    else if (request.method === 'GET') await get(request, visit, query);
    else send(response, 405, notePage(visit.tongue, 'admin-missing'));
    return true;
  };
};

type Visit = { response: ServerResponse; path: string; tongue: Tongue };
type Form = { form: URLSearchParams };

const actionsOf = ({ logins, revive, publicUrl }: Collaborators) => {
  const secure = publicUrl?.startsWith('https:') === true ? '; Secure' : '';
  const cookie = (value: string, seconds: number): string =>
    `${cookieName}=${value}; Path=/admin; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
  return {
    enter: async ({ response, tongue, form, from }: Visit & Form & { from: string }) => {
      if (!(await logins.mayTry(`login ${from}`))) {
        return send(response, 429, notePage(tongue, 'admin-too-many'));
      }
      const session = await logins.admit(form.get('token') ?? '');
      if (session === undefined) return send(response, 403, notePage(tongue, 'admin-used'));
      return goHome(response, tongue, cookie(session, sessionSeconds));
    },
    retry: async ({ response, tongue, form }: Visit & Form) => {
      const queue = queueNames.find((name) => name === form.get('queue'));
      if (queue === undefined) return send(response, 404, notePage(tongue, 'admin-missing'));
      await revive(queue, form.get('job') || undefined);
      return goHome(response, tongue);
    },
    leave: async ({ response, tongue, session }: Visit & { session: string }) => {
      await logins.end(session);
      return goHome(response, tongue, cookie('', 0));
    },
  };
};

const send = (response: ServerResponse, status: number, { markup }: Html): void => {
  response.writeHead(status, { ...security, 'content-type': 'text/html; charset=utf-8' });
  response.end(markup);
};

const goHome = (response: ServerResponse, { language }: Tongue, cookie?: string): void => {
  const location = `/admin?lang=${language}`;
  response
    .writeHead(303, { ...security, location, ...(cookie ? { 'set-cookie': cookie } : {}) })
    .end();
};

const tongueFor = (words: Collaborators['words'], wished: string | null): Tongue => {
  const language = outputLanguages.find((known) => known === wished) ?? 'ar';
  return tongueOf(language, words[language]);
};

const cookieOf = ({ headers }: IncomingMessage): string =>
  (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === cookieName)?.[1] ?? '';

/** Browsers say where a form was sent from; one of another page acts in nobody's name here. */
const isOwnOrigin = ({ headers }: IncomingMessage, publicUrl: string | undefined): boolean => {
  const { origin, host } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const own = new URL(origin);
  return publicUrl === undefined ? own.host === host : own.origin === new URL(publicUrl).origin;
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const proofOf = (session: string): string => digest(`proof ${session}`).toString('base64url');
const isEqual = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));

const mostBytes = 4_096;

/** The fields of a posted form; one that is larger than any of ours counts as empty. */
const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    // The rest is read and dropped: a connection that is cut would carry no answer.
    if (bytes <= mostBytes) chunks.push(part);
  }
  if (bytes > mostBytes) return new URLSearchParams();
  return new URLSearchParams(Buffer.concat(chunks).toString());
};
