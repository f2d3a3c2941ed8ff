import type { Measure } from './pen';

const ELLIPSIS = '…';

const SIGNS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Whole signs, as people see them: no accent or emoji is torn apart. */
const signsOf = (text: string): string[] => Array.from(SIGNS.segment(text), ({ segment }) => segment);

/** As much of a text as fits, with an ellipsis where something is missing. */
export const fitted = (text: string, room: number, width: (text: string) => number): string => {
    if (width(text) <= room) return text;
    const signs = signsOf(text);
    let low = 0;
    let high = signs.length - 1;
    while (low < high) {
        const half = Math.ceil((low + high) / 2);
        if (width(signs.slice(0, half).join('').trimEnd() + ELLIPSIS) <= room) low = half;
        else high = half - 1;
    }
    return signs.slice(0, low).join('').trimEnd() + ELLIPSIS;
};

/**
 * Breaks a text into lines between words; the last line takes what is left and ends in an ellipsis where that is too much.
 * @param rooms width of each line there may be
 */
export const wrapped = (
    text: string,
    rooms: readonly number[],
    size: number,
    bold: boolean,
    measure: Measure
): string[] => {
    const width = (part: string): number => measure(part, size, bold);
    // A hyphen may end a line; a space between two words is part of the first.
    const words: string[] =
        text
            .trim()
            .replace(/\s+/g, ' ')
            .match(/[^\s-]+(?:-+|\s)?|-+\s?/g) ?? [];
    const lines: string[] = [];
    for (const [position, room] of rooms.entries()) {
        if (words.length === 0) break;
        if (position === rooms.length - 1) {
            lines.push(fitted(words.splice(0).join('').trimEnd(), room, width));
            break;
        }
        let line = words.shift() ?? '';
        while (words[0] !== undefined && width((line + words[0]).trimEnd()) <= room) line += words.shift() ?? '';
        line = line.trimEnd();
        if (width(line) > room) {
            // A word longer than a line: what does not fit goes on in the next.
            const signs = signsOf(line);
            let taken = signs.length;
            while (taken > 1 && width(signs.slice(0, taken).join('')) > room) taken--;
            words.unshift(`${signs.slice(taken).join('')} `);
            line = signs.slice(0, taken).join('');
        }
        lines.push(line);
    }
    return lines;
};

/** The largest size, up to one wanted, at which the longest word of a text fits a line: words that can be read are not torn apart. */
export const sizeFor = (text: string, room: number, wanted: number, measure: Measure): number => {
    const longest = text.split(/\s+/).reduce((most, word) => Math.max(most, measure(word, wanted, true)), 0);
    return longest <= room ? wanted : Math.max(wanted / 2, (wanted * room) / longest);
};
