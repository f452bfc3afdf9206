const { default: Sequencer } = require('@jest/test-sequencer');

/** Earlier ones keep a worker busy for minutes: begun last, they would leave the others with nothing to do. */
const FIRST = [/operations\/.*\/kill-/, /operations\/|fuzz\//, /\.e2e\./, /\.int\./];

const placeOf = ({ path }) => {
  const place = FIRST.findIndex((pattern) => pattern.test(path));
  return place < 0 ? FIRST.length : place;
};

/** Jest's own order (by what it knows of earlier runs, else by size), but the long kinds of suites first. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
};
