import {
    createCipheriv,
    createDecipheriv,
    createHash,
    createHmac,
    randomBytes,
    randomUUID,
    timingSafeEqual
} from 'node:crypto';
import { Blob, textHash } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { signatures } from './signatures.ts';
import { need, raise, refused } from './support.ts';

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
const AES: Readonly<Record<string, number>> = { AES128: 16, AES192: 24, AES256: 32 };

const blob = (bytes: Uint8Array): Blob => new Blob(new Uint8Array(bytes));
/** @throws InvalidParameterValueException, in the platform's words */
const known = <T>(table: Readonly<Record<string, T>>, name: string): T =>
    table[need(name).toUpperCase()] ?? raise('System.InvalidParameterValueException', `Invalid algorithm: ${name}`);
const mac = (algorithm: string, data: Blob, key: Blob): Buffer =>
    createHmac(known(MACS, algorithm), need(key).bytes).update(need(data).bytes).digest();
const cipherOf = (algorithm: string, key: Blob): string => {
    const size = known(AES, algorithm);
    if (need(key).bytes.length !== size) {
        raise('System.InvalidParameterValueException', `Invalid private key. Must be ${size} bytes.`);
    }
    return `aes-${size * 8}-cbc`;
};
const encrypt = (algorithm: string, key: Blob, vector: Uint8Array, data: Blob): Buffer => {
    const cipher = createCipheriv(cipherOf(algorithm, key), key.bytes, vector);
    return Buffer.concat([cipher.update(need(data).bytes), cipher.final()]);
};
const decrypt = (algorithm: string, key: Blob, vector: Uint8Array, data: Uint8Array): Blob => {
    try {
        const cipher = createDecipheriv(cipherOf(algorithm, key), key.bytes, vector);
        return blob(Buffer.concat([cipher.update(data), cipher.final()]));
    } catch (error) {
        if (error instanceof Error && 'code' in error) {
            return raise('System.SecurityException', 'Given final block not properly padded');
        }
        throw error;
    }
};
const vectorOf = (vector: Blob): Uint8Array =>
    need(vector).bytes.length === 16
        ? vector.bytes
        : raise('System.InvalidParameterValueException', 'Invalid initialization vector. Must be 16 bytes.');

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
        'static Blob encrypt(String algorithm, Blob key, Blob vector, Blob data)': (
            algorithm: string,
            key: Blob,
            vector: Blob,
            data: Blob
        ) => blob(encrypt(algorithm, key, vectorOf(vector), data)),
        'static Blob decrypt(String algorithm, Blob key, Blob vector, Blob data)': (
            algorithm: string,
            key: Blob,
            vector: Blob,
            data: Blob
        ) => decrypt(algorithm, key, vectorOf(vector), need(data).bytes),
        'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data)': (
            algorithm: string,
            key: Blob,
            data: Blob
        ) => {
            const vector = randomBytes(16);
            return blob(Buffer.concat([vector, encrypt(algorithm, key, vector, data)]));
        },
        'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data)': (
            algorithm: string,
            key: Blob,
            data: Blob
        ) => decrypt(algorithm, key, need(data).bytes.subarray(0, 16), data.bytes.subarray(16)),
        ...signatures
    }
};

/** java.net.URLEncoder: as form data. */
const urlEncode = (text: string): string =>
    encodeURIComponent(text)
        .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
        .replaceAll('%20', '+');
const utf8 = (charset: string): string =>
    /^utf-?8$/i.test(need(charset)) ? charset : refused(`the charset ${charset} in EncodingUtil`)();

const encodingUtil: LibraryType = {
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
        'static String urlEncode(String text, String charset)': (text: string, charset: string) => {
            utf8(charset);
            return urlEncode(need(text));
        },
        'static String urlDecode(String text, String charset)': (text: string, charset: string) => {
            utf8(charset);
            try {
                return decodeURIComponent(need(text).replaceAll('+', ' '));
            } catch (error) {
                if (error instanceof URIError) {
                    return raise(
                        'System.IllegalArgumentException',
                        'URLDecoder: Illegal hex characters in escape (%) pattern'
                    );
                }
                throw error;
            }
        }
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
