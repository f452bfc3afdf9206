import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import {
  actsOf,
  DeadLetters,
  deadLettersOf,
  WebhookBook,
  webhooksOf,
  WebhookTester,
  type ActRow,
  type ActsAsked,
  type By,
  type DeadLetter,
  type LetterPlace,
  type Tested,
  type WebhookStanding,
} from '@fuyuan/webhooks';
import { ReadingRoom, ReadSide } from '@fuyuan/views';
import { checkUrl } from './url-check';
import { Webhooks } from './webhook-options';
import type { RegisterWebhookRequest, RotateSecretRequest } from './webhook.requests';

type Who = Pick<Actor, 'unit' | 'account'>;
type Shown = WebhookStanding & Readonly<{ secret: string | null }>;

const HOUR_MS = 3_600_000;

/** The webhooks of the unit that asks, and of no other: another's do not exist. */
@Injectable()
export class WebhookOffice implements OnModuleDestroy {
  readonly book: WebhookBook;
  readonly letters: DeadLetters;
  private readonly tester: WebhookTester;

  constructor(
    private readonly webhooks: Webhooks,
    private readonly side: ReadSide,
    private readonly room: ReadingRoom,
  ) {
    const { database, safe, sender } = webhooks;
    const now = () => side.now();
    this.book = new WebhookBook(database, safe, now);
    this.letters = new DeadLetters(database, now);
    this.tester = new WebhookTester(database, safe, sender, now);
  }

  onModuleDestroy(): void {
    this.tester.stop();
  }

  /** Who does something, and why. Errors: Problem `not-of-this-side`; ViewNotReady. */
  async by({ unit, account }: Who, reason: string): Promise<By> {
    const directory = await this.room.today();
    if (directory.find(unit)?.system !== this.side.audience) {
      throw new Problem('not-of-this-side', { values: { unitId: unit }, members: { unitId: unit } });
    }
    return { unitId: unit, account, reason };
  }

  async all(who: Who): Promise<readonly WebhookStanding[]> {
    const { unitId } = await this.by(who, '');
    return webhooksOf(this.webhooks.database, { unitId, now: this.side.now() });
  }

  /** Errors: Problem `webhook-unknown`. */
  async one(who: Who, id: string): Promise<WebhookStanding> {
    const { unitId } = await this.by(who, '');
    const [found] = await webhooksOf(this.webhooks.database, { unitId, id, now: this.side.now() });
    if (!found) throw new Problem('webhook-unknown', { values: { id }, members: { id } });
    return found;
  }

  /** Errors: ValidationFailed of the url; NotDone. */
  async register(who: Who, asked: RegisterWebhookRequest): Promise<Shown> {
    const by = await this.by(who, asked.description);
    // Before any name is looked up for who subscribes to nothing.
    await this.book.subscriptionOf(by.unitId);
    await checkUrl(this.webhooks.guard, asked.url);
    const { id, secret } = await this.book.register(by, asked);
    return { ...(await this.one(who, id)), secret };
  }

  /** Errors: NotDone. */
  async rotate(who: Who, id: string, { reason, keepHours }: RotateSecretRequest): Promise<Shown> {
    const { secret } = await this.book.rotate(await this.by(who, reason), id, keepHours * HOUR_MS);
    return { ...(await this.one(who, id)), secret };
  }

  /** Errors: Problem `webhook-unknown`, `webhook-test-under-way`. */
  async test(who: Who, id: string, reason: string): Promise<Tested> {
    const tested = await this.tester.ping(await this.one(who, id));
    if (!tested) throw new Problem('webhook-test-under-way', { headers: { 'retry-after': '5' } });
    const came = tested.delivered ? { status: tested.status } : { fault: tested.fault };
    await this.book.tested(await this.by(who, reason), id, { messageId: tested.id, ...came });
    return tested;
  }

  /** Errors: Problem `webhook-unknown`. */
  async deadLetters(
    who: Who,
    id: string,
    asked: Readonly<{ after: LetterPlace | undefined; limit: number }>,
  ): Promise<readonly DeadLetter[]> {
    await this.one(who, id);
    return deadLettersOf(this.webhooks.database, id, asked);
  }

  async acts(who: Who, asked: Omit<ActsAsked, 'unitId'>): Promise<readonly ActRow[]> {
    const { unitId } = await this.by(who, '');
    return actsOf(this.webhooks.database, { ...asked, unitId });
  }
}
