import { Cut } from './cut';

const messages = (cut: Cut) => ['1/1', '2/2', '3/3'].map((position) => cut.messagesOf(position));

describe('where a checkpoint cuts through the messages of the log', () => {
  it.each([
    ['before all', { position: null, partly: 0 }, [0, 0, 0]],
    ['within the first fact', { position: null, partly: 7 }, [7, 0, 0]],
    ['between two', { position: '1/1', partly: 0 }, [Infinity, 0, 0]],
    ['within the second', { position: '1/1', partly: 2 }, [Infinity, 2, 0]],
    ['where only events of others went by', { position: '2/5', partly: 1 }, [Infinity, Infinity, 1]],
    ['after all', { position: '9/9', partly: 0 }, [Infinity, Infinity, Infinity]],
  ])('%s', (_, at, expected) => expect(messages(new Cut(at))).toEqual(expected));
});
