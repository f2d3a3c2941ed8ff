import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Problem } from '../../model/index.ts';

/** One element of a metadata file, with where it stands. Text is trimmed as the platform trims it. */
export interface XmlElement {
    readonly name: string;
    readonly text: string;
    readonly children: readonly XmlElement[];
    readonly attributes: Readonly<Record<string, string>>;
    readonly file: string;
    readonly line: number;
    readonly column: number;
}

type ParsedNode = Record<string, unknown>;

const parser = new XMLParser({
    preserveOrder: true,
    captureMetaData: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    ignorePiTags: true
});
const position = XMLParser.getMetaDataSymbol() as unknown as string;

/** Offsets of line starts, to turn an index into line and column. */
const lineStarts = (text: string): number[] => {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
};

const locate = (starts: readonly number[], index: number): { line: number; column: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= index) low = middle;
        else high = middle - 1;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 };
};

const toElement = (node: ParsedNode, file: string, starts: readonly number[]): XmlElement | undefined => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return undefined;
    const children: XmlElement[] = [];
    let text = '';
    for (const inner of node[name] as ParsedNode[]) {
        if (typeof inner['#text'] === 'string') text += inner['#text'];
        const child = toElement(inner, file, starts);
        if (child) children.push(child);
    }
    const index = (node[position] as { startIndex: number } | undefined)?.startIndex ?? 0;
    const attributes = (node[':@'] as Record<string, string> | undefined) ?? {};
    return { name, text: text.trim(), children, attributes, file, ...locate(starts, index) };
};

/**
 * Reads one metadata file.
 * @returns its root element, or the problem with line and column where the text is no well-formed XML
 */
export const parseXml = (file: string, bytes: Uint8Array): XmlElement | Problem => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
    const refuse = (message: string, line = 1, column = 1): Problem => ({ file, line, column, message });
    const doctype = text.indexOf('<!DOCTYPE');
    if (doctype !== -1) {
        const { line, column } = locate(lineStarts(text), doctype);
        return refuse('Error parsing file: DOCTYPE is not allowed', line, column);
    }
    const verdict = XMLValidator.validate(text);
    if (verdict !== true) return refuse(`Error parsing file: ${verdict.err.msg}`, verdict.err.line, verdict.err.col);
    const starts = lineStarts(text);
    for (const node of parser.parse(text) as ParsedNode[]) {
        const root = toElement(node, file, starts);
        if (root) return root;
    }
    return refuse('Error parsing file: premature end of file');
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
