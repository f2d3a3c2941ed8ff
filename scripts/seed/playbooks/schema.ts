/** The part of JSON Schema (draft 7) that the schema of playbooks uses; any other keyword is refused rather than ignored. */
export interface Schema {
    readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
    readonly additionalProperties?: false;
    readonly items?: Schema;
    readonly enum?: readonly unknown[];
    readonly pattern?: string;
    readonly maxLength?: number;
    readonly minimum?: number;
    readonly minItems?: number;
}

const KNOWN = new Set([
    ...['$schema', 'title', 'description', 'type', 'properties', 'required', 'additionalProperties'],
    ...['items', 'enum', 'pattern', 'maxLength', 'minimum', 'minItems']
]);

const isOf = (type: NonNullable<Schema['type']>, value: unknown): boolean => {
    if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
    if (type === 'array') return Array.isArray(value);
    if (type === 'integer') return Number.isInteger(value);
    return typeof value === type;
};

/**
 * Where a value is not as a schema wants it.
 * @returns sentences with the place, such as `items[3].Kind__c: …`; empty where all is well
 */
export const schemaFaults = (schema: Schema, value: unknown, place = ''): string[] => {
    const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
    if (unknown.length > 0) throw new Error(`The schema uses ${unknown.join(', ')}, which is not checked here`);
    const at = place || 'the file';
    if (schema.enum && !schema.enum.includes(value))
        return [`${at}: ${JSON.stringify(value)} is none of ${schema.enum.map(String).join(', ')}`];
    if (schema.type && !isOf(schema.type, value)) return [`${at}: expected ${schema.type}`];
    if (typeof value === 'string') {
        if (schema.pattern && !new RegExp(schema.pattern).test(value))
            return [`${at}: '${value}' does not match ${schema.pattern}`];
        if (schema.maxLength !== undefined && value.length > schema.maxLength)
            return [`${at}: longer than ${schema.maxLength} characters`];
    }
    if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum)
        return [`${at}: less than ${schema.minimum}`];
    if (Array.isArray(value)) {
        const few = schema.minItems !== undefined && value.length < schema.minItems ? [`${at}: is empty`] : [];
        const { items } = schema;
        return [
            ...few,
            ...(items ? value.flatMap((item, index) => schemaFaults(items, item, `${place}[${index}]`)) : [])
        ];
    }
    if (schema.type === 'object') {
        const row = value as Record<string, unknown>;
        const { properties = {}, required = [] } = schema;
        const inside = (name: string): string => (place ? `${place}.${name}` : name);
        return [
            ...required.filter((name) => !(name in row)).map((name) => `${inside(name)}: is missing`),
            ...Object.entries(row).flatMap(([name, found]) => {
                const wanted = properties[name];
                if (wanted) return schemaFaults(wanted, found, inside(name));
                return schema.additionalProperties === false ? [`${inside(name)}: no such field`] : [];
            })
        ];
    }
    return [];
};
