/** Exclusive XML Canonicalization 1.0, without comments: the text of an element that a signature is of. Source: W3C, xml-exc-c14n. */
import type { DomNode } from './dom.ts';

const inText = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
const inAttribute = (text: string): string =>
    text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;')
        .replaceAll('\t', '&#x9;')
        .replaceAll('\n', '&#xA;')
        .replaceAll('\r', '&#xD;');
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * The canonical text of an element.
 * @param known prefixes that what stands around it has declared, with their addresses
 */
export const canonical = (node: DomNode, known: ReadonlyMap<string, string> = new Map([['', '']])): string => {
    if (node.kind === 'COMMENT') return '';
    if (node.kind === 'TEXT') return inText(node.text);
    const prefixOf = (namespace: string | null): string =>
        namespace === null || namespace === '' ? '' : (node.prefixFor(namespace) ?? '');
    const prefix = prefixOf(node.namespace);
    const attributes = node.attributes
        .map(({ key, namespace, value }) => ({ prefix: prefixOf(namespace), key, namespace: namespace ?? '', value }))
        .toSorted((left, right) => byText(left.namespace, right.namespace) || byText(left.key, right.key));
    // Only prefixes that the element itself uses are declared, and only where nothing around it did.
    const used = new Map<string, string>([[prefix, node.namespace ?? '']]);
    for (const attribute of attributes) if (attribute.prefix !== '') used.set(attribute.prefix, attribute.namespace);
    used.delete('xml');
    const declared = [...used]
        .filter(([name, uri]) => known.get(name) !== uri)
        .toSorted(([left], [right]) => byText(left, right));
    const inside = new Map([...known, ...declared]);
    const named = (own: string, name: string): string => (own === '' ? name : `${own}:${name}`);
    const name = named(prefix, node.name ?? '');
    const start = [
        name,
        ...declared.map(([own, uri]) => `xmlns${own === '' ? '' : `:${own}`}="${inAttribute(uri)}"`),
        ...attributes.map((one) => `${named(one.prefix, one.key)}="${inAttribute(one.value)}"`)
    ].join(' ');
    return `<${start}>${node.children.map((child) => canonical(child, inside)).join('')}</${name}>`;
};
