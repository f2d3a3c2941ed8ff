/** Which of the fields that a query selects its user may not read. */
import type { ObjectDef } from '../../model/index.ts';
import type { SoqlExpression, SoqlQuery } from '../../database/types.ts';
import { execution } from './execution.ts';

const pathsOf = (query: SoqlQuery): (readonly string[])[] =>
    query.select.flatMap((selection) => (selection.kind === 'expression' ? pathsIn(selection.expression) : []));
const pathsIn = (expression: SoqlExpression): (readonly string[])[] =>
    expression.kind === 'path' ? [expression.path] : expression.arguments.flatMap(pathsIn);

/** Selected fields, by their object, that the running user may not read; of an object that they may not read, all of them. */
export const inaccessibleFields = (query: SoqlQuery): ReadonlyMap<string, readonly string[]> => {
    const { schema, tx } = execution();
    const found = new Map<string, string[]>();
    const from = schema.object(query.from);
    for (const path of from ? pathsOf(query) : []) {
        let object: ObjectDef | undefined = from;
        for (const relationship of path.slice(0, -1))
            object = schema.object(object?.parent(relationship)?.referenceTo[0] ?? '');
        const field = object?.field(path.at(-1) ?? '');
        if (!object || !field) continue;
        const { access } = tx.user;
        if (access.object(object).read && access.field(field).read) continue;
        found.set(object.name, [...(found.get(object.name) ?? []), field.name]);
    }
    return found;
};
