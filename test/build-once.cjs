const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Tests that need a real server start the built one: build it once, before any of them. */
module.exports = async () => {
  const { build } = await import('../scripts/build.mjs');
  build();
  // Where the first suite that needs a broker starts the one that all share; see startKafka of libs/testing.
  const data = join(tmpdir(), `fuyuan-kafka-run-${process.pid}`);
  process.env.FUYUAN_TEST_KAFKA = [data, await freePort(), await freePort()].join('|');
};
