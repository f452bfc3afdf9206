import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectLog, type Log, Readiness } from '@fuyuan/platform';
import { Identity } from './identity';

/** Ready while it can be told who asks: from our own files, or with the keys of another issuer. */
@Injectable()
export class IdentityReadiness implements OnModuleInit {
  constructor(
    private readonly identity: Identity,
    private readonly readiness: Readiness,
    @InjectLog() private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const { issuer } = this.identity;
    if (!issuer) return this.readiness.register('accounts', () => this.identity.refresh());

    const { address } = issuer;
    issuer.keys.news = {
      away: (err, keysKnown) =>
        this.log.warn(
          { issuer: address, err, keysKnown },
          keysKnown ? 'the issuer does not answer; its known keys go on to work' : 'the issuer does not answer',
        ),
      back: () => this.log.info({ issuer: address }, 'the issuer answers again'),
      weakKeys: (refused) => this.log.warn({ issuer: address, refused }, 'keys of the issuer are not used'),
    };
    this.readiness.register('issuer', () => issuer.keys.ready());
    // Looked for before the first one asks; that it is away is no reason not to start.
    issuer.keys.ready().catch(() => undefined);
  }
}
