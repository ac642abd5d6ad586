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
  /** One sentence about a flood is enough for so long. */
  flood: 600,
  /** Wishes of a group are counted by the minute. */
  wishes: 120,
  /** A temporary answer is kept so long before another ask tries for a better one. */
  temporary: 180,
  /** Money set aside for a call whose process may have died. */
  reservation: 900,
  claim: day,
  /** Which message came last: the next part of a long text comes within seconds. */
  newest: 3_600,
  update: day,
  /** The count of a reader's summaries outlives its day, whatever the clocks of the machines say. */
  count: 2 * day,
  spending: 40 * day,
  /** An unfinished request counts for so long, should nobody ever finish it. */
  line: 3_600,
  reading: day,
  /** Digests outlive the log of stories, so that what is in doubt can still be looked up. */
  digest: 40 * day,
  told: 30 * day,
  /** A topic shown for approval. */
  draft: 2 * day,
  storySummary: 10 * day,
  /** Counts of hours and days, and when a reader was last met. */
  stats: 40 * day,
  /** What readers think of a summary, with the article that it was of. */
  feedback: 40 * day,
  invitation: 300,
  session: 12 * 3_600,
} as const;

/**
 * Texts and summaries are spread over this many slots of a Redis Cluster. The index of those who
 * wait lies in the slot of its summaries, so that both change in one step.
 */
export const shelves = 64;

const shelfOf = (key: string): number =>
  createHash('sha1').update(key).digest().readUInt32BE() % shelves;

const named = (kind: string) => (id: string) => `mujaz:${kind}:{${id}}`;
const numbered = (kind: string) => (id: number) => `mujaz:${kind}:{${id}}`;
const ofReader = (what: string) => (reader: number) => `mujaz:reader:{${reader}}:${what}`;
const shelved = (kind: string) => (key: string) => `mujaz:${kind}:{${shelfOf(key)}}:${key}`;

/**
 * Every key of the stores, each with its value and its lifetime. The part in braces decides the slot
 * of a Redis Cluster: what one script changes lies in one slot. BullMQ's own keys begin with
 * `mujaz:{queue}`.
 */
export const keys = {
  request: named('request'), // a Request as JSON; text
  message: (place: string) => `mujaz:message:{${place}}`, // id of the request that counts; text
  newest: (chat: number) => `mujaz:newest:{${chat}}`, // hash: message, first, author, at, parts; newest
  firstOf: (chat: number, message: number) => `mujaz:first:{${chat}}:${message}`, // first message of a gathering; text
  album: (chat: number, id: string) => `mujaz:album:{${chat}}:${id}`, // first message of a gathering; text
  parts: (chat: number, first: string) => `mujaz:parts:{${chat}}:${first}`, // hash of a gathering's Parts as JSON, by message; text
  gathered: (chat: number) => `mujaz:gathered:{${chat}}`, // sorted set of the chat's keys of these kinds, by time; index
  requestsOf: ofReader('requests'), // sorted set of request ids by time; index
  askedBy: ofReader('asked'), // sorted set of `request key` by time; index
  languageOf: ofReader('language'), // language that the bot speaks; until /forget
  settingsOf: ofReader('settings'), // hash of settings, and the request of the first summary; until /forget
  toldOfFlood: (reader: number) => `mujaz:flood:{${reader}}`, // 1; flood
  wishes: (chat: number, minute: number) => `mujaz:wishes:{${chat}}:${minute}`, // how many wishes a group had; wishes
  line: (reader: number) => `mujaz:line:{${reader}}`, // sorted set of unfinished requests by time; line
  reading: named('reading'), // a Reading as JSON; reading
  text: shelved('text'), // a Prose as JSON; text
  question: shelved('question'), // an AskedQuestion as JSON; text
  summary: shelved('summary'), // hash: state, run, request, language, shape, by, conclusion, renewAt; run, then summary
  waiting: shelved('waiting'), // set of request ids; run
  freed: shelved('freed'), // set of request ids; run
  open: numbered('open'), // sorted set of keys somebody waits for, by time; while somebody waits
  openOf: (key: string) => `mujaz:open:{${shelfOf(key)}}`, // the same, by a key of the shelf
  delivery: named('delivery'), // hash: placeholder, answer, messageId, earlier, byline, outcome; delivery
  progress: named('progress'), // 1 while its placeholder is being changed; as asked
  shown: (chat: number, message: number) => `mujaz:shown:{${chat}}:${message}`, // request that this message of ours answers; delivery
  claim: (chat: number, key: string) => `mujaz:claim:{${chat}}:${key}`, // request that first sent the text; claim
  claimed: named('claimed'), // the key of its claim; claim
  count: named('count'), // set of hashed request ids; count
  spending: named('spending'), // micro-dollars; spending
  reserved: named('reserved'), // sorted set of `amount id` by the end of the reservation; spending
  pause: 'mujaz:spending:{pause}', // time of the pause's end; pause
  update: numbered('update'), // 1; update
  deaths: (update: number) => `mujaz:update:{${update}}:deaths`, // how often it was begun and not survived; update
  lease: named('lease'), // who holds it; as asked
  subscription: ofReader('subscription'), // a Subscriber as JSON; until /forget
  digest: (reader: number, id: string) => `mujaz:reader:{${reader}}:digest:${id}`, // hash: digest, state, messageId, reason, snapshot; digest
  digestsOf: ofReader('digests'), // sorted set of digest ids by time; digest
  toldTo: ofReader('told'), // sorted set of `story version` and `story muted` by time; told
  due: 'mujaz:due:{digests}', // sorted set of readers by when the tick must look; for good
  doubts: 'mujaz:doubts:{digests}', // how many digests have been in doubt; for good
  topics: 'mujaz:topics:{topics}', // hash of followed topics as JSON, by key; while followed
  followers: (topic: string) => `mujaz:topics:{topics}:${topic}`, // set of readers; while followed
  draft: named('draft'), // a Topic as JSON; draft
  storySummary: named('story-summary'), // a told story as JSON; storySummary
  storyClaim: named('story-claim'), // who is making it; as asked
  stats: (period: string) => `mujaz:stats:{stats}:${period}`, // hash of counts by `figure label`; stats
  dayReaders: (date: string) => `mujaz:stats:{stats}:${date}:readers`, // sketch of the day's readers, which names nobody; stats
  callFailures: 'mujaz:stats:{stats}:call-failures', // failed calls since a model last answered; a day
  met: ofReader('met'), // 1; stats
  feedback: named('feedback'), // hash: judged, at, and a verdict for each hash of a reader; feedback
  judged: 'mujaz:feedback:{feedback}', // sorted set of judged summaries by time; for good, 2,000 at most
  judgedBy: ofReader('judged'), // sorted set of judged summaries by time; index
  form: 'mujaz:form:{form}', // which form all of this has; for good
  alarms: 'mujaz:alarms:{alarms}', // set of alarms that operators know of; while raised
  invitation: named('invitation'), // id of an operator; invitation
  session: named('session'), // id of an operator; session
  tries: named('tries'), // logins tried from one place; a minute
} as const;
