type Coded = Readonly<{ code?: unknown; message?: unknown }>;

/**
 * What PostgreSQL and the network say of a database that cannot be asked now: connection exceptions (class 08), too many
 * connections (53300), shut down or starting (57P01 to 57P03), and what the system says where nobody listens.
 */
const AWAY = /^(08...|53300|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg says without a code, of a connection that broke or did not come about. */
const BROKEN =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether an error says that the database cannot be reached now; asked again later it may answer. */
export function isOutOfReach(error: unknown): boolean {
  const { code, message } = (error ?? {}) as Coded;
  if (typeof code === 'string') return AWAY.test(code);
  return typeof message === 'string' && BROKEN.test(message);
}
