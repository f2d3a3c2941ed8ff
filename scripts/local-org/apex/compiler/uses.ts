/** What compiled code depended on, as hashes by name: classes, objects, labels, the library, the whole schema for SOQL. */
import { createHash } from 'node:crypto';
import type { ObjectDef, Schema } from '../../model/index.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import type { ClassOutline, Outline } from './outline.ts';
import type { ClassSymbol } from './symbols.ts';
import type { TypeTable, UseRecorder } from './type-table.ts';

export const hashOf = (...parts: readonly string[]): string => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(`${part.length}:`).update(part);
    return hash.digest('base64url');
};

/** What is known of declarations that do not change: one program hands it to the next. */
export class UsesMemory {
    readonly outlines = new WeakMap<ClassOutline, string>();
    readonly objects = new WeakMap<ObjectDef, string>();
    readonly schemas = new WeakMap<Schema, string>();
    library: string | undefined;
}
const remembered = <Key extends object>(memory: WeakMap<Key, string>, key: Key, make: () => string): string => {
    let value = memory.get(key);
    if (value === undefined) memory.set(key, (value = make()));
    return value;
};

interface Recording extends UseRecorder {
    found(): Record<string, string>;
}

export class Uses {
    private readonly table: TypeTable;
    private readonly model: MetadataModel;
    private readonly memory: UsesMemory;
    private readonly known = new Map<string, string>();
    private labels: ReadonlyMap<string, string> | undefined;
    constructor(table: TypeTable, model: MetadataModel, memory: UsesMemory) {
        this.table = table;
        this.model = model;
        this.memory = memory;
    }
    recorder(): Recording {
        const keys = new Set<string>();
        return {
            usesClass: (name) => void keys.add(`class:${name}`),
            usesObject: (name) => void keys.add(`object:${name}`),
            found: () => Object.fromEntries([...keys].map((key) => [key, this.hash(key)]))
        };
    }
    facts(labels: Iterable<string>, schema: boolean): Record<string, string> {
        const keys = [...[...labels].map((name) => `label:${name}`), 'library:', ...(schema ? ['schema:'] : [])];
        return Object.fromEntries(keys.map((key) => [key, this.hash(key)]));
    }
    stillHold(uses: Readonly<Record<string, string>>): boolean {
        for (const key in uses) if (this.hash(key) !== uses[key]) return false;
        return true;
    }
    private hash(key: string): string {
        let hash = this.known.get(key);
        if (hash === undefined) this.known.set(key, (hash = this.compute(key)));
        return hash;
    }
    private compute(key: string): string {
        const name = key.slice(key.indexOf(':') + 1);
        switch (key.slice(0, key.indexOf(':'))) {
            case 'class': {
                const symbol = this.table.classes.get(name);
                return symbol ? hashOf(...this.signatureParts(symbol)) : '-';
            }
            case 'object': {
                const object = this.table.schema.object(name);
                return object ? this.objectHash(object) : '-';
            }
            case 'label':
                return hashOf(this.label(name) ?? '');
            case 'schema': {
                const { schema } = this.table;
                return remembered(this.memory.schemas, schema, () =>
                    hashOf(...schema.objects.map((object) => this.objectHash(object)))
                );
            }
            default:
                return (this.memory.library ??= this.libraryHash());
        }
    }
    private label(name: string): string | undefined {
        this.labels ??= new Map(
            [...this.model.labels.values()].map((label) => [label.name.toLowerCase(), label.value])
        );
        return this.labels.get(name);
    }
    private libraryHash(): string {
        return hashOf(
            ...this.table.library.types.flatMap(({ name, members, abstractMembers }) => [
                name,
                ...Object.keys(members),
                ...(abstractMembers ?? [])
            ])
        );
    }
    private objectHash(object: ObjectDef): string {
        return remembered(this.memory.objects, object, () =>
            hashOf(
                object.name,
                object.kind,
                object.settings ?? '',
                ...object.fields.map((field) => {
                    const { name, type, can, referenceTo, relationshipName, externalId } = field;
                    const isCalculated = field.formula !== undefined || field.rollup !== undefined;
                    return JSON.stringify([name, type, can, referenceTo, relationshipName, externalId, isCalculated]);
                }),
                ...object.childRelations.map((relation) => JSON.stringify(relation))
            )
        );
    }
    /** A class's outline together with what its names mean now. */
    private signatureParts(symbol: ClassSymbol): string[] {
        return [
            remembered(this.memory.outlines, symbol.outline, () => withoutPlaces(symbol.outline)),
            String(symbol.apiVersion),
            symbol.parent?.name ?? '',
            ...symbol.interfaces.map(({ name }) => name),
            ...symbol.fields.map(({ type }) => `${type.kind} ${type.name}`),
            ...symbol.methods.flatMap((method) =>
                [method.returns, ...method.types].map((type) => `${type.kind} ${type.name}`)
            ),
            ...[...symbol.inner.values()].flatMap((inner) => this.signatureParts(inner))
        ];
    }
}
/** Moving a method to another line changes nothing for its callers. */
export const withoutPlaces = (outline: Outline): string =>
    JSON.stringify(outline, (key, value: unknown) => (key === 'line' || key === 'column' ? undefined : value));
