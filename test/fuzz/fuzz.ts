import { collectionOf, type Operation, operationsOf } from './api';
import type { Asked } from './asked';
import { brokenRequest, isHuge } from './broken';
import type { Contract } from './contract';
import { happens, type Odd, pick } from './odd';
import type { People } from './people';
import type { Incoming, senderTo } from './send';
import { type Lack, Tally } from './tally';
import { validRequest } from './valid';
import type { World } from './values';

/** A password costs a tenth of a second, a wrong one is remembered, and who signed out must sign in again. */
const SELDOM = /sign-(in|out)$/;

export type Fuzz = Readonly<{
  world: World;
  people: People;
  odd: Odd;
  contract: Contract;
  send: ReturnType<typeof senderTo>['send'];
  /** Requests under way at once. */
  atOnce: number;
}>;

/**
 * Sends requests made from the document, valid and broken, in batches that are drawn before they are sent: what is
 * drawn depends on the seed and on earlier answers alone. Returns what was wrong with the answers.
 */
export async function run(fuzz: Fuzz, requests: number): Promise<{ tally: Tally; faults: string[] }> {
  const operations = operationsOf(fuzz.world.document);
  const tally = new Tally(operations);
  const faults: string[] = [];

  // Operations that had no luck so far get as many requests again, every other one of them their own.
  const isOver = () => tally.requests >= requests;
  const goesOn = () => !isOver() || (tally.lacks().length > 0 && tally.requests < 2 * requests);
  while (goesOn() && faults.length < 20) {
    const lacks = isOver() ? tally.lacks() : [];
    const batch = Array.from({ length: fuzz.atOnce }, () => draw(fuzz, { operations, tally, lacks }));
    const answers = await Promise.all(batch.map((asked) => fuzz.send(asked)));
    for (const [at, asked] of batch.entries()) {
      const answer = answers[at] as Incoming;
      tally.add(asked, answer.status);
      const fault = faultOf(fuzz.contract, asked, answer);
      if (fault !== undefined) faults.push(told(asked, fault));
      fuzz.world.memory.learn(asked, answer);
      fuzz.people.learn(answer);
    }
    await renewTokens(fuzz.people, batch, answers);
  }
  return { tally, faults };
}

type Drawn = Readonly<{ operations: readonly Operation[]; tally: Tally; lacks: readonly Lack[] }>;

function draw({ world, people, odd }: Fuzz, drawn: Drawn): Asked {
  const { chance } = world;
  const lack = happens(chance, 50) ? pick(chance, drawn.lacks) : undefined;
  if (lack?.lacks === 'refused') return brokenRequest(world, odd, validRequest(world, people, lack.operation));
  const operation = listFirst(world, drawn, lack ? wayTo(world, drawn, lack.operation) : drawOperation(world, drawn));
  const valid = validRequest(world, people, operation);
  return happens(chance, SELDOM.test(operation.path) ? 40 : 70) ? valid : brokenRequest(world, odd, valid);
}

/** What is rarely accepted is asked more often, above all when someone is known who may do it now. */
function drawOperation(world: World, { operations, tally, lacks }: Drawn): Operation {
  const { chance, memory } = world;
  const among = (some: readonly Operation[]) => (some.length > 0 ? some : operations);
  const way = chance.between(1, 100);
  const from = () => {
    if (way <= 12) return among(operations.filter(({ path }) => path.endsWith('/acts')));
    if (way <= 32) return among(tally.neglected(operations.filter(({ path }) => memory.hasOffer(path))));
    return way <= 48 ? tally.neglected(operations) : operations;
  };
  const drawn = pick(chance, from()) as Operation;
  return SELDOM.test(drawn.path) && happens(chance, 90) ? drawOperation(world, { operations, tally, lacks }) : drawn;
}

/** Where nobody is known who may do it now: what others may do, so that its turn comes, or who may do what. */
function wayTo({ chance, memory }: World, { operations, tally }: Drawn, operation: Operation): Operation {
  const { path } = operation;
  if (!memory.isOffering(path) || memory.hasOffer(path) || !happens(chance, 90)) return operation;
  const beside = operations.filter((one) => collectionOf(one.path) === collectionOf(path));
  const offered = tally.neglected(beside.filter((one) => memory.hasOffer(one.path)));
  const told = beside.filter((one) => one.path.endsWith('/acts'));
  return pick(chance, happens(chance, 50) && offered.length > 0 ? offered : told) ?? operation;
}

/** Before one record of a list that has shown none yet, the list. */
function listFirst({ chance, memory }: World, { operations }: Drawn, operation: Operation): Operation {
  const { method, path } = operation;
  const list = collectionOf(path);
  if (method !== 'GET' || list === path || memory.shownIn(list).length > 0 || !happens(chance, 50)) return operation;
  return operations.find((one) => one.method === 'GET' && one.path === list) ?? operation;
}

function faultOf(contract: Contract, asked: Asked, answer: Incoming): string | undefined {
  // Who is refused before the body has arrived may find the connection closed while it still sends.
  if (answer.status === 0) return isHuge(asked) ? undefined : `no answer: ${answer.text}`;
  if (asked.refusable && answer.status < 300) return `accepted with ${answer.status}: ${answer.text.slice(0, 200)}`;
  return contract.faultOf(asked, answer);
}

const told = ({ meant, method, path, headers, body, who }: Asked, fault: string): string =>
  [
    fault,
    `  ${meant}: ${who ?? 'nobody'} ${method} ${path.slice(0, 200)}`,
    `  ${JSON.stringify({ ...headers, authorization: undefined }).slice(0, 400)}`,
    `  ${String(body ?? '').slice(0, 600)}`,
  ].join('\n');

/** Who signed out, or whose token was revoked, signs in again. */
async function renewTokens(people: People, batch: readonly Asked[], answers: readonly Incoming[]): Promise<void> {
  const out = batch.filter(({ who, meant }, at) => who && meant === 'valid' && answers[at]?.status === 401);
  for (const who of new Set(out.map((asked) => asked.who as string))) await people.renew(who);
}
