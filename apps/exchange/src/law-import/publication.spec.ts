import { NormRequest } from '../law-notice/norm.request';
import { publicationOf } from './publication';

const norm = Object.assign(new NormRequest(), {
  title: '优化营商环境条例',
  level: 'administrative-regulation',
  change: 'promulgated',
  promulgatedOn: '2019-10-22',
});
const circular = {
  addressees: ['panshi-court', 'panshi-procuratorate'],
  legalBasis: [{ norm: '规则', article: null }],
};
const { key, body } = publicationOf(norm, circular);

describe('the request that a row becomes', () => {
  it('says only what the row says, in an order of its own', () => {
    expect(body).toBe(
      '{"addressees":["panshi-court","panshi-procuratorate"],"legalBasis":[{"norm":"规则"}],' +
        '"norm":{"change":"promulgated","level":"administrative-regulation","promulgatedOn":"2019-10-22","title":"优化营商环境条例"}}',
    );
  });

  // Notices imported with this key exist in logs: another key would publish them a second time.
  it('keeps its key for ever', () =>
    expect(key).toBe('0e3740e96894a50a325262d4d9d973e18a6a6da5d7984175e07239e1e310eec7'));

  it('has the same key whatever the order of the units, and when one is named twice', () => {
    const addressees = ['panshi-procuratorate', 'panshi-court', 'panshi-procuratorate'];
    expect(publicationOf(norm, { ...circular, addressees })).toEqual({ key, body });
  });

  it('has the same key when a later version knows a field that the row does not use', () => {
    const later = Object.assign(Object.create(null) as NormRequest, { validUntil: null, annexes: [] }, norm);
    expect(publicationOf(later, circular).key).toBe(key);
  });

  it.each([
    ['norm', publicationOf(Object.assign(new NormRequest(), norm, { effectiveOn: '2020-01-01' }), circular)],
    ['addressee', publicationOf(norm, { ...circular, addressees: ['panshi-court'] })],
    ['legal basis', publicationOf(norm, { ...circular, legalBasis: [{ norm: '规则', article: '第一条' }] })],
  ])('has another key for another %s', (_, other) => expect(other.key).not.toBe(key));
});
