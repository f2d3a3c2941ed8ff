/**
 * Reads the zip archive of a deployment. The archive comes from outside: its headers are not believed. Each entry is unpacked with a cap
 * on what comes out, which general zip libraries do not offer.
 */
import { crc32, inflateRawSync } from 'node:zlib';

/** Source: Metadata API Developer Guide, "File-Based Calls": 39 MB packed, 400 MB unpacked, 10,000 files. */
const MOST_FILES = 10_000;
const MOST_BYTES = 400 * 1024 * 1024;
const MOST_PACKED_BYTES = 39 * 1024 * 1024;
/** Metadata is text, which packs to a tenth; an entry of more than a megabyte that packs to a thousandth is made to burst. */
const BURSTING_RATIO = 500;
const SMALL = 1024 * 1024;

const END = 0x06_05_4b_50;
const CENTRAL = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const STORED = 0;
const DEFLATED = 8;

/** The archive cannot be used; the message is for the client. */
export class ArchiveProblem extends Error {}

interface Entry {
    readonly name: string;
    readonly method: number;
    readonly crc: number;
    readonly packed: number;
    readonly size: number;
    readonly at: number;
}

const invalid = (): never => {
    throw new ArchiveProblem('INVALID_ZIP_FILE: The zip file is not valid');
};

/** @throws ArchiveProblem where a name leads out of the archive's own folder or is no name on some system */
const checkName = (name: string): void => {
    const parts = name.split('/');
    const isBad =
        name === '' ||
        name.length > 1000 ||
        name.includes('\\') ||
        /^[A-Za-z]:/.test(name) ||
        /[\u0000-\u001f]/.test(name) ||
        parts.some((part, at) => part === '..' || part === '.' || (part === '' && at < parts.length - 1));
    if (isBad) throw new ArchiveProblem(`INVALID_ZIP_FILE: The name of an entry is not valid: ${JSON.stringify(name)}`);
};

/** Where the table of contents is: the last record of the file, behind which only a comment may stand. */
const findEnd = (bytes: Buffer): number => {
    const first = Math.max(0, bytes.length - 22 - 0xff_ff);
    for (let at = bytes.length - 22; at >= first; at--) if (bytes.readUInt32LE(at) === END) return at;
    return invalid();
};

const readEntries = (bytes: Buffer): Entry[] => {
    const end = findEnd(bytes);
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    if (count === 0xff_ff || at === 0xff_ff_ff_ff || count > MOST_FILES)
        throw new ArchiveProblem(
            `LIMIT_EXCEEDED: The zip file holds more files than the maximum of ${MOST_FILES.toLocaleString('en-US')}`
        );
    const entries: Entry[] = [];
    for (let number = 0; number < count; number++) {
        if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) invalid();
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
        const nameEnd = at + 46 + (nameLength ?? 0);
        if (nameEnd > end) invalid();
        const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
        if (isEncrypted) throw new ArchiveProblem('INVALID_ZIP_FILE: The zip file is encrypted');
        entries.push({
            name: bytes.toString('utf8', at + 46, nameEnd),
            method: bytes.readUInt16LE(at + 10),
            crc: bytes.readUInt32LE(at + 16),
            packed: bytes.readUInt32LE(at + 20),
            size: bytes.readUInt32LE(at + 24),
            at: bytes.readUInt32LE(at + 42)
        });
        at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
    }
    return entries;
};

const unpack = (bytes: Buffer, entry: Entry): Uint8Array => {
    const { at, packed, size, method } = entry;
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) invalid();
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (from + packed > bytes.length) invalid();
    const data = bytes.subarray(from, from + packed);
    let content: Uint8Array;
    if (method === STORED) content = new Uint8Array(data);
    else if (method === DEFLATED) {
        try {
            content = new Uint8Array(inflateRawSync(data, { maxOutputLength: Math.max(1, size) }));
        } catch {
            return invalid();
        }
    } else throw new ArchiveProblem(`INVALID_ZIP_FILE: The compression method ${method} is not supported`);
    if (content.byteLength !== size || crc32(content) !== entry.crc) invalid();
    return content;
};

/**
 * Unpacks an archive.
 * @returns path (with `/`) → content; folders are left out
 * @throws ArchiveProblem where it is no zip archive, holds names that lead elsewhere, names twice, or is or becomes too large
 */
export const readArchive = (archive: Uint8Array): Map<string, Uint8Array> => {
    if (archive.byteLength > MOST_PACKED_BYTES)
        throw new ArchiveProblem('LIMIT_EXCEEDED: Maximum size of request reached. Maximum size of request is 39 MB');
    const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    const files = new Map<string, Uint8Array>();
    let total = 0;
    for (const entry of readEntries(bytes)) {
        checkName(entry.name);
        if (entry.name.endsWith('/')) continue;
        if (files.has(entry.name))
            throw new ArchiveProblem(`INVALID_ZIP_FILE: ${JSON.stringify(entry.name)} is in the zip file twice`);
        total += entry.size;
        const bursts = entry.size > SMALL && entry.size > entry.packed * BURSTING_RATIO;
        if (total > MOST_BYTES || bursts)
            throw new ArchiveProblem('LIMIT_EXCEEDED: The unpacked zip file is larger than the maximum of 400 MB');
        files.set(entry.name, unpack(bytes, entry));
    }
    return files;
};
