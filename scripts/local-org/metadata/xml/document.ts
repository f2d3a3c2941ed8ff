import type { Problem } from '../../model/index.ts';
import { Malformed, readDocument } from './reader.ts';
import type { XmlElement } from './reader.ts';

export type { XmlElement } from './reader.ts';

/** A metadata file's text as the spans of its elements count it: without byte order mark, lines ended as on Unix. */
export const xmlText = (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .replaceAll('\r\n', '\n');

/** Files that were read lately: an org is compiled again and again of the same ones. They are forgotten when memory is wanted. */
const read = new WeakMap<Uint8Array, WeakRef<XmlElement>>();

/**
 * Reads one metadata file.
 * @returns its root element, or the problem with line and column where the text is no well-formed XML
 */
export const parseXml = (file: string, bytes: Uint8Array): XmlElement | Problem => {
    const known = read.get(bytes)?.deref();
    if (known?.file === file) return known;
    const root = readXml(file, bytes);
    if (!('message' in root)) read.set(bytes, new WeakRef(root));
    return root;
};

const readXml = (file: string, bytes: Uint8Array): XmlElement | Problem => {
    const text = xmlText(bytes);
    try {
        return readDocument(file, text);
    } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        const { line, column, message } = error;
        return { file, line, column, message: `Error parsing file: ${message}` };
    }
};

/** The text of a child, or undefined where the child is absent or empty. */
export const textOf = (element: XmlElement, name: string): string | undefined =>
    element.children.find((child) => child.name === name)?.text || undefined;

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
    element.children.find((child) => child.name === name);

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
    element.children.filter((child) => child.name === name);

export const flagOf = (element: XmlElement, name: string): boolean => textOf(element, name) === 'true';

export const numberOf = (element: XmlElement, name: string): number | undefined => {
    const text = textOf(element, name);
    return text === undefined ? undefined : Number(text);
};
