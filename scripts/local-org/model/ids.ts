import { PlatformError } from './errors.ts';
import type { Id } from './types.ts';

const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The three check characters make an Id safe in case-insensitive tools: one bit for each upper-case letter.
 * Source: Salesforce Object Reference, "ID field type".
 */
const checkCharacters = (id15: string): string => {
    let suffix = '';
    for (let group = 0; group < 3; group++) {
        let bits = 0;
        for (let position = 0; position < 5; position++) {
            const character = id15.charAt(group * 5 + position);
            if (character >= 'A' && character <= 'Z') bits |= 1 << position;
        }
        suffix += CHECK.charAt(bits);
    }
    return suffix;
};

/** Reads a 15- or 18-character Id; undefined where the text is none. */
export const tryParseId = (text: string): Id | undefined => {
    if (text.length === 15 && /^[0-9A-Za-z]{15}$/.test(text)) return text + checkCharacters(text);
    if (text.length !== 18 || !/^[0-9A-Za-z]{15}[A-Za-z0-5]{3}$/.test(text)) return undefined;
    const id15 = text.slice(0, 15);
    return checkCharacters(id15) === text.slice(15).toUpperCase() ? id15 + text.slice(15).toUpperCase() : undefined;
};

/**
 * Reads an Id as Apex assigns one: 18 characters are taken as they are, whatever their check characters say, as tests of many projects
 * make such Ids. Where it matters (a save, the API) no record has it.
 */
export const tryReadApexId = (text: string): Id | undefined =>
    tryParseId(text) ?? (/^[0-9A-Za-z]{18}$/.test(text) ? text : undefined);

/**
 * Reads a 15- or 18-character Id.
 * @throws PlatformError MALFORMED_ID
 */
export const parseId = (text: string): Id => {
    const id = tryParseId(text);
    if (id === undefined) throw new PlatformError('MALFORMED_ID', `Invalid id: ${text}`);
    return id;
};

/** Builds the Id of the n-th record (from 1) of the object with this three-character key prefix. */
export const makeId = (keyPrefix: string, sequence: number): Id => {
    let rest = '';
    for (let value = sequence; rest.length < 9; value = Math.floor(value / 62))
        rest = BASE_62.charAt(value % 62) + rest;
    const id15 = `${keyPrefix}gw0${rest}`;
    return id15 + checkCharacters(id15);
};
