export { LAW_NOTICE_COMPETENCE, type LawNoticeAct, type LawNoticeCompetence, type LawNoticeParty } from './competence';
export * from './correct-law-notice';
export * from './handle-law-notice';
export * from './law-notice';
export * from './law-notice.events';
export * from './need-to-know';
export * from './norm';
export * from './publish-law-notice';
export * from './withdraw-law-notice';
