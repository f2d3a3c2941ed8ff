/** The one case folding: comparison, sorting, uniqueness and name look-ups all use it (SQLite's own knows only ASCII). */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase();
