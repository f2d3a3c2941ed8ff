/** `lightning/logger`: custom events of Event Monitoring, which the local org has not; they stand in the browser's console. */
export const log = (message: string | object): void => console.info('lightning/logger', message);
