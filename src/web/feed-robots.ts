/** What a site asks of robots, as far as it concerns one that reads a feed. */
export type RobotRules = {
  /** Whether a path, with its query, may be asked for. */
  allows: (path: string) => boolean;
  /** The wished pause between two requests; 0 where none is named. */
  crawlDelayMs: number;
};

export const noRules: RobotRules = { allows: () => true, crawlDelayMs: 0 };

const most = { characters: 200_000, rules: 2_000, delayMs: 3_600_000 } as const;

type Group = { agents: string[]; rules: { allow: boolean; path: string }[]; delayMs: number };

const groupsOf = (text: string): Group[] => {
  const groups: Group[] = [];
  let named = false;
  for (const line of text.slice(0, most.characters).split(/\r?\n|\r/)) {
    const [field = '', ...rest] = (line.split('#', 1)[0] ?? '').split(':');
    const value = rest.join(':').trim();
    const name = field.trim().toLowerCase();
    const group = groups.at(-1);
    if (name === 'user-agent') {
      if (named && group) group.agents.push(value.toLowerCase());
      else groups.push({ agents: [value.toLowerCase()], rules: [], delayMs: 0 });
      named = true;
      continue;
    }
    if (name !== '') named = false;
    if (group === undefined) continue;
    if (name === 'crawl-delay') {
      const seconds = Number(value);
      if (seconds > 0) group.delayMs = Math.min(seconds * 1_000, most.delayMs);
    } else if ((name === 'allow' || name === 'disallow') && value !== '') {
      if (group.rules.length < most.rules)
        group.rules.push({ allow: name === 'allow', path: value });
    }
  }
  return groups;
};

/** RFC 9309: `*` stands for anything, `$` for the end. Pieces are found in turn, without going back. */
const matches = (pattern: string, path: string): boolean => {
  const anchored = pattern.endsWith('$');
  const [start = '', ...pieces] = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(start)) return false;
  let at = start.length;
  for (const piece of pieces.slice(0, -1)) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1);
  if (last === undefined) return !anchored || at === path.length;
  if (!anchored) return path.includes(last, at);
  return path.endsWith(last) && path.length - last.length >= at;
};

/**
 * Reads a robots.txt (RFC 9309, and the Crawl-delay that many add): the groups that name us count,
 * else those for everybody; the longest matching rule decides, and leave goes before prohibition.
 */
export const readRobots = (text: string, agent: string): RobotRules => {
  const groups = groupsOf(text);
  const own = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
  const rules = chosen.flatMap(({ rules }) => rules);
  return {
    crawlDelayMs: Math.max(0, ...chosen.map(({ delayMs }) => delayMs)),
    allows: (path) => {
      const [decisive] = rules
        .filter((rule) => matches(rule.path, path))
        .sort(
          (one, other) =>
            other.path.length - one.path.length || Number(other.allow) - Number(one.allow),
        );
      return decisive?.allow ?? true;
    },
  };
};
