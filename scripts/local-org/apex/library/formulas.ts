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
import { listOf, need, raise, refused, setOf } from './support.ts';

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
const recalcError: LibraryType = {
    name: 'System.FormulaRecalcFieldError',
    kind: 'class',
    is: () => false,
    members: {
        'String getFieldError()': refused('FormulaRecalcFieldError.getFieldError'),
        'String getFieldName()': refused('FormulaRecalcFieldError.getFieldName')
    }
};

const RETURN_TYPE = enumeration(
    'FormulaEval.FormulaReturnType',
    'BOOLEAN DATE DATETIME DECIMAL DOUBLE ID INTEGER LONG STRING TIME'
);
const GLOBAL = enumeration(
    'FormulaEval.FormulaGlobal',
    'LABEL ORGANIZATION PERMISSION PROFILE SETUP SYSTEM USER USERROLE'
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
/** FormulaEval.FormulaInstance. */
class Instance {
    readonly formula: Formula;
    readonly object: ObjectDef;
    readonly type: string;
    private readonly isClass: boolean;
    constructor(formula: Formula, object: ObjectDef, type: string, isClass: boolean) {
        this.formula = formula;
        this.object = object;
        this.type = type;
        this.isClass = isClass;
    }
    evaluate(record: unknown): unknown {
        if (this.isClass) {
            const { database, tx } = execution();
            const inputs = inputsOf(this.formula, record, this.object.name);
            return asReturned(database.records.evaluateWith(tx, this.formula, inputs), this.type);
        }
        if (!(record instanceof SObject) || record.type.name !== this.object.name)
            return raise('System.IllegalArgumentException', `The formula is of ${this.object.name}`);
        return asReturned(evaluate(this.formula, record), this.type);
    }
}
/** FormulaEval.FormulaBuilder. */
class Builder {
    private object: ObjectDef | undefined;
    private isClass = false;
    private text: string | undefined;
    private type: string | undefined;
    private zero = false;
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
        const source: FormulaSource = { text, type: FIELD_TYPES[type] ?? 'text', blanksAsZero: this.zero };
        const formula = compileFormula(source, object, execution().schema, 'apex');
        if ('problem' in formula) return raise('System.FormulaValidationException', formula.problem);
        return new Instance(formula, object, type, this.isClass);
    }
}
const builder: LibraryType = {
    name: 'FormulaEval.FormulaBuilder',
    kind: 'class',
    is: (value) => value instanceof Builder,
    members: {
        'static FormulaEval.FormulaBuilder builder()': () => new Builder(),
        'FormulaEval.FormulaInstance build()': (self: Builder) => self.build(),
        'FormulaEval.FormulaBuilder parseAsTemplate(Boolean template)': refused('FormulaBuilder.parseAsTemplate'),
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
        'Set<String> getReferencedFields()': (self: Instance) => setOf('String', self.formula.inputs.map(pathText))
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
