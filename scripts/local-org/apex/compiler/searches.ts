/** Inline SOSL: `[FIND :words RETURNING Contact(Id)]` is the text that Search.query takes, with its binds written in. */
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

/** @throws CompileFault for binds that no search takes, and where the library has no search */
export const sosl = (context: FunctionContext, node: SoslExpression): Typed => {
    const { table, unit } = context;
    const search = table.libraryType('System.Search', []);
    const query = search && methodsNamed(table, search, 'query').find(({ parameters }) => parameters.length === 1);
    if (!query?.library) return fault('not supported by the local org: static SOSL (FIND)', node.at);
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
