import type { FaultCode } from '@fuyuan/webhooks';

/** Why something was not taken, for a person. */
export const FAULT_SENTENCES: Readonly<Record<FaultCode, string>> = {
  'address-refused':
    '该地址不得连接；内网地址须由运维在 WEBHOOK_ALLOWED_NETWORKS 中放行 · The address may not be connected to; an operator allows networks that are not public by WEBHOOK_ALLOWED_NETWORKS',
  'name-unknown': '域名无法解析 · The name has no address',
  'connection-refused': '接收方拒绝连接 · The connection was refused',
  unreachable: '接收方不可达 · The address cannot be reached',
  tls: 'TLS 握手或证书不被信任 · TLS failed, or nobody trusted vouches for the certificate',
  cut: '连接中断 · The connection was cut',
  'connect-timeout': '连接超时 · It took too long to connect',
  'answer-timeout': '等待答复超时 · It took too long to answer',
  'total-timeout': '全程超时 · All of it took too long',
  'answer-malformed': '答复不是有效的 HTTP · The answer is no HTTP',
  redirect:
    '接收方要求跳转，不予跟随；请登记最终地址 · It redirects, which is not followed: register the final address',
  status: '接收方未收下（须答复 2xx） · It was not taken: 2xx says that it is',
  gone: '接收方答复 410，推送终止 · The receiver is gone (410), and the webhook has ended',
  other: '未能发出 · It could not be sent',
};
