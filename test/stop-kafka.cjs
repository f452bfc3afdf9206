const { execFileSync } = require('node:child_process');
const { existsSync, rmSync } = require('node:fs');
const { resolve } = require('node:path');

/** Ends the broker that the suites of this run shared, if one of them started it. */
module.exports = () => {
  const [data] = (process.env.FUYUAN_TEST_KAFKA ?? '').split('|');
  if (!data || !existsSync(data)) return;
  execFileSync(resolve(__dirname, '../scripts/kafka'), ['kill', '--data', data]);
  rmSync(data, { recursive: true, force: true });
};
