import type { ActToSend, ExchangeClient } from '../import/exchange-client';
import { Refused } from '../import/refused';
import { repeatable } from '../import/repeatable';
import { nothingSent, type Outcome, sendRows, type Sending, type Sent } from '../import/send-rows';
import type { SoundMember } from './judge-members';

/** What became of a row: as the exchange answered, or that it never was asked. */
export type Told = Readonly<{ outcome: Outcome; rule: string; why: string }>;

/** One act: the unit and its liaison officers are recorded together, or not at all. */
export function registrationOf({ unitId, parentId, registration }: SoundMember): ActToSend {
  const officers = [...(registration.officers ?? [])].sort();
  return { path: `v1/units/${unitId}/register`, ...repeatable({ ...registration, officers, parentId }, unitId) };
}

export type SendingMembers = Omit<Sending<SoundMember>, 'send' | 'sent'> &
  Readonly<{ client: Pick<ExchangeClient, 'act'>; told: (member: SoundMember, told: Told) => void }>;

/**
 * Sends the members, those of a wave at a time. A row that the exchange refuses is told, and the others go on.
 *
 * @throws ImportStopped where the exchange is away, or refuses whoever asks.
 */
export async function sendMembers(
  waves: readonly (readonly SoundMember[])[],
  { client, told, ...sending }: SendingMembers,
): Promise<Sent> {
  const send = async (member: SoundMember): Promise<Outcome> => {
    const answer = await client.act(registrationOf(member)).then(
      (outcome): Told => ({ outcome, rule: '', why: '' }),
      (error: unknown): Told => refusalOf(error),
    );
    told(member, answer);
    return answer.outcome;
  };
  const sent = nothingSent();
  for (const wave of waves) await sendRows(each(wave), { ...sending, send, sent });
  return sent;
}

function* each<Row>(rows: readonly Row[]): Generator<Row> {
  yield* rows;
}

/** Answers that speak of the row alone. */
const OF_THE_ROW = new Set([400, 404, 409, 413, 422]);

function refusalOf(error: unknown): Told {
  if (!(error instanceof Refused) || !OF_THE_ROW.has(error.status) || error.code === 'not-an-exchange') throw error;
  return { outcome: 'refused', rule: error.code, why: error.message };
}
