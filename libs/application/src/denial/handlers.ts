import { DenialBook } from './denial-book';
import { ShowDenialsHandler } from './show-denials';

export const denialUseCases = [DenialBook, ShowDenialsHandler];
