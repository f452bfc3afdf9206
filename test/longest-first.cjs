const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * What takes minutes is begun early: begun last, it would leave the other workers with nothing to do. The two that take
 * most of the machine do not begin together.
 */
const FIRST = [/kill-read-sides/, /test\/(operations\/(?!relay\/kill-)|fuzz\/)/, /kill-relay/, /\.e2e\./, /\.int\./];

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
