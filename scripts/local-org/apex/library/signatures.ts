import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { Blob } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { certificateKey, certificatePublicKey } from './certificates.ts';
import { signXml } from './xmlSignatures.ts';
import { need, raise } from './support.ts';

/** Algorithm of Apex → digest and kind of key. Source: Apex Reference Guide, Crypto.sign. */
const ALGORITHMS: Readonly<Record<string, readonly [digest: string, kind: 'rsa' | 'ec']>> = {
    RSA: ['sha1', 'rsa'],
    'RSA-SHA1': ['sha1', 'rsa'],
    'RSA-SHA256': ['sha256', 'rsa'],
    'RSA-SHA384': ['sha384', 'rsa'],
    'RSA-SHA512': ['sha512', 'rsa'],
    'ECDSA-SHA256': ['sha256', 'ec'],
    'ECDSA-SHA384': ['sha384', 'ec'],
    'ECDSA-SHA512': ['sha512', 'ec']
};
const named = (algorithm: string | null): readonly [digest: string, kind: 'rsa' | 'ec'] =>
    ALGORITHMS[need(algorithm).toUpperCase()] ??
    raise('System.InvalidParameterValueException', `Invalid algorithm: ${algorithm}`);
/** A key of this kind from its bytes. @throws InvalidParameterValueException */
const keyOf = (make: () => KeyObject, kind: string, what: string): KeyObject => {
    try {
        const key = make();
        if (key.asymmetricKeyType === kind) return key;
    } catch (error) {
        if (!(error instanceof Error)) throw error;
    }
    return raise('System.InvalidParameterValueException', `Invalid ${what} key.`);
};

/** A certificate's keys are RSA keys. @throws InvalidParameterValueException for an algorithm of others */
const digestOfRsa = (algorithm: string | null): string => {
    const [digest, kind] = named(algorithm);
    return kind === 'rsa' ? digest : raise('System.InvalidParameterValueException', `Invalid algorithm: ${algorithm}`);
};

/** Signatures with keys that the code brings along, and with those of the org's certificates. */
export const signatures: LibraryType['members'] = {
    'static Blob sign(String algorithm, Blob data, Blob key)': (
        algorithm: string | null,
        data: Blob | null,
        bytes: Blob | null
    ) => {
        const [digest, kind] = named(algorithm);
        const der = Buffer.from(need(bytes).bytes);
        const key = keyOf(() => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }), kind, 'private');
        return new Blob(new Uint8Array(sign(digest, need(data).bytes, key)));
    },
    'static Boolean verify(String algorithm, Blob data, Blob signature, Blob key)': (
        algorithm: string | null,
        data: Blob | null,
        signature: Blob | null,
        bytes: Blob | null
    ) => {
        const [digest, kind] = named(algorithm);
        const der = Buffer.from(need(bytes).bytes);
        const key = keyOf(() => createPublicKey({ key: der, format: 'der', type: 'spki' }), kind, 'public');
        return verify(digest, need(data).bytes, key, need(signature).bytes);
    },
    'static Boolean verify(String algorithm, Blob data, Blob signature, String certificate)': (
        algorithm: string | null,
        data: Blob | null,
        signature: Blob | null,
        certificate: string | null
    ) => {
        const digest = digestOfRsa(algorithm);
        return verify(digest, need(data).bytes, certificatePublicKey(certificate), need(signature).bytes);
    },
    'static Blob signWithCertificate(String algorithm, Blob data, String certificate)': (
        algorithm: string | null,
        data: Blob | null,
        certificate: string | null
    ) => {
        const digest = digestOfRsa(algorithm);
        return new Blob(new Uint8Array(sign(digest, need(data).bytes, certificateKey(certificate))));
    },
    'static void signXml(String algorithm, Dom.XmlNode node, String idAttribute, String certificate)': signXml,
    'static void signXml(String algorithm, Dom.XmlNode node, String idAttribute, String certificate, Dom.XmlNode before)':
        signXml
};
