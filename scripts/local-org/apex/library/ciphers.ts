/** Encryption of Crypto. Source: Apex Reference Guide, Crypto Class, "Using Encryption Algorithms". */
import { createCipheriv, createDecipheriv, randomBytes, type CipherGCM, type DecipherGCM } from 'node:crypto';
import { Blob } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

interface Cipher {
    readonly mode: 'cbc' | 'gcm';
    /** Of the key, in bytes. */
    readonly size: number;
}
const cbc = (size: number): Cipher => ({ mode: 'cbc', size });
const CIPHERS: Readonly<Record<string, Cipher>> = {
    AES128: cbc(16),
    'AES128-CBC': cbc(16),
    AES192: cbc(24),
    'AES192-CBC': cbc(24),
    AES256: cbc(32),
    'AES256-CBC': cbc(32),
    'AES256-GCM': { mode: 'gcm', size: 32 }
};
const VECTOR = 16;
/** Of GCM: what is encrypted begins with the length of the vector, then come the vector, the text and its tag. */
const GCM_VECTOR = 12;
const GCM_TAG = 16;
const MOST_BYTES = 1_048_576;

const blob = (bytes: Uint8Array): Blob => new Blob(new Uint8Array(bytes));
const invalid = (message: string): never => raise('System.InvalidParameterValueException', message);

/** @throws InvalidParameterValueException for an unknown algorithm or a key of another size */
const cipherOf = (algorithm: string | null, key: Blob | null): Cipher => {
    const cipher =
        CIPHERS[need(algorithm).toUpperCase()] ??
        invalid(`Invalid algorithm ${algorithm}. Must be one of AES128, AES192, or AES256.`);
    if (need(key).bytes.length !== cipher.size) invalid(`Invalid private key. Must be ${cipher.size} bytes.`);
    return cipher;
};
const nameOf = ({ mode, size }: Cipher): string => `aes-${size * 8}-${mode}`;
const vectorOf = (vector: Blob | null): Uint8Array =>
    need(vector).bytes.length === VECTOR
        ? need(vector).bytes
        : invalid(`Invalid initialization vector. Must be ${VECTOR} bytes.`);
const limited = (data: Blob | null, beside = 0): Uint8Array => {
    const { bytes } = need(data);
    if (bytes.length > MOST_BYTES + beside) {
        invalid(`Invalid data. Input data is ${bytes.length} bytes, which exceeds the limit of ${MOST_BYTES} bytes.`);
    }
    return bytes;
};
/** @throws SecurityException where the bytes were not encrypted so */
const opened = (work: () => Blob): Blob => {
    try {
        return work();
    } catch (error) {
        if (error instanceof Error && ('code' in error || /authenticate/.test(error.message))) {
            return raise('System.SecurityException', 'Given final block not properly padded');
        }
        throw error;
    }
};

const encryptCbc = (cipher: Cipher, key: Blob, vector: Uint8Array, data: Uint8Array): Buffer => {
    const made = createCipheriv(nameOf(cipher), key.bytes, vector);
    return Buffer.concat([made.update(data), made.final()]);
};
const decryptCbc = (cipher: Cipher, key: Blob, vector: Uint8Array, data: Uint8Array): Blob =>
    opened(() => {
        const made = createDecipheriv(nameOf(cipher), key.bytes, vector);
        return blob(Buffer.concat([made.update(data), made.final()]));
    });
const encryptGcm = (cipher: Cipher, key: Blob, data: Uint8Array, beside: Blob | null): Blob => {
    const vector = randomBytes(GCM_VECTOR);
    const made = createCipheriv(nameOf(cipher), key.bytes, vector) as CipherGCM;
    if (beside) made.setAAD(beside.bytes);
    const body = Buffer.concat([made.update(data), made.final()]);
    return blob(Buffer.concat([Uint8Array.of(GCM_VECTOR), vector, body, made.getAuthTag()]));
};
const decryptGcm = (cipher: Cipher, key: Blob, data: Uint8Array, beside: Blob | null): Blob => {
    if (data.length < 1 + GCM_VECTOR + GCM_TAG || data[0] !== GCM_VECTOR)
        return invalid('Unable to parse initialization vector from encrypted data.');
    return opened(() => {
        const made = createDecipheriv(nameOf(cipher), key.bytes, data.subarray(1, 1 + GCM_VECTOR)) as DecipherGCM;
        if (beside) made.setAAD(beside.bytes);
        made.setAuthTag(data.subarray(data.length - GCM_TAG));
        return blob(Buffer.concat([made.update(data.subarray(1 + GCM_VECTOR, data.length - GCM_TAG)), made.final()]));
    });
};

const encrypt = (algorithm: string | null, key: Blob | null, vector: Blob | null, data: Blob | null): Blob => {
    const cipher = cipherOf(algorithm, key);
    if (cipher.mode === 'gcm') return encryptGcm(cipher, need(key), limited(data), null);
    return blob(encryptCbc(cipher, need(key), vectorOf(vector), limited(data)));
};
const decrypt = (algorithm: string | null, key: Blob | null, vector: Blob | null, data: Blob | null): Blob => {
    const cipher = cipherOf(algorithm, key);
    if (cipher.mode === 'gcm') return decryptGcm(cipher, need(key), limited(data, 2 * VECTOR), null);
    return decryptCbc(cipher, need(key), vectorOf(vector), limited(data, 2 * VECTOR));
};
/** Data that is authenticated and not encrypted goes with GCM only. */
const encryptManaged = (algorithm: string | null, key: Blob | null, data: Blob | null, beside?: Blob | null): Blob => {
    const cipher = cipherOf(algorithm, key);
    if (cipher.mode === 'gcm') return encryptGcm(cipher, need(key), limited(data), beside ?? null);
    if (beside !== undefined) invalid(`Invalid algorithm ${algorithm}. Must be AES256-GCM.`);
    const vector = randomBytes(VECTOR);
    return blob(Buffer.concat([vector, encryptCbc(cipher, need(key), vector, limited(data))]));
};
const decryptManaged = (algorithm: string | null, key: Blob | null, data: Blob | null, beside?: Blob | null): Blob => {
    const cipher = cipherOf(algorithm, key);
    const bytes = limited(data, 2 * VECTOR);
    if (cipher.mode === 'gcm') return decryptGcm(cipher, need(key), bytes, beside ?? null);
    if (beside !== undefined) invalid(`Invalid algorithm ${algorithm}. Must be AES256-GCM.`);
    if (bytes.length < VECTOR) invalid('Unable to parse initialization vector from encrypted data.');
    return decryptCbc(cipher, need(key), bytes.subarray(0, VECTOR), bytes.subarray(VECTOR));
};

export const ciphers: LibraryType['members'] = {
    'static Blob encrypt(String algorithm, Blob key, Blob vector, Blob data)': encrypt,
    'static Blob decrypt(String algorithm, Blob key, Blob vector, Blob data)': decrypt,
    'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data)': encryptManaged,
    'static Blob encryptWithManagedIV(String algorithm, Blob key, Blob data, Blob aaData)': encryptManaged,
    'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data)': decryptManaged,
    'static Blob decryptWithManagedIV(String algorithm, Blob key, Blob data, Blob aaData)': decryptManaged
};
