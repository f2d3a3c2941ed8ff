/** A compiled program as bytes and back: what was compiled of the same sources against the same model need be neither read nor checked again. */
import type { Problem } from '../../model/index.ts';
import type { ApexCompileInput, ApexCompileResult, ApexProgram, RefusedMember } from '../types.ts';
import { addUnit, createLibraryIndex, declareUnit } from './compile.ts';
import type { Unit } from './compile.ts';
import type { Outline } from './outline.ts';
import { Program } from './program.ts';
import { TypeTable } from './type-table.ts';
import { UnitCode } from './unit-code.ts';
import { UsesMemory } from './uses.ts';

interface KeptUnit {
    readonly hash: string;
    readonly outline: Outline;
    /** How much of the text behind the first line is its code. */
    readonly length: number;
}
/** The first line; the code of all units follows. */
interface KeptProgram {
    readonly units: readonly KeptUnit[];
    readonly refused: readonly RefusedMember[];
}

/**
 * What `restoreApex` makes the program of again.
 * @param program as `compileApex` gave it
 * @param refused what it left out
 */
export const programBytes = (program: ApexProgram, refused: readonly RefusedMember[]): Uint8Array => {
    if (!(program instanceof Program)) throw new Error('no program of this compiler');
    const units = [...program.units].map(([hash, { outline, code }]) => ({ hash, outline, code: code.text }));
    const head: KeptProgram = {
        units: units.map(({ hash, outline, code }) => ({ hash, outline, length: code.length })),
        refused
    };
    return Buffer.from(`${JSON.stringify(head)}\n${units.map(({ code }) => code).join('')}`);
};

/**
 * The program that `programBytes` was given.
 * @param input the same sources, in the same order, and an equal model
 * @param bytes as they were written: whoever kept them has checked that, and that the compiler is the same
 * @throws Error where the bytes are of other sources
 */
export const restoreApex = (input: ApexCompileInput, bytes: Uint8Array): ApexCompileResult => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    let at = text.indexOf('\n') + 1;
    const { units, refused } = JSON.parse(text.slice(0, at)) as KeptProgram;
    if (units.length !== input.sources.length) throw new Error('the kept program is of other sources');
    const table = new TypeTable(input.model.schema, createLibraryIndex());
    const program = new Program(table, input, new UsesMemory());
    const problems: Problem[] = [];
    const found = input.sources.flatMap((source, index): (readonly [Unit, UnitCode])[] => {
        const kept = units[index];
        if (!kept) return [];
        const unit: Unit = { source, hash: kept.hash, outline: kept.outline, node: undefined, symbol: undefined };
        declareUnit(unit, table, problems);
        const code = new UnitCode(text.slice(at, (at += kept.length)));
        return [[unit, code]];
    });
    if (problems[0]) throw new Error(problems[0].message);
    for (const [unit, code] of found) addUnit(program, unit, code);
    return { program, problems: [], refused };
};
