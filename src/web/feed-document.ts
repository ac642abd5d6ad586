import { z } from 'zod';

import type { FeedEntry } from '../jobs/digest-ports.ts';
import { decodePage } from './decode.ts';
import { isChannelPage, readChannel } from './feed-channel.ts';
import { readEntries } from './feed-entries.ts';

/** The answer of a feed's server, and what is known of the feed. */
export const feedDocument = z.object({
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  contentType: z.string(),
  /** The address after all redirects. */
  url: z.string(),
  outlet: z.string(),
  country: z.string(),
});

export type FeedDocument = z.infer<typeof feedDocument>;

/** The entries of a feed or of a channel's page, told apart by the address. */
export const readFeedDocument = ({ bytes, contentType, ...place }: FeedDocument): FeedEntry[] => {
  const text = decodePage(bytes, contentType);
  return isChannelPage(place.url) ? readChannel(text, place) : readEntries(text, place);
};
