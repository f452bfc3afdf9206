import { problemKind as kind, type ProblemKind } from './problem-kind';

/** What may be refused before any record is touched: the transport, the request's form, the caller. */
export const platformProblems = {
  'invalid-request': kind(
    400,
    { zh: '请求内容不符合要求', en: 'The request is not valid' },
    { zh: '请按 errors 中逐项列出的要求修改后重新提交。', en: 'Correct each entry of errors and send it again.' },
  ),
  'malformed-json': kind(
    400,
    { zh: '请求体不是合法的 JSON', en: 'The body is not well-formed JSON' },
    {
      zh: '请求体须为 UTF-8 编码的合法 JSON，且不得含有 __proto__、constructor.prototype 等键名。',
      en: 'The body must be well-formed JSON in UTF-8, without keys such as __proto__.',
    },
  ),
  'repeated-member': kind(
    400,
    { zh: '同一字段出现两次', en: 'A field occurs twice' },
    {
      zh: '请求体的某个对象中，同一字段名出现了两次，无法判断以哪一个为准。',
      en: 'An object of the body has the same field twice; which of them is meant cannot be known.',
    },
  ),
  'body-too-complex': kind(
    400,
    { zh: '请求体层次过深或项数过多', en: 'The body is too deep or too wide' },
    {
      zh: '请求体超出了限制：最多 {most}（limit 指明是层数、列表项数还是字段数）。',
      en: 'The body goes beyond a limit of {most}; limit says whether of depth, items of a list or members.',
    },
  ),
  'empty-body': kind(
    400,
    { zh: '请求体为空', en: 'The body is empty' },
    { zh: '声明了 JSON 内容类型，但请求体为空。', en: 'A JSON content type was declared, but there is no body.' },
  ),
  'malformed-url': kind(
    400,
    { zh: '网址格式不正确', en: 'The URL is malformed' },
    { zh: '网址中的百分号编码无法解码。', en: 'The percent-encoding of the URL cannot be decoded.' },
  ),
  'duplicate-header': kind(
    400,
    { zh: '请求头重复', en: 'A header occurs twice' },
    { zh: '请求头 {header} 只能出现一次。', en: 'The header {header} may occur only once.' },
  ),
  'bad-request': kind(
    400,
    { zh: '无法理解该请求', en: 'The request cannot be understood' },
    { zh: '请求不符合 HTTP 规范或接口约定。', en: 'The request breaks HTTP or the contract of this interface.' },
  ),
  unauthenticated: kind(
    401,
    { zh: '未登录', en: 'Not signed in' },
    {
      zh: '请先登录，并在 Authorization 头中携带令牌。',
      en: 'Sign in and send the token in the Authorization header.',
    },
  ),
  forbidden: kind(
    403,
    { zh: '无权进行此操作', en: 'Not permitted' },
    { zh: '当前账号无权进行此操作。', en: 'This account may not do that.' },
  ),
  'not-found': kind(
    404,
    { zh: '未找到', en: 'Not found' },
    { zh: '该地址下没有可供访问的内容。', en: 'There is nothing at this address.' },
  ),
  'method-not-allowed': kind(
    405,
    { zh: '不支持该请求方法', en: 'Method not allowed' },
    { zh: '该地址不支持 {method}，可用：{allowed}。', en: '{method} is not supported here; allowed: {allowed}.' },
  ),
  'not-acceptable': kind(
    406,
    { zh: '无法提供所要求的格式', en: 'Not acceptable' },
    { zh: '请在 Accept 头中接受 application/json。', en: 'Accept application/json in the Accept header.' },
  ),
  'request-timeout': kind(
    408,
    { zh: '请求超时', en: 'Request timeout' },
    { zh: '未能在规定时间内收到完整请求。', en: 'The whole request did not arrive in time.' },
  ),
  'rule-broken': kind(
    409,
    { zh: '办理规则不允许', en: 'The rules do not allow this' },
    { zh: '办理规则不允许此操作。', en: 'The rules do not allow this.' },
  ),
  conflict: kind(
    409,
    { zh: '与当前状态冲突', en: 'Conflict' },
    { zh: '该操作与记录的当前状态冲突。', en: 'This conflicts with the present state of the record.' },
  ),
  'body-too-large': kind(
    413,
    { zh: '请求体过大', en: 'The body is too large' },
    { zh: '请求体超过了允许的大小。', en: 'The body is larger than allowed.' },
  ),
  'url-too-long': kind(
    414,
    { zh: '网址过长', en: 'The URL is too long' },
    { zh: '网址中的某一段过长。', en: 'A segment of the URL is too long.' },
  ),
  'unsupported-media-type': kind(
    415,
    { zh: '不支持的内容类型', en: 'Unsupported media type' },
    { zh: '请以 application/json 提交。', en: 'Send application/json.' },
  ),
  unprocessable: kind(
    422,
    { zh: '无法处理该请求', en: 'The request cannot be processed' },
    { zh: '请求格式正确，但无法处理。', en: 'The request is well-formed but cannot be processed.' },
  ),
  'too-many-requests': kind(
    429,
    { zh: '请求过于频繁', en: 'Too many requests' },
    {
      zh: '请求过于频繁，请在 {seconds} 秒后再试。',
      en: 'Too many requests; try again in {seconds} seconds.',
    },
  ),
  'headers-too-large': kind(
    431,
    { zh: '请求头过大', en: 'The headers are too large' },
    { zh: '请求头总量或个数超过了允许的范围。', en: 'The headers together are larger, or more, than allowed.' },
  ),
  'internal-error': kind(
    500,
    { zh: '系统内部错误', en: 'Internal error' },
    {
      zh: '系统出错，已记录。请凭关联编号联系管理员。',
      en: 'Recorded under the correlation id; give it to the operator.',
    },
  ),
  unavailable: kind(
    503,
    { zh: '服务暂不可用', en: 'Service unavailable' },
    { zh: '请稍后重试。', en: 'Try again shortly.' },
  ),
} satisfies Record<string, ProblemKind>;
