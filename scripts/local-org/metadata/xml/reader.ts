import { XML_ENTITIES } from '../../model/index.ts';

/** What is not well-formed, where. */
export class Malformed extends Error {
    readonly line: number;
    readonly column: number;
    constructor(message: string, line: number, column: number) {
        super(message);
        this.line = line;
        this.column = column;
    }
}

/** One element of a metadata file, with where it stands. Text is trimmed as the platform trims it. */
export interface XmlElement {
    readonly name: string;
    readonly text: string;
    readonly children: readonly XmlElement[];
    readonly attributes: Readonly<Record<string, string>>;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** Where it begins in the text, where what it holds begins, and where both end. */
    readonly span: XmlSpan;
}
export interface XmlSpan {
    readonly from: number;
    readonly inner: number;
    readonly innerEnd: number;
    readonly to: number;
}
interface OpenElement extends XmlElement {
    text: string;
    readonly children: XmlElement[];
    span: XmlSpan;
}

const NAME = /[A-Za-z_:\u0080-\uffff][\w:.\u0080-\uffff-]*/y;
const SPACE = /\s*/y;

/**
 * Reads elements, text, CDATA and attributes; comments and instructions are passed over. Metadata needs no more of XML, and a start reads
 * hundreds of files: a general parser takes ten times as long. Wording as the platform's (its parser is Xerces).
 */
class Reader {
    private readonly file: string;
    private readonly text: string;
    private at = 0;
    private line = 1;
    private lineStart = 0;
    private readonly open: OpenElement[] = [];
    private root: XmlElement | undefined;

    constructor(file: string, text: string) {
        this.file = file;
        this.text = text;
    }

    document(): XmlElement {
        const { text } = this;
        while (this.at < text.length) {
            const next = text.indexOf('<', this.at);
            const end = next === -1 ? text.length : next;
            if (end > this.at) this.characters(this.decode(text.slice(this.at, end)));
            this.at = end;
            if (next === -1) break;
            if (text.startsWith('<!--', next)) this.skip('-->', 'The comment is not closed.');
            else if (text.startsWith('<![CDATA[', next)) {
                const from = next + '<![CDATA['.length;
                this.skip(']]>', 'The CDATA section is not closed.');
                this.characters(text.slice(from, this.at - ']]>'.length));
            } else if (text.startsWith('<?', next)) this.skip('?>', 'The processing instruction is not closed.');
            else if (text.startsWith('<!', next)) this.refuse('DOCTYPE is not allowed');
            else if (text.startsWith('</', next)) this.endTag();
            else this.startTag();
        }
        const unclosed = this.open.at(-1);
        if (unclosed || !this.root) this.refuse('XML document structures must start and end within the same entity.');
        return this.root;
    }

    private refuse(message: string): never {
        const { line, column } = this.place();
        throw new Malformed(message, line, column);
    }

    /** Line and column of the current position. Positions only grow, so that each line is counted once. */
    private place(): { line: number; column: number } {
        for (;;) {
            const end = this.text.indexOf('\n', this.lineStart);
            if (end === -1 || end >= this.at) break;
            this.line++;
            this.lineStart = end + 1;
        }
        return { line: this.line, column: this.at - this.lineStart + 1 };
    }

    private skip(end: string, message: string): void {
        const found = this.text.indexOf(end, this.at);
        if (found === -1) this.refuse(message);
        this.at = found + end.length;
    }
    private skipSpace(): void {
        SPACE.lastIndex = this.at;
        SPACE.test(this.text);
        this.at = SPACE.lastIndex;
    }
    private name(message: string): string {
        NAME.lastIndex = this.at;
        const [name] = NAME.exec(this.text) ?? this.refuse(message);
        this.at += name.length;
        return name;
    }

    private decode(text: string): string {
        if (!text.includes('&')) return text;
        return text.replace(/&([^;&\s]*)(;?)/g, (_whole, name: string, end: string) => {
            if (end === '') this.refuse(`The reference to entity "${name}" must end with the ';' delimiter.`);
            const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name);
            const code = number?.[1] === undefined ? Number(number?.[2]) : parseInt(number[1], 16);
            if (code <= 0x10_ff_ff) return String.fromCodePoint(code);
            return XML_ENTITIES.get(name) ?? this.refuse(`The entity "${name}" was referenced, but not declared.`);
        });
    }

    private characters(text: string): void {
        const element = this.open.at(-1);
        if (element) element.text += text;
        else if (text.trim() !== '')
            this.refuse(`Content is not allowed in ${this.root ? 'trailing section' : 'prolog'}.`);
    }

    private startTag(): void {
        if (this.root && this.open.length === 0)
            this.refuse('The markup in the document following the root element must be well-formed.');
        const place = this.place();
        const from = this.at;
        this.at++;
        const name = this.name('The content of elements must consist of well-formed character data or markup.');
        const attributes = this.attributes(name);
        const isEmpty = this.text[this.at] === '/';
        const inner = this.at + (isEmpty ? 2 : 1);
        const span = { from, inner, innerEnd: inner, to: inner };
        const element: OpenElement = { name, text: '', children: [], attributes, file: this.file, ...place, span };
        this.open.at(-1)?.children.push(element);
        this.root ??= element;
        this.at = inner;
        if (!isEmpty) this.open.push(element);
    }

    /** Up to the `>` or `/>` of a start tag. */
    private attributes(element: string): Record<string, string> {
        const attributes: Record<string, string> = {};
        for (;;) {
            this.skipSpace();
            if (this.text[this.at] === '>' || this.text.startsWith('/>', this.at)) return attributes;
            const name = this.name(
                `Element type "${element}" must be followed by either attribute specifications, ">" or "/>".`
            );
            if (Object.hasOwn(attributes, name))
                this.refuse(`Attribute "${name}" was already specified for element "${element}".`);
            this.skipSpace();
            if (this.text[this.at] !== '=')
                this.refuse(`Attribute name "${name}" must be followed by the ' = ' character.`);
            this.at++;
            this.skipSpace();
            const quote = this.text[this.at] ?? '';
            const end = quote === '"' || quote === "'" ? this.text.indexOf(quote, this.at + 1) : -1;
            if (end === -1) this.refuse(`The value of attribute "${name}" must be quoted.`);
            attributes[name] = this.decode(this.text.slice(this.at + 1, end));
            this.at = end + 1;
        }
    }

    private endTag(): void {
        const element = this.open.pop();
        const tag = `</${element?.name ?? ''}`;
        const closes = element && this.text.startsWith(tag, this.at);
        const end = this.at + tag.length;
        const close = closes ? /^\s*>/.exec(this.text.slice(end, this.text.indexOf('>', end) + 1)) : null;
        if (!element || !close)
            this.refuse(
                element
                    ? `The element type "${element.name}" must be terminated by the matching end-tag "</${element.name}>".`
                    : 'The markup in the document following the root element must be well-formed.'
            );
        element.text = element.text.trim();
        const innerEnd = this.at;
        this.at = end + close[0].length;
        element.span = { ...element.span, innerEnd, to: this.at };
    }
}

/**
 * Reads an XML document.
 * @throws Malformed where it is not well-formed, or has a DOCTYPE
 */
export const readDocument = (file: string, text: string): XmlElement => new Reader(file, text).document();
