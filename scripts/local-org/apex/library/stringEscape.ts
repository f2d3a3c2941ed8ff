import type { LibraryType } from '../types.ts';
import { HTML_3, HTML_4, XML, escapeEntities, unescapeEntities } from './htmlEntities.ts';
import { need } from './support.ts';

type Members = LibraryType['members'];

const SHORT: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\t': '\\t', '\f': '\\f', '\r': '\\r' };
const LONG: Readonly<Record<string, string>> = { b: '\b', n: '\n', t: '\t', f: '\f', r: '\r' };
const unicode = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

const escapeJava = (self: string, extra: string): string =>
    self.replace(/["'\\/]|[^ -~]/g, (character) => {
        if (/["\\]/.test(character) || extra.includes(character)) return `\\${character}`;
        if (character === "'" || character === '/') return character;
        return SHORT[character] ?? unicode(character);
    });
const unescapeJava = (self: string): string =>
    self.replace(
        /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g,
        (_, hexadecimal?: string, octal?: string, letter: string = '') => {
            if (hexadecimal) return String.fromCharCode(parseInt(hexadecimal, 16));
            if (octal) return String.fromCharCode(parseInt(octal, 8));
            return LONG[letter] ?? letter;
        }
    );

/** Escapes for other languages. Source: Apex Reference Guide, String Class; Apache Commons Lang's StringEscapeUtils. */
export const stringEscape: Members = {
    'String escapeCsv()': (self: string) => (/[",\r\n]/.test(self) ? `"${self.replaceAll('"', '""')}"` : self),
    'String escapeEcmaScript()': (self: string) => escapeJava(self, "'/"),
    'String escapeHtml3()': (self: string) => escapeEntities(self, HTML_3),
    'String escapeHtml4()': (self: string) => escapeEntities(self, HTML_4),
    'String escapeJava()': (self: string) => escapeJava(self, ''),
    'String escapeUnicode()': (self: string) => self.replace(/[^\0-\x7f]/g, unicode),
    'String escapeXml()': (self: string) => escapeEntities(self, XML),
    'String unescapeCsv()': (self: string) =>
        /^"[\s\S]*"$/.test(self) && /[",\r\n]/.test(self.slice(1, -1)) ? self.slice(1, -1).replaceAll('""', '"') : self,
    'String unescapeEcmaScript()': unescapeJava,
    'String unescapeHtml3()': (self: string) => unescapeEntities(self, HTML_3),
    'String unescapeHtml4()': (self: string) => unescapeEntities(self, HTML_4),
    'String unescapeJava()': unescapeJava,
    'String unescapeUnicode()': (self: string) =>
        self.replace(/\\u+([0-9a-fA-F]{4})/g, (_, hexadecimal: string) =>
            String.fromCharCode(parseInt(hexadecimal, 16))
        ),
    'String unescapeXml()': (self: string) => unescapeEntities(self, XML),
    'static String escapeSingleQuotes(String text)': (text: string | null) => need(text).replaceAll("'", "\\'")
};
