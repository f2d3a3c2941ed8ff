import { NotSupported } from '../../model/index.ts';
import { Blob } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

const blob = (bytes: Uint8Array): Blob => new Blob(new Uint8Array(bytes));

/** Bytes of text in the charsets that node writes itself; others are written by looking each character up. */
const bigEndian = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const WRITERS: Readonly<Record<string, (text: string) => Uint8Array>> = {
    'utf-8': (text) => Buffer.from(text, 'utf8'),
    'utf-16le': (text) => Buffer.from(text, 'utf16le'),
    'utf-16be': bigEndian
};
/** How Java reads these names: `UTF-16` begins with a mark of its byte order, ISO 8859-1 has all 256 signs, US-ASCII half of them. */
const isLatin1 = (charset: string): boolean => /^(iso[-_]?8859[-_]1|latin1|us-ascii|ascii)$/.test(charset);

/** What windows-1252 has from 0x80 to 0x9F, where ISO 8859-1 has controls: the platform's decoder takes the two for one. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const windows = (text: string): string =>
    text.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));

/** Charsets whose characters have one byte or two. */
const DOUBLE_BYTES: ReadonlySet<string> = new Set(['big5', 'euc-jp', 'euc-kr', 'gbk', 'shift_jis']);
/** Charsets that only a table of sequences or states could write. */
const READ_ONLY: ReadonlySet<string> = new Set(['gb18030', 'iso-2022-jp']);
const REPLACEMENT = '\ufffd';

/** Behind 0x8E, EUC-JP has the katakana of half width only: what node reads there besides, Java does not write. */
const lastSecond = (label: string, first: number): number => (label === 'euc-jp' && first === 0x8e ? 0xdf : 0xfe);

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();
/** The bytes of each character of a charset: found by reading all there are. */
const tableOf = (label: string, read: (bytes: Uint8Array) => string): ReadonlyMap<string, readonly number[]> => {
    const known = tables.get(label);
    if (known) return known;
    const table = new Map<string, readonly number[]>();
    const note = (...bytes: readonly number[]): void => {
        const character = read(Uint8Array.from(bytes));
        // Of several ways to write a character the first is the usual one; what is two characters is none.
        if (character.includes(REPLACEMENT) || [...character].length !== 1 || table.has(character)) return;
        table.set(character, bytes);
    };
    for (let byte = 0; byte <= 0xff; byte++) note(byte);
    if (DOUBLE_BYTES.has(label))
        for (let first = 0x81; first <= 0xfe; first++)
            for (let second = 0x30; second <= lastSecond(label, first); second++) note(first, second);
    tables.set(label, table);
    return table;
};
const UNKNOWN: readonly number[] = [0x3f];
const written = (text: string, bytesOf: (character: string) => readonly number[] | undefined): Uint8Array =>
    Uint8Array.from([...text].flatMap((character) => bytesOf(character) ?? UNKNOWN));

interface Charset {
    readonly write: (text: string) => Uint8Array;
    readonly read: (bytes: Uint8Array) => string;
}
/** @throws InvalidParameterValueException for a charset that nobody knows; NotSupported where text is written in one that can only be read */
const charsetOf = (name: string | null): Charset => {
    const given = need(name).toLowerCase();
    if (isLatin1(given)) {
        const most = given.includes('ascii') ? 0x7f : 0xff;
        return {
            write: (text) =>
                written(text, (character) =>
                    (character.codePointAt(0) ?? 0) <= most ? [character.charCodeAt(0)] : undefined
                ),
            read: (bytes) => Buffer.from(bytes).toString('latin1')
        };
    }
    if (given === 'utf-16' || given === 'utf16') {
        const write = (text: string): Uint8Array => Buffer.concat([Uint8Array.of(0xfe, 0xff), bigEndian(text)]);
        return { write, read: (bytes) => readUtf16(bytes) };
    }
    let decoder: InstanceType<typeof TextDecoder>;
    try {
        decoder = new TextDecoder(given);
    } catch (error) {
        if (error instanceof RangeError)
            return raise('System.InvalidParameterValueException', `Unsupported encoding: ${name}`);
        throw error;
    }
    const label = decoder.encoding;
    const read = (bytes: Uint8Array): string =>
        label === 'windows-1252' ? windows(Buffer.from(bytes).toString('latin1')) : decoder.decode(bytes);
    const write = WRITERS[label];
    if (write) return { write, read };
    return {
        write: (text) => {
            if (READ_ONLY.has(label)) throw new NotSupported(`EncodingUtil.urlEncode in the charset ${label}`);
            const table = tableOf(label, read);
            return written(text, (character) => table.get(character));
        },
        read
    };
};
const readUtf16 = (bytes: Uint8Array): string =>
    new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be').decode(bytes);

/** java.net.URLEncoder: as form data. Signs that stay are written as they are, runs of others as the bytes of the charset. */
const urlEncode = (text: string, { write }: Charset): string =>
    text.replace(/[^A-Za-z0-9.*_-]+/g, (run) =>
        run
            .split(/( )/)
            .map((part) => (part === ' ' ? '+' : encoded(part, write)))
            .join('')
    );
const encoded = (text: string, write: Charset['write']): string =>
    text === '' ? '' : [...write(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** java.net.URLDecoder. @throws IllegalArgumentException */
const urlDecode = (text: string, { read }: Charset): string =>
    text.replaceAll('+', ' ').replace(/(?:%[\s\S]{0,2})+/g, (run) => {
        if (!/^(?:%[0-9a-f]{2})+$/i.test(run))
            raise('System.IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
        return read(Buffer.from(run.replaceAll('%', ''), 'hex'));
    });

/** EncodingUtil. Source: Apex Reference Guide, EncodingUtil Class. */
export const encodingUtil: LibraryType = {
    name: 'System.EncodingUtil',
    kind: 'class',
    members: {
        'static String base64Encode(Blob data)': (data: Blob) => Buffer.from(need(data).bytes).toString('base64'),
        'static Blob base64Decode(String text)': (text: string) => blob(Buffer.from(need(text), 'base64')),
        'static String convertToHex(Blob data)': (data: Blob) => Buffer.from(need(data).bytes).toString('hex'),
        'static Blob convertFromHex(String text)': (text: string) => {
            if (!/^([0-9a-fA-F]{2})*$/.test(need(text))) {
                raise('System.InvalidParameterValueException', 'Invalid hexadecimal string');
            }
            return blob(Buffer.from(text, 'hex'));
        },
        'static String urlEncode(String text, String charset)': (text: string | null, charset: string | null) =>
            urlEncode(need(text), charsetOf(charset)),
        'static String urlDecode(String text, String charset)': (text: string | null, charset: string | null) =>
            urlDecode(need(text), charsetOf(charset))
    }
};
