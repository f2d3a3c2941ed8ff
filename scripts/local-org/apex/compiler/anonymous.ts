/** Anonymous Apex: compiled against the program, run once. */
import type { Problem } from '../../model/index.ts';
import type { Transaction } from '../../database/types.ts';
import { execution } from '../runtime/execution.ts';
import { ApexFailure } from '../types.ts';
import type { AnonymousResult, ApexSource } from '../types.ts';
import { UnitContext } from './context.ts';
import { emitUnit } from './emit.ts';
import { failureOf } from './failures.ts';
import { inExecution } from './executions.ts';
import { Linker } from './link.ts';
import { classOutline, ownerOf } from './outline.ts';
import { parseSource } from './parse.ts';
import type { Program } from './program.ts';
import { ClassSymbol } from './symbols.ts';
import { UnitCode } from './unit-code.ts';
import { Writer } from './writer.ts';

/** The class that the block's methods and classes belong to, as messages call it. */
const OWNER = 'anon';

const failed = (problem: Problem | undefined): AnonymousResult => ({
    compiled: false,
    success: false,
    ...(problem ? { problem } : {}),
    log: ''
});

export const runAnonymous = (program: Program, tx: Transaction, source: ApexSource): AnonymousResult => {
    const parsed = parseSource(source);
    if (parsed.problems) return failed(parsed.problems[0]);
    const node = parsed.unit;
    if (node.kind !== 'anonymous') throw new Error('no anonymous block');
    const { table } = program;
    const facts = { file: source.file, apiVersion: source.apiVersion };
    const owner = ownerOf(node, OWNER);
    const symbol = new ClassSymbol(classOutline(owner), facts, table);
    const context = new UnitContext({
        source: facts,
        table,
        model: program.model,
        soql: program.input.database.soql,
        writer: new Writer(),
        kind: 'anonymous',
        isTest: false
    });
    const known = table.classes.get(OWNER);
    table.classes.set(OWNER, symbol);
    try {
        const emitted = emitUnit(context, node, symbol);
        if ('problems' in emitted)
            return failed(emitted.problems.find(({ follows }) => !follows) ?? emitted.problems[0]);
        const linker = new Linker(table, () => program.methodNames.add('AnonymousBlock', emitted.ranges));
        const { main } = linker.add(UnitCode.of({ uses: {}, refused: [] }, emitted), 'AnonymousBlock', symbol);
        return run(program, tx, main);
    } finally {
        if (known) table.classes.set(OWNER, known);
        else table.classes.delete(OWNER);
    }
};
const run = (program: Program, tx: Transaction, main: (() => void) | undefined): AnonymousResult =>
    inExecution(program, tx, 'anonymous', () => {
        const { log } = execution();
        try {
            main?.();
            return { compiled: true, success: true, log: log.join('\n') };
        } catch (error) {
            const failure = failureOf(program, error);
            if (!(failure instanceof ApexFailure)) throw failure;
            const { exceptionType, message, stack } = failure.fault;
            return {
                compiled: true,
                success: false,
                exception: { message: `${exceptionType}: ${message}`, stack },
                log: log.join('\n')
            };
        }
    });
