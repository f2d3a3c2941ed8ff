/** Keys of the org's certificates: made when one is first used, kept by the org from then on. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CertificateDef } from '../../metadata/types.ts';
import { fold } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import { need, raise } from './support.ts';
import { selfSigned } from './x509.ts';

/**
 * What the platform says of a certificate that there is none of; its text goes on with a link to its support.
 * Source: public questions of who signed with a certificate that a sandbox lacked.
 */
const NO_DATA =
    'Data Not Available: The data you were trying to access could not be found. It may be due to another user deleting the data or a system error. ' +
    'If you know the data is not deleted but cannot access it, please look at our support page.';

/** Keys by what they are of: an org in memory, that of a test, is gone with its store. */
const made = new WeakMap<CertificateDef, KeyObject>();
const keyOf = (name: string): string => `certificate/${fold(name)}`;

/** @throws NoDataFoundException for a name that no certificate has */
const certificateNamed = (name: string | null): CertificateDef => {
    const wanted = fold(need(name));
    const certificate = execution().program.model.certificates.find((one) => fold(one.name) === wanted);
    return certificate ?? raise('System.NoDataFoundException', NO_DATA);
};
/**
 * The private key of a deployed certificate.
 * @throws NoDataFoundException for a name that no certificate has
 */
export const certificateKey = (name: string | null): KeyObject => {
    const { database } = execution();
    const certificate = certificateNamed(name);
    const kept = database.store.get(keyOf(certificate.name));
    if (kept) return createPrivateKey({ key: Buffer.from(kept), format: 'der', type: 'pkcs8' });
    const key = made.get(certificate) ?? generateKeyPairSync('rsa', { modulusLength: certificate.keySize }).privateKey;
    made.set(certificate, key);
    database.store.set(keyOf(certificate.name), new Uint8Array(key.export({ format: 'der', type: 'pkcs8' })));
    return key;
};
const YEAR = 365 * 86_400_000;
/**
 * The certificate itself, in DER: signed by its own key. Source: Metadata API Developer Guide, "Certificate": it is good for a year, with a
 * key of 4096 bits for two.
 */
export const certificateBytes = (name: string | null): Uint8Array => {
    const { database, tx } = execution();
    const certificate = certificateNamed(name);
    const place = `${keyOf(certificate.name)}/x509`;
    const kept = database.store.get(place);
    if (kept) return kept;
    const until = tx.now.ms + (certificate.keySize > 2048 ? 2 : 1) * YEAR;
    const bytes = new Uint8Array(selfSigned(certificateKey(name), certificate.label, tx.now.ms, until));
    database.store.set(place, bytes);
    return bytes;
};
/** The public half of it. */
export const certificatePublicKey = (name: string | null): KeyObject => createPublicKey(certificateKey(name));
