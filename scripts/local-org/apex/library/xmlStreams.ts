import { xmlContent } from '../../model/index.ts';
import type { EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { need, raise } from './support.ts';
import { xmlQuoted, xmlTokens, type XmlAttribute, type XmlName, type XmlToken } from './xmlTokens.ts';

const XML_TAG = enumeration(
    'System.XmlTag',
    'ATTRIBUTE CDATA CHARACTERS COMMENT DTD END_DOCUMENT END_ELEMENT ENTITY_DECLARATION ENTITY_REFERENCE NAMESPACE ' +
        'NOTATION_DECLARATION PROCESSING_INSTRUCTION SPACE START_DOCUMENT START_ELEMENT'
);
const TAGS: Readonly<Record<XmlToken['kind'], string>> = {
    start: 'START_ELEMENT',
    end: 'END_ELEMENT',
    text: 'CHARACTERS',
    cdata: 'CDATA',
    comment: 'COMMENT',
    dtd: 'DTD',
    instruction: 'PROCESSING_INSTRUCTION'
};

/** System.XmlStreamReader: stands before the first event at first. */
export class XmlReader {
    private readonly text: string;
    private readonly tokens: readonly XmlToken[];
    private at = -1;
    coalescing = false;
    constructor(text: string) {
        this.text = text;
        this.tokens = xmlTokens(text);
    }
    get token(): XmlToken | undefined {
        return this.tokens[this.at];
    }
    get tag(): EnumValue {
        const name = this.at < 0 ? 'START_DOCUMENT' : this.token ? TAGS[this.token.kind] : 'END_DOCUMENT';
        return constantOf(XML_TAG, name);
    }
    get hasNext(): boolean {
        return this.at < this.tokens.length;
    }
    next(): number {
        if (!this.hasNext) raise('System.XmlException', 'No more events');
        this.at++;
        if (this.coalescing) while (this.isText && this.isTextKind(this.tokens[this.at + 1])) this.at++;
        return this.tag.ordinal;
    }
    nextTag(): number {
        do this.next();
        while (this.hasNext && this.token?.kind !== 'start' && this.token?.kind !== 'end');
        return this.tag.ordinal;
    }
    private isTextKind(token: XmlToken | undefined): boolean {
        return token?.kind === 'text' || token?.kind === 'cdata';
    }
    get isText(): boolean {
        return this.isTextKind(this.token);
    }
    /** The text of this event; with coalescing, of the texts that came with it. */
    get content(): string | null {
        const { token } = this;
        if (!token || token.kind === 'start' || token.kind === 'end') return null;
        if (!this.coalescing || !this.isText) return token.text;
        let from = this.at;
        while (from > 0 && this.isTextKind(this.tokens[from - 1])) from--;
        return this.tokens
            .slice(from, this.at + 1)
            .map((one) => ('text' in one ? one.text : ''))
            .join('');
    }
    get name(): XmlName | null {
        const { token } = this;
        return token && (token.kind === 'start' || token.kind === 'end') ? token.name : null;
    }
    get attributes(): readonly XmlAttribute[] {
        return this.token?.kind === 'start' ? this.token.attributes : [];
    }
    attribute(index: number | null): XmlAttribute {
        return this.attributes[need(index)] ?? raise('System.XmlException', `No attribute ${index}`);
    }
    get namespaces(): readonly (readonly [string, string])[] {
        return this.token?.kind === 'start' ? this.token.namespaces : [];
    }
    namespaceAt(index: number | null): readonly [string, string] {
        return this.namespaces[need(index)] ?? raise('System.XmlException', `No namespace ${index}`);
    }
    /** The innermost declaration of a prefix up to here. */
    namespaceOf(prefix: string): string | null {
        let depth = 0;
        for (let at = this.at; at >= 0; at--) {
            const token = this.tokens[at];
            if (token?.kind === 'end' && at !== this.at) depth++;
            else if (token?.kind === 'start') {
                if (depth === 0) {
                    const found = token.namespaces.find(([declared]) => declared === prefix);
                    if (found) return found[1];
                } else depth--;
            }
        }
        return null;
    }
    get place(): string {
        const before = this.text.slice(0, this.token?.at ?? (this.at < 0 ? 0 : this.text.length)).split('\n');
        return `Line number ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    }
}
const reader: LibraryType = {
    name: 'System.XmlStreamReader',
    kind: 'class',
    is: (value) => value instanceof XmlReader,
    members: {
        'new(String xml)': (xml: string | null) => new XmlReader(need(xml)),
        'Integer getAttributeCount()': (self: XmlReader) => self.attributes.length,
        'String getAttributeLocalName(Integer index)': (self: XmlReader, index: number) => self.attribute(index).local,
        'String getAttributeNamespace(Integer index)': (self: XmlReader, index: number) =>
            self.attribute(index).namespace,
        'String getAttributePrefix(Integer index)': (self: XmlReader, index: number) =>
            self.attribute(index).prefix || null,
        'String getAttributeType(Integer index)': (self: XmlReader, index: number) => self.attribute(index) && 'CDATA',
        'String getAttributeValue(String namespace, String name)': (
            self: XmlReader,
            namespace: string | null,
            name: string | null
        ) =>
            self.attributes.find((one) => one.local === need(name) && (!namespace || one.namespace === namespace))
                ?.value ?? null,
        'String getAttributeValueAt(Integer index)': (self: XmlReader, index: number) => self.attribute(index).value,
        'System.XmlTag getEventType()': (self: XmlReader) => self.tag,
        'String getLocalName()': (self: XmlReader) => self.name?.local ?? null,
        'String getLocation()': (self: XmlReader) => self.place,
        'String getNamespace()': (self: XmlReader) => self.name?.namespace ?? null,
        'Integer getNamespaceCount()': (self: XmlReader) => self.namespaces.length,
        'String getNamespacePrefix(Integer index)': (self: XmlReader, index: number) =>
            self.namespaceAt(index)[0] || null,
        'String getNamespaceURI(String prefix)': (self: XmlReader, prefix: string | null) =>
            self.namespaceOf(need(prefix)),
        'String getNamespaceURIAt(Integer index)': (self: XmlReader, index: number) => self.namespaceAt(index)[1],
        'String getPIData()': ({ token }: XmlReader) => (token?.kind === 'instruction' ? token.text : null),
        'String getPITarget()': ({ token }: XmlReader) => (token?.kind === 'instruction' ? token.target : null),
        'String getPrefix()': (self: XmlReader) => self.name?.prefix || null,
        'String getText()': (self: XmlReader) => self.content,
        'String getVersion()': () => '1.0',
        'Boolean hasName()': (self: XmlReader) => self.name !== null,
        'Boolean hasNext()': (self: XmlReader) => self.hasNext,
        'Boolean hasText()': (self: XmlReader) => self.content !== null,
        'Boolean isCharacters()': (self: XmlReader) => self.isText,
        'Boolean isEndElement()': ({ token }: XmlReader) => token?.kind === 'end',
        'Boolean isStartElement()': ({ token }: XmlReader) => token?.kind === 'start',
        'Boolean isWhiteSpace()': (self: XmlReader) => self.isText && (self.content ?? '').trim() === '',
        'Integer next()': (self: XmlReader) => self.next(),
        'Integer nextTag()': (self: XmlReader) => self.nextTag(),
        'void setCoalescing(Boolean coalescing)': (self: XmlReader, coalescing: boolean | null) => {
            self.coalescing = need(coalescing);
        },
        'void setNamespaceAware(Boolean aware)': () => null,
        'String toString()': (self: XmlReader) => self.tag.name
    }
};

/** System.XmlStreamWriter. */
class XmlWriter {
    private readonly open: string[] = [];
    private out = '';
    /** A start tag that may still get attributes; `empty` closes itself. */
    private pending: 'none' | 'start' | 'empty' = 'none';
    private settle(): void {
        if (this.pending !== 'none') this.out += this.pending === 'empty' ? '/>' : '>';
        this.pending = 'none';
    }
    raw(text: string): null {
        this.settle();
        this.out += text;
        return null;
    }
    start(prefix: string | null, name: string | null, empty: boolean): null {
        this.settle();
        const written = prefix ? `${prefix}:${need(name)}` : need(name);
        this.out += `<${written}`;
        if (!empty) this.open.push(written);
        this.pending = empty ? 'empty' : 'start';
        return null;
    }
    attribute(name: string, value: string | null): null {
        if (this.pending === 'none') raise('System.XmlException', 'Attribute not associated with any element');
        this.out += ` ${name}=${xmlQuoted(need(value))}`;
        return null;
    }
    end(): null {
        this.settle();
        const name = this.open.pop() ?? raise('System.XmlException', 'No open element');
        this.out += `</${name}>`;
        return null;
    }
    endAll(): null {
        this.settle();
        while (this.open.length > 0) this.end();
        return null;
    }
    get text(): string {
        return this.out;
    }
}
const writer: LibraryType = {
    name: 'System.XmlStreamWriter',
    kind: 'class',
    is: (value) => value instanceof XmlWriter,
    members: {
        'new()': () => new XmlWriter(),
        'void close()': () => null,
        'String getXmlString()': (self: XmlWriter) => self.text,
        'void setDefaultNamespace(String uri)': () => null,
        'void writeAttribute(String prefix, String namespace, String name, String value)': (
            self: XmlWriter,
            prefix: string | null,
            _namespace: string | null,
            name: string | null,
            value: string | null
        ) => self.attribute(prefix ? `${prefix}:${need(name)}` : need(name), value),
        'void writeCData(String data)': (self: XmlWriter, data: string | null) => self.raw(`<![CDATA[${need(data)}]]>`),
        'void writeCharacters(String text)': (self: XmlWriter, text: string | null) => self.raw(xmlContent(need(text))),
        'void writeComment(String text)': (self: XmlWriter, text: string | null) => self.raw(`<!--${need(text)}-->`),
        'void writeDefaultNamespace(String uri)': (self: XmlWriter, uri: string | null) => self.attribute('xmlns', uri),
        'void writeEmptyElement(String prefix, String name, String namespace)': (
            self: XmlWriter,
            prefix: string | null,
            name: string | null
        ) => self.start(prefix, name, true),
        'void writeEndDocument()': (self: XmlWriter) => self.endAll(),
        'void writeEndElement()': (self: XmlWriter) => self.end(),
        'void writeNamespace(String prefix, String uri)': (
            self: XmlWriter,
            prefix: string | null,
            uri: string | null
        ) => self.attribute(prefix ? `xmlns:${prefix}` : 'xmlns', uri),
        'void writeProcessingInstruction(String target, String data)': (
            self: XmlWriter,
            target: string | null,
            data: string | null
        ) => self.raw(`<?${need(target)} ${need(data)}?>`),
        'void writeStartDocument(String encoding, String version)': (
            self: XmlWriter,
            encoding: string | null,
            version: string | null
        ) => self.raw(`<?xml version="${version ?? '1.0'}"${encoding ? ` encoding="${encoding}"` : ''}?>`),
        'void writeStartElement(String prefix, String name, String namespace)': (
            self: XmlWriter,
            prefix: string | null,
            name: string | null
        ) => self.start(prefix, name, false)
    }
};

/** XmlStreamReader, XmlStreamWriter, XmlTag. Source: Apex Reference Guide, System Namespace. */
export const xmlStreamTypes: readonly LibraryType[] = [reader, writer, XML_TAG];
