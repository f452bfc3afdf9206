import { type KafkaClient, TransactionalWriter } from '@fuyuan/kafka';
import type { Beginning } from '@fuyuan/publishing';
import type { RelayConfig } from './relay.config';
import { relayNames } from './topic-plans';

/** A generation that is published anew beside the live one. */
export type Republication = Readonly<{
  generation: number;
  after: Beginning;
  /** When it was asked for; UTC. */
  askedAt: string;
}>;

/**
 * What an operator asked to be published anew, kept beside the checkpoints, so that whichever relay leads goes on with
 * it. It is read and written under a fence: of two who change it at once, one is refused.
 */
export class Republications {
  private readonly name: string;
  private readonly topic: string;

  constructor(
    private readonly kafka: KafkaClient,
    config: Readonly<RelayConfig>,
  ) {
    const { transactionalId, checkpoint } = relayNames(config);
    this.name = `${transactionalId}.republications`;
    this.topic = checkpoint.topic;
  }

  /** Errors: of the broker; FencedOff. */
  read(): Promise<readonly Republication[]> {
    return this.opened(async (_, known) => known);
  }

  /** Errors: of the broker; FencedOff. */
  add(asked: Republication): Promise<readonly Republication[]> {
    return this.change((known) => [...known.filter(({ generation }) => generation !== asked.generation), asked]);
  }

  /** Errors: of the broker; FencedOff. */
  remove(generation: number): Promise<readonly Republication[]> {
    return this.change((known) => known.filter((one) => one.generation !== generation));
  }

  private change(
    next: (known: readonly Republication[]) => readonly Republication[],
  ): Promise<readonly Republication[]> {
    return this.opened(async (writer, known) => {
      const changed = next(known);
      await writer.write([], JSON.stringify({ republications: changed }));
      return changed;
    });
  }

  private async opened<T>(work: (writer: TransactionalWriter, known: readonly Republication[]) => Promise<T>) {
    const checkpoint = { topic: this.topic, key: this.name };
    const writer = await TransactionalWriter.open(this.kafka, { transactionalId: this.name, checkpoint });
    try {
      return await work(writer, republicationsOf(writer.checkpoint));
    } finally {
      await writer.close();
    }
  }
}

/** Errors: Error when the text was not written by a relay. */
function republicationsOf(text: string | undefined): readonly Republication[] {
  if (text === undefined) return [];
  const { republications } = JSON.parse(text) as { republications?: readonly Republication[] };
  if (Array.isArray(republications)) return republications as readonly Republication[];
  throw new Error(`This is no list of generations to publish: ${text}`);
}
