export { openPostgres, openSqlite, type PostgresOptions, type ReadDatabase } from './database';
export { beginBuild, buildsOf, dropBuild } from './build';
export { liveView, ViewNotReady, type LiveView } from './live';
export { createTable } from './create-table';
export type { Dialect, PhysicalTable } from './dialect/dialect';
export { migrate, migrateTables, type RoomMigrations } from './migrations';
export { isOutOfReach } from './out-of-reach';
export { preparePostgres, type OwnSchema } from './prepare-postgres';
export { projection, type AnyProjection, type Projection, type RowsOf } from './projection';
export type { Batch } from './batch';
export { CursorMoved } from './cursors';
export { Projector } from './projector';
export { RowsLater } from './rows-later';
export { BuildGone } from './turn';
export { received, type Received } from './received';
export { table, type Row, type RowOf, type StoredRowOf, type Table, type Tables } from './table';
export { Feed, type Following, type Reader } from './feed';
export { ProjectionRunner, type RunnerOptions } from './runner';
export { NotToSwitchTo, switchTo } from './switch';
export type { BuildRow, BuildStatus, EngineTables, OperationKind, OperationRow, ParkedRow } from './engine-tables';
export {
  ask,
  operationOf,
  operationsOf,
  OperationUnderWay,
  type Asked,
  type OperationsAsked,
} from './operations/operation';
export type { Difference } from './operations/differing';
export type { OperationProgress, Verdict } from './operations/long-operations';
export { parkedOf, standings, type BuildStanding, type ProjectionStanding } from './operations/standing';
