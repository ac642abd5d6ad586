import { createHash } from 'node:crypto';

const day = 86_400;

/** How long each kind of value lives, in seconds; nothing but a reader's settings stays for good. */
export const lifetimes = {
  /** Raw and cleaned texts, and those who wait for them. */
  text: 2 * day,
  /** A run that has not ended, and the memory of one that failed. */
  run: 2 * day,
  summary: 30 * day,
  delivery: 30 * day,
  /** Which requests are a reader's: as long as anything of them is stored. */
  index: 30 * day,
  /** A temporary answer is kept so long before another ask tries for a better one. */
  temporary: 180,
  /** Money set aside for a call whose process may have died. */
  reservation: 900,
  claim: day,
  update: day,
  /** The count of a reader's summaries outlives its day, whatever the clocks of the machines say. */
  count: 2 * day,
  spending: 40 * day,
} as const;

/**
 * Texts and summaries are spread over this many slots of a Redis Cluster. The index of those who
 * wait lies in the slot of its summaries, so that both change in one step.
 */
export const shelves = 64;

const shelfOf = (key: string): number =>
  createHash('sha1').update(key).digest().readUInt32BE() % shelves;

/**
 * Every key of the stores. The part in braces decides the slot of a Redis Cluster: what one script
 * changes lies in one slot. BullMQ's own keys begin with `mujaz:{queue}`.
 *
 * | key | value | lifetime |
 * | --- | --- | --- |
 * | request:{id} | a Request as JSON | text |
 * | message:{chat:message} | id of the request that counts | text |
 * | reader:{id}:requests | sorted set of request ids by time | index |
 * | reader:{id}:asked | sorted set of `request key` by time | index |
 * | reader:{id}:language | output language | until /forget |
 * | text:{shelf}:key | a Prose as JSON | text |
 * | summary:{shelf}:key | hash: state, run, request, language, by, conclusion, renewAt | run, then summary |
 * | waiting:{shelf}:key, freed:{shelf}:key | sets of request ids | run |
 * | open:{shelf} | sorted set of keys somebody waits for, by time | while somebody waits |
 * | delivery:{request} | hash: placeholder, answer, messageId, byline, outcome | delivery |
 * | claim:{chat}:key | request that first sent the text | claim |
 * | claimed:{request} | the key of its claim | claim |
 * | count:{hash of day and reader} | set of hashed request ids | count |
 * | reserved:{date} | sorted set of `amount id` by the end of the reservation | spending |
 * | spending:{date}, spending:{pause} | micro-dollars, time of the pause's end | spending, pause |
 * | update:{id} | 1 | update |
 * | lease:{name} | who holds it | as asked |
 */
export const keys = {
  request: (id: string) => `mujaz:request:{${id}}`,
  message: (chat: number, message: number) => `mujaz:message:{${chat}:${message}}`,
  requestsOf: (reader: number) => `mujaz:reader:{${reader}}:requests`,
  askedBy: (reader: number) => `mujaz:reader:{${reader}}:asked`,
  languageOf: (reader: number) => `mujaz:reader:{${reader}}:language`,
  text: (key: string) => `mujaz:text:{${shelfOf(key)}}:${key}`,
  summary: (key: string) => `mujaz:summary:{${shelfOf(key)}}:${key}`,
  waiting: (key: string) => `mujaz:waiting:{${shelfOf(key)}}:${key}`,
  freed: (key: string) => `mujaz:freed:{${shelfOf(key)}}:${key}`,
  open: (shelf: number) => `mujaz:open:{${shelf}}`,
  openOf: (key: string) => `mujaz:open:{${shelfOf(key)}}`,
  delivery: (request: string) => `mujaz:delivery:{${request}}`,
  claim: (chat: number, key: string) => `mujaz:claim:{${chat}}:${key}`,
  claimed: (request: string) => `mujaz:claimed:{${request}}`,
  count: (hash: string) => `mujaz:count:{${hash}}`,
  spending: (date: string) => `mujaz:spending:{${date}}`,
  reserved: (date: string) => `mujaz:reserved:{${date}}`,
  pause: 'mujaz:spending:{pause}',
  update: (id: number) => `mujaz:update:{${id}}`,
  lease: (name: string) => `mujaz:lease:{${name}}`,
} as const;
