import { packed, sizeOf } from '@fuyuan/kafka';
import type { Published } from '@fuyuan/publishing';
import type { Item } from './outbox';

/** Makes of what is published of a fact what goes into the outbox, under the names that the topics have in a generation. */
export class Items {
  private readonly names = new Map<string, readonly string[]>();

  constructor(private readonly nameOf: (topic: string) => string) {}

  one(published: Published): Item {
    return itemOf(published, [this.nameOf(published.topic)]);
  }

  /** All, and the end of the fact at that position. As a rule one: what is said of a fact is the same in all its topics. */
  all(published: readonly Published[], position: string): Item[] {
    const items: Item[] = [];
    for (let nth = 0, next = 0; nth < published.length; nth = next) {
      const first = published[nth] as Published;
      for (next = nth + 1; isSame(published[next], first);) next += 1;
      items.push(itemOf(first, this.namesOf(published, nth, next), next === published.length ? position : undefined));
    }
    return items.length > 0 ? items : [{ passed: position }];
  }

  /** Most facts go to the same few topics: their names are held once. */
  private namesOf(published: readonly Published[], from: number, to: number): readonly string[] {
    let said = '';
    for (let nth = from; nth < to; nth += 1) said += `${(published[nth] as Published).topic} `;
    let names = this.names.get(said);
    if (!names) this.names.set(said, (names = published.slice(from, to).map(({ topic }) => this.nameOf(topic))));
    return names;
  }
}

function itemOf(published: Published, topic: readonly string[], passed?: string): Item {
  const message = { topic, key: published.key, content: contentOf(published) };
  return { message, count: topic.length, bytes: topic.length * sizeOf(message), passed };
}

const isSame = (one: Published | undefined, other: Published): boolean =>
  one !== undefined && one.value === other.value && one.eventId === other.eventId;

/** Few headers, for those who route or count without reading the text: each costs (K18). */
const contentOf = ({ key, value, eventId, stream, revision }: Published): Buffer =>
  packed({ key, value, headers: { id: eventId, stream, revision: String(revision) } });
