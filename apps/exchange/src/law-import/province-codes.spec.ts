import { provinceCode } from './province-codes';

// GB/T 2260—2007, table 1, with 香港 and 澳门 as in its annex.
const SHORT_NAMES = [
  ...['北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江', '上海', '江苏', '浙江', '安徽'],
  ...['福建', '江西', '山东', '河南', '湖北', '湖南', '广东', '广西', '海南', '重庆', '四川', '贵州'],
  ...['云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆', '台湾', '香港', '澳门'],
];

describe('the code of a province', () => {
  it('is known for all 34, each its own', () => {
    const codes = SHORT_NAMES.map(provinceCode);
    expect(codes).toHaveLength(34);
    expect(codes.filter((code) => !/^\d\d0000$/.test(code ?? ''))).toEqual([]);
    expect(new Set(codes).size).toBe(34);
  });

  it.each([
    ['山东省', '370000'],
    ['上海市', '310000'],
    ['内蒙古自治区', '150000'],
    ['广西壮族自治区', '450000'],
    ['宁夏回族自治区', '640000'],
    ['新疆维吾尔自治区', '650000'],
    ['香港特别行政区', '810000'],
  ])('%s is %s by its full name', (name, code) => expect(provinceCode(name)).toBe(code));

  it.each(['', '省', '青岛', '山东山东', 'constructor', '__proto__'])('%j has none', (name) =>
    expect(provinceCode(name)).toBeUndefined(),
  );
});
