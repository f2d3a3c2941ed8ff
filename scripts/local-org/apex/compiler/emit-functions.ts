/** A JavaScript function for each body: its place, its depth and sharing, what it may return. */
import type { Block, ParameterNode, Position } from './ast.ts';
import { FunctionContext, placeKey } from './context.ts';
import type { UnitContext } from './context.ts';
import { literal, localName } from './mangle.ts';
import { TRIGGER_OWNER } from './outline.ts';
import { statements } from './statements.ts';
import type { ClassSymbol } from './symbols.ts';
import { fault } from './typed.ts';
import type { ApexType } from '../runtime/types.ts';

export interface Parameter {
    readonly name: string;
    readonly type: ApexType;
    readonly at: Position;
    readonly isFinal: boolean;
}

export interface FunctionFacts {
    readonly context: FunctionContext;
    readonly parameters: readonly Parameter[];
    readonly from: Position;
    readonly to: Position;
    /** As stack traces show it. */
    readonly display: string;
}

/** A JavaScript function: depth, sharing, temporaries, then the body. */
export const emitFunction = (facts: FunctionFacts, emitBody: () => void): void => {
    const { context, parameters, from, to, display } = facts;
    const { unit } = context;
    const { writer } = unit;
    writer.at(from.line);
    const refusal = unit.refusals.get(placeKey(from));
    if (refusal !== undefined) {
        writer.add(`function(){$refuse(${literal(display.replace(/^Class\./, ''))},${literal(refusal)});}`);
        return;
    }
    const before = unit.problems.length;
    for (const { name, type, at, isFinal } of parameters)
        guardedReport(unit, () => context.declare(name, type, at, isFinal));
    writer.add(`function(${parameters.map(({ name }) => localName(name)).join(',')}){`);
    const prologue = writer.reserve();
    writer.add('try{');
    emitBody();
    const sharing = unit.kind === 'trigger' ? 'omitted' : (context.owner?.sharing ?? 'omitted');
    const sets = sharing === 'with' ? '1' : sharing === 'without' ? '0' : undefined;
    const temporaries = Array.from({ length: context.temporaries }, (_, index) => `$t${index}`);
    prologue(
        `${temporaries.length > 0 ? `let ${temporaries.join(',')};` : ''}const $d=$x.depth;if(($x.depth=$d+1)>1000)$deep();` +
            (sets === undefined ? '' : `const $w=$x.sharing;$x.sharing=${sets};`)
    );
    writer.at(to.line);
    writer.add(`}finally{$x.depth=$d${sets === undefined ? '' : ';$x.sharing=$w'}}}`);
    unit.ranges.push([from.line, to.line, display]);
    unit.blame(from, before);
};

export const guardedReport = (unit: UnitContext, body: () => void): void => {
    try {
        body();
    } catch (error) {
        unit.report(error);
    }
};

export const prefixOf = ({ name }: ClassSymbol): string =>
    name.startsWith(TRIGGER_OWNER) ? `Trigger.${name.slice(TRIGGER_OWNER.length)}` : `Class.${name}`;

export const parametersOf = (symbol: ClassSymbol, parameters: readonly ParameterNode[]): Parameter[] =>
    parameters.map(({ name, type, at, isFinal }) => ({ name, type: symbol.typeOf(type), at, isFinal }));

export const emitBody = (context: FunctionContext, body: Block, returns: ApexType): void => {
    const { problems } = context.unit;
    const before = problems.length;
    context.open();
    const reachable = statements(context, body.statements);
    context.close();
    // After a fault nobody knows where the statements around it lead.
    if (reachable && returns.kind !== 'void' && problems.length === before) {
        guardedReport(context.unit, () =>
            fault(`Missing return statement required return type: ${returns.name}`, body.end)
        );
    }
};
