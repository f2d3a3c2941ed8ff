import { crc32 } from 'node:zlib';
import type { UnzipFileInfo, Zippable } from 'fflate';
import { archives } from '../../metadata/index.ts';
import { DatetimeValue } from '../../model/index.ts';
import { Blob, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { exceptionConstructors } from './exceptions.ts';
import { listOf, mapOf, need, now, raise, setOf } from './support.ts';

const METHOD = enumeration('Compression.Method', 'DEFLATED STORED');
const LEVEL = enumeration('Compression.Level', 'BEST_COMPRESSION BEST_SPEED DEFAULT_LEVEL NO_COMPRESSION');
const LEVELS = { BEST_COMPRESSION: 9, BEST_SPEED: 1, DEFAULT_LEVEL: 6, NO_COMPRESSION: 0 } as const;
/** Archives that would unpack to more are refused before they do. */
const MAX_UNPACKED = 50_000_000;

const fail = (why: string): never => raise('Compression.ZipException', why);

/** Compression.ZipEntry. */
class ZipEntry {
    readonly name: string;
    content: Blob;
    comment: string | null = null;
    method: string;
    modified: DatetimeValue;
    /** Known of entries that were read. */
    compressedSize: number | null = null;
    constructor(name: string, content: Blob, method: string) {
        this.name = name;
        this.content = content;
        this.method = method;
        this.modified = now();
    }
    apexText(): string {
        return this.name;
    }
}
const entry: LibraryType = {
    name: 'Compression.ZipEntry',
    kind: 'class',
    is: (value) => value instanceof ZipEntry,
    members: {
        'String getComment()': (self: ZipEntry) => self.comment,
        'Long getCompressedSize()': (self: ZipEntry) => BigInt(self.compressedSize ?? -1),
        'Blob getContent()': (self: ZipEntry) => self.content,
        'Long getCrc()': (self: ZipEntry) => BigInt(crc32(self.content.bytes)),
        'Datetime getLastModifiedTime()': (self: ZipEntry) => self.modified,
        'Compression.Method getMethod()': (self: ZipEntry) => constantOf(METHOD, self.method),
        'String getName()': (self: ZipEntry) => self.name,
        'Long getUncompressedSize()': (self: ZipEntry) => BigInt(self.content.bytes.length),
        'Compression.ZipEntry setComment(String comment)': (self: ZipEntry, comment: string | null) => {
            self.comment = comment;
            return self;
        },
        'Compression.ZipEntry setContent(Blob content)': (self: ZipEntry, content: Blob | null) => {
            self.content = need(content);
            return self;
        },
        'Compression.ZipEntry setLastModifiedTime(Datetime modified)': (
            self: ZipEntry,
            moment: DatetimeValue | null
        ) => {
            self.modified = need(moment);
            return self;
        },
        'Compression.ZipEntry setMethod(Compression.Method method)': (self: ZipEntry, method: EnumValue | null) => {
            self.method = need(method).name;
            return self;
        },
        'String toString()': (self: ZipEntry) => self.name
    }
};

/** Compression.ZipWriter. */
class ZipWriter {
    readonly entries = new Map<string, ZipEntry>();
    method = 'DEFLATED';
    level: keyof typeof LEVELS = 'DEFAULT_LEVEL';
    add(added: ZipEntry): ZipEntry {
        this.entries.set(added.name, added);
        return added;
    }
    get archive(): Blob {
        const files: Zippable = {};
        for (const { name, content, method, modified, comment } of this.entries.values()) {
            const level = method === 'STORED' ? 0 : LEVELS[this.level];
            files[name] = [content.bytes, { level, mtime: modified.ms, ...(comment === null ? {} : { comment }) }];
        }
        return new Blob(archives().zipSync(files));
    }
}
const writer: LibraryType = {
    name: 'Compression.ZipWriter',
    kind: 'class',
    is: (value) => value instanceof ZipWriter,
    members: {
        'new()': () => new ZipWriter(),
        'Compression.ZipEntry addEntry(String name, Blob content)': (
            self: ZipWriter,
            name: string | null,
            content: Blob | null
        ) => self.add(new ZipEntry(need(name), need(content), self.method)),
        'Compression.ZipEntry addEntry(Compression.ZipEntry prototype)': (self: ZipWriter, source: ZipEntry | null) => {
            const { name, content, method, comment, modified } = need(source);
            return self.add(Object.assign(new ZipEntry(name, content, method), { comment, modified }));
        },
        'Compression.ZipEntry addEntry(String name, String comment, Datetime modified, Compression.Method method, Blob content)':
            (
                self: ZipWriter,
                name: string | null,
                comment: string | null,
                modified: DatetimeValue | null,
                method: EnumValue | null,
                content: Blob | null
            ) => {
                const entry = new ZipEntry(need(name), need(content), need(method).name);
                return self.add(Object.assign(entry, { comment, modified: need(modified) }));
            },
        'Set<String> getEntryNames()': (self: ZipWriter) => setOf('String', self.entries.keys()),
        'Blob getArchive()': (self: ZipWriter) => self.archive,
        'List<Compression.ZipEntry> getEntries()': (self: ZipWriter) =>
            listOf('Compression.ZipEntry', [...self.entries.values()]),
        'Compression.ZipEntry getEntry(String name)': (self: ZipWriter, name: string | null) =>
            self.entries.get(need(name)) ?? null,
        'Compression.Level getLevel()': (self: ZipWriter) => constantOf(LEVEL, self.level),
        'Compression.Method getMethod()': (self: ZipWriter) => constantOf(METHOD, self.method),
        'void removeEntry(String name)': (self: ZipWriter, name: string | null) => {
            self.entries.delete(need(name));
        },
        'Compression.ZipWriter setLevel(Compression.Level level)': (self: ZipWriter, level: EnumValue | null) => {
            self.level = need(level).name as keyof typeof LEVELS;
            return self;
        },
        'Compression.ZipWriter setMethod(Compression.Method method)': (self: ZipWriter, method: EnumValue | null) => {
            self.method = need(method).name;
            return self;
        }
    }
};

/** Compression.ZipReader. */
class ZipReader {
    readonly entries: readonly ZipEntry[];
    /** @throws Compression.ZipException for bytes that are no archive, or one that would unpack to too much */
    constructor({ bytes }: Blob) {
        const facts = new Map<string, UnzipFileInfo>();
        let room = MAX_UNPACKED;
        try {
            const files = archives().unzipSync(bytes, {
                filter: (file) => {
                    facts.set(file.name, file);
                    room -= file.originalSize;
                    return room >= 0;
                }
            });
            if (room < 0) fail(`The archive unpacks to more than ${MAX_UNPACKED} bytes`);
            this.entries = Object.entries(files).map(([name, content]) => {
                const fact = facts.get(name);
                const made = new ZipEntry(name, new Blob(content), fact?.compression === 0 ? 'STORED' : 'DEFLATED');
                made.compressedSize = fact?.size ?? null;
                return made;
            });
        } catch (error) {
            if (error instanceof Error && 'code' in error && typeof error.code === 'number') fail('Invalid archive');
            throw error;
        }
    }
    find(name: string | null): ZipEntry | undefined {
        return this.entries.find((one) => one.name === need(name));
    }
}
const extracted = (self: ZipReader, found: ZipEntry | undefined): Blob =>
    found && self.entries.includes(found) ? found.content : fail('No such entry in the archive');
const reader: LibraryType = {
    name: 'Compression.ZipReader',
    kind: 'class',
    is: (value) => value instanceof ZipReader,
    members: {
        'new(Blob archive)': (archive: Blob | null) => new ZipReader(need(archive)),
        'Blob extract(Compression.ZipEntry entry)': (self: ZipReader, found: ZipEntry | null) =>
            extracted(self, need(found)),
        'Blob extract(String name)': (self: ZipReader, name: string | null) => extracted(self, self.find(name)),
        'List<Compression.ZipEntry> getEntries()': (self: ZipReader) => listOf('Compression.ZipEntry', self.entries),
        'Map<String, Compression.ZipEntry> getEntriesMap()': (self: ZipReader) =>
            mapOf(
                'String',
                'Compression.ZipEntry',
                self.entries.map((one) => [one.name, one] as const)
            ),
        'Compression.ZipEntry getEntry(String name)': (self: ZipReader, name: string | null) => self.find(name) ?? null,
        'List<String> getEntryNames()': (self: ZipReader) =>
            listOf(
                'String',
                self.entries.map(({ name }) => name)
            )
    }
};
const zipException: LibraryType = {
    name: 'Compression.ZipException',
    kind: 'exception',
    extends: 'System.Exception',
    members: exceptionConstructors('Compression.ZipException')
};

/** Zip archives. Source: Apex Reference Guide, Compression Namespace. */
export const compressionTypes: readonly LibraryType[] = [writer, reader, entry, METHOD, LEVEL, zipException];
