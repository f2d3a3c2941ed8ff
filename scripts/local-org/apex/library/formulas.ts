import { compileFormula } from '../../formula/index.ts';
import type { Formula, FieldPath } from '../../formula/types.ts';
import {
    Decimal,
    type FieldType,
    type FormulaSource,
    type ObjectDef,
    type Scalar,
    SObject
} from '../../model/index.ts';
import {
    type ApexList,
    type ApexType,
    Blob,
    type EnumValue,
    execution,
    SObjectTypeToken,
    toDecimal
} from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { inputsOf, objectOfClass } from './formulaClasses.ts';
import { exceptionConstructors } from './exceptions.ts';
import { listOf, need, raise, setOf, textOf } from './support.ts';

const evaluate = (formula: Formula, record: SObject): Scalar => {
    const { database, tx } = execution();
    return database.records.evaluate(tx, formula, record);
};
/** Sets the formula fields of a record from its other fields, in memory. @throws SObjectException for a formula that does not compile */
export const recalculate = (record: SObject): null => {
    const { schema } = execution();
    for (const field of record.type.fields) {
        if (!field.formula) continue;
        const formula = compileFormula(field.formula, record.type, schema);
        if ('problem' in formula) return raise('System.SObjectException', formula.problem);
        record.set(field, evaluate(formula, record));
    }
    return null;
};

interface Recalculated {
    readonly record: SObject;
}
const formulaClass: LibraryType = {
    name: 'System.Formula',
    kind: 'class',
    members: {
        'static FormulaEval.FormulaBuilder builder()': () => new Builder(),
        'static List<System.FormulaRecalcResult> recalculateFormulas(List<SObject> records)': (
            records: ApexList | null
        ) =>
            listOf(
                'System.FormulaRecalcResult',
                need(records).items.map((item): Recalculated => {
                    const record = need(item) as SObject;
                    recalculate(record);
                    return { record };
                })
            )
    }
};
const recalcResult: LibraryType = {
    name: 'System.FormulaRecalcResult',
    kind: 'class',
    members: {
        'List<System.FormulaRecalcFieldError> getErrors()': () => listOf('System.FormulaRecalcFieldError', []),
        'SObject getSObject()': (self: Recalculated) => self.record,
        'Boolean isSuccess()': () => true
    }
};
/** There is none: a formula that cannot be computed is null, as a query shows it. */
const recalcError: LibraryType = {
    name: 'System.FormulaRecalcFieldError',
    kind: 'class',
    is: () => false,
    members: {
        'String getFieldError()': () => null,
        'String getFieldName()': () => null
    }
};

const RETURN_TYPE = enumeration(
    'FormulaEval.FormulaReturnType',
    'BOOLEAN DATE DATETIME DECIMAL DOUBLE ID INTEGER LONG STRING TIME'
);
const GLOBAL = enumeration(
    'FormulaEval.FormulaGlobal',
    'CUSTOMMETADATA LABEL ORGANIZATION PERMISSION PROFILE SETUP SYSTEM USER USERROLE'
);
const FIELD_TYPES: Readonly<Record<string, FieldType>> = {
    BOOLEAN: 'boolean',
    DATE: 'date',
    DATETIME: 'datetime',
    DECIMAL: 'number',
    DOUBLE: 'number',
    ID: 'text',
    INTEGER: 'number',
    LONG: 'number',
    STRING: 'text',
    TIME: 'time'
};
const asReturned = (value: Scalar, type: string): unknown => {
    if (value === null) return type === 'BOOLEAN' ? false : null;
    const number = toDecimal(value) ?? Decimal.of(0);
    switch (type) {
        case 'INTEGER':
            return Number(BigInt.asIntN(32, number.setScale(0, 'DOWN').unscaled));
        case 'LONG':
            return number.setScale(0, 'DOWN').unscaled;
        case 'DECIMAL':
        case 'DOUBLE':
            return number;
    }
    return value instanceof Uint8Array ? new Blob(value) : value;
};
/** FormulaEval.FormulaInstance: a formula, or a template's texts with the formulas between them. */
class Instance {
    private readonly parts: readonly (string | Formula)[];
    private readonly object: ObjectDef;
    private readonly type: string;
    private readonly isClass: boolean;
    constructor(parts: readonly (string | Formula)[], object: ObjectDef, type: string, isClass: boolean) {
        this.parts = parts;
        this.object = object;
        this.type = type;
        this.isClass = isClass;
    }
    get inputs(): readonly FieldPath[] {
        return this.parts.flatMap((part) => (typeof part === 'string' ? [] : part.inputs));
    }
    evaluate(record: unknown): unknown {
        const [only, ...more] = this.parts;
        if (only !== undefined && typeof only !== 'string' && more.length === 0)
            return asReturned(this.valueOf(only, record), this.type);
        return this.parts
            .map((part) => (typeof part === 'string' ? part : textOf(this.valueOf(part, record) ?? '')))
            .join('');
    }
    private valueOf(formula: Formula, record: unknown): Scalar {
        if (this.isClass) {
            const { database, tx } = execution();
            return database.records.evaluateWith(tx, formula, inputsOf(formula, record, this.object.name));
        }
        if (!(record instanceof SObject) || record.type.name !== this.object.name)
            return raise('System.IllegalArgumentException', `The formula is of ${this.object.name}`);
        return evaluate(formula, record);
    }
}
/** FormulaEval.FormulaBuilder. */
class Builder {
    private object: ObjectDef | undefined;
    private isClass = false;
    private text: string | undefined;
    private type: string | undefined;
    private zero = false;
    private template = false;
    parseAsTemplate(template: boolean): this {
        this.template = template;
        return this;
    }
    withType(object: ObjectDef, isClass = false): this {
        this.object = object;
        this.isClass = isClass;
        return this;
    }
    withFormula(text: string): this {
        this.text = text;
        return this;
    }
    withReturnType(type: EnumValue): this {
        this.type = type.name;
        return this;
    }
    treatNullAsZero(zero: boolean): this {
        this.zero = zero;
        return this;
    }
    /** @throws System.FormulaValidationException */
    build(): Instance {
        const { object, text, type } = this;
        if (!object || text === undefined || type === undefined)
            return raise('System.FormulaValidationException', 'A formula needs a type, a text and a return type');
        if (this.template) return new Instance(this.partsOf(text, object), object, type, this.isClass);
        return new Instance([this.compiled(text, object, FIELD_TYPES[type] ?? 'text')], object, type, this.isClass);
    }
    /** @throws System.FormulaValidationException */
    private compiled(text: string, object: ObjectDef, type: FieldType): Formula {
        const source: FormulaSource = { text, type, blanksAsZero: this.zero };
        const formula = compileFormula(source, object, execution().schema, 'apex');
        return 'problem' in formula ? raise('System.FormulaValidationException', formula.problem) : formula;
    }
    /** A template's texts and, between `{!` and `}`, its formulas: a formula that is no text is shown as TEXT shows it. */
    private partsOf(text: string, object: ObjectDef): (string | Formula)[] {
        return text.split(/\{!([^}]*)\}/).map((part, index) => {
            if (index % 2 === 0) return part;
            const plain = compileFormula(
                { text: part, type: 'text', blanksAsZero: this.zero },
                object,
                execution().schema,
                'apex'
            );
            return 'problem' in plain ? this.compiled(`TEXT(${part})`, object, 'text') : plain;
        });
    }
}
const builder: LibraryType = {
    name: 'FormulaEval.FormulaBuilder',
    kind: 'class',
    is: (value) => value instanceof Builder,
    members: {
        'static FormulaEval.FormulaBuilder builder()': () => new Builder(),
        'FormulaEval.FormulaInstance build()': (self: Builder) => self.build(),
        'FormulaEval.FormulaBuilder parseAsTemplate(Boolean template)': (self: Builder, template: boolean | null) =>
            self.parseAsTemplate(need(template)),
        'FormulaEval.FormulaBuilder treatNumericNullAsZero(Boolean zero)': (self: Builder, zero: boolean | null) =>
            self.treatNullAsZero(need(zero)),
        'FormulaEval.FormulaBuilder withFormula(String text)': (self: Builder, text: string | null) =>
            self.withFormula(need(text)),
        'FormulaEval.FormulaBuilder withGlobalVariables(List<FormulaEval.FormulaGlobal> globals)': (self: Builder) =>
            self,
        'FormulaEval.FormulaBuilder withReturnType(FormulaEval.FormulaReturnType type)': (
            self: Builder,
            type: EnumValue | null
        ) => self.withReturnType(need(type)),
        'FormulaEval.FormulaBuilder withType(Schema.SObjectType type)': (
            self: Builder,
            token: SObjectTypeToken | null
        ) => self.withType(need(token).object),
        'FormulaEval.FormulaBuilder withType(System.Type type)': (self: Builder, type: ApexType | null) =>
            self.withType(objectOfClass(need(type)), true)
    }
};
const pathText = (path: FieldPath): string =>
    path
        .map((field, index) =>
            index === path.length - 1
                ? field.name
                : field.name.endsWith('__c')
                  ? field.name.replace(/__c$/, '__r')
                  : field.name.replace(/Id$/, '')
        )
        .join('.');
const instance: LibraryType = {
    name: 'FormulaEval.FormulaInstance',
    kind: 'class',
    is: (value) => value instanceof Instance,
    members: {
        'Object evaluate(Object record)': (self: Instance, record: unknown) => self.evaluate(record),
        'Set<String> getReferencedFields()': (self: Instance) => setOf('String', self.inputs.map(pathText))
    }
};
const formulaException = (name: string): LibraryType => ({
    name,
    kind: 'exception',
    extends: 'System.Exception',
    members: exceptionConstructors(name)
});

/** Formulas from Apex. Source: Apex Reference Guide, Formula Class, FormulaEval Namespace. */
export const formulaTypes: readonly LibraryType[] = [
    formulaClass,
    recalcResult,
    recalcError,
    RETURN_TYPE,
    GLOBAL,
    builder,
    instance,
    formulaException('System.FormulaValidationException'),
    formulaException('System.FormulaEvaluationException')
];
