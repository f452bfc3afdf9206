import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DenialBook } from '@fuyuan/application';
import { Identity } from '@fuyuan/identity';
import { InjectLog, type Log, type Refusal, Refusals } from '@fuyuan/platform';
import { denialOf } from './denial-of';

/** Notes every denial, once it was answered. */
@Injectable()
export class DenialWatch implements OnModuleInit {
  constructor(
    private readonly book: DenialBook,
    private readonly identity: Identity,
    private readonly refusals: Refusals,
    @InjectLog() private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.refusals.watch((refusal) => this.see(refusal));
  }

  private see(refusal: Refusal): void {
    try {
      const denial = denialOf(refusal, (name) => this.identity.accounts.current(name));
      if (denial) this.book.note(denial, refusal.request.id);
    } catch (error) {
      this.log.error({ err: error, correlationId: refusal.request.id }, 'a denial could not be noted');
    }
  }
}
