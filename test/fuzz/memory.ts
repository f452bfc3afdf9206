import { type ApiDocument, collectionOf, type Operation, operationsOf } from './api';
import type { Asked } from './asked';
import type { Incoming } from './send';

/** Someone and a record on which they may act. */
type Offer = Readonly<{ who: string; id: string }>;

type Receipt = Readonly<{
  items?: readonly Readonly<Partial<Record<'referralId' | 'noticeId' | 'unitId', string>>>[];
  recorded?: boolean;
  eventIds?: string[];
  stream?: string;
  record?: { id: string; href: string };
}>;

/** What the exchange has answered so far, so that later requests can speak of what is there. */
export class Memory {
  /** Ids by where their records lie. */
  private readonly ids = new Map<string, string[]>();
  private readonly tags = new Map<string, string>();
  private readonly offers = new Map<string, Offer[]>();
  private readonly lucky = new Map<string, string[]>();
  private readonly deeds = new Map<string, Offer[]>();
  private readonly shown = new Map<string, Offer[]>();
  private readonly offering: ReadonlySet<string>;
  /** By record, the events of every receipt. */
  readonly recorded = new Map<string, Set<string>>();

  /** `acting` are the units of those who ask: what is addressed to them goes on. */
  constructor(
    document: ApiDocument,
    readonly acting: readonly string[],
  ) {
    this.offering = new Set(
      operationsOf(document)
        .filter(({ method, path }) => method === 'GET' && path.endsWith('/acts'))
        .map(({ path }) => path),
    );
  }

  idsIn = (collection: string): readonly string[] => this.ids.get(collection) ?? [];

  /** Every id that is known, of whatever record. */
  allIds = (): string[] => [...this.ids.values()].flat();

  tagOf = (href: string): string | undefined => this.tags.get(href);

  /** Who was let through with this operation before. */
  luckyIn = (operation: string): readonly string[] => this.lucky.get(operation) ?? [];

  /** The newest offer that `…/acts` made of an act, which is then used up. */
  takeOffer = (path: string): Offer | undefined => this.offers.get(path)?.pop();

  /** Whether `…/acts` tells of acts where this one is done. */
  isOffering = (path: string): boolean => this.offering.has(path.replace(/[^/]+$/, 'acts'));

  hasOffer = (path: string): boolean => (this.offers.get(path)?.length ?? 0) > 0;

  /** Who has lately acted on which record of a collection. */
  deedsIn = (collection: string): readonly Offer[] => this.deeds.get(collection) ?? [];

  /** Which records a list of this collection has lately shown, and to whom. */
  shownIn = (collection: string): readonly Offer[] => this.shown.get(collection) ?? [];

  addId(collection: string, id: string): void {
    const known = this.ids.get(collection) ?? [];
    if (!known.includes(id)) this.ids.set(collection, [...known.slice(0, 60), ...known.slice(60).slice(-60), id]);
  }

  /** Learns from an answer to a request that was accepted. */
  learn({ operation, who, id }: Asked, answer: Incoming): void {
    const body = answer.status > 0 && answer.status < 300 ? saidIn(answer) : undefined;
    if (!operation || !body) return;
    this.learnOfLuck(operation, who, body);
    if (id !== undefined) this.learnOf(operation, { who: who ?? '', id }, body);
    if (!body.record) return;
    this.learnReceipt(body, body.record);
    if (answer.headers.etag) this.tags.set(body.record.href, answer.headers.etag);
  }

  private learnOfLuck({ name, path }: Operation, who: string | undefined, body: Receipt): void {
    const listed = listedIn(body);
    for (const id of listed) this.addId(path, id);
    if (who) this.shown.set(path, [...this.shownIn(path), ...listed.map((id) => ({ who, id }))].slice(-60));
    if (who) this.lucky.set(name, [...this.luckyIn(name), who].slice(-20));
  }

  private learnOf({ method, path }: Operation, deed: Offer, body: object): void {
    if (method === 'POST') this.learnDeed(collectionOf(path), deed);
    if (this.offering.has(path)) this.learnOffers(path, deed, body);
  }

  private learnDeed(collection: string, deed: Offer): void {
    this.addId(collection, deed.id);
    this.deeds.set(collection, [...this.deedsIn(collection), deed].slice(-12));
  }

  private learnReceipt({ eventIds = [], stream = '' }: Receipt, { id, href }: { id: string; href: string }): void {
    if (href.endsWith(`/${id}`)) this.addId(href.slice(0, -id.length - 1), id);
    const events = this.recorded.get(href) ?? new Set();
    for (const eventId of eventIds) events.add(`${stream} ${eventId}`);
    this.recorded.set(href, events);
  }

  private learnOffers(path: string, offer: Offer, body: object): void {
    const { acts = [] } = body as { acts?: { act: string; may: boolean }[] };
    for (const { act } of acts.filter(({ may }) => may)) {
      const of = path.replace(/acts$/, act);
      this.offers.set(of, [...(this.offers.get(of) ?? []), offer].slice(-40));
    }
  }
}

/** What was answered, unless it is a file. */
function saidIn({ headers, text }: Incoming): Receipt | undefined {
  if (text === '') return {};
  return /json/.test(headers['content-type'] ?? '') ? (JSON.parse(text) as Receipt) : undefined;
}

/** The ids of what a list of a read side holds. */
const listedIn = ({ items = [] }: Receipt): string[] =>
  items.flatMap(({ referralId, noticeId, unitId }) => referralId ?? noticeId ?? unitId ?? []);
