import { DoubleBox, type DateValue, type DatetimeValue, type Decimal, type TimeValue } from '../../model/index.ts';
import { chargeJson, type ApexType, type Blob } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { expectStart, JsonReader, untyped } from './jsonRead.ts';
import { parseJson, writeJson, type Writable } from './jsonText.ts';
import { JsonWriter } from './jsonWrite.ts';
import { createParser } from './jsonParser.ts';
import { need, raise } from './support.ts';

const serialize = (value: unknown, suppressNulls = false, pretty = false): string => {
    const text = writeJson(new JsonWriter(suppressNulls).value(value), pretty);
    chargeJson(text.length);
    return text;
};
const parsed = (text: string | null): ReturnType<typeof parseJson> => {
    chargeJson(need(text).length);
    return parseJson(need(text));
};
const deserialize = (text: string | null, type: ApexType | null, strict: boolean): unknown => {
    expectStart(need(text), need(type));
    return new JsonReader(strict).value(parsed(text), need(type));
};

const json: LibraryType = {
    name: 'System.JSON',
    kind: 'class',
    members: {
        'static String serialize(Object value)': (value: unknown) => serialize(value),
        'static String serialize(Object value, Boolean suppressApexObjectNulls)': (value: unknown, suppress: boolean) =>
            serialize(value, need(suppress)),
        'static String serializePretty(Object value)': (value: unknown) => serialize(value, false, true),
        'static String serializePretty(Object value, Boolean suppressApexObjectNulls)': (
            value: unknown,
            suppress: boolean
        ) => serialize(value, need(suppress), true),
        'static Object deserialize(String text, System.Type type)': (text: string, type: ApexType) =>
            deserialize(text, type, false),
        'static Object deserializeStrict(String text, System.Type type)': (text: string, type: ApexType) =>
            deserialize(text, type, true),
        'static Object deserializeUntyped(String text)': (text: string) => untyped(parsed(text)),
        'static JSONGenerator createGenerator(Boolean pretty)': (pretty: boolean) => new Generator(need(pretty)),
        'static JSONParser createParser(String text)': createParser
    }
};

interface Level {
    readonly array: Writable[] | undefined;
    readonly fields: [string, Writable][];
    name: string | undefined;
}
/** System.JSONGenerator. */
class Generator {
    private readonly pretty: boolean;
    private readonly levels: Level[] = [];
    private result: Writable | undefined;
    closed = false;
    constructor(pretty: boolean) {
        this.pretty = pretty;
    }
    start(array: boolean): void {
        this.levels.push({ array: array ? [] : undefined, fields: [], name: undefined });
    }
    end(array: boolean): void {
        const level = this.levels.pop();
        if (!level || (level.array !== undefined) !== array) {
            raise('System.JSONException', `Current context not an ${array ? 'ARRAY' : 'object'}`);
        } else this.write(level.array ?? { fields: level.fields });
    }
    name(name: string): void {
        const level = this.levels.at(-1);
        if (!level || level.array || level.name !== undefined)
            return raise('System.JSONException', 'Can not write a field name, expecting a value');
        level.name = need(name);
        return undefined;
    }
    write(value: Writable): null {
        const level = this.levels.at(-1);
        if (this.closed) raise('System.JSONException', 'The generator is closed');
        if (!level) this.result = value;
        else if (level.array) level.array.push(value);
        else if (level.name === undefined)
            raise('System.JSONException', 'Can not write a value, expecting a field name');
        else {
            level.fields.push([level.name, value]);
            level.name = undefined;
        }
        return null;
    }
    field(name: string, value: Writable): null {
        this.name(name);
        return this.write(value);
    }
    close(): null {
        this.closed = true;
        return null;
    }
    text(): string {
        return this.result === undefined ? '' : writeJson(this.result, this.pretty);
    }
}
const plain = (value: unknown): Writable => new JsonWriter(false).value(value);
const KINDS: readonly (readonly [method: string, type: string, convert: (value: never) => Writable])[] = [
    ['Blob', 'Blob', (value: Blob) => plain(need(value))],
    ['Boolean', 'Boolean', (value: boolean) => need(value)],
    ['Date', 'Date', (value: DateValue) => plain(need(value))],
    ['DateTime', 'Datetime', (value: DatetimeValue) => plain(need(value))],
    ['Id', 'Id', (value: string) => need(value)],
    ['Number', 'Decimal', (value: Decimal) => plain(need(value))],
    ['Number', 'Double', (value: number) => plain(new DoubleBox(need(value)))],
    ['Number', 'Integer', (value: number) => plain(need(value))],
    ['Number', 'Long', (value: bigint) => plain(need(value))],
    ['String', 'String', (value: string) => need(value)],
    ['Time', 'Time', (value: TimeValue) => plain(need(value))]
];
const generatorMembers: Record<string, (...args: never[]) => unknown> = {};
for (const [method, type, convert] of KINDS) {
    generatorMembers[`void write${method}(${type} value)`] = (self: Generator, value: never) =>
        self.write(convert(value));
    generatorMembers[`void write${method}Field(String name, ${type} value)`] = (
        self: Generator,
        name: string,
        value: never
    ) => self.field(name, convert(value));
}
const generator: LibraryType = {
    name: 'System.JSONGenerator',
    kind: 'class',
    is: (value) => value instanceof Generator,
    members: {
        ...generatorMembers,
        'void writeStartObject()': (self: Generator) => self.start(false),
        'void writeEndObject()': (self: Generator) => self.end(false),
        'void writeStartArray()': (self: Generator) => self.start(true),
        'void writeEndArray()': (self: Generator) => self.end(true),
        'void writeFieldName(String name)': (self: Generator, name: string) => self.name(name),
        'void writeNull()': (self: Generator) => self.write(null),
        'void writeNullField(String name)': (self: Generator, name: string) => self.field(name, null),
        'void writeObject(Object value)': (self: Generator, value: unknown) => self.write(plain(value)),
        'void writeObjectField(String name, Object value)': (self: Generator, name: string, value: unknown) =>
            self.field(name, plain(value)),
        'String getAsString()': (self: Generator) => self.text(),
        'Boolean isClosed()': (self: Generator) => self.closed,
        'void close()': (self: Generator) => self.close()
    }
};

/** JSON, JSONGenerator. Source: Apex Reference Guide, JSON Class. */
export const jsonTypes: readonly LibraryType[] = [json, generator];
