import { connect } from '@fuyuan/kafka';
import { Feed, received, type Following, type Reader } from '@fuyuan/read-model';
import { KafkaFeed } from '@fuyuan/read-side';
import { linesOf } from './read-side.lines';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const AT_ONCE = 4_000;

/** Who the bench is to the broker. */
export const kafkaOfBench = (brokers: readonly string[]) => connect({ brokers, clientId: 'bench', log });

/** The topics of the government, as its read side follows them. */
export const kafkaFeed = (brokers: readonly string[]): Feed =>
  new KafkaFeed({
    ...{ kafka: kafkaOfBench(brokers), audience: 'government', nameOf: (topic: string) => topic },
    ...{ sessionTimeoutMs: 10_000, failed: (error: unknown) => console.error(error) },
  });

/** Messages that were laid down, told by this process as the thread that follows the log hands them over: as text. */
export class LaidFeed extends Feed {
  constructor(private readonly folder: string) {
    super();
  }

  follow(reader: Reader): Following {
    let over = false;
    const running = this.tell(reader, () => over);
    return {
      stop: async () => {
        over = true;
        await running;
      },
    };
  }

  private async tell(reader: Reader, isOver: () => boolean): Promise<void> {
    for (const family of reader.families) {
      let from: string | undefined;
      let nth = 0;
      let waiting: ReturnType<typeof received>[] = [];
      const hand = async () => {
        await reader.take({ source: family, messages: waiting, from, next: String(nth) });
        [from, waiting] = [String(nth), []];
      };
      for (const { key, value } of linesOf(this.folder, family)) {
        nth += 1;
        waiting.push(received(key, value));
        if (waiting.length < AT_ONCE) continue;
        await hand();
        if (isOver()) return;
      }
      if (waiting.length > 0) await hand();
    }
    reader.caughtUp();
  }
}
