import { Flag, Identifier } from '@fuyuan/platform';

/** What standalone asks beside the exchange. */
export class StandaloneConfig {
  /** Known accounts and a few organs of Panshi, to look around. */
  @Flag({ optional: true })
  demo = false;

  /** Court, procuratorate and government beside the exchange. Without them it records and shows single records only. */
  @Flag({ optional: true })
  readSides = true;

  /** The unit that hosts the office: the first account acts for it. */
  @Identifier({ optional: true })
  officeUnit = 'office';
}
