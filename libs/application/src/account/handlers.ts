import { RecordAccountChangeHandler } from './record-account-change';
import { RecordAccountFoundHandler } from './record-account-found';
import { ShowAccountHistoryHandler } from './show-account-history';

export const accountUseCases = [RecordAccountChangeHandler, RecordAccountFoundHandler, ShowAccountHistoryHandler];
