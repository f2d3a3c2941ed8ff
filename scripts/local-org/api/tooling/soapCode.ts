/** Apex in an envelope. */
import type { XmlElement } from '../../metadata/index.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text: string): string =>
    text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? whole;
        return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    });

/** Code as it was sent: values of elements are trimmed, and lines must keep their numbers. @param text of the whole envelope */
export const codeOf = (element: XmlElement, text: string): string => {
    const raw = text.slice(element.span.inner, element.span.innerEnd);
    return raw.includes('<![CDATA[') ? element.text : decode(raw);
};
