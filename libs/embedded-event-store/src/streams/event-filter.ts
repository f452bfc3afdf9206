import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { badRequest } from '../server/refusals';
import type { StoredEvent } from '../store/events';

import FilterOptions = ReadReq.Options.FilterOptions;

/** Which events a reader of $all wants, and after how many looked at it wants to know how far it is. */
export interface EventFilter {
  readonly matches: (event: StoredEvent) => boolean;
  readonly checkpointInterval: number;
}

const DEFAULT_WINDOW = 32;

/** @throws ServiceError when the filter is none */
export function eventFilter(options: FilterOptions): EventFilter {
  const byType = options.hasEventType();
  const expression = byType ? options.getEventType() : options.getStreamIdentifier();
  if (!expression) throw badRequest('A filter names event types or streams.');
  const wanted = matcher(expression);
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  const multiplier = options.getCheckpointintervalmultiplier();
  if (window < 1 || multiplier < 1) throw badRequest('The search window and the checkpoint interval are at least 1.');
  return {
    matches: byType ? ({ type }) => wanted(type) : ({ stream }) => wanted(stream),
    checkpointInterval: window * multiplier,
  };
}

function matcher(expression: FilterOptions.Expression): (text: string) => boolean {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  const pattern = regexOf(expression.getRegex());
  return (text) => pattern.test(text);
}

function regexOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    try {
      return new RegExp(source);
    } catch {
      throw badRequest(`The filter's regular expression is malformed: ${source}`);
    }
  }
}
