import { spreadMs } from '../../src/jobs/timetable.ts';
import { createLocalClock } from '../../tests/support/local-clock.ts';
import { day, hour, minute, type Outcome } from './simulate.ts';

/** A digest that is neither late nor of a disturbed hour comes within so long. */
const promptMs = spreadMs + 10 * minute;

const headline = /<b>(\[?[^<]*)<\/b> <b>\d+\. ([^<]*)<\/b>|<b>\d+\. ([^<]*)<\/b>/g;

/** The headlines of a message; updates may come again. */
const toldIn = (html: string): { text: string; isUpdate: boolean }[] =>
  [...html.matchAll(headline)].map(([, , updated, text]) => ({
    text: updated ?? text ?? '',
    isUpdate: updated !== undefined,
  }));

/**
 * Holds every due slot, found by looking at the clocks minute by minute, against what Telegram got and
 * what is stored.
 */
export const check = async (outcome: Outcome) => {
  const { plan, people, moved, stores, sent, counts, telegram, feeds } = outcome;
  const clock = createLocalClock();
  const wrong: string[] = [];
  const bySlot = Map.groupBy(sent, ({ digest }) => digest);
  const found = { due: 0, sent: 0, late: 0, doubt: 0, empty: 0, leftOut: 0, twice: 0 };
  const doubtful = new Set<string>();

  for (const id of bySlot.keys()) {
    if (id !== '' && (await stores.digests.load(id))?.state === 'doubt') doubtful.add(id);
  }
  for (const { reader, zone, times, cadence } of people) {
    // Weekly ones are held to their number below.
    if (moved.has(reader) || cadence === 'weekly') continue;
    const hours = cadence === 'twice' ? times : times.slice(0, 1);
    for (const [nth, time] of hours.entries()) {
      for (const due of clock.times(zone, time, plan.from, plan.end)) {
        found.due += 1;
        const id = `${reader}.${due.date}.${'ab'[nth]}`;
        const messages = bySlot.get(id) ?? [];
        const row = await stores.digests.load(id);
        const isDisturbed = plan.outages.some(
          (outage) => outage.from <= due.at + spreadMs + hour && outage.until >= due.at,
        );
        if (messages.length > 1) found.twice += 1;
        if (row?.state === 'doubt') {
          found.doubt += 1;
          doubtful.add(id);
        } else if (row?.state === 'closed' && (row.reason === 'empty' || row.reason === 'told')) {
          found.empty += 1;
        } else if (row?.state === 'closed' && row.reason === 'late' && isDisturbed) {
          found.leftOut += 1;
        } else if (row?.state === 'sent') {
          found.sent += 1;
        } else {
          const how = row?.state === 'closed' ? row.reason : row?.state;
          wrong.push(`${id} is ${how}, sent ${messages.length} times`);
        }
        for (const { at } of messages) {
          const late = at - due.at;
          const most = promptMs + (due.exists ? 0 : hour);
          if (late > most) found.late += 1;
          if (late < 0 || late > 4 * hour || (late > most && !isDisturbed)) {
            wrong.push(`${id} came ${late / minute} minutes after its time`);
          }
        }
      }
    }
  }
  const hoursWrong = wrong.length;

  for (const { reader, cadence } of people) {
    if (cadence !== 'weekly' || moved.has(reader)) continue;
    const slots = [...bySlot.keys()].filter((id) => id.startsWith(`${reader}.2`));
    const weeks = Math.ceil((plan.end - plan.from) / (7 * day)) + 1;
    if (slots.length > weeks) wrong.push(`${reader} got ${slots.length} weekly digests`);
  }

  const twice = [...bySlot].filter(([id, messages]) => id !== '' && messages.length > 1);
  for (const [id, { length }] of twice) wrong.push(`${id} was sent ${length} times`);
  const told = new Map<string, number>();
  let stories = 0;
  let updates = 0;
  for (const { reader, digest, html } of sent) {
    // What is in doubt may have arrived, and its stories stay eligible: that is its rule.
    if (doubtful.has(digest)) continue;
    for (const { text, isUpdate } of toldIn(html)) {
      stories += 1;
      updates += Number(isUpdate);
      if (isUpdate) continue;
      const key = `${reader} ${text}`;
      told.set(key, (told.get(key) ?? 0) + 1);
    }
  }
  const again = [...told].filter(([, times]) => times > 1);
  for (const [key, times] of again) wrong.push(`told ${times} times: ${key}`);
  const doubts = await stores.digests.doubts();
  if (doubts > counts.inFlight) wrong.push(`${doubts} in doubt, ${counts.inFlight} in flight`);
  const records = [...feeds.records.values()];
  return {
    wrong,
    counts: {
      'readers, those who changed their minds': `${people.length}, ${moved.size}`,
      'slots due to readers who did not': found.due,
      '  sent once': found.sent,
      '  of these late, within four hours': found.late,
      '  in doubt, not sent again': found.doubt,
      '  nothing new, nothing sent': found.empty,
      '  left out after an outage': found.leftOut,
      '  at a wrong hour or lost': hoursWrong,
      'digests sent twice': twice.length + found.twice,
      'stories told again to one reader': again.length,
      'messages, stories told, updates': `${sent.length}, ${stories}, ${updates}`,
      'in doubt in all, sends in flight at most': `${doubts}, ${counts.inFlight}`,
      'workers killed, Redis restarted': `${counts.kills}, ${counts.redisRestarts}`,
      'floods, lost answers, refused by a shut chat': `${telegram.floods}, ${telegram.lostAnswers}, ${telegram.refused}`,
      'items written, feeds asked': `${feeds.items}, ${feeds.asked}`,
      'feeds dead or failing': `${records.filter(({ dead, status }) => dead !== '' || status !== 'well').length} of ${records.length}`,
      'longest message, characters with markup': telegram.most,
    },
  };
};
