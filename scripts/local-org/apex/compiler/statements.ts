/** Statements: checked and emitted in one walk. */
import { tryStatement } from './try-statements.ts';
import { dml } from './dml-statements.ts';
import type { ApexType } from '../runtime/types.ts';
import { isAnnotation } from './annotation-checks.ts';
import type { Block, Expression, LocalStatement, Position, Statement } from './ast.ts';
import type { FunctionContext } from './context.ts';
import { isAssignable, isCastable } from './conversions.ts';
import { CompileFault } from './fault.ts';
import { assignment, step } from './lvalues.ts';
import { expression } from './expressions.ts';
import { forEachStatement, forStatement } from './loops.ts';
import { condition } from './operators.ts';
import { switchStatement } from './switches.ts';
import { assigned, countLine, fault, single } from './typed.ts';
import { declaredType } from './type-names.ts';

/** Can the statement after this one be reached? */
export type Completes = boolean;

/** Marks the line as executed and returns to its place in the file. */
const beginLine = (context: FunctionContext, at: Position): void => {
    const { unit } = context;
    unit.writer.at(at.line);
    unit.writer.add(countLine(unit, at.line));
    unit.statementLine = at.line;
};

/** Statements that coverage leaves out: debug lines, and declarations that do nothing. */
const isCounted = (node: Statement): boolean => {
    if (node.kind === 'local') return node.declarators.some(({ value }) => value !== undefined);
    if (node.kind !== 'expression' || node.expression.kind !== 'call') return true;
    const { target, name } = node.expression;
    return !(target?.kind === 'name' && target.name.toLowerCase() === 'system' && name.toLowerCase() === 'debug');
};

/** Counts statements; every way around a loop and into a method passes one. */
export const tick = (count: number): string => `if(($x.ticks-=${Math.max(1, count)})<0)$tick();`;

/** Emits a statement; faults in it are reported and the next one goes on. */
export const statement = (context: FunctionContext, node: Statement): Completes => {
    const place = context.place();
    try {
        return statementOf(context, node);
    } catch (error) {
        context.unit.report(error);
        context.returnTo(place);
        return node.kind !== 'return' && node.kind !== 'throw';
    }
};

/**
 * The version from which statements behind a `return` or `throw` are refused: classes of earlier versions that have them compile, and
 * Salesforce's own sample controllers of those days did. Not documented.
 */
const UNREACHABLE_SINCE = 42;

/** The statements of a block, without its scope. A loop counts as one that ends, whatever its condition, as released code shows. */
export const statements = (context: FunctionContext, nodes: readonly Statement[]): Completes => {
    const { writer } = context.unit;
    writer.add(tick(nodes.length));
    let reachable = true;
    let reported = false;
    for (const node of nodes) {
        if (!reachable && !reported && context.unit.source.apiVersion >= UNREACHABLE_SINCE) {
            context.unit.report(new CompileFault('Unreachable statement', node.at));
            reported = true;
        }
        reachable = statement(context, node) && reachable;
    }
    return reachable;
};

export const block = (context: FunctionContext, node: Block): Completes => {
    const { writer } = context.unit;
    writer.at(node.at.line);
    writer.add('{');
    context.open();
    const reachable = statements(context, node.statements);
    context.close();
    writer.at(node.end.line);
    writer.add('}');
    return reachable;
};

/** The body of a branch or loop: always a block, so that it has a tick and a scope. */
export const body = (context: FunctionContext, node: Statement | undefined): Completes => {
    if (node?.kind === 'block') return block(context, node);
    const { writer } = context.unit;
    writer.add('{');
    context.open();
    const reachable = node ? statements(context, [node]) : (writer.add(tick(1)), true);
    context.close();
    writer.add('}');
    return reachable;
};

const statementOf = (context: FunctionContext, node: Statement): Completes => {
    const { writer } = context.unit;
    if (node.kind === 'block') return block(context, node);
    if (isCounted(node)) beginLine(context, node.at);
    else {
        writer.at(node.at.line);
        context.unit.statementLine = node.at.line;
    }
    switch (node.kind) {
        case 'local':
            local(context, node);
            return true;
        case 'expression':
            writer.add(`${expressionStatement(context, node.expression)};`);
            return true;
        case 'if': {
            writer.add(`if(${condition(expression(context, node.test), node.test.at)})`);
            const yes = body(context, node.yes);
            if (!node.no) return true;
            writer.add('else ');
            const no = body(context, node.no);
            return yes || no;
        }
        case 'for':
            return forStatement(context, node);
        case 'forEach':
            return forEachStatement(context, node);
        case 'while': {
            writer.add(`while(${condition(expression(context, node.test), node.test.at)})`);
            loopBody(context, node.body);
            return true;
        }
        case 'doWhile': {
            writer.add('do');
            loopBody(context, node.body);
            writer.add(`while(${condition(expression(context, node.test), node.test.at)});`);
            return true;
        }
        case 'switch':
            return switchStatement(context, node);
        case 'try':
            return tryStatement(context, node);
        case 'return':
            returnStatement(context, node.value, node.at);
            return false;
        case 'throw': {
            const value = expression(context, node.value);
            if (!isAssignable(context.table, value.type, context.table.builtin('Exception')))
                fault('Throw expression must be of type exception: ' + value.type.name, node.at);
            writer.add(`throw $thrown(${value.js});`);
            return false;
        }
        case 'break':
        case 'continue':
            if (context.loops === 0)
                fault(`${node.kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`, node.at);
            writer.add(`${node.kind};`);
            return false;
        case 'dml':
            dml(context, node);
            return true;
        case 'runAs':
            return runAs(context, node);
    }
};

export const loopBody = (context: FunctionContext, node: Statement | undefined): void => {
    context.loops++;
    body(context, node);
    context.loops--;
};

/** Of modifiers a local variable has two; what runs as anonymous Apex declares its variables like those of a class. */
const LOCAL_MODIFIERS: ReadonlySet<string> = new Set(['final', 'transient']);

const checkLocalModifiers = (context: FunctionContext, { modifiers, at }: LocalStatement): void => {
    const [repeated] = modifiers.repeated ?? [];
    if (repeated !== undefined) fault(`Duplicate modifier: ${repeated}`, at);
    if (context.unit.kind !== 'class') return;
    const wrong = [...modifiers.words].find((word) => !LOCAL_MODIFIERS.has(word));
    if (wrong !== undefined) fault(`${wrong} is not allowed on locals`, at);
    for (const name of modifiers.annotations.keys())
        if (!isAnnotation(name)) fault(`Annotation does not exist: ${name}`, at);
};

export const local = (context: FunctionContext, node: LocalStatement): void => {
    const type = declaredType(context, node.type);
    checkLocalModifiers(context, node);
    if (type.kind === 'void') fault('Variables cannot be of type void', node.at);
    for (const { name, value, at } of node.declarators) {
        let js = 'null';
        try {
            // The initialiser may not see the variable itself.
            if (value) js = assigned(context, expression(context, value), type, at);
        } catch (error) {
            // One fault is enough: what uses the variable is not to blame.
            context.unit.report(error);
        }
        const variable = context.declare(name, type, at, node.modifiers.words.has('final'));
        context.unit.writer.at(at.line);
        context.unit.writer.add(`let ${variable}=${js};`);
    }
};

/** An expression whose value is dropped. @throws CompileFault where it does nothing */
export const expressionStatement = (context: FunctionContext, node: Expression): string => {
    switch (node.kind) {
        case 'assign':
            return assignment(context, node).js;
        case 'step':
            return step(context, node, true).js;
        case 'call':
        case 'chain':
        case 'new':
            return expression(context, node).js;
        default:
            return fault('Expression cannot be a statement.', node.at);
    }
};

const voidReturn = ({ initialises, unit, closures }: FunctionContext): string => {
    if (initialises === 'constructor') return 'Constructors must not return a value';
    if (unit.kind === 'trigger' && closures === 0) return 'Trigger bodies must not return a value';
    return 'Void method must not return a value';
};

const returnStatement = (context: FunctionContext, value: Expression | undefined, at: Position): void => {
    const { returns, unit } = context;
    if (context.initialises === 'initialiser') fault('Return must be called from a method', at);
    const back = (js: string): string => (context.closures > 0 ? `return [${js}];` : `return ${js};`);
    if (returns.kind === 'void') {
        if (value) fault(voidReturn(context), at);
        unit.writer.add(
            context.closures > 0 ? 'return [];' : context.initialises && !context.isStatic ? 'return this;' : 'return;'
        );
        return;
    }
    if (!value) return fault(`Missing return statement required return type: ${returns.name}`, at);
    const typed = expression(context, value);
    unit.writer.add(back(returnValue(context, typed, returns, at)));
};

const returnValue = (
    context: FunctionContext,
    typed: ReturnType<typeof expression>,
    returns: ApexType,
    at: Position
): string => {
    if (typed.type.kind === 'void') return fault(`Illegal assignment from void to ${returns.name}`, at);
    return assigned(context, typed, returns, at);
};

/**
 * `System.runAs(user) { … }`: the block becomes a function; a return inside of it is passed on. What follows is never unreachable:
 * projects that run on the platform end such a block with `return` and have statements behind it.
 */
const runAs = (context: FunctionContext, node: Statement & { kind: 'runAs' }): true => {
    const { table, unit } = context;
    const user = expression(context, node.user);
    const object = table.objectNamed('User');
    if (!object || !isCastable(table, user.type, table.sobject(object))) {
        // System.runAs(Version) only chooses the package version's behaviour.
        fault("runAs requires a single argument of type 'User' or 'Version'", node.at);
    }
    if (!context.unit.isTest) fault('Method only allowed from test methods: System.runAs', node.at);
    const result = context.fresh();
    unit.writer.add(`const ${result}=$runas(${single(user).js},()=>`);
    const loops = context.loops;
    context.loops = 0;
    context.closures++;
    block(context, node.body);
    context.closures--;
    context.loops = loops;
    const again =
        context.closures > 0
            ? result
            : context.returns.kind === 'void'
              ? context.initialises && !context.isStatic
                  ? 'this'
                  : ''
              : `${result}[0]`;
    unit.writer.add(`);if(${result})return ${again};`);
    return true;
};
