export { openPostgres, openSqlite, type PostgresOptions, type ReadDatabase } from './database';
export { beginBuild, buildsOf, dropBuild } from './build';
export { liveView, ViewNotReady, type LiveView } from './live';
export { migrate } from './migrations';
export { projection, type AnyProjection, type Projection, type RowsOf } from './projection';
export { BuildGone, CursorMoved, Projector, type Batch } from './projector';
export { received, type Received } from './received';
export { table, type Row, type RowOf, type StoredRowOf, type Table, type Tables } from './table';
