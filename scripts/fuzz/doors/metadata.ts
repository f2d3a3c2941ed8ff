/** Metadata files, checked as a deploy beside the cases' objects and not kept. */
import { groupFiles } from '../../local-org/metadata/index.ts';
import { mutated } from '../mutate.ts';
import type { Door } from '../types.ts';
import { outcomeOf } from './problems.ts';
import { DEPTHS, nested } from './rest.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const OBJECTS = [
    `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject ${NAMESPACE}>
    <deploymentStatus>Deployed</deploymentStatus>
    <fields><fullName>Text__c</fullName><label>Text</label><length>80</length><type>Text</type><unique>true</unique></fields>
    <fields><fullName>Number__c</fullName><label>Number</label><precision>10</precision><scale>2</scale><type>Number</type><defaultValue>1 + 2</defaultValue></fields>
    <fields><fullName>Up__c</fullName><label>Up</label><referenceTo>Crate__c</referenceTo><relationshipName>Fuzzes</relationshipName><type>MasterDetail</type></fields>
    <fields><fullName>Formula__c</fullName><label>Formula</label><precision>10</precision><scale>2</scale><type>Number</type><formula>IF(ISBLANK(Text__c), CASE(Up__r.Kind__c, "Wood", 1, 2), ROUND(Number__c / 3, 2) + LEN(Up__r.Name)) * (TODAY() - DATE(2026, 1, 1))</formula></fields>
    <fields><fullName>Pick__c</fullName><label>Pick</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>true</default><label>A</label></value></valueSetDefinition></valueSet></fields>
    <label>Fuzz</label>
    <nameField><label>Name</label><type>Text</type></nameField>
    <pluralLabel>Fuzzes</pluralLabel>
    <sharingModel>ControlledByParent</sharingModel>
    <validationRules><fullName>Rule</fullName><active>true</active><errorConditionFormula>AND(ISCHANGED(Text__c), NOT(REGEX(Text__c, "[a-z]+")), $User.IsActive, $Permission.Shake)</errorConditionFormula><errorDisplayField>Text__c</errorDisplayField><errorMessage>no</errorMessage></validationRules>
</CustomObject>`
];
const FORMULA = /<formula>[\s\S]*?<\/formula>/;
const withFormula = (formula: string): string =>
    (OBJECTS[0] ?? '').replace(FORMULA, () => `<formula>${formula}</formula>`);
const FORMULAS = [
    'IF(ISBLANK(Text__c), CASE(Up__r.Kind__c, "Wood", 1, 2), ROUND(Number__c / 3, 2) + LEN(Up__r.Name)) * (TODAY() - DATE(2026, 1, 1))',
    'VALUE(TEXT(Pick__c) &amp; LEFT(Text__c, 3)) ^ 2 + MOD(Number__c, 7) - BLANKVALUE(Number__c, -1.5)',
    'IF(AND(Number__c &gt;= 1, OR(Text__c = "a", CONTAINS(Text__c, "b"))), 1, IF(ISPICKVAL(Pick__c, "A"), 2, NULL))',
    'MONTH(ADDMONTHS(DATEVALUE(CreatedDate), 3)) + FIND("a", SUBSTITUTE(LOWER(Text__c), "x", "y")) + MAX(1, 2, Up__r.Capacity__c)'
];

/** Objects with fields, formulas and rules. */
export const metadata: Door = {
    name: 'Metadata files',
    input: (random) => (random.chance(0.5) ? mutated(random, OBJECTS) : withFormula(mutated(random, FORMULAS))),
    special: () =>
        DEPTHS.filter((_, index) => index % 2 === 1).flatMap((depth) => [
            nested('<a>', '', '</a>', depth),
            `<?xml version="1.0"?><CustomObject ${NAMESPACE}>${nested('<fields>', '', '</fields>', depth)}</CustomObject>`,
            `<?xml version="1.0"?><!DOCTYPE a [${'<!ENTITY a "&a;&a;">'.repeat(Math.min(depth, 3_000))}]><a>&a;</a>`,
            withFormula(nested('(', '1', ')', depth)),
            withFormula(nested('IF(true, ', '1', ', 2)', Math.min(depth, 5_000))),
            withFormula('1 + '.repeat(depth) + '1'),
            withFormula('-'.repeat(depth) + '1'),
            withFormula('NOT('.repeat(depth) + 'true' + ')'.repeat(depth)),
            withFormula(`MAX(${'1, '.repeat(Math.min(depth, 15_000))}1)`)
        ]),
    send: ({ org }, input) => {
        const text = String(input).replace(/[\ud800-\udfff]/g, '?');
        const files = new Map([['objects/Fuzz__c/Fuzz__c.object-meta.xml', Buffer.from(text)]]);
        const { components, problems } = groupFiles(files, 'deploy');
        return outcomeOf([...problems, ...org.deploy(components, { checkOnly: true, remove: [] }).problems]);
    }
};
