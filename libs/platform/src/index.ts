export { configOf, ConfigurationInvalid } from './config/config-of';
export {
  Address,
  address,
  Duration,
  duration,
  FilePath,
  filePath,
  network,
  rate,
  RateLimit,
  Secret,
  secret,
} from './config/variables';
export { createApp, type AppOptions } from './create-app';
export { refusalDocs, type RefusalDocs, type RefusalExamples } from './docs/refused-with';
export { setupDocs, type DocsOptions } from './docs/setup-docs';
export { letHeapsGrowBy } from './heaps';
export { Readiness, type ReadinessCheck, type ReadinessReport } from './health/readiness';
export { createFastify, type HttpOptions } from './http/create-fastify';
export { CORRELATION_HEADER } from './http/correlation';
export { AccountPace, callerAt, type Rate } from './http/pace';
export { OPEN, Open } from './http/open';
export { httpOptionsOf, ServerConfig } from './http/server.config';
export { createLog, type Log, LOG_LEVELS, type LogOptions } from './logging/log';
export { InjectLog, LOG } from './logging/inject-log';
export { NestLog } from './logging/nest-log';
export { Metrics } from './metrics/metrics';
export { createPlatform, type Platform } from './platform';
export { PlatformModule, type PlatformModuleOptions } from './platform.module';
export type { Bilingual, Language } from './problem/bilingual';
export { languageOf } from './problem/language';
export { Problem, type ProblemDocument, type ProblemParts } from './problem/problem';
export { ProblemCatalogue, type ProblemMapper } from './problem/problem-catalogue';
export { problemKind, type ProblemKind } from './problem/problem-kind';
export { ProblemFilter } from './problem/problem.filter';
export { type Refusal, Refusals } from './problem/refusals';
export { endWith } from './stop/end-with';
export { guardProcess } from './stop/process-guard';
export { stopGracefully, type Stop, type StopOptions } from './stop/graceful-stop';
export {
  Identifier,
  identifier,
  Link,
  link,
  OneOf,
  oneOf,
  RegionCode,
  regionCode,
  Uuid,
  uuid,
} from './validation/codes';
export { CalendarDate, calendarDate, Instant, instant, isCalendarDate, isInstant } from './validation/dates';
export { type Fault, type Sentence, ValidationFailed } from './validation/fault';
export { Flag, flag, Whole, whole } from './validation/numbers';
export { list, ListOf, Nested, nested } from './validation/parts';
export { property, type PropertyOptions } from './validation/property';
export { validated } from './validation/read-into';
export { type Rule, scalar } from './validation/rule';
export { RulePipe } from './validation/rule.pipe';
export { Text, text } from './validation/text';
export { ValidationPipe } from './validation/validation.pipe';
