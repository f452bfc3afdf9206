import { changeOf } from './norm-change';

// Histories as the national database of laws and regulations publishes them.
describe('what the history says was done to the norm', () => {
  it.each([
    ['', 'promulgated'],
    ['1958年3月17日 国务院批准；1958年7月1日 施行', 'promulgated'],
    ['1998年6月26日 通过；2021年4月29日 《关于修改〈中华人民共和国道路交通安全法〉等八部法律的决定》修正', 'amended'],
    ['1990年6月22日 发布；2013年7月18日 《国务院关于废止和修改部分行政法规的决定》第一次修订', 'revised'],
    ['1994年1月5日 国务院批准；2023年7月20日 《国务院关于修改和废止部分行政法规的决定》修订）', 'revised'],
    ['2010年11月25日 批准的《杭州市人民代表大会常务委员会关于修改〈杭州市全民健身条例〉的决定》修改', 'amended'],
    ['2003年3月1日 公布；2024年1月1日 废止', 'repealed'],
  ])('%j is %s', (history, change) => expect(changeOf(history)).toBe(change));

  it('is the last act that counts', () => {
    expect(changeOf('1996年5月15日 《关于修改〈统计法〉的决定》修正；2009年6月27日 第九次会议修订')).toBe('revised');
    expect(changeOf('2015年8月26日 第二十九次会议修订；2017年8月25日 通过的《关于修改的决定》修正')).toBe('amended');
    expect(changeOf('2010年7月23日 《关于修改部分地方性法规的决定》修正 2018年12月29日第八次会议修订）')).toBe(
      'revised',
    );
  });

  it('is not what a title says, nor a title within a title', () => {
    expect(changeOf('2003年3月1日 公布《〈关于废止《甲条例》的决定〉修订稿》；2003年5月1日 施行')).toBe('promulgated');
  });

  it('is not read out of a history that was cut off in a title', () => {
    expect(changeOf('2016年11月1日 施行；2020年3月26日 批准的第二十次会议《关于修改')).toBe('promulgated');
    expect(changeOf('2018年9月7日 《关于修改〈甲〉的决定》第一次修正；2020年3月26日 《关于修改')).toBe('amended');
  });

  it('is still seen where a mark was set on its wrong side', () => {
    expect(changeOf('2012年1月13日 《关于修改<山东省环境噪声污染防治条例>等二十五件地方性法规的决定修正》')).toBe(
      'amended',
    );
  });
});
