import { fold, type FieldDef, type FormulaSource, type ObjectDef, type Problem, type Schema } from '../model/index.ts';
import { placeOf, type MetadataModel } from '../metadata/index.ts';
import { compileTree, type CompiledFormula } from './compile.ts';
import type { FormulaKind } from './availability.ts';
import { FormulaProblem } from './tree.ts';

interface Use {
    readonly object: ObjectDef;
    readonly part: 'fields' | 'validationRules';
    readonly name: string;
    readonly element: string;
}

/** Names that only the whole model knows: labels, custom permissions, custom metadata records. */
const unknownGlobal = (formula: CompiledFormula, model: MetadataModel): string | undefined => {
    for (const { name } of formula.globals) {
        const [root = '', first = '', second = ''] = name.split('.');
        const kind = root.toUpperCase();
        const known =
            kind === '$LABEL'
                ? model.labels.has(first)
                : kind === '$PERMISSION'
                  ? model.customPermissions.has(first)
                  : kind === '$CUSTOMMETADATA'
                    ? model.customMetadata.some(
                          (record) => fold(record.type) === fold(first) && fold(record.developerName) === fold(second)
                      )
                    : true;
        if (!known) return name;
    }
    return undefined;
};

/** Most characters of a formula with the formulas that it reads put in their place. */
const MAX_COMPILED = 15_000;

/** The platform's compiled text is longer than this, which is a lower bound: what is too long here is so there too. */
const sizeOf = (formula: CompiledFormula, text: string, schema: Schema, above: readonly FieldDef[] = []): number =>
    formula.inputs.reduce(
        (size, path) => {
            const field = path.at(-1);
            const object = field?.formula && !above.includes(field) ? schema.object(field.object) : undefined;
            if (!field?.formula || !object || size > MAX_COMPILED) return size;
            const inner = compileTree(field.formula, object, schema, 'field');
            return size + sizeOf(inner, field.formula.text, schema, [...above, field]);
        },
        text.replace(/\s+|\/\*[\s\S]*?\*\//g, '').length
    );

const checkSize = (formula: CompiledFormula, source: FormulaSource, schema: Schema): void => {
    if (!formula.inputs.some((path) => path.at(-1)?.formula)) return;
    let size: number;
    try {
        size = sizeOf(formula, source.text, schema);
    } catch (error) {
        // The formula that it reads is broken, and reported where it stands.
        if (error instanceof FormulaProblem) return;
        throw error;
    }
    if (size > MAX_COMPILED)
        throw new FormulaProblem(
            `Compiled formula is too big to execute (${size.toLocaleString('en-US')} characters). Maximum size is 15,000 characters`
        );
};

/** Formula fields that a formula field reads, itself included, along a circle. */
const findCircle = (
    field: FieldDef,
    reads: ReadonlyMap<FieldDef, readonly FieldDef[]>,
    above: readonly FieldDef[] = []
): boolean =>
    above.includes(field)
        ? above[0] === field
        : (reads.get(field) ?? []).some((next) => findCircle(next, reads, [...above, field]));

interface PageFormula {
    readonly source: FormulaSource;
    readonly object: ObjectDef;
    readonly kind: FormulaKind;
    readonly place: { readonly file: string; readonly line: number; readonly column: number };
    readonly name: string;
}

/** Summary formulas of reports, and predefined values of quick actions. */
const formulasOfPages = ({ analytics, pages, schema }: MetadataModel): PageFormula[] => [
    ...analytics.reports.flatMap(({ name, formulas }) =>
        formulas.map((one): PageFormula => ({ ...one, kind: 'field', name: `${name}.${one.name}` }))
    ),
    ...pages.quickActions.flatMap(({ name, object: own, form }) => {
        const object = schema.object(own ?? form?.target ?? '');
        return (form?.presets ?? []).flatMap((preset): PageFormula[] =>
            object && 'formula' in preset
                ? [
                      {
                          source: preset.formula,
                          object,
                          kind: 'action',
                          place: preset.place,
                          name: `${name}.${preset.field}`
                      }
                  ]
                : []
        );
    })
];

/**
 * Compiles every formula field, default value, validation rule, summary formula of a report and predefined value of a quick action of the org.
 * @returns a problem with file and line for each that the platform would refuse, or the local org does not support
 */
export const checkFormulas = (model: MetadataModel): Problem[] => {
    const problems: Problem[] = [];
    const reads = new Map<FieldDef, readonly FieldDef[]>();
    const report = (use: Use, message: string): void => {
        const place = placeOf(model, use.object.name, use.part, use.name, use.element);
        problems.push({ ...place, message: `Error: ${message} (${use.object.name}.${use.name})` });
    };
    const check = (use: Use, source: FormulaSource, kind: FormulaKind): CompiledFormula | undefined => {
        try {
            const formula = compileTree(source, use.object, model.schema, kind);
            checkSize(formula, source, model.schema);
            const unknown = unknownGlobal(formula, model);
            if (unknown !== undefined) report(use, `Field ${unknown} does not exist. Check spelling.`);
            return formula;
        } catch (error) {
            if (!(error instanceof FormulaProblem)) throw error;
            report(use, error.message);
            return undefined;
        }
    };
    for (const object of model.schema.objects) {
        for (const field of object.fields) {
            const use = { object, part: 'fields', name: field.name } as const;
            const formula = field.formula && check({ ...use, element: 'formula' }, field.formula, 'field');
            if (formula)
                reads.set(
                    field,
                    formula.inputs
                        .map((path) => path.at(-1))
                        .filter((input) => input?.formula !== undefined) as FieldDef[]
                );
            if (field.defaultValue) check({ ...use, element: 'defaultValue' }, field.defaultValue, 'default');
        }
        for (const rule of object.rules)
            check(
                { object, part: 'validationRules', name: rule.name, element: 'errorConditionFormula' },
                rule.condition,
                'rule'
            );
    }
    for (const { source, object, kind, place, name } of formulasOfPages(model))
        try {
            compileTree(source, object, model.schema, kind);
        } catch (error) {
            if (!(error instanceof FormulaProblem)) throw error;
            problems.push({ ...place, message: `Error: ${error.message} (${name})` });
        }
    for (const [field] of reads) {
        const object = model.schema.object(field.object);
        if (object && findCircle(field, reads))
            report(
                { object, part: 'fields', name: field.name, element: 'formula' },
                `Formula contains circular references: ${field.object}.${field.name}`
            );
    }
    return problems;
};
