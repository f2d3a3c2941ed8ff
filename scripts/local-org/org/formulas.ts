/** Every formula of the schema compiles, or its file and line are named. */
import { compileFormula } from '../formula/index.ts';
import type { ComponentSource, MetadataModel } from '../metadata/types.ts';
import type { FormulaSource, ObjectDef, Problem } from '../model/index.ts';

const located = (
    components: readonly ComponentSource[],
    object: ObjectDef,
    folder: string,
    name: string,
    tag: string
): Pick<Problem, 'file' | 'line' | 'column'> => {
    const ending = `/objects/${object.name}/${folder}/${name}.`.toLowerCase();
    for (const component of components) {
        if (component.type !== 'CustomObject' || component.fullName.toLowerCase() !== object.name.toLowerCase())
            continue;
        for (const [file, bytes] of component.files) {
            if (!file.toLowerCase().includes(ending)) continue;
            const before = Buffer.from(bytes).toString('utf8').split(`<${tag}>`)[0] ?? '';
            const lines = before.split('\n');
            return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
        }
    }
    return { file: `objects/${object.name}/${folder}/${name}`, line: 1, column: 1 };
};

/**
 * Compiles formula fields, defaults and validation rules of all objects.
 * @returns a problem at the formula's element for each that does not compile
 */
export const checkFormulas = (model: MetadataModel, components: readonly ComponentSource[]): Problem[] => {
    const problems: Problem[] = [];
    const { schema } = model;
    const check = (
        object: ObjectDef,
        source: FormulaSource | undefined,
        expected: 'boolean' | undefined,
        folder: string,
        name: string,
        tag: string
    ): void => {
        if (!source) return;
        const compiled = expected
            ? compileFormula(source, object, schema, expected)
            : compileFormula(source, object, schema);
        if ('problem' in compiled)
            problems.push({
                ...located(components, object, folder, name, tag),
                message: `${object.name}.${name}: ${compiled.problem}`
            });
    };
    for (const object of schema.objects) {
        for (const field of object.fields) {
            check(object, field.formula, undefined, 'fields', field.name, 'formula');
            check(object, field.defaultValue, undefined, 'fields', field.name, 'defaultValue');
        }
        for (const rule of object.rules)
            check(object, rule.condition, 'boolean', 'validationRules', rule.name, 'errorConditionFormula');
    }
    return problems;
};
