/** Sources → a program. What did not change since the last time comes from the cache: outline and emitted code. */
import type { Problem } from '../../model/index.ts';
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
import type { Outline, TriggerOutline } from './outline.ts';
import { parseSource } from './parse.ts';
import { Program } from './program.ts';
import type { TriggerUnit } from './program.ts';
import { ClassSymbol } from './symbols.ts';
import { TypeTable } from './type-table.ts';
import { UnitCode } from './unit-code.ts';
import { hashOf, Uses, UsesMemory, withoutPlaces } from './uses.ts';
import { Writer } from './writer.ts';

const fileNameOf = (source: ApexSource): string =>
    source.kind === 'anonymous' ? 'AnonymousBlock' : `${source.kind === 'class' ? 'Class' : 'Trigger'}.${source.name}`;

/** A source on its way into a program. */
export interface Unit {
    readonly source: ApexSource;
    readonly hash: string;
    node: UnitNode | undefined;
    outline: Outline | undefined;
    symbol: ClassSymbol | undefined;
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
    const before = input.previous instanceof Program ? input.previous : undefined;
    for (const unit of units) outlineUnit(unit, input, before, problems);
    if (problems.length > 0) return { problems, refused: [] };

    const table = new TypeTable(input.model.schema, before?.table.library ?? createLibraryIndex());
    const memory = before?.memory ?? new UsesMemory();
    const uses = new Uses(table, input.model, memory);
    for (const unit of units) declareUnit(unit, table, problems);
    if (problems.length > 0) return { problems, refused: [] };

    const standing = before && differsInBodies(units, input, before) ? before.units : undefined;
    const codes = new Map<Unit, UnitCode>();
    const refused: RefusedMember[] = [];
    const found: UnitProblem[] = [];
    for (const unit of units) {
        const result = standing?.get(unit.hash)?.code ?? knownOrEmitted(unit, table, input, before, uses);
        if (!(result instanceof UnitCode)) found.push(...result.problems);
        else {
            codes.set(unit, result);
            if (input.tolerant)
                for (const problem of result.refused) refused.push({ ...problem, unit: unit.source.name });
        }
    }
    if (found.length > 0) return { problems: worthReading(found), refused };

    const program = new Program(table, withoutPrevious(input), memory);
    for (const [unit, code] of codes) addUnit(program, unit, code);
    return { program, problems: [], refused };
};
/** Takes a unit whose class is declared into the program. */
export const addUnit = (program: Program, { source, hash, outline, symbol }: Unit, code: UnitCode): void => {
    const trigger = outline?.kind === 'trigger' ? triggerFacts(outline) : undefined;
    program.add(code, { fileName: fileNameOf(source), source, symbol, trigger });
    if (!outline) return;
    program.units.set(hash, { outline, code });
    program.outlines.set(fileNameOf(source), outline);
};
/** A program that kept the one before would keep all of them. */
const withoutPrevious = ({ previous: _previous, ...input }: ApexCompileInput): ApexCompileInput => input;

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

const outlineUnit = (unit: Unit, input: ApexCompileInput, before: Program | undefined, problems: Problem[]): void => {
    const known = before?.units.get(unit.hash);
    if (known) {
        unit.outline = known.outline;
        return;
    }
    const key = `outline/${unit.hash}`;
    const text = input.cache?.get(key);
    if (text !== undefined) {
        unit.outline = JSON.parse(text) as Outline;
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

/** Makes the class of a unit known to all others; says what is wrong with its name. */
export const declareUnit = (unit: Unit, table: TypeTable, problems: Problem[]): void => {
    const { outline, source } = unit;
    if (!outline) return;
    const problem = (message: string): void =>
        void problems.push({ file: source.file, line: outline.line, column: outline.column, message });
    if (outline.name.toLowerCase() !== source.name.toLowerCase())
        problem(`File name must match the ${outline.kind === 'trigger' ? 'trigger' : 'class'} name: ${outline.name}`);
    const owner = outline.kind === 'trigger' ? outline.owner : outline;
    if (!owner) return;
    const key = owner.name.toLowerCase();
    if (table.classes.has(key)) return problem(`Type name already in use: ${outline.name}`);
    unit.symbol = new ClassSymbol(owner, { file: source.file, apiVersion: source.apiVersion }, table);
    table.classes.set(key, unit.symbol);
};

/**
 * Does a program differ from the one before in nothing but what stands in bodies? Then no other unit's code can be of something that
 * changed, and none is asked what it used.
 */
const differsInBodies = (units: readonly Unit[], input: ApexCompileInput, before: Program): boolean =>
    before.input.model.schema === input.model.schema &&
    before.input.model.labels === input.model.labels &&
    before.input.tolerant === input.tolerant &&
    before.outlines.size === units.length &&
    units.every(({ source, hash, outline }) => {
        if (before.units.has(hash)) return true;
        const earlier = before.outlines.get(fileNameOf(source));
        const known = before.input.sources.find(({ name, kind }) => name === source.name && kind === source.kind);
        return (
            earlier !== undefined &&
            outline !== undefined &&
            known?.apiVersion === source.apiVersion &&
            withoutPlaces(earlier) === withoutPlaces(outline)
        );
    });

type Emission = UnitCode | { readonly problems: readonly UnitProblem[] };

/** Code of before, where what it used is still the same. */
const knownCode = (
    unit: Unit,
    input: ApexCompileInput,
    before: Program | undefined,
    uses: Uses
): UnitCode | undefined => {
    const known = before?.input.tolerant === input.tolerant ? before?.units.get(unit.hash) : undefined;
    if (known && uses.stillHold(known.code.uses)) return known.code;
    const keys = [`code/${unit.hash}`, ...(input.tolerant ? [`tolerant/${unit.hash}`] : [])];
    for (const key of keys) {
        const text = input.cache?.get(key);
        const code = text === undefined ? undefined : new UnitCode(text);
        if (code && uses.stillHold(code.uses)) return code;
    }
    return undefined;
};

const knownOrEmitted = (
    unit: Unit,
    table: TypeTable,
    input: ApexCompileInput,
    before: Program | undefined,
    uses: Uses
): Emission => {
    const known = knownCode(unit, input, before, uses);
    if (known) return known;
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
    const code = UnitCode.of({ uses: used, refused: result.refused }, result.emitted);
    input.cache?.set(result.refused.length > 0 ? `tolerant/${unit.hash}` : `code/${unit.hash}`, code.text);
    return code;
};

/** Emits a unit; where that is tolerated, a second time without the members that failed. */
const emitted = (
    context: UnitContext,
    node: UnitNode,
    unit: Unit,
    table: TypeTable,
    input: ApexCompileInput
):
    | { readonly emitted: EmittedUnit; readonly refused: readonly Problem[] }
    | { readonly problems: readonly UnitProblem[] } => {
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
        triggerOn: unit.outline?.kind === 'trigger' ? unit.outline.object : undefined,
        ...(refusals ? { refusals } : {})
    });
