/** Sources → a program. What did not change since the last time comes from the cache: outline and emitted code. */
import { createHash } from 'node:crypto';
import type { ObjectDef, Problem } from '../../model/index.ts';
import { libraryTypes } from '../library/index.ts';
import type { ApexCompileInput, ApexCompileResult, ApexSource, RefusedMember } from '../types.ts';
import type { UnitNode } from './ast.ts';
import { UnitContext } from './context.ts';
import type { UnitProblem } from './context.ts';
import { coreTypes } from './core-types.ts';
import { emitUnit } from './emit.ts';
import type { EmittedUnit } from './emit.ts';
import { LibraryIndex } from './library-index.ts';
import { outlineOf } from './outline.ts';
import type { ClassOutline, Outline, TriggerOutline } from './outline.ts';
import { parseSource } from './parse.ts';
import { Program } from './program.ts';
import type { TriggerUnit } from './program.ts';
import { ClassSymbol } from './symbols.ts';
import { TypeTable } from './type-table.ts';
import type { UseRecorder } from './type-table.ts';
import { Writer } from './writer.ts';

const hashOf = (...parts: readonly string[]): string => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(`${part.length}:`).update(part);
    return hash.digest('base64url');
};
export const fileNameOf = (source: ApexSource): string =>
    source.kind === 'anonymous' ? 'AnonymousBlock' : `${source.kind === 'class' ? 'Class' : 'Trigger'}.${source.name}`;

interface Unit {
    readonly source: ApexSource;
    readonly hash: string;
    node: UnitNode | undefined;
    outline: Outline | undefined;
    symbol: ClassSymbol | undefined;
}
interface CompiledUnit {
    readonly emitted: EmittedUnit;
    /** What its left-out members are left out for. */
    readonly refused: readonly Problem[];
}
interface CachedUnit extends CompiledUnit {
    readonly uses: Readonly<Record<string, string>>;
}

/** The library never changes within a process: its signatures are read once. */
export const createLibraryIndex = (): LibraryIndex => new LibraryIndex([...coreTypes, ...libraryTypes]);

/**
 * Compiles all classes and triggers together.
 * @returns the program, or the problems of every file: `file`, line and column from 1, the platform's words where known
 */
export const compileApex = (input: ApexCompileInput): ApexCompileResult => {
    const problems: Problem[] = [];
    const units = input.sources.map((source): Unit => ({
        source,
        hash: hashOf(source.kind, String(source.apiVersion), source.text),
        node: undefined,
        outline: undefined,
        symbol: undefined
    }));
    for (const unit of units) outlineUnit(unit, input, problems);
    if (problems.length > 0) return { problems, refused: [] };

    const library = createLibraryIndex();
    const table = new TypeTable(input.model.schema, library);
    const uses = new Uses(
        table,
        input,
        hashOf(
            ...library.types.flatMap(({ name, members, abstractMembers }) => [
                name,
                ...Object.keys(members),
                ...(abstractMembers ?? [])
            ])
        )
    );
    for (const unit of units) declareUnit(unit, table, problems);
    if (problems.length > 0) return { problems, refused: [] };

    const emitted = new Map<Unit, EmittedUnit>();
    const refused: RefusedMember[] = [];
    const found: UnitProblem[] = [];
    for (const unit of units) {
        const result = cachedOrEmitted(unit, table, input, uses);
        if ('problems' in result) found.push(...result.problems);
        else {
            emitted.set(unit, result.emitted);
            for (const problem of result.refused) refused.push({ ...problem, unit: unit.source.name });
        }
    }
    if (found.length > 0) return { problems: worthReading(found), refused };

    const program = new Program(table, input);
    for (const unit of units) if (unit.symbol) program.prepare(unit.symbol);
    for (const [unit, code] of emitted) {
        const trigger = unit.outline?.kind === 'trigger' ? triggerFacts(unit.outline) : undefined;
        program.load(code, { fileName: fileNameOf(unit.source), source: unit.source, symbol: unit.symbol, trigger });
    }
    program.finish();
    return { program, problems: [], refused };
};
/** What follows from a fault elsewhere is left out, as long as there is anything else. */
const worthReading = (found: readonly UnitProblem[]): readonly Problem[] => {
    const causes = found.filter(({ follows }) => !follows);
    return causes.length > 0 ? causes : found;
};
const triggerFacts = (outline: TriggerOutline): TriggerUnit => ({
    name: outline.name,
    object: outline.object,
    events: outline.events
});

const outlineUnit = (unit: Unit, input: ApexCompileInput, problems: Problem[]): void => {
    const key = `outline/${unit.hash}`;
    const cached = input.cache?.get(key);
    if (cached !== undefined) {
        unit.outline = JSON.parse(cached) as Outline;
        return;
    }
    const parsed = parseUnit(unit, problems);
    unit.outline = parsed && outlineOf(parsed);
    if (unit.outline) input.cache?.set(key, JSON.stringify(unit.outline));
};
const parseUnit = (unit: Unit, problems: Problem[]): UnitNode | undefined => {
    if (unit.node) return unit.node;
    const parsed = parseSource(unit.source);
    if (parsed.problems) problems.push(...parsed.problems);
    unit.node = parsed.unit;
    return parsed.unit;
};

const declareUnit = (unit: Unit, table: TypeTable, problems: Problem[]): void => {
    const { outline, source } = unit;
    if (!outline) return;
    const problem = (message: string): void =>
        void problems.push({ file: source.file, line: outline.line, column: outline.column, message });
    if (outline.name.toLowerCase() !== source.name.toLowerCase())
        problem(`File name must match the ${outline.kind === 'trigger' ? 'trigger' : 'class'} name: ${outline.name}`);
    if (outline.kind === 'trigger') return;
    const key = outline.name.toLowerCase();
    if (table.classes.has(key)) return problem(`Duplicate name: ${outline.name}`);
    unit.symbol = new ClassSymbol(outline, { file: source.file, apiVersion: source.apiVersion }, table);
    table.classes.set(key, unit.symbol);
};

type Emission = CompiledUnit | { readonly problems: readonly UnitProblem[] };

const cachedOrEmitted = (unit: Unit, table: TypeTable, input: ApexCompileInput, uses: Uses): Emission => {
    const keys = [`code/${unit.hash}`, ...(input.tolerant ? [`tolerant/${unit.hash}`] : [])];
    for (const key of keys) {
        const cached = input.cache?.get(key);
        if (cached === undefined) continue;
        const known = JSON.parse(cached) as CachedUnit;
        if (uses.stillHold(known.uses)) return known;
    }
    const problems: Problem[] = [];
    const node = parseUnit(unit, problems);
    if (!node) return { problems };
    const recorder = uses.recorder();
    table.recorder = recorder;
    if (unit.outline?.kind === 'trigger') recorder.usesObject(unit.outline.object.toLowerCase());
    const context = contextOf(unit, table, input);
    const result = emitted(context, node, unit, table, input);
    table.recorder = undefined;
    if ('problems' in result) return result;
    const used = { ...recorder.found(), ...uses.facts(context.labels, context.usesSchema) };
    const key = result.refused.length > 0 ? `tolerant/${unit.hash}` : `code/${unit.hash}`;
    input.cache?.set(key, JSON.stringify({ uses: used, ...result } satisfies CachedUnit));
    return result;
};

/** Emits a unit; where that is tolerated, a second time without the members that failed. */
const emitted = (
    context: UnitContext,
    node: UnitNode,
    unit: Unit,
    table: TypeTable,
    input: ApexCompileInput
): Emission => {
    const first = emitUnit(context, node, unit.symbol);
    if (!('problems' in first)) return { emitted: first, refused: [] };
    if (input.tolerant !== true || !context.onlyMembersFail) return first;
    const failed = context.failedMembers;
    const reasons = new Map(
        [...failed].map(([key, { file, line, message }]) => [key, `${message} (${file}:${line})`] as const)
    );
    const second = emitUnit(contextOf(unit, table, input, reasons), node, unit.symbol);
    return 'problems' in second ? second : { emitted: second, refused: [...failed.values()] };
};

const contextOf = (
    unit: Unit,
    table: TypeTable,
    input: ApexCompileInput,
    refusals?: ReadonlyMap<string, string>
): UnitContext =>
    new UnitContext({
        source: { file: unit.source.file, apiVersion: unit.source.apiVersion },
        table,
        model: input.model,
        soql: input.database.soql,
        writer: new Writer(),
        kind: unit.source.kind,
        isTest: unit.symbol?.isTest ?? unit.source.kind === 'anonymous',
        triggerObject: unit.outline?.kind === 'trigger' ? table.objectNamed(unit.outline.object) : undefined,
        ...(refusals ? { refusals } : {})
    });

interface Recording extends UseRecorder {
    found(): Record<string, string>;
}
/** What compiled code depended on, as hashes by name: classes, objects, labels, the library, the whole schema for SOQL. */
class Uses {
    private readonly table: TypeTable;
    private readonly input: ApexCompileInput;
    private readonly library: string;
    private readonly known = new Map<string, string>();
    constructor(table: TypeTable, input: ApexCompileInput, library: string) {
        this.table = table;
        this.input = input;
        this.library = library;
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
        return Object.entries(uses).every(([key, hash]) => this.hash(key) === hash);
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
                return symbol ? hashOf(...signatureParts(symbol)) : '-';
            }
            case 'object': {
                const object = this.table.schema.object(name);
                return object ? objectHash(object) : '-';
            }
            case 'label': {
                const { labels } = this.input.model;
                return hashOf([...labels.values()].find((label) => label.name.toLowerCase() === name)?.value ?? '');
            }
            case 'schema':
                return hashOf(...this.table.schema.objects.map(objectHash));
            default:
                return this.library;
        }
    }
}
const objectHash = (object: ObjectDef): string =>
    hashOf(
        object.name,
        object.kind,
        ...object.fields.map(({ name, type, can, referenceTo, relationshipName, externalId }) =>
            JSON.stringify([name, type, can, referenceTo, relationshipName, externalId])
        ),
        ...object.childRelations.map((relation) => JSON.stringify(relation))
    );
/** A class's outline together with what its names mean now. */
const signatureParts = (symbol: ClassSymbol): string[] => [
    withoutPlaces(symbol.outline),
    String(symbol.apiVersion),
    symbol.parent?.name ?? '',
    ...symbol.interfaces.map(({ name }) => name),
    ...symbol.fields.map(({ type }) => `${type.kind} ${type.name}`),
    ...symbol.methods.flatMap((method) => [method.returns, ...method.types].map((type) => `${type.kind} ${type.name}`)),
    ...[...symbol.inner.values()].flatMap(signatureParts)
];
/** Moving a method to another line changes nothing for its callers. */
const withoutPlaces = (outline: ClassOutline): string =>
    JSON.stringify(outline, (key, value: unknown) => (key === 'line' || key === 'column' ? undefined : value));
