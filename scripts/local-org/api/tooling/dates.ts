/** A moment as the REST APIs write it: `2026-11-22T10:00:00.000+0000`. */
export const dateTimeText = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');
