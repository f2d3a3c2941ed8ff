/** Parse tree → expressions of ast.ts. */
import type {
    AssignExpressionContext,
    BoundExpressionContext,
    DotExpressionContext,
    NewExpressionContext,
    CreatedNameContext,
    CreatorContext,
    ExpressionContext,
    ExpressionListContext,
    LiteralContext,
    PrimaryContext,
    QueryContext,
    SoslLiteralContext,
    TypeListContext,
    TypeRefContext
} from '@apexdevtools/apex-parser';
import { grammar } from '../../database/query/grammar.ts';
import { fromParseTree } from '../../database/query/tree.ts';
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { Creation, Expression, LiteralType, Position, TypeNode } from './ast.ts';
import { CompileFault } from './fault.ts';
import { unescapeText } from './text.ts';

/** What any node of the parse tree offers. */
export interface ParseNode {
    readonly start: {
        readonly line: number;
        readonly column: number;
        readonly start: number;
        getInputStream(): { toString(): string };
    };
    readonly stop?: { readonly line: number; readonly column: number; readonly stop: number; readonly text?: string };
    readonly children?: readonly unknown[] | null;
    getText(): string;
}
export const positionOf = (node: ParseNode): Position => ({ line: node.start.line, column: node.start.column + 1 });
export const endOf = (node: ParseNode): Position => ({
    line: node.stop?.line ?? node.start.line,
    column: (node.stop?.column ?? node.start.column) + 1
});

export const typeOf = (context: TypeRefContext): TypeNode => {
    const at = positionOf(context);
    const parts = context.typeName_list();
    const name = parts
        .map((part) => part.id()?.getText() ?? (part.LIST() ?? part.SET() ?? part.MAP()).getText())
        .join('.');
    const last = parts[parts.length - 1];
    const parameters = last?.typeArguments();
    let type: TypeNode = { name, arguments: parameters ? typesOf(parameters.typeList()) : [], at };
    const dimensions = context.arraySubscripts()?.LBRACK_list().length ?? 0;
    for (let count = 0; count < dimensions; count++) type = { name: 'List', arguments: [type], at };
    return type;
};
export const typesOf = (context: TypeListContext): TypeNode[] => context.typeRef_list().map(typeOf);

const listOf = (context: ExpressionListContext | null | undefined): Expression[] =>
    context ? context.expression_list().map(expressionOf) : [];

/** @throws CompileFault */
export const expressionOf = (context: ExpressionContext): Expression => {
    const at = positionOf(context);
    if (context instanceof grammar().PrimaryExpressionContext) return primaryOf(context.primary());
    if (context instanceof grammar().SubExpressionContext) return expressionOf(context.expression());
    if (context instanceof grammar().DotExpressionContext) return dotOf(context);
    if (context instanceof grammar().MethodCallExpressionContext) {
        const call = context.methodCall();
        const values = listOf(call.expressionList());
        if (call.THIS()) return { kind: 'chain', at, which: 'this', arguments: values };
        if (call.SUPER()) return { kind: 'chain', at, which: 'super', arguments: values };
        return { kind: 'call', at, target: undefined, name: call.id().getText(), arguments: values, safe: false };
    }
    if (context instanceof grammar().ArrayExpressionContext) {
        return {
            kind: 'index',
            at,
            target: expressionOf(context.expression(0)),
            index: expressionOf(context.expression(1))
        };
    }
    if (context instanceof grammar().NewExpressionContext) return newOf(context);
    if (context instanceof grammar().AssignExpressionContext) {
        const text = operatorText(context);
        return {
            kind: 'assign',
            at,
            operator: text === '=' ? '=' : text.slice(0, -1),
            target: expressionOf(context.expression(0)),
            value: expressionOf(context.expression(1))
        };
    }
    if (context instanceof grammar().CondExpressionContext) {
        return {
            kind: 'conditional',
            at,
            test: expressionOf(context.expression(0)),
            yes: expressionOf(context.expression(1)),
            no: expressionOf(context.expression(2))
        };
    }
    if (context instanceof grammar().CastExpressionContext)
        return { kind: 'cast', at, type: typeOf(context.typeRef()), operand: expressionOf(context.expression()) };
    if (context instanceof grammar().InstanceOfExpressionContext) {
        return { kind: 'instanceof', at, operand: expressionOf(context.expression()), type: typeOf(context.typeRef()) };
    }
    return operationOf(context, at);
};

const operationOf = (context: ExpressionContext, at: Position): Expression => {
    if (context instanceof grammar().PostOpExpressionContext) {
        return {
            kind: 'step',
            at,
            operator: context.INC() ? '++' : '--',
            prefix: false,
            target: expressionOf(context.expression())
        };
    }
    if (context instanceof grammar().PreOpExpressionContext) {
        const target = context.expression();
        if (context.INC() || context.DEC())
            return {
                kind: 'step',
                at,
                operator: context.INC() ? '++' : '--',
                prefix: true,
                target: expressionOf(target)
            };
        return { kind: 'unary', at, operator: context.ADD() ? '+' : '-', operand: expressionOf(target) };
    }
    if (context instanceof grammar().NegExpressionContext) {
        return { kind: 'unary', at, operator: context.BANG() ? '!' : '~', operand: expressionOf(context.expression()) };
    }
    if (
        context instanceof grammar().Arth1ExpressionContext ||
        context instanceof grammar().Arth2ExpressionContext ||
        context instanceof grammar().BitExpressionContext ||
        context instanceof grammar().CmpExpressionContext ||
        context instanceof grammar().EqualityExpressionContext ||
        context instanceof grammar().BitAndExpressionContext ||
        context instanceof grammar().BitNotExpressionContext ||
        context instanceof grammar().BitOrExpressionContext ||
        context instanceof grammar().LogAndExpressionContext ||
        context instanceof grammar().LogOrExpressionContext ||
        context instanceof grammar().CoalExpressionContext
    ) {
        const operator = operatorText(context);
        const left = expressionOf(context.expression(0));
        return {
            kind: 'binary',
            at,
            operator: operator === '<>' ? '!=' : operator,
            left,
            right: expressionOf(context.expression(1))
        };
    }
    throw new CompileFault(`not supported by the local org: expression '${context.getText()}'`, at);
};
/** The text between the two operands: `<` `=` are two tokens to the parser. */
const operatorText = (context: ParseNode): string =>
    (context.children ?? [])
        .slice(1, -1)
        .map((child) => (child as ParseNode).getText())
        .join('');

const dotOf = (context: DotExpressionContext): Expression => {
    const at = positionOf(context);
    const target = expressionOf(context.expression());
    const safe = Boolean(context.QUESTIONDOT());
    const call = context.dotMethodCall();
    if (call) {
        const where = positionOf(call);
        return {
            kind: 'call',
            at: where,
            target,
            name: call.anyId().getText(),
            arguments: listOf(call.expressionList()),
            safe
        };
    }
    return {
        kind: 'field',
        at: target.kind === 'name' || target.kind === 'field' ? at : positionOf(context.anyId()),
        target,
        name: context.anyId().getText(),
        safe
    };
};

const primaryOf = (context: PrimaryContext): Expression => {
    const at = positionOf(context);
    if (context instanceof grammar().ThisPrimaryContext) return { kind: 'this', at };
    if (context instanceof grammar().SuperPrimaryContext) return { kind: 'super', at };
    if (context instanceof grammar().LiteralPrimaryContext) return literalOf(context.literal());
    if (context instanceof grammar().IdPrimaryContext) return { kind: 'name', at, name: context.id().getText() };
    if (context instanceof grammar().TypeRefPrimaryContext)
        return { kind: 'class', at, type: typeOf(context.typeRef()) };
    if (context instanceof grammar().VoidPrimaryContext)
        return { kind: 'class', at, type: { name: 'void', arguments: [], at } };
    if (context instanceof grammar().SoqlPrimaryContext) return queryOf(context.soqlLiteral().query(), at);
    if (context instanceof grammar().SoslPrimaryContext) return searchOf(context.soslLiteral(), at);
    throw new CompileFault(`not supported by the local org: expression '${context.getText()}'`, at);
};

/** Inline SOSL: its text without the brackets, cut at the binds. */
const searchOf = (context: SoslLiteralContext, at: Position): Expression => {
    const node: ParseNode = context;
    // The parser counts code points, JavaScript UTF-16 units.
    const source = [...node.start.getInputStream().toString()];
    const textBetween = (from: number, to: number | undefined): string => source.slice(from, to).join('');
    const bound = [...boundNodes(context)];
    const texts: string[] = [];
    let from = node.start.start + 1;
    for (const bind of bound) {
        texts.push(textBetween(from, (bind as ParseNode).start.start));
        from = ((bind as ParseNode).stop?.stop ?? from - 1) + 1;
    }
    texts.push(textBetween(from, node.stop?.stop));
    return { kind: 'sosl', at, texts, binds: bound.map((bind) => expressionOf(bind.expression())) };
};

/** Inline SOQL with the expressions of its binds, in the order in which the query numbers them. */
const queryOf = (context: QueryContext, at: Position): Expression => {
    const node: ParseNode = context;
    try {
        const query = fromParseTree(context, node.start.getInputStream().toString());
        return { kind: 'soql', at, query, textAt: positionOf(node), binds: [...boundIn(context)].map(expressionOf) };
    } catch (error) {
        if (error instanceof PlatformError || error instanceof NotSupported) throw new CompileFault(error.message, at);
        throw error;
    }
};
function* boundIn(node: ParseNode): IterableIterator<ExpressionContext> {
    for (const bound of boundNodes(node)) yield bound.expression();
}
function* boundNodes(node: ParseNode): IterableIterator<BoundExpressionContext> {
    if (node instanceof grammar().BoundExpressionContext) yield node;
    else for (const child of node.children ?? []) yield* boundNodes(child as ParseNode);
}

/** @throws CompileFault for numbers out of range */
export const literalOf = (context: LiteralContext): Expression => {
    const at = positionOf(context);
    const text = context.getText();
    const literal = (type: LiteralType, value: string): Expression => ({ kind: 'literal', at, type, value });
    if (context.NULL()) return literal('null', '');
    if (context.BooleanLiteral()) return literal('Boolean', text.toLowerCase());
    if (context.IntegerLiteral()) return literal('Integer', text);
    if (context.LongLiteral()) return literal('Long', text.slice(0, -1));
    if (context.NumberLiteral())
        return /d$/i.test(text) ? literal('Double', text.slice(0, -1)) : literal('Decimal', text);
    if (context.MultilineStringLiteral())
        return literal('String', unescapeText(text.slice(3, -3).replace(/^\r?\n/, ''), at));
    return literal('String', unescapeText(text.slice(1, -1), at));
};

const newOf = (context: NewExpressionContext): Expression => {
    const creator = context.creator();
    const name = createdType(creator.createdName());
    const [type, creation] = creationOf(creator, name);
    return { kind: 'new', at: positionOf(context), type, creation };
};
const createdType = (context: CreatedNameContext): TypeNode => {
    const parts = context.idCreatedNamePair_list();
    const last = parts[parts.length - 1];
    const parameters = last?.typeList();
    return {
        name: parts.map((part) => part.anyId().getText()).join('.'),
        arguments: parameters ? typesOf(parameters) : [],
        at: positionOf(context)
    };
};
const creationOf = (creator: CreatorContext, type: TypeNode): [TypeNode, Creation] => {
    const withArguments = creator.classCreatorRest();
    if (withArguments) {
        const contexts = withArguments.arguments().expressionList()?.expression_list() ?? [];
        const named = contexts.length > 0 && contexts.every((item) => isNamedValue(item));
        if (!named) return [type, { form: 'arguments', arguments: contexts.map(expressionOf) }];
        return [type, { form: 'fields', fields: contexts.map(namedValueOf) }];
    }
    const array = creator.arrayCreatorRest();
    if (array) {
        const list: TypeNode = { name: 'List', arguments: [type], at: type.at };
        const size = array.expression();
        if (size) return [list, { form: 'size', size: expressionOf(size) }];
        return [
            list,
            { form: 'values', values: (array.arrayInitializer()?.expression_list() ?? []).map(expressionOf) }
        ];
    }
    const pairs = creator.mapCreatorRest();
    if (pairs) {
        const entries = pairs.mapCreatorRestPair_list();
        return [
            type,
            {
                form: 'pairs',
                pairs: entries.map(
                    (pair) => [expressionOf(pair.expression(0)), expressionOf(pair.expression(1))] as const
                )
            }
        ];
    }
    const values = creator.setCreatorRest();
    if (values) return [type, { form: 'values', values: values.expression_list().map(expressionOf) }];
    return [type, { form: 'values', values: [] }];
};
const isNamedValue = (context: ExpressionContext): boolean =>
    context instanceof grammar().AssignExpressionContext &&
    Boolean(context.ASSIGN()) &&
    context.expression(0) instanceof grammar().PrimaryExpressionContext;
const namedValueOf = (context: ExpressionContext): { name: string; value: Expression; at: Position } => {
    const assign = context as AssignExpressionContext;
    return { name: assign.expression(0).getText(), value: expressionOf(assign.expression(1)), at: positionOf(context) };
};
