export { KafkaFeed, type KafkaFeedOptions } from './kafka-feed';
export { isAtOrAfter } from './positions';
export { ReadSideConfig } from './read-side.config';
export { readSideModules, type Reading } from './read-side.module';
export { startReadSide, type ReadSideApp, type RunningReadSide } from './start-read-side';
export { runReadSide } from './run-read-side';
