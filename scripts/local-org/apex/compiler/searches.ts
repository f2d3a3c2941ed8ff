/** Inline SOSL: `[FIND :words RETURNING Contact(Id)]` is the text that Search.query takes, with its binds written in. */
import { parseSearch, QueryFault } from '../../database/query/index.ts';
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { SoslExpression } from './ast.ts';
import type { FunctionContext, Typed } from './context.ts';
import { expression } from './expressions.ts';
import { literal } from './mangle.ts';
import { methodsNamed } from './members.ts';
import { modeOf } from './modes.ts';
import { fault } from './typed.ts';

/** What a bind may be: text and numbers, dates, Ids, and lists of them. */
const isBindable = ({ type }: Typed): boolean => {
    const value = type.kind === 'list' || type.kind === 'set' ? type.arguments[0] : type;
    return value?.kind === 'primitive' || value?.kind === 'null';
};

/** The text of a search with something in place of each bind, for the check. */
const sampleOf = ({ texts }: SoslExpression): string =>
    texts.reduce((before, after) => {
        const value = /\b(?:LIMIT|OFFSET)\s*$/i.test(before)
            ? '1'
            : /^\s*FIND\s*$/i.test(before)
              ? "'words'"
              : ':bound';
        return before + value + after;
    });

/** Objects, fields and conditions of RETURNING are checked like those of a query. @throws CompileFault */
const check = (context: FunctionContext, node: SoslExpression): void => {
    const { soql } = context.unit;
    context.unit.usesSchema = true;
    try {
        for (const { object, fields, where, rest } of parseSearch(sampleOf(node)).targets ?? []) {
            const condition = where === undefined ? '' : ` WHERE ${where}`;
            const query = soql.parse(`SELECT ${fields || 'Id'} FROM ${object}${condition} ${rest}`);
            const [wrong] = soql.check(query, context.table.schema);
            if (wrong) fault(wrong.message, node.at);
        }
    } catch (error) {
        if (error instanceof QueryFault) fault(error.words, node.at);
        if (error instanceof PlatformError || error instanceof NotSupported) fault(error.message, node.at);
        throw error;
    }
};

/** @throws CompileFault for what is no search, and for binds that no search takes */
export const sosl = (context: FunctionContext, node: SoslExpression): Typed => {
    const { table, unit } = context;
    check(context, node);
    const search = table.builtin('System.Search');
    const query = methodsNamed(table, search, 'query').find(({ parameters }) => parameters.length === 1);
    if (!query?.library) throw new Error('the Apex library has no Search.query');
    const values = node.binds.map((bind) => {
        const value = expression(context, bind);
        return isBindable(value) ? value.js : fault(`Invalid bind expression type of ${value.type.name}`, bind.at);
    });
    const code = unit.link(`lib:${query.library.symbol.library.name}|${query.library.member.key}`);
    const text = `$sosl([${node.texts.map(literal).join(',')}],[${values.join(',')}])`;
    return {
        type: table.listOf(table.listOf(table.anySObject)),
        js: `$mode(${modeOf(context, undefined)},${code},${text})`,
        nonNull: true
    };
};
