/** Parse tree → statements of ast.ts. */
import type {
    BlockContext,
    ForStatementContext,
    LocalVariableDeclarationContext,
    StatementContext,
    SwitchStatementContext,
    TryStatementContext,
    VariableDeclaratorsContext,
    WhenLiteralContext
} from '@apexdevtools/apex-parser';
import type {
    Block,
    Declarator,
    Expression,
    LocalStatement,
    Statement,
    SwitchStatement,
    TypeNode,
    WhenLabels
} from './ast.ts';
import { endOf, expressionOf, positionOf, typeOf } from './build-expressions.ts';
import { CompileFault } from './fault.ts';
import { unescapeText } from './text.ts';

export const blockOf = (context: BlockContext): Block => ({
    kind: 'block',
    at: positionOf(context),
    statements: context.statement_list().map(statementOf),
    end: endOf(context)
});

export const declaratorsOf = (context: VariableDeclaratorsContext): Declarator[] =>
    context.variableDeclarator_list().map((item) => {
        const value = item.expression();
        return { name: item.id().getText(), value: value ? expressionOf(value) : undefined, at: positionOf(item) };
    });

const localOf = (context: LocalVariableDeclarationContext): LocalStatement => ({
    kind: 'local',
    at: positionOf(context),
    type: typeOf(context.typeRef()),
    isFinal: context.modifier_list().some((modifier) => Boolean(modifier.FINAL())),
    declarators: declaratorsOf(context.variableDeclarators())
});

/** @throws CompileFault */
export const statementOf = (context: StatementContext): Statement => {
    const at = positionOf(context);
    const block = context.block();
    if (block) return blockOf(block);
    const local = context.localVariableDeclarationStatement();
    if (local) return localOf(local.localVariableDeclaration());
    const expression = context.expressionStatement();
    if (expression) return { kind: 'expression', at, expression: expressionOf(expression.expression()) };
    const branch = context.ifStatement();
    if (branch) {
        const no = branch.statement(1);
        return {
            kind: 'if',
            at,
            test: expressionOf(branch.parExpression().expression()),
            yes: statementOf(branch.statement(0)),
            no: no ? statementOf(no) : undefined
        };
    }
    const loop = context.forStatement();
    if (loop) return forOf(loop);
    const whileLoop = context.whileStatement();
    if (whileLoop) {
        const body = whileLoop.statement();
        return {
            kind: 'while',
            at,
            test: expressionOf(whileLoop.parExpression().expression()),
            body: body ? statementOf(body) : undefined
        };
    }
    const doLoop = context.doWhileStatement();
    if (doLoop)
        return {
            kind: 'doWhile',
            at,
            body: blockOf(doLoop.block()),
            test: expressionOf(doLoop.parExpression().expression())
        };
    const choice = context.switchStatement();
    if (choice) return switchOf(choice);
    const attempt = context.tryStatement();
    if (attempt) return tryOf(attempt);
    const back = context.returnStatement();
    if (back) {
        const value = back.expression();
        return { kind: 'return', at, value: value ? expressionOf(value) : undefined };
    }
    const thrown = context.throwStatement();
    if (thrown) return { kind: 'throw', at, value: expressionOf(thrown.expression()) };
    if (context.breakStatement()) return { kind: 'break', at };
    if (context.continueStatement()) return { kind: 'continue', at };
    const runAs = context.runAsStatement();
    if (runAs) {
        const users = runAs.expressionList()?.expression_list() ?? [];
        const user = users[0];
        if (!user || users.length > 1) throw new CompileFault('Invalid arguments for System.runAs', at);
        return { kind: 'runAs', at, user: expressionOf(user), body: blockOf(runAs.block()) };
    }
    return dmlOf(context);
};

const dmlOf = (context: StatementContext): Statement => {
    const at = positionOf(context);
    const upsert = context.upsertStatement();
    const merge = context.mergeStatement();
    const simple =
        context.insertStatement() ??
        context.updateStatement() ??
        context.deleteStatement() ??
        context.undeleteStatement();
    const found = simple ?? upsert ?? merge;
    if (!found) throw new CompileFault(`not supported by the local org: statement '${context.getText()}'`, at);
    const level = found.accessLevel();
    const operation = context.insertStatement()
        ? 'insert'
        : context.updateStatement()
          ? 'update'
          : context.deleteStatement()
            ? 'delete'
            : context.undeleteStatement()
              ? 'undelete'
              : upsert
                ? 'upsert'
                : 'merge';
    return {
        kind: 'dml',
        at,
        operation,
        access: level ? (level.USER() ? 'user' : 'system') : undefined,
        value: expressionOf(merge ? merge.expression(0) : (simple ?? upsert ?? context.upsertStatement()).expression()),
        other: merge ? expressionOf(merge.expression(1)) : undefined,
        externalId: upsert
            ?.qualifiedName()
            ?.id_list()
            .map((part) => part.getText())
    };
};

const forOf = (context: ForStatementContext): Statement => {
    const at = positionOf(context);
    const control = context.forControl();
    const inner = context.statement();
    const body = inner ? statementOf(inner) : undefined;
    const each = control.enhancedForControl();
    if (each) {
        return {
            kind: 'forEach',
            at,
            type: typeOf(each.typeRef()),
            name: each.id().getText(),
            source: expressionOf(each.expression()),
            body
        };
    }
    const init = control.forInit();
    const local = init?.localVariableDeclaration();
    const test = control.expression();
    const update = control.forUpdate()?.expressionList().expression_list() ?? [];
    // ANTLR's grammar reads a list here, the platform's does not.
    if (update[1]) throw new CompileFault("Expecting ')' but was: ','", positionOf(update[1]));
    return {
        kind: 'for',
        at,
        local: local ? localOf(local) : undefined,
        first: (init?.expressionList()?.expression_list() ?? []).map(expressionOf),
        test: test ? expressionOf(test) : undefined,
        update: update.map(expressionOf),
        body
    };
};

const switchOf = (context: SwitchStatementContext): SwitchStatement => ({
    kind: 'switch',
    at: positionOf(context),
    subject: expressionOf(context.expression()),
    branches: context.whenControl_list().map((branch) => {
        const value = branch.whenValue();
        const type = value.typeRef();
        const labels: WhenLabels = value.ELSE()
            ? { kind: 'else' }
            : type
              ? { kind: 'type', type: typeOf(type), name: value.id().getText() }
              : { kind: 'values', values: value.whenLiteral_list().map(whenValueOf) };
        return { labels, body: blockOf(branch.block()), at: positionOf(branch) };
    })
});
const whenValueOf = (context: WhenLiteralContext): Expression => {
    const at = positionOf(context);
    const nested = context.whenLiteral();
    if (nested) return whenValueOf(nested);
    const text = context.getText();
    const negative = context.SUB_list().length % 2 === 1;
    const digits = text.replace(/^[-+]+/, '');
    if (context.NULL()) return { kind: 'literal', at, type: 'null', value: '' };
    if (context.IntegerLiteral())
        return { kind: 'literal', at, type: 'Integer', value: `${negative ? '-' : ''}${digits}` };
    if (context.LongLiteral())
        return { kind: 'literal', at, type: 'Long', value: `${negative ? '-' : ''}${digits.slice(0, -1)}` };
    if (context.StringLiteral())
        return { kind: 'literal', at, type: 'String', value: unescapeText(text.slice(1, -1), at) };
    const name = context.qualifiedName();
    if (!name) throw new CompileFault(`not supported by the local org: when value '${text}'`, at);
    const [first, ...rest] = name.id_list().map((part) => part.getText());
    return rest.reduce<Expression>((target, part) => ({ kind: 'field', at, target, name: part, safe: false }), {
        kind: 'name',
        at,
        name: first ?? ''
    });
};

const tryOf = (context: TryStatementContext): Statement => {
    const last = context.finallyBlock();
    return {
        kind: 'try',
        at: positionOf(context),
        body: blockOf(context.block()),
        catches: context.catchClause_list().map((clause) => {
            const name = clause.qualifiedName();
            const type: TypeNode = { name: name.getText(), arguments: [], at: positionOf(name) };
            return { type, name: clause.id().getText(), body: blockOf(clause.block()), at: positionOf(clause) };
        }),
        finally: last ? blockOf(last.block()) : undefined
    };
};
