/** An object for the tests of formulas, and ways to compile and run one over it. */
import assert from 'node:assert/strict';
import { DateValue, DatetimeValue, Decimal, type FieldType, type Scalar, type Schema } from '../model/index.ts';
import { baseComponents, compileMetadata, groupFiles, type MetadataModel } from '../metadata/index.ts';
import { compileFormula, pathName, type FormulaContext, type FormulaKind } from './index.ts';

const XMLNS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const objectFile = (fields: string, rules = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject ${XMLNS}>
    <label>Thing</label><pluralLabel>Things</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <sharingModel>Private</sharingModel><deploymentStatus>Deployed</deploymentStatus>
${fields}${rules}
</CustomObject>`;
export const plain = (name: string, type: string, more = ''): string =>
    `<fields><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}</fields>\n`;
export const FIELDS = [
    plain('Amount__c', 'Currency', '<precision>16</precision><scale>2</scale>'),
    plain('Share__c', 'Percent', '<precision>5</precision><scale>2</scale>'),
    plain('Count__c', 'Number', '<precision>8</precision><scale>0</scale>'),
    plain('Title__c', 'Text', '<length>80</length>'),
    plain('Notes__c', 'LongTextArea', '<length>1000</length><visibleLines>3</visibleLines>'),
    plain('Due__c', 'Date'),
    plain('At__c', 'DateTime'),
    plain('Flag__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
    plain('Account__c', 'Lookup', '<referenceTo>Account</referenceTo><relationshipName>Things</relationshipName>'),
    plain(
        'Status__c',
        'Picklist',
        '<valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>Open</fullName><default>true</default><label>Open</label></value></valueSetDefinition></valueSet>'
    ),
    plain(
        'Tags__c',
        'MultiselectPicklist',
        '<visibleLines>3</visibleLines><valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>false</default><label>A</label></value></valueSetDefinition></valueSet>'
    )
].join('');

export const build = (fields = FIELDS, rules = ''): MetadataModel => {
    const files = new Map([
        ['objects/Thing__c/Thing__c.object-meta.xml', new TextEncoder().encode(objectFile(fields, rules))]
    ]);
    const { model, problems } = compileMetadata(
        [...baseComponents(), ...groupFiles(files, 'project').components],
        1,
        new Map()
    );
    assert.deepEqual(problems, []);
    assert.ok(model);
    return model;
};
export const model = build();
export const schema: Schema = model.schema;
const found = schema.object('Thing__c');
assert.ok(found);
export const thing = found;

export const context = (more: Partial<FormulaContext> = {}): FormulaContext => ({
    now: new DatetimeValue(Date.UTC(2026, 2, 1, 2, 0, 0)),
    timeZone: 'America/New_York',
    isNew: false,
    global: (name) => (name === '$Permission.Waive' ? true : `<${name}>`),
    lookUp: (field, name) => (name === 'there' ? `${field.name} of ${name}` : null),
    currencyRate: (code) => (code === 'EUR' ? 0.8 : undefined),
    ...more
});
export const compileOf = (text: string, type: FieldType = 'text', blanksAsZero = false, kind?: FormulaKind) =>
    compileFormula({ text, type, blanksAsZero }, thing, schema, kind);

/** Evaluates with fields by path name; shows Decimals and dates as text. */
export const run = (
    text: string,
    type: FieldType = 'text',
    values: Record<string, Scalar> = {},
    options: { zero?: boolean; at?: FormulaContext; kind?: FormulaKind } = {}
): unknown => {
    const formula = compileOf(text, type, options.zero, options.kind);
    if ('problem' in formula) throw new Error(formula.problem);
    const result = formula.evaluate(
        formula.inputs.map((path) => values[pathName(path)] ?? null),
        options.at ?? context()
    );
    return result instanceof Decimal || result instanceof DateValue || result instanceof DatetimeValue
        ? result.toString()
        : result;
};
export const problemOf = (text: string, type: FieldType = 'text', kind?: FormulaKind): string | undefined => {
    const formula = compileOf(text, type, false, kind);
    return 'problem' in formula ? formula.problem : undefined;
};
