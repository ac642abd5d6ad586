const day = 86_400;

/** How long each kind of value lives, in seconds. */
export const storyLifetimes = {
  /** A story after its last item: a weekly digest still finds it. */
  story: 8 * day,
  /** The names that an item is known by; older items are not taken in. */
  seen: 6 * day,
  /** What is remembered of a feed that nobody asks for any more. */
  feeds: 30 * day,
  /** What a model said of two stories. */
  verdicts: 4 * day,
  /** What readers doubt of outlets. */
  doubts: 40 * day,
  /** A model's call and the pauses before it. */
  judging: 300,
  quota: 2 * day,
} as const;

/**
 * The keys of feeds and stories, each with its value and its lifetime. All of the stories lie in one
 * slot of a Redis Cluster: what a batch changes, it changes in one step.
 */
export const storyKeys = {
  feedRecords: 'mujaz:feeds:{feeds}:records', // hash: address to a FeedRecord as JSON; feeds
  hosts: 'mujaz:feeds:{feeds}:hosts', // hash: host to the time until which it is left alone; feeds
  doubts: 'mujaz:feeds:{feeds}:doubts', // sorted set of readers' doubts as JSON, by time; doubts
  seen: (date: string) => `mujaz:stories:{stories}:seen:${date}`, // set of hashed names of items; seen
  arrivals: 'mujaz:stories:{stories}:arrivals', // list of FeedItems as JSON; until clustered
  story: (id: string) => `mujaz:stories:{stories}:story:${id}`, // a StoredStory as JSON, without its topics; story
  topicsOf: (id: string) => `mujaz:stories:{stories}:topics:${id}`, // hash: a story's topics with their scores; story
  recent: 'mujaz:stories:{stories}:recent', // sorted set of story ids by newest item; story
  topic: (id: string) => `mujaz:stories:{stories}:topic:${id}`, // the same for one topic; story
  verdict: (pair: string) => `mujaz:stories:{stories}:verdict:${pair}`, // whether two stories are one report; verdicts; judging while it is asked
  quota: (purpose: string, date: string) => `mujaz:stories:{stories}:quota:${purpose}:${date}`, // how often a model was asked; quota
  commits: 'mujaz:stories:{stories}:commits', // how often stories were changed; for ever
  prefix: 'mujaz:stories:{stories}:',
} as const;
