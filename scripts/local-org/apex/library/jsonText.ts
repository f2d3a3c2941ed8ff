import { Decimal } from '../../model/index.ts';
import { ApexException } from '../runtime/index.ts';
import { raise } from './support.ts';

/** Parsed JSON: numbers keep their digits, objects their order and double names. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject;
export class JsonNumber {
    readonly text: string;
    constructor(text: string) {
        this.text = text;
    }
    get isWhole(): boolean {
        return /^-?\d+$/.test(this.text);
    }
    get decimal(): Decimal {
        return Decimal.parse(this.text) ?? raise('System.JSONException', `Illegal value for primitive: ${this.text}`);
    }
}
export class JsonObject {
    readonly entries: (readonly [string, JsonValue])[] = [];
    get(name: string): JsonValue | undefined {
        return this.entries.find(([key]) => key === name)?.[1];
    }
}

const MAX_DEPTH = 500;

class Parser {
    private readonly text: string;
    private at = 0;
    /** Objects and arrays that were begun and not ended. */
    readonly open: (JsonObject | JsonValue[])[] = [];
    constructor(text: string) {
        this.text = text;
    }
    /** @param keep is given the value, as far as it is read yet */
    whole(keep: (value: JsonValue) => void): void {
        this.value(keep);
        this.space();
        if (this.at < this.text.length) this.unexpected('Expected end of input');
    }
    private location(): string {
        const before = this.text.slice(0, this.at);
        const line = before.split('\n').length;
        return `at input location [${line},${this.at - before.lastIndexOf('\n')}]`;
    }
    private unexpected(wanted: string): never {
        const character = this.text[this.at];
        if (character === undefined) return raise('System.JSONException', `Unexpected end-of-input ${this.location()}`);
        return raise(
            'System.JSONException',
            `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${wanted} ${this.location()}`
        );
    }
    private space(): void {
        while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
    }
    private expect(character: string, wanted: string): void {
        this.space();
        if (this.text[this.at] !== character) this.unexpected(wanted);
        this.at++;
    }
    /** @param keep is given what is read, an object or array before what is in it */
    private value(keep: (value: JsonValue) => void): void {
        this.space();
        const character = this.text[this.at];
        if (character === '{' || character === '[') {
            if (this.open.length >= MAX_DEPTH)
                raise('System.JSONException', `Nesting is deeper than ${MAX_DEPTH} ${this.location()}`);
            const value = character === '{' ? new JsonObject() : [];
            keep(value);
            this.open.push(value);
            if (value instanceof JsonObject) this.object(value);
            else this.array(value);
            this.open.pop();
            return;
        }
        if (character === '"') return keep(this.string());
        const word = /(?:true|false|null)\b/y;
        word.lastIndex = this.at;
        const found = word.exec(this.text)?.[0];
        if (found !== undefined) {
            this.at += found.length;
            return keep(found === 'null' ? null : found === 'true');
        }
        const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
        number.lastIndex = this.at;
        const digits = number.exec(this.text)?.[0];
        if (digits === undefined) {
            return this.unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')");
        }
        this.at += digits.length;
        keep(new JsonNumber(digits));
    }
    private object(object: JsonObject): void {
        this.at++;
        this.space();
        if (this.text[this.at] === '}') {
            this.at++;
            return;
        }
        for (;;) {
            this.space();
            if (this.text[this.at] !== '"') this.unexpected('was expecting double-quote to start field name');
            const name = this.string();
            this.expect(':', 'was expecting a colon to separate field name and value');
            this.value((value) => object.entries.push([name, value]));
            this.space();
            if (this.text[this.at] === ',') {
                this.at++;
                continue;
            }
            this.expect('}', 'was expecting comma to separate OBJECT entries');
            return;
        }
    }
    private array(items: JsonValue[]): void {
        this.at++;
        this.space();
        if (this.text[this.at] === ']') {
            this.at++;
            return;
        }
        for (;;) {
            this.value((value) => items.push(value));
            this.space();
            if (this.text[this.at] === ',') {
                this.at++;
                continue;
            }
            this.expect(']', 'was expecting comma to separate ARRAY entries');
            return;
        }
    }
    private string(): string {
        let out = '';
        for (this.at++; ;) {
            const plain = /[^"\\\0-\x1f]*/y;
            plain.lastIndex = this.at;
            const run = plain.exec(this.text)?.[0] ?? '';
            out += run;
            this.at += run.length;
            const character = this.text[this.at];
            if (character === '"') {
                this.at++;
                return out;
            }
            if (character !== '\\') this.unexpected('has to be escaped using backslash to be included in string value');
            const escape = /\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/y;
            escape.lastIndex = this.at;
            const match = escape.exec(this.text);
            if (!match) {
                this.at++;
                return this.unexpected('Unrecognized character escape');
            }
            const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
            out += match[1] ? String.fromCharCode(parseInt(match[1], 16)) : (letters[match[2] ?? ''] ?? match[2] ?? '');
            this.at += match[0].length;
        }
    }
}
/**
 * Reads JSON text.
 * @throws JSONException with the place of the fault
 */
export const parseJson = (text: string): JsonValue => {
    let read: JsonValue = null;
    new Parser(text).whole((value) => (read = value));
    return read;
};
/** JSON text as far as it is sound. */
export interface PartlyRead {
    /** Undefined where nothing was read. */
    readonly value: JsonValue | undefined;
    /** Objects and arrays in it that are not ended. */
    readonly open: ReadonlySet<JsonValue>;
    /** The message of the exception that what follows causes. */
    readonly fault: string | undefined;
}
/** Reads JSON text up to its first fault. A text of blanks has nothing in it. */
export const parsePartly = (text: string): PartlyRead => {
    const parser = new Parser(text);
    let read: JsonValue | undefined;
    if (/^[ \t\r\n]*$/.test(text)) return { value: undefined, open: new Set(), fault: undefined };
    try {
        parser.whole((value) => (read = value));
        return { value: read, open: new Set(), fault: undefined };
    } catch (error) {
        if (error instanceof ApexException && error.apexMessage !== null)
            return { value: read, open: new Set(parser.open), fault: error.apexMessage };
        throw error;
    }
};

/** JSON to be written: numbers as text, so that no digit is lost. */
export type Writable =
    null | boolean | string | JsonNumber | Writable[] | { readonly fields: readonly (readonly [string, Writable])[] };

/** Compact, or indented as the platform's serializePretty does. */
export const writeJson = (value: Writable, pretty: boolean, indent = ''): string => {
    if (value === null || typeof value === 'boolean') return String(value);
    if (typeof value === 'string') return JSON.stringify(value);
    if (value instanceof JsonNumber) return value.text;
    const inner = `${indent}  `;
    if (Array.isArray(value)) {
        const items = value.map((item) => writeJson(item, pretty, inner));
        if (!pretty) return `[${items.join(',')}]`;
        return items.length === 0 ? '[ ]' : `[ ${items.join(', ')} ]`;
    }
    const fields = value.fields.map(
        ([name, item]) => `${JSON.stringify(name)}${pretty ? ' : ' : ':'}${writeJson(item, pretty, inner)}`
    );
    if (!pretty) return `{${fields.join(',')}}`;
    return fields.length === 0 ? '{ }' : `{\n${inner}${fields.join(`,\n${inner}`)}\n${indent}}`;
};
