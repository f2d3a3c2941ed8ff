/** Valid inputs → inputs that are nearly valid, or not at all. */
import type { Random } from './random.ts';

/** No input is larger. */
export const LARGEST = 65_536;

/** What parsers stumble over. */
const ODD = [
    '\u0000',
    '\u0001',
    '\ud800',
    '\u2028',
    '\ufeff',
    '\u202e',
    '😀',
    'é',
    'ß',
    'İ',
    '\\',
    '\\u0000',
    "'",
    '"',
    '`',
    '${',
    '}}',
    '<',
    '>',
    '&',
    '&amp;',
    '&#0;',
    ']]>',
    '<!--',
    '/*',
    '*/',
    '//',
    '--',
    ';',
    ':',
    ',',
    '.',
    '..',
    '?.',
    '??',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '=',
    '==',
    '!=',
    '%',
    '_',
    '\r',
    '\n',
    '\t',
    'null',
    'NaN',
    '-0',
    '1e309',
    '1e-400',
    '99999999999999999999999999999999',
    '-9223372036854775809',
    '2147483648',
    '0x1F',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'SELECT',
    'FROM',
    'WHERE',
    'class',
    'NULLS',
    '0000-00-00',
    '9999-99-99T99:99:99Z',
    '001000000000000AAA',
    '../..'
];

const splice = (text: string, at: number, remove: number, insert: string): string =>
    text.slice(0, at) + insert + text.slice(at + remove);

type Change = (text: string, random: Random, others: readonly string[]) => string;

const CHANGES: readonly Change[] = [
    // Leave something out, twice as often as the rest.
    (text, random) => splice(text, random.below(text.length + 1), random.size(40), ''),
    (text, random) => splice(text, random.below(text.length + 1), random.size(8), ''),
    (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(ODD)),
    (text, random) => splice(text, random.below(text.length + 1), random.size(5), random.pick(ODD)),
    (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(ODD).repeat(random.size(2_000))),
    (text, random) => text.slice(0, random.below(text.length + 1)),
    (text, random) => text.slice(random.below(text.length + 1)),
    // One word for another of the same text.
    (text, random) => {
        const words = [...text.matchAll(/\w+|[^\w\s]+/g)];
        if (words.length < 2) return text;
        const [one, other] = [random.pick(words), random.pick(words)];
        return splice(text, one.index, one[0].length, other[0]);
    },
    // Say something twice, or many times.
    (text, random) => {
        const at = random.below(text.length + 1);
        const part = text.slice(at, at + 1 + random.size(60));
        return splice(text, at, 0, part.repeat(1 + random.size(200)));
    },
    // Numbers and names at the edge of their types.
    (text, random) => text.replace(/\d+/, () => random.pick(ODD)),
    (text, random) => text.replace(/'[^']*'/, () => `'${random.pick(ODD).repeat(random.size(3_000))}'`),
    // Half of one and half of another.
    (text, random, others) => {
        const other = random.pick(others);
        return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
    },
    // A character of another code.
    (text, random) => {
        const at = random.below(text.length + 1);
        return splice(text, at, 1, String.fromCharCode(random.below(0x2100)));
    }
];

/** One to five changes of one of the valid inputs. */
export const mutated = (random: Random, valid: readonly string[]): string => {
    let text = random.pick(valid);
    for (let left = 1 + random.below(5); left > 0; left--) text = random.pick(CHANGES)(text, random, valid);
    return text.slice(0, LARGEST);
};

/** The same at the level of bytes: what is no text at all, or damaged on its way. */
export const mutatedBytes = (random: Random, valid: Uint8Array): Uint8Array => {
    const bytes = Uint8Array.from(valid);
    switch (random.below(4)) {
        case 0:
            return random.bytes(random.size(LARGEST));
        case 1:
            return bytes.subarray(0, random.below(bytes.length + 1));
        case 2: {
            const at = random.below(bytes.length + 1);
            return Buffer.concat([bytes.subarray(0, at), random.bytes(random.size(64)), bytes.subarray(at)]).subarray(
                0,
                LARGEST
            );
        }
        default:
            for (let left = 1 + random.size(20); left > 0 && bytes.length > 0; left--)
                bytes[random.below(bytes.length)] = random.below(256);
            return bytes;
    }
};

const ODD_VALUES: readonly unknown[] = [
    null,
    true,
    false,
    0,
    -1,
    1e308,
    1.5,
    2 ** 53,
    '',
    ' ',
    'x',
    [],
    {},
    [[]],
    [null],
    { attributes: null },
    { attributes: { type: 'Nope' } },
    { attributes: {} },
    { Id: 5 },
    '001000000000000AAA',
    '2026-13-45',
    '#N/A',
    '@{x.y}',
    '@{',
    'a'.repeat(70_000).slice(0, 40_000),
    { __proto__x: 1 }
];

const inside = (value: unknown, random: Random, change: (value: unknown) => unknown): unknown => {
    if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) {
        const at = random.below(value.length);
        return value.map((item: unknown, index) => (index === at ? inside(item, random, change) : item));
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && random.chance(0.85)) {
        const keys = Object.keys(value);
        if (keys.length > 0) {
            const at = random.pick(keys);
            return Object.fromEntries(
                Object.entries(value).map(([key, item]) => [key, key === at ? inside(item, random, change) : item])
            );
        }
    }
    return change(value);
};

/** JSON that is well formed and says something odd. */
export const mutatedJson = (random: Random, valid: unknown): string => {
    let value = valid;
    for (let left = 1 + random.below(4); left > 0; left--)
        value = inside(value, random, (found) => {
            switch (random.below(4)) {
                case 0:
                    return Array.isArray(found)
                        ? Array.from({ length: random.size(400) }, () => (found as unknown[])[0])
                        : [found];
                case 1:
                    return typeof found === 'object' && found !== null
                        ? { ...found, [random.pick(ODD)]: random.pick(ODD_VALUES) }
                        : String(found);
                default:
                    return random.pick(ODD_VALUES);
            }
        });
    return JSON.stringify(value) ?? 'null';
};
