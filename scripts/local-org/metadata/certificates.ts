import { documentsOf } from './documents.ts';
import type { Report } from './problems.ts';
import type { ComponentSource } from './types.ts';
import { requireElements } from './xml/check.ts';
import { flagOf, textOf } from './xml/document.ts';

/** A certificate of the org. Its private key is the org's own: no metadata holds it. */
export interface CertificateDef {
    readonly name: string;
    readonly label: string;
    readonly isCaSigned: boolean;
    readonly keySize: number;
}
const KEY_SIZES = ['2048', '4096'];
const LONGEST_LABEL = 64;

/**
 * Certificates by their files, `Name.crt` with `Name.crt-meta.xml`. Source: Metadata API Developer Guide, "Certificate": for a new one the
 * platform makes a new private and public key, whatever the file says.
 */
export const readCertificates = (components: readonly ComponentSource[], report: Report): CertificateDef[] =>
    documentsOf(components, 'Certificate', report).flatMap(({ name, root }) => {
        if (!requireElements(root, ['caSigned', 'masterLabel'], report)) return [];
        const label = textOf(root, 'masterLabel') ?? '';
        const keySize = textOf(root, 'keySize') ?? '2048';
        if (label.length > LONGEST_LABEL)
            report.add(root, `masterLabel of ${name} is longer than ${LONGEST_LABEL} characters`);
        if (!KEY_SIZES.includes(keySize)) report.add(root, `keySize of ${name} must be 2048 or 4096`);
        return [
            Object.freeze({
                name,
                label,
                isCaSigned: flagOf(root, 'caSigned'),
                keySize: Number(keySize)
            } satisfies CertificateDef)
        ];
    });
