/** Texts of the shell that are used in more than one place. */
export const GENERIC_SAVE_ERROR = 'We hit a snag.';
/** A number of things in words: `1 item`, `12+ items`. */
export const countText = (count: number, more: boolean, one: string, many: string): string =>
    `${count}${more ? '+' : ''} ${count === 1 && !more ? one : many}`;
