/** Tests that need a real server start the built one: build it once, before any of them. */
module.exports = async () => {
  const { build } = await import('../scripts/build.mjs');
  build();
};
