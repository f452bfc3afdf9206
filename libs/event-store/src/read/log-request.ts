import { END, START } from '@eventstore/db-client';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { positionOf } from '../position';

/** Where to begin: after a position, at the first event, or with what comes from now on. */
export type LogPlace = typeof START | typeof END | Readonly<{ after: string }>;

/** Not the store's own. */
const FACTS = '^[^$]';
/** In windows of the store's choosing: how many it searches without finding anything before it says how far it is. */
const CHECKPOINT_EVERY = 8;

/**
 * Asks for the whole log from a place on and for ever: streams whose names begin so, or every event but the store's own.
 * Errors: RangeError when the place is no position.
 */
export function logRequest(from: LogPlace, prefixes: readonly string[] | undefined): ReadReq {
  const options = new ReadReq.Options()
    .setAll(placeOf(from))
    .setResolveLinks(false)
    .setSubscription(new ReadReq.Options.SubscriptionOptions())
    .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()))
    .setFilter(filterOf(prefixes));
  return new ReadReq().setOptions(options);
}

function placeOf(from: LogPlace): ReadReq.Options.AllOptions {
  const all = new ReadReq.Options.AllOptions();
  if (from === START) return all.setStart(new Empty());
  if (from === END) return all.setEnd(new Empty());
  const { commit, prepare } = positionOf(from.after);
  return all.setPosition(
    new ReadReq.Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
  );
}

function filterOf(prefixes: readonly string[] | undefined): ReadReq.Options.FilterOptions {
  const filter = new ReadReq.Options.FilterOptions()
    .setCount(new Empty())
    .setCheckpointintervalmultiplier(CHECKPOINT_EVERY);
  const expression = new ReadReq.Options.FilterOptions.Expression();
  return prefixes
    ? filter.setStreamIdentifier(expression.setPrefixList([...prefixes]))
    : filter.setEventType(expression.setRegex(FACTS));
}
