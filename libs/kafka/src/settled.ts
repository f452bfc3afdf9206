import { setTimeout as pause } from 'node:timers/promises';

/**
 * For a moment after a topic was made the broker does not know it, or its leader says that it is none; the client does
 * not ask again by itself. Errors: the last one, after some two seconds unless told.
 */
export async function settled<T>(ask: () => Promise<T>, tries = 20): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (tries <= 1 || !(error as { retriable?: boolean }).retriable) throw error;
    await pause(100);
    return settled(ask, tries - 1);
  }
}
