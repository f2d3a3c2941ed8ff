/** Crypto.signXml: an enveloped signature. Source: Apex Reference Guide, Crypto Class, signXml; W3C, xmldsig-core. */
import { createHash, sign } from 'node:crypto';
import { certificateBytes, certificateKey } from './certificates.ts';
import { DomNode } from './dom.ts';
import { need, raise } from './support.ts';
import { canonical } from './xmlCanonical.ts';

const SIGNATURES = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = `${SIGNATURES}enveloped-signature`;
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
/** Algorithm, by the name that Crypto.sign has for it or by its address → the addresses of signature and digest, and the digest. */
const ALGORITHMS: readonly (readonly [name: string, signature: string, digestAddress: string, digest: string])[] = [
    ['RSA-SHA256', `${MORE}rsa-sha256`, 'http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
    ['RSA-SHA384', `${MORE}rsa-sha384`, `${MORE}sha384`, 'sha384'],
    ['RSA-SHA512', `${MORE}rsa-sha512`, 'http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
    ['RSA-SHA1', `${SIGNATURES}rsa-sha1`, `${SIGNATURES}sha1`, 'sha1'],
    ['RSA', `${SIGNATURES}rsa-sha1`, `${SIGNATURES}sha1`, 'sha1']
];

const element = (
    name: string,
    children: readonly DomNode[] = [],
    attributes: Readonly<Record<string, string>> = {}
): DomNode => {
    const made = new DomNode('ELEMENT', name, SIGNATURES);
    for (const [key, value] of Object.entries(attributes))
        made.attributes.push({ key, namespace: null, value, valueNamespace: null });
    for (const child of children) made.append(child);
    return made;
};
const withText = (name: string, text: string): DomNode => element(name, [new DomNode('TEXT', null, null, text)]);

/** The value of the attribute by which the signature names the node; a node without one gets one. */
const idOf = (node: DomNode, attribute: string | null): string => {
    const names = attribute === null ? ['ID', 'Id', 'id'] : [attribute];
    const known = node.attributes.find(({ key }) => names.includes(key));
    if (known) return known.value;
    const value = `_${createHash('sha256').update(canonical(node)).digest('hex').slice(0, 32)}`;
    node.attributes.push({ key: names[0] ?? 'ID', namespace: null, value, valueNamespace: null });
    return value;
};

/**
 * Puts a signature of a node into it, with the certificate by which it is verified.
 * @param before the child before which it stands; otherwise it is the last
 * @throws InvalidParameterValueException for an unknown algorithm; NoDataFoundException for an unknown certificate
 */
export const signXml = (
    algorithm: string | null,
    node: DomNode | null,
    idAttribute: string | null,
    certificate: string | null,
    before: DomNode | null = null
): null => {
    const wanted = need(algorithm);
    const found = ALGORITHMS.find(([name, address]) => name === wanted.toUpperCase() || address === wanted);
    if (!found) return raise('System.InvalidParameterValueException', `Invalid algorithm: ${algorithm}`);
    const [, signatureAddress, digestAddress, digest] = found;
    const signed = need(node);
    const key = certificateKey(certificate);
    const id = idOf(signed, idAttribute);
    const algorithmOf = (name: string, address: string): DomNode => element(name, [], { Algorithm: address });
    const transforms = element('Transforms', [
        algorithmOf('Transform', ENVELOPED),
        algorithmOf('Transform', EXCLUSIVE)
    ]);
    const reference = element(
        'Reference',
        [
            transforms,
            algorithmOf('DigestMethod', digestAddress),
            withText('DigestValue', createHash(digest).update(canonical(signed)).digest('base64'))
        ],
        { URI: `#${id}` }
    );
    const info = element('SignedInfo', [
        algorithmOf('CanonicalizationMethod', EXCLUSIVE),
        algorithmOf('SignatureMethod', signatureAddress),
        reference
    ]);
    const signature = element('Signature', [info]);
    signature.namespaces.set('ds', SIGNATURES);
    const value = sign(digest, Buffer.from(canonical(info), 'utf8'), key).toString('base64');
    const bytes = Buffer.from(certificateBytes(certificate)).toString('base64');
    signature.append(withText('SignatureValue', value));
    signature.append(element('KeyInfo', [element('X509Data', [withText('X509Certificate', bytes)])]));
    signature.parent = signed;
    const at = before === null ? -1 : signed.children.indexOf(before);
    signed.children.splice(at < 0 ? signed.children.length : at, 0, signature);
    return null;
};
