import { Blob, type ApexType, type EnumValue } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { JsonReader } from './jsonRead.ts';
import { JsonNumber, parsePartly, type JsonValue } from './jsonText.ts';
import { need, raise, typeOf } from './support.ts';

const JSON_TOKEN = enumeration(
    'System.JSONToken',
    'END_ARRAY END_OBJECT FIELD_NAME NOT_AVAILABLE START_ARRAY START_OBJECT VALUE_EMBEDDED_OBJECT VALUE_FALSE ' +
        'VALUE_NULL VALUE_NUMBER_FLOAT VALUE_NUMBER_INT VALUE_STRING VALUE_TRUE'
);

interface Token {
    readonly kind: string;
    readonly text: string;
    /** Of a field's value and its name. */
    readonly name: string | null;
    /** Of the start of an object or array and of values. */
    readonly value?: JsonValue;
    /** Index of the token that ends what begins here. */
    end: number;
}
const flatten = (value: JsonValue, name: string | null, into: Token[]): void => {
    const index = into.length;
    const add = (kind: string, text: string): void => void into.push({ kind, text, name, value, end: index });
    if (value === null) add('VALUE_NULL', 'null');
    else if (typeof value === 'boolean') add(value ? 'VALUE_TRUE' : 'VALUE_FALSE', String(value));
    else if (typeof value === 'string') add('VALUE_STRING', value);
    else if (value instanceof JsonNumber)
        add(/[.eE]/.test(value.text) ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', value.text);
    else {
        const isArray = Array.isArray(value);
        add(isArray ? 'START_ARRAY' : 'START_OBJECT', isArray ? '[' : '{');
        if (Array.isArray(value)) for (const item of value) flatten(item, null, into);
        else {
            for (const [key, item] of value.entries) {
                into.push({ kind: 'FIELD_NAME', text: key, name: key, end: into.length });
                flatten(item, key, into);
            }
        }
        const start = into[index];
        if (start) start.end = into.length;
        into.push({ kind: isArray ? 'END_ARRAY' : 'END_OBJECT', text: isArray ? ']' : '}', name, end: into.length });
    }
};

/**
 * System.JSONParser: walks over the tokens of a text; at first it stands before them. Like the streaming parser of the platform (public questions show its exceptions at
 * nextToken, not at createParser) it tells of a fault when it comes to it.
 */
class Parser {
    private readonly tokens: Token[] = [];
    private at = -1;
    private cleared: EnumValue | null = null;
    private gone = false;
    private readonly open: ReadonlySet<JsonValue>;
    /** Why the text is no JSON from some place on: told when that is reached. */
    private readonly fault: string | undefined;
    constructor(text: string) {
        const { value, open, fault } = parsePartly(text);
        this.open = open;
        this.fault = fault;
        if (value !== undefined) flatten(value, null, this.tokens);
        // What did not end has no token for its end.
        this.tokens.length -= open.size;
    }
    /** @throws JSONException where the text cannot be read further */
    private refuse(): void {
        if (this.fault !== undefined) raise('System.JSONException', this.fault);
    }
    get token(): Token | undefined {
        return this.gone ? undefined : this.tokens[this.at];
    }
    get kind(): EnumValue | null {
        return this.token ? constantOf(JSON_TOKEN, this.token.kind) : null;
    }
    next(): EnumValue | null {
        this.gone = false;
        if (this.at < this.tokens.length) this.at++;
        if (this.at >= this.tokens.length) this.refuse();
        return this.kind;
    }
    nextValue(): EnumValue | null {
        let kind = this.next();
        while (kind?.name === 'FIELD_NAME') kind = this.next();
        return kind;
    }
    clear(): null {
        this.cleared = this.kind ?? this.cleared;
        this.gone = true;
        return null;
    }
    get lastCleared(): EnumValue | null {
        return this.cleared;
    }
    skip(): null {
        if (this.token?.value !== undefined && this.open.has(this.token.value)) this.refuse();
        if (this.token?.kind.startsWith('START_')) this.at = this.token.end;
        return null;
    }
    /** The value here as a type; an object or array is read to its end. @throws JSONException */
    read(type: ApexType | null, strict: boolean): unknown {
        // Before the first token the whole text is meant.
        if (this.at < 0 || this.token?.kind === 'FIELD_NAME') this.next();
        const { token } = this;
        if (!token || token.value === undefined)
            return raise('System.JSONException', `Unexpected token: ${token?.text ?? 'end of the text'}`);
        if (this.open.has(token.value)) this.refuse();
        this.at = token.end;
        return new JsonReader(strict).value(token.value, need(type));
    }
    /** @throws JSONException where the token is of another kind */
    scalar(typeName: string, kinds: RegExp): unknown {
        const { token } = this;
        if (!token || token.value === undefined || !kinds.test(token.kind)) {
            return raise(
                'System.JSONException',
                `Current token (${token?.kind ?? 'null'}) not ${typeName}, can not convert it to ${typeName}`
            );
        }
        return new JsonReader(false).value(token.value, typeOf(typeName));
    }
}
const NUMBER = /^VALUE_NUMBER/;
const TEXT = /^VALUE_STRING/;
const parser: LibraryType = {
    name: 'System.JSONParser',
    kind: 'class',
    is: (value) => value instanceof Parser,
    members: {
        'void clearCurrentToken()': (self: Parser) => self.clear(),
        'Blob getBlobValue()': (self: Parser) => new Blob(Buffer.from(self.scalar('String', TEXT) as string, 'base64')),
        'Boolean getBooleanValue()': (self: Parser) => self.scalar('Boolean', /^VALUE_(TRUE|FALSE)/),
        'String getCurrentName()': (self: Parser) => self.token?.name ?? null,
        'JSONToken getCurrentToken()': (self: Parser) => self.kind,
        'Datetime getDateTimeValue()': (self: Parser) => self.scalar('Datetime', TEXT),
        'Date getDateValue()': (self: Parser) => self.scalar('Date', TEXT),
        'Decimal getDecimalValue()': (self: Parser) => self.scalar('Decimal', NUMBER),
        'Double getDoubleValue()': (self: Parser) => self.scalar('Double', NUMBER),
        'Id getIdValue()': (self: Parser) => self.scalar('Id', TEXT),
        'Integer getIntegerValue()': (self: Parser) => self.scalar('Integer', NUMBER),
        'JSONToken getLastClearedToken()': (self: Parser) => self.lastCleared,
        'Long getLongValue()': (self: Parser) => self.scalar('Long', NUMBER),
        'String getText()': (self: Parser) => self.token?.text ?? null,
        'Time getTimeValue()': (self: Parser) => self.scalar('Time', TEXT),
        'Boolean hasCurrentToken()': (self: Parser) => self.token !== undefined,
        'JSONToken nextToken()': (self: Parser) => self.next(),
        'JSONToken nextValue()': (self: Parser) => self.nextValue(),
        'Object readValueAs(System.Type type)': (self: Parser, type: ApexType | null) => self.read(type, false),
        'Object readValueAsStrict(System.Type type)': (self: Parser, type: ApexType | null) => self.read(type, true),
        'void skipChildren()': (self: Parser) => self.skip()
    }
};

/** `JSON.createParser`: a fault of the text is found where the reading comes to it. */
export const createParser = (text: string | null): unknown => new Parser(need(text));

/** JSONParser and its tokens. Source: Apex Reference Guide, JSONParser Class. */
export const jsonParserTypes: readonly LibraryType[] = [parser, JSON_TOKEN];
