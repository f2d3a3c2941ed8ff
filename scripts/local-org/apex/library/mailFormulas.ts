/** Formulas in the merge fields of e-mail templates: `{!IF(ISBLANK(Contact.FirstName), "there", Contact.FirstName)}`. */
import { compileFormula, pathName } from '../../formula/index.ts';
import type { FieldPath, Formula } from '../../formula/types.ts';
import type { FieldDef, FieldType, ObjectDef, Scalar, SObject } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import { bareObject } from './bareObjects.ts';
import { quietQuery } from './quietQuery.ts';
import { textOf } from './support.ts';

/** Whose fields a formula names, by the word before the point. */
type RecordFor = (root: string) => string | null;

const NOTHING = { create: false, update: false, filter: false, sort: false, group: false } as const;
const RESULTS: readonly FieldType[] = ['text', 'number', 'date', 'datetime', 'time', 'boolean'];
const ROOT = /\b([A-Za-z]\w*)\s*\./g;

/** What a formula can name: each word before a point that stands for a record. */
const contextOf = (expression: string, recordFor: RecordFor): ObjectDef => {
    const { schema } = execution();
    const roots = new Set([...expression.matchAll(ROOT)].map(([, root = '']) => root));
    const fields = [...roots].flatMap((name): FieldDef[] => {
        const id = recordFor(name);
        const object = id === null ? schema.object(name) : schema.objectOf(id);
        if (!object) return [];
        return [
            {
                object: 'Template',
                name,
                label: name,
                type: 'lookup',
                custom: true,
                required: false,
                externalId: false,
                referenceTo: [object.name],
                nameField: false,
                can: NOTHING
            }
        ];
    });
    return bareObject('Template', 'Template', 'custom', fields);
};
const valueAt = ([root, ...path]: FieldPath, recordFor: RecordFor): Scalar => {
    const id = root ? recordFor(root.name) : null;
    const object = id === null ? undefined : execution().schema.objectOf(id);
    const last = path.at(-1);
    const blank = last?.type === 'boolean' ? false : null;
    if (!object || !last) return blank;
    const wanted = pathName(path);
    let record: SObject | undefined = quietQuery(`SELECT ${wanted} FROM ${object.name} WHERE Id = '${id}'`)[0];
    for (const relation of wanted.split('.').slice(0, -1)) record = record?.parent(relation) ?? undefined;
    return record?.get(last.name) ?? blank;
};
const compiled = (expression: string, recordFor: RecordFor): Formula | undefined => {
    const object = contextOf(expression, recordFor);
    for (const type of RESULTS) {
        const formula = compileFormula(
            { text: expression, type, blanksAsZero: false },
            object,
            execution().schema,
            'apex'
        );
        if (!('problem' in formula)) return formula;
    }
    return undefined;
};

/**
 * What a formula in a merge field gives, as text; nothing where it does not compile, as of a merge field that names nothing.
 * Source: Salesforce Help, "Merge Fields for Email Templates": functions may be used in merge fields of classic templates.
 */
export const formulaText = (expression: string, recordFor: RecordFor): string => {
    const formula = compiled(expression, recordFor);
    if (!formula) return '';
    const { database, tx } = execution();
    const inputs = formula.inputs.map((path) => valueAt(path, recordFor));
    const value = database.records.evaluateWith(tx, formula, inputs);
    return value === null ? '' : textOf(value);
};
