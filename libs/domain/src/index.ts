export type { Fact } from './fact';
export type { LegalBasis } from './legal-basis';
export { shanghaiDate, type CalendarDate, type Instant } from './moment';
export { liesIn, type RegionCode } from './region';
export { RuleBroken, type Particulars } from './rule-broken';
export * as LawNotices from './law-notice';
export type { LawNotice, LawNoticeEvent } from './law-notice';
export * as Units from './unit';
export type { Unit, UnitEvent } from './unit';
