/** A self-signed certificate, written in DER. Source: RFC 5280, section 4.1; ITU-T X.690. */
import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';

const TAG = {
    integer: 0x02,
    bits: 0x03,
    nothing: 0x05,
    oid: 0x06,
    utf8: 0x0c,
    time: 0x17,
    sequence: 0x30,
    set: 0x31,
    version: 0xa0
};
const length = (size: number): Buffer => {
    if (size < 0x80) return Buffer.of(size);
    const bytes = Buffer.from(size.toString(16).padStart(size > 0xff ? (size > 0xffff ? 6 : 4) : 2, '0'), 'hex');
    return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
};
const item = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
    const body = Buffer.concat(content);
    return Buffer.concat([Buffer.of(tag), length(body.length), body]);
};
/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11. */
const SHA256_RSA = item(TAG.sequence, item(TAG.oid, Buffer.from('2a864886f70d01010b', 'hex')), item(TAG.nothing));
/** commonName, 2.5.4.3. */
const COMMON_NAME = item(TAG.oid, Buffer.from('550403', 'hex'));
const nameOf = (label: string): Buffer =>
    item(TAG.sequence, item(TAG.set, item(TAG.sequence, COMMON_NAME, item(TAG.utf8, Buffer.from(label, 'utf8')))));
const time = (ms: number): Buffer =>
    item(TAG.time, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`, 'ascii'));

/**
 * A certificate of a key, signed by itself.
 * @param label the name of who it is of and who signed it
 * @param from the first moment at which it is good, in UTC milliseconds
 * @param until the last one
 */
export const selfSigned = (key: KeyObject, label: string, from: number, until: number): Uint8Array => {
    const serial = randomBytes(8);
    // A positive number without leading zero.
    serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
    const certificate = item(
        TAG.sequence,
        item(TAG.version, item(TAG.integer, Buffer.of(2))),
        item(TAG.integer, serial),
        SHA256_RSA,
        nameOf(label),
        item(TAG.sequence, time(from), time(until)),
        nameOf(label),
        createPublicKey(key).export({ format: 'der', type: 'spki' })
    );
    const signature = sign('sha256', certificate, key);
    return item(TAG.sequence, certificate, SHA256_RSA, item(TAG.bits, Buffer.of(0), signature));
};
