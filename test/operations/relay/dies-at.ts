/**
 * Loaded into a built relay by `node --require`: ends it, as a crash would, at one step of its work, so that the relay
 * itself holds nothing for the test. Steps are counted from its start: `DIES_AT=EndTxn answered 2` is the moment at
 * which the second commit was answered and nothing came of it yet; `asked`, just before it was asked.
 */
import { RecordedLog, type LogFollowing, type RecordedFact } from '@fuyuan/event-store';

type Request = { apiName: string };
type Connection = { prototype: { send: (sent: { request: Request }) => Promise<unknown> } };

const counts = new Map<string, number>();

function step(name: string): void {
  const nth = (counts.get(name) ?? 0) + 1;
  counts.set(name, nth);
  if (process.env.DIES_AT === `${name} ${nth}`) process.kill(process.pid, 'SIGKILL');
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- every await on a broker ends here; it has no types
const { prototype } = require('kafkajs/src/network/connection') as Connection;
const send = prototype.send;
prototype.send = async function (sent) {
  const { apiName } = sent.request;
  step(`${apiName} asked`);
  const answer = await send.call(this, sent);
  step(`${apiName} answered`);
  return answer;
};

// eslint-disable-next-line @typescript-eslint/unbound-method -- each is called with the log it belongs to
const { follow, record } = RecordedLog.prototype;
RecordedLog.prototype.follow = function (following: LogFollowing) {
  const handle = async (fact: RecordedFact) => {
    step('fact handed');
    await following.handle(fact);
    step('fact taken');
  };
  return follow.call(this, { ...following, handle });
};
RecordedLog.prototype.record = async function* (stream, from, before) {
  step('record asked');
  for await (const fact of record.call(this, stream, from, before)) {
    yield fact;
    step('record read');
  }
};
