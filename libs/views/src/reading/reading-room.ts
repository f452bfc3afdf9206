import { Injectable } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import { liveView, type LiveView, type Projection, type Tables } from '@fuyuan/read-model';
import { askerOf, type Asker } from './asker';
import { Directory } from './directory';
import { Freshness } from './freshness';
import type { FreshQuery } from './page';
import { ReadSide, shanghaiDay } from './read-side';
import { UnitsKnown } from './units-known';

const POSITION = /^\d{1,20}(\/\d{1,20})?$/;

/** Where every question to a read side begins: who asks, and of which build. */
@Injectable()
export class ReadingRoom {
  private directory: Readonly<{ stamp: string; of: Directory }> | undefined;

  constructor(
    private readonly side: ReadSide,
    private readonly units: UnitsKnown,
    private readonly freshness: Freshness,
  ) {}

  /** Errors: Problem `not-of-this-side`, `forbidden`; ViewNotReady. */
  async admit(actor: Pick<Actor, 'unit' | 'roles'>): Promise<Asker> {
    return askerOf(actor, this.side.audience, await this.today());
  }

  /**
   * The live build of a view, once it includes what was asked for.
   * Errors: ViewNotReady; Problem `position-malformed`, `view-behind`.
   */
  async view<State, Of extends Tables>(
    projection: Projection<State, Of>,
    { after, wait }: Pick<FreshQuery, 'after' | 'wait'>,
  ): Promise<LiveView<Of>> {
    const view = await liveView(this.side.database, projection);
    if (after === undefined) return view;
    if (!POSITION.test(after)) throw new Problem('position-malformed');
    if (await this.freshness.reached(view.build, after, wait * 1_000)) return view;
    throw new Problem('view-behind', {
      values: { seconds: wait, position: after },
      members: { position: after },
      headers: { 'retry-after': '1' },
    });
  }

  /** All units as they stand today. Errors: ViewNotReady. */
  async today(): Promise<Directory> {
    const day = shanghaiDay(this.side.now());
    const stamp = `${day} ${await this.units.stamp()}`;
    if (this.directory?.stamp !== stamp) {
      this.directory = { stamp, of: new Directory(await this.units.all(), day) };
    }
    return this.directory.of;
  }
}
