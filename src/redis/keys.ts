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

/**
 * Every key of the stores. The part in braces decides the slot of a Redis Cluster: what one script
 * changes lies in one slot. BullMQ's own keys begin with `mujaz:{queue}`.
 *
 * | key | value | lifetime |
 * | --- | --- | --- |
 * | request:{id} | a Request as JSON | text |
 * | message:{chat-message} | id of the request that counts | text |
 * | newest:{chat} | hash: message, first, author, at, parts | newest |
 * | first:{chat}:message, album:{chat}:id | first message of a gathering | text |
 * | parts:{chat}:first | hash of a gathering's Parts as JSON, by message | text |
 * | gathered:{chat} | sorted set of the chat's keys of these kinds, by time | index |
 * | reader:{id}:requests | sorted set of request ids by time | index |
 * | reader:{id}:asked | sorted set of `request key` by time | index |
 * | reader:{id}:language | language that the bot speaks | until /forget |
 * | reader:{id}:settings | hash of settings, and the request of the first summary | until /forget |
 * | flood:{reader} | 1 | flood |
 * | wishes:{chat}:minute | how many wishes a group had | wishes |
 * | line:{reader} | sorted set of unfinished requests by time | line |
 * | reading:{hash of the source} | a Reading as JSON | reading |
 * | text:{shelf}:key | a Prose as JSON | text |
 * | question:{shelf}:key | an AskedQuestion as JSON | text |
 * | summary:{shelf}:key | hash: state, run, request, language, shape, by, conclusion, renewAt | run, then summary |
 * | waiting:{shelf}:key, freed:{shelf}:key | sets of request ids | run |
 * | open:{shelf} | sorted set of keys somebody waits for, by time | while somebody waits |
 * | delivery:{request} | hash: placeholder, answer, messageId, earlier, byline, outcome | delivery |
 * | shown:{chat}:message | request that this message of ours answers | delivery |
 * | progress:{request} | 1 while its placeholder is being changed | as asked |
 * | claim:{chat}:key | request that first sent the text | claim |
 * | claimed:{request} | the key of its claim | claim |
 * | count:{hash of day and reader} | set of hashed request ids | count |
 * | reserved:{date} | sorted set of `amount id` by the end of the reservation | spending |
 * | spending:{date}, spending:{pause} | micro-dollars, time of the pause's end | spending, pause |
 * | update:{id} | 1 | update |
 * | update:{id}:deaths | how often it was begun and not survived | update |
 * | lease:{name} | who holds it | as asked |
 * | reader:{id}:subscription | a Subscriber as JSON | until /forget |
 * | reader:{id}:digest:id | hash: digest, state, messageId, reason, snapshot | digest |
 * | reader:{id}:digests | sorted set of digest ids by time | digest |
 * | reader:{id}:told | sorted set of `story version` and `story muted` by time | told |
 * | due:{digests} | sorted set of readers by when the tick must look | for good |
 * | doubts:{digests} | how many digests have been in doubt | for good |
 * | topics:{topics} | hash of followed topics as JSON, by key | while followed |
 * | topics:{topics}:key | set of readers | while followed |
 * | draft:{key} | a Topic as JSON | draft |
 * | story-summary:{key} | a told story as JSON | storySummary |
 * | story-claim:{key} | who is making it | as asked |
 * | stats:{stats}:hour or date | hash of counts by `figure label` | stats |
 * | stats:{stats}:date:readers | sketch of the day's readers, which names nobody | stats |
 * | stats:{stats}:call-failures | failed calls since a model last answered | a day |
 * | reader:{id}:met | 1 | stats |
 * | feedback:{key} | hash: judged, at, and a verdict for each hash of a reader | feedback |
 * | feedback:{feedback} | sorted set of judged summaries by time | for good, 2,000 at most |
 * | reader:{id}:judged | sorted set of judged summaries by time | index |
 * | form:{form} | which form all of this has | for good |
 * | alarms:{alarms} | set of alarms that operators know of | while raised |
 * | invitation:{hash}, session:{hash} | id of an operator | invitation, session |
 * | tries:{hash} | logins tried from one place | a minute |
 */
export const keys = {
  request: (id: string) => `mujaz:request:{${id}}`,
  message: (place: string) => `mujaz:message:{${place}}`,
  newest: (chat: number) => `mujaz:newest:{${chat}}`,
  firstOf: (chat: number, message: number) => `mujaz:first:{${chat}}:${message}`,
  album: (chat: number, id: string) => `mujaz:album:{${chat}}:${id}`,
  parts: (chat: number, first: string) => `mujaz:parts:{${chat}}:${first}`,
  gathered: (chat: number) => `mujaz:gathered:{${chat}}`,
  requestsOf: (reader: number) => `mujaz:reader:{${reader}}:requests`,
  askedBy: (reader: number) => `mujaz:reader:{${reader}}:asked`,
  languageOf: (reader: number) => `mujaz:reader:{${reader}}:language`,
  settingsOf: (chat: number) => `mujaz:reader:{${chat}}:settings`,
  toldOfFlood: (reader: number) => `mujaz:flood:{${reader}}`,
  wishes: (chat: number, minute: number) => `mujaz:wishes:{${chat}}:${minute}`,
  line: (reader: number) => `mujaz:line:{${reader}}`,
  reading: (hash: string) => `mujaz:reading:{${hash}}`,
  text: (key: string) => `mujaz:text:{${shelfOf(key)}}:${key}`,
  question: (key: string) => `mujaz:question:{${shelfOf(key)}}:${key}`,
  summary: (key: string) => `mujaz:summary:{${shelfOf(key)}}:${key}`,
  waiting: (key: string) => `mujaz:waiting:{${shelfOf(key)}}:${key}`,
  freed: (key: string) => `mujaz:freed:{${shelfOf(key)}}:${key}`,
  open: (shelf: number) => `mujaz:open:{${shelf}}`,
  openOf: (key: string) => `mujaz:open:{${shelfOf(key)}}`,
  delivery: (request: string) => `mujaz:delivery:{${request}}`,
  progress: (request: string) => `mujaz:progress:{${request}}`,
  shown: (chat: number, message: number) => `mujaz:shown:{${chat}}:${message}`,
  claim: (chat: number, key: string) => `mujaz:claim:{${chat}}:${key}`,
  claimed: (request: string) => `mujaz:claimed:{${request}}`,
  count: (hash: string) => `mujaz:count:{${hash}}`,
  spending: (date: string) => `mujaz:spending:{${date}}`,
  reserved: (date: string) => `mujaz:reserved:{${date}}`,
  pause: 'mujaz:spending:{pause}',
  update: (id: number) => `mujaz:update:{${id}}`,
  deaths: (update: number) => `mujaz:update:{${update}}:deaths`,
  lease: (name: string) => `mujaz:lease:{${name}}`,
  subscription: (reader: number) => `mujaz:reader:{${reader}}:subscription`,
  digest: (reader: number, id: string) => `mujaz:reader:{${reader}}:digest:${id}`,
  digestsOf: (reader: number) => `mujaz:reader:{${reader}}:digests`,
  toldTo: (reader: number) => `mujaz:reader:{${reader}}:told`,
  due: 'mujaz:due:{digests}',
  doubts: 'mujaz:doubts:{digests}',
  topics: 'mujaz:topics:{topics}',
  followers: (topic: string) => `mujaz:topics:{topics}:${topic}`,
  draft: (topic: string) => `mujaz:draft:{${topic}}`,
  storySummary: (key: string) => `mujaz:story-summary:{${key}}`,
  storyClaim: (key: string) => `mujaz:story-claim:{${key}}`,
  stats: (period: string) => `mujaz:stats:{stats}:${period}`,
  dayReaders: (date: string) => `mujaz:stats:{stats}:${date}:readers`,
  callFailures: 'mujaz:stats:{stats}:call-failures',
  met: (reader: number) => `mujaz:reader:{${reader}}:met`,
  feedback: (key: string) => `mujaz:feedback:{${key}}`,
  judged: 'mujaz:feedback:{feedback}',
  judgedBy: (reader: number) => `mujaz:reader:{${reader}}:judged`,
  form: 'mujaz:form:{form}',
  alarms: 'mujaz:alarms:{alarms}',
  invitation: (hash: string) => `mujaz:invitation:{${hash}}`,
  session: (hash: string) => `mujaz:session:{${hash}}`,
  tries: (hash: string) => `mujaz:tries:{${hash}}`,
} as const;
