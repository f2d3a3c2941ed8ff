import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Blob, textHash } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { ciphers } from './ciphers.ts';
import { encodingUtil } from './encodingUtil.ts';
import { signatures } from './signatures.ts';
import { need, raise } from './support.ts';

const DIGESTS: Readonly<Record<string, string>> = {
    MD5: 'md5',
    SHA1: 'sha1',
    'SHA-1': 'sha1',
    SHA256: 'sha256',
    'SHA-256': 'sha256',
    SHA512: 'sha512',
    'SHA-512': 'sha512',
    'SHA3-256': 'sha3-256',
    'SHA3-384': 'sha3-384',
    'SHA3-512': 'sha3-512'
};
const MACS: Readonly<Record<string, string>> = {
    HMACMD5: 'md5',
    HMACSHA1: 'sha1',
    HMACSHA256: 'sha256',
    HMACSHA512: 'sha512'
};

const blob = (bytes: Uint8Array): Blob => new Blob(new Uint8Array(bytes));
/** @throws InvalidParameterValueException, in the platform's words */
const known = <T>(table: Readonly<Record<string, T>>, name: string): T =>
    table[need(name).toUpperCase()] ?? raise('System.InvalidParameterValueException', `Invalid algorithm: ${name}`);
const mac = (algorithm: string, data: Blob, key: Blob): Buffer =>
    createHmac(known(MACS, algorithm), need(key).bytes).update(need(data).bytes).digest();
const crypto: LibraryType = {
    name: 'System.Crypto',
    kind: 'class',
    members: {
        'static Blob generateDigest(String algorithm, Blob data)': (algorithm: string, data: Blob) =>
            blob(createHash(known(DIGESTS, algorithm)).update(need(data).bytes).digest()),
        'static Blob generateMac(String algorithm, Blob data, Blob key)': (algorithm: string, data: Blob, key: Blob) =>
            blob(mac(algorithm, data, key)),
        'static Boolean verifyHmac(String algorithm, Blob data, Blob key, Blob code)': (
            algorithm: string,
            data: Blob,
            key: Blob,
            code: Blob
        ) => {
            const expected = mac(algorithm, data, key);
            return expected.length === need(code).bytes.length && timingSafeEqual(expected, code.bytes);
        },
        'static Integer getRandomInteger()': () => randomBytes(4).readInt32BE(),
        'static Long getRandomLong()': () => randomBytes(8).readBigInt64BE(),
        'static Blob generateAesKey(Integer size)': (size: number) => {
            if (![128, 192, 256].includes(need(size))) {
                raise('System.InvalidParameterValueException', `Invalid key size: ${size}`);
            }
            return blob(randomBytes(size / 8));
        },
        ...ciphers,
        ...signatures
    }
};

/** System.UUID. */
export class Uuid {
    readonly text: string;
    constructor(text: string) {
        this.text = text;
    }
    /** @throws ApexException System.IllegalArgumentException for other text */
    static parse(text: string): Uuid {
        if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
            raise('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
        return new Uuid(text.toLowerCase());
    }
    apexText(): string {
        return this.text;
    }
}
const uuid: LibraryType = {
    name: 'System.UUID',
    kind: 'class',
    is: (value) => value instanceof Uuid,
    members: {
        'static System.UUID randomUUID()': () => new Uuid(randomUUID()),
        'static System.UUID fromString(String text)': (text: string) => Uuid.parse(need(text)),
        'Boolean equals(Object other)': (self: Uuid, other: unknown) =>
            other instanceof Uuid && other.text === self.text,
        'Integer hashCode()': (self: Uuid) => textHash(self.text),
        'String toString()': (self: Uuid) => self.text
    }
};

/** Crypto, EncodingUtil, UUID. Source: Apex Reference Guide, System Namespace. */
export const cryptoTypes: readonly LibraryType[] = [crypto, encodingUtil, uuid];
