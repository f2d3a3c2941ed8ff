/** XML text as a list of events, with namespaces resolved: what both Dom and the stream reader stand on. */
import { XML_ENTITIES, xmlValue } from '../../model/index.ts';
import { raise } from './support.ts';

export interface XmlName {
    readonly prefix: string;
    readonly local: string;
    readonly namespace: string | null;
}
export interface XmlAttribute extends XmlName {
    readonly value: string;
}
export type XmlToken =
    | {
          readonly kind: 'start';
          readonly name: XmlName;
          readonly attributes: readonly XmlAttribute[];
          /** Declared here: prefix (empty for the default) → URI. */
          readonly namespaces: readonly (readonly [prefix: string, uri: string])[];
          readonly at: number;
      }
    | { readonly kind: 'end'; readonly name: XmlName; readonly at: number }
    | { readonly kind: 'text' | 'cdata' | 'comment' | 'dtd'; readonly text: string; readonly at: number }
    | { readonly kind: 'instruction'; readonly target: string; readonly text: string; readonly at: number };

const NAME = '[A-Za-z_:\\u0080-\\uffff][-.\\w:\\u0080-\\uffff]*';
/** Deeper documents are refused, so that nobody's recursion ends on the stack. */
const MAX_DEPTH = 2000;

const fail = (why: string): never => raise('System.XmlException', `Failed to parse XML due to: ${why}`);

const decoded = (text: string): string =>
    text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);|&/g, (whole, name: string | undefined) => {
        if (name === undefined) return fail("entity reference names can not start with character '&'");
        if (name.startsWith('#')) {
            const codePoint = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
            return codePoint <= 0x10ffff
                ? String.fromCodePoint(codePoint)
                : fail(`character reference ${whole} is no character`);
        }
        return XML_ENTITIES.get(name) ?? fail(`could not resolve entity named '${whole.slice(1, -1)}'`);
    });

interface Scope {
    readonly written: string;
    readonly name: XmlName;
    readonly bindings: ReadonlyMap<string, string>;
}

/** Reads one document. @throws XmlException */
export const xmlTokens = (text: string): XmlToken[] => {
    const tokens: XmlToken[] = [];
    const open: Scope[] = [];
    const root: ReadonlyMap<string, string> = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
    let elements = 0;
    const tag = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'uy');
    const attribute = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'gu');
    const instruction = new RegExp(`<\\?(${NAME})\\s*([\\s\\S]*?)\\?>`, 'uy');
    const nameOf = (written: string, bindings: ReadonlyMap<string, string>, isAttribute: boolean): XmlName => {
        const colon = written.indexOf(':');
        const prefix = colon < 0 ? '' : written.slice(0, colon);
        const namespace = bindings.get(prefix);
        if (prefix !== '' && namespace === undefined)
            return fail(`could not determine namespace bound to element prefix ${prefix}`);
        const unbound = (isAttribute && prefix === '') || namespace === undefined || namespace === '';
        return { prefix, local: written.slice(colon + 1), namespace: unbound ? null : namespace };
    };
    const startElement = (written: string, list: string, at: number): Scope => {
        const bindings = new Map(open.at(-1)?.bindings ?? root);
        const namespaces: [string, string][] = [];
        const plain: [string, string][] = [];
        for (const [, name = '', double, single] of list.matchAll(attribute)) {
            const value = decoded(double ?? single ?? '');
            const declared = /^xmlns(?::(.+))?$/.exec(name);
            if (declared) namespaces.push([declared[1] ?? '', value]);
            else if (plain.some(([other]) => other === name)) fail(`duplicated attribute ${name}`);
            else plain.push([name, value]);
        }
        for (const [prefix, uri] of namespaces) bindings.set(prefix, uri);
        const name = nameOf(written, bindings, false);
        const attributes = plain.map(([key, value]) => ({ ...nameOf(key, bindings, true), value }));
        tokens.push({ kind: 'start', name, attributes, namespaces, at });
        return { written, name, bindings };
    };
    const section = (at: number, from: string, to: string, kind: 'cdata' | 'comment' | 'dtd'): number => {
        const end = text.indexOf(to, at + from.length);
        if (end < 0) fail('unexpected end of document');
        tokens.push({ kind, text: text.slice(at + from.length, end), at });
        return end + to.length;
    };
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < text.length) {
        if (text[at] !== '<') {
            const next = text.indexOf('<', at);
            const run = text.slice(at, next < 0 ? undefined : next);
            if (open.length > 0) tokens.push({ kind: 'text', text: decoded(run), at });
            else if (run.trim() !== '')
                fail(
                    elements === 0
                        ? `only whitespace content allowed before start tag and not ${run.trim().charAt(0)}`
                        : `only whitespace content allowed after the root element and not ${run.trim().charAt(0)}`
                );
            at += run.length;
        } else if (text.startsWith('<!--', at)) at = section(at, '<!--', '-->', 'comment');
        else if (text.startsWith('<![CDATA[', at)) at = section(at, '<![CDATA[', ']]>', 'cdata');
        else if (text.startsWith('<!DOCTYPE', at)) at = section(at, '<!DOCTYPE', '>', 'dtd');
        else if (text.startsWith('<?', at)) {
            instruction.lastIndex = at;
            const match = instruction.exec(text);
            if (!match) return fail('unexpected end of processing instruction');
            if (match[1]?.toLowerCase() !== 'xml')
                tokens.push({ kind: 'instruction', target: match[1] ?? '', text: match[2] ?? '', at });
            at += match[0].length;
        } else {
            tag.lastIndex = at;
            const match = tag.exec(text);
            if (!match) return fail(`expected a tag at position ${at}`);
            const [whole, slash, written = '', list = '', empty] = match;
            if (slash === '/') {
                const scope = open.pop();
                if (scope?.written !== written)
                    return fail(`end tag name </${written}> must match start tag name <${scope?.written ?? ''}>`);
                tokens.push({ kind: 'end', name: scope.name, at });
            } else {
                if (open.length === 0 && elements > 0) fail('there can be only one root element');
                if (open.length >= MAX_DEPTH) fail(`more than ${MAX_DEPTH} elements inside of each other`);
                elements++;
                const scope = startElement(written, list, at);
                if (empty === '/') tokens.push({ kind: 'end', name: scope.name, at });
                else open.push(scope);
            }
            at += whole.length;
        }
    }
    if (elements === 0) fail('no element found');
    if (open.length > 0)
        fail(`no more data available - expected end tag </${open.at(-1)?.written ?? ''}> to close start tag`);
    return tokens;
};

/** Text as an attribute's value, with its quotes. */
export const xmlQuoted = (text: string): string => `"${xmlValue(text)}"`;
