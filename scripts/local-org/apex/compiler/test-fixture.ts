/** What tests of the compiler need: a small org in memory, and Apex run in it. */
import { baseComponents, compileMetadata, groupFiles } from '../../metadata/index.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import { createDatabase } from '../../database/index.ts';
import type { Database } from '../../database/types.ts';
import { makeId } from '../../model/index.ts';
import type { Problem } from '../../model/index.ts';
import { createAccessModel } from '../../security/index.ts';
import type { ApexProgram, ApexSource, CompileCache } from '../types.ts';
import { ApexFailure } from '../types.ts';
import { compileApex } from './compile.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const objectXml = (label: string): string =>
    `${HEAD}<CustomObject ${NAMESPACE}><deploymentStatus>Deployed</deploymentStatus><label>${label}</label><pluralLabel>${label}s</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>`;
const fieldXml = (name: string, xml: string): string =>
    `${HEAD}<CustomField ${NAMESPACE}><fullName>${name}</fullName><label>${name}</label>${xml}</CustomField>`;

const FILES: Readonly<Record<string, string>> = {
    'force-app/main/objects/Plan__c/Plan__c.object-meta.xml': objectXml('Plan'),
    'force-app/main/objects/Plan__c/fields/Value__c.field-meta.xml': fieldXml(
        'Value__c',
        '<type>Number</type><precision>10</precision><scale>2</scale>'
    ),
    'force-app/main/objects/Plan__c/fields/Done__c.field-meta.xml': fieldXml(
        'Done__c',
        '<type>Checkbox</type><defaultValue>false</defaultValue>'
    ),
    'force-app/main/objects/Plan__c/fields/Due__c.field-meta.xml': fieldXml('Due__c', '<type>Date</type>'),
    'force-app/main/objects/Plan__c/fields/Double__c.field-meta.xml': fieldXml(
        'Double__c',
        '<type>Number</type><precision>10</precision><scale>2</scale><formula>Value__c * 2</formula>'
    ),
    'force-app/main/objects/Plan__c/fields/Account__c.field-meta.xml': fieldXml(
        'Account__c',
        '<type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Plans</relationshipName><deleteConstraint>SetNull</deleteConstraint>'
    ),
    'force-app/main/objects/Plan__c/fields/Key__c.field-meta.xml': fieldXml(
        'Key__c',
        '<type>Text</type><length>80</length><unique>true</unique><externalId>true</externalId>'
    ),
    'force-app/main/labels/CustomLabels.labels-meta.xml': `${HEAD}<CustomLabels ${NAMESPACE}><labels><fullName>Greeting</fullName><language>en_US</language><protected>true</protected><shortDescription>Greeting</shortDescription><value>It's "here"</value></labels></CustomLabels>`
};

let kept: MetadataModel | undefined;
/** Compiled once: a model is frozen, so all tests share it. */
export const testModel = (): MetadataModel => {
    if (kept) return kept;
    const files = new Map(Object.entries(FILES).map(([path, text]) => [path, new TextEncoder().encode(text)]));
    const { components, problems } = groupFiles(files, 'project');
    const result = compileMetadata([...baseComponents(), ...components], 1, new Map());
    const problem = problems[0] ?? result.problems[0];
    if (!result.model || problem) throw new Error(`${problem?.file}: ${problem?.message}`);
    return (kept = result.model);
};

export const ADMIN = makeId('005', 1);

/** A database with an administrator and no rows. */
export const testDatabase = (): Database => {
    const model = testModel();
    const database = createDatabase();
    database.open(':memory:');
    database.migrate(model.schema);
    database.use({
        schema: model.schema,
        access: createAccessModel(model),
        labels: model.labels,
        customMetadata: model.customMetadata,
        customPermissions: model.customPermissions.keys()
    });
    database.transaction(ADMIN, 'request', (tx) => {
        database.mirror(tx, 'Profile', 'Name', [{ Name: 'System Administrator' }]);
        const profile =
            database.soql.query(tx, database.soql.parse('SELECT Id FROM Profile'), [], {
                fields: 'system',
                records: 'without'
            }).rows[0]?.id ?? null;
        const user = {
            Username: 'admin@test',
            LastName: 'Admin',
            Name: 'Admin',
            Email: 'admin@test',
            Alias: 'admin',
            CommunityNickname: 'admin',
            IsActive: true,
            ProfileId: profile
        };
        const zone = {
            TimeZoneSidKey: 'Europe/Berlin',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8'
        };
        database.mirror(tx, 'User', 'Username', [{ ...user, ...zone }]);
    });
    return database;
};

export type Sources = Readonly<Record<string, string>>;
/** Names with a space are triggers: `PlanTrigger trigger`. */
export const sourcesOf = (texts: Sources, apiVersion = 67): ApexSource[] =>
    Object.entries(texts).map(([key, text]) => {
        const [name = '', kind] = key.split(' ');
        const isTrigger = kind === 'trigger';
        return {
            name,
            kind: isTrigger ? 'trigger' : 'class',
            file: `${name}.${isTrigger ? 'trigger' : 'cls'}`,
            text,
            apiVersion
        };
    });

/** Only compiled against, never written: one for all. */
let checking: Database | undefined;
/** The problems of classes, as `line:column message`. */
export const problemsOf = (texts: Sources, apiVersion = 67): string[] => {
    const database = (checking ??= testDatabase());
    return compileApex({ sources: sourcesOf(texts, apiVersion), model: testModel(), database }).problems.map(
        ({ line, column, message }) => `${line}:${column} ${message}`
    );
};
/** The problem of statements inside of a method of a class `Foo`. */
export const problemIn = (statements: string, members = ''): string | undefined =>
    problemsOf({ Foo: `public class Foo { ${members}\n void run() { ${statements}\n } }` })[0]?.replace(
        /^\d+:\d+ /,
        ''
    );

export interface Running {
    readonly program: ApexProgram;
    readonly database: Database;
}
/** @throws Error with the first problem */
export const compiled = (texts: Sources, apiVersion = 67, cache?: CompileCache): Running => {
    const database = testDatabase();
    const { program, problems } = compileApex({
        sources: sourcesOf(texts, apiVersion),
        model: testModel(),
        database,
        ...(cache ? { cache } : {})
    });
    if (!program) throw new Error(problems.map(describe).join('\n'));
    database.records.attach(program);
    return { program, database };
};
const describe = ({ file, line, column, message }: Problem): string => `${file}:${line}:${column} ${message}`;

/**
 * Before user mode became the default: what these tests are about is not access, and deployed fields grant it to nobody.
 */
const SYSTEM_MODE_VERSION = 66;

/** Runs statements as the body of `static Object run()` with more members, in a transaction of its own. */
export const evaluate = (body: string, members = '', more: Sources = {}): unknown => {
    const { program, database } = compiled(
        {
            Foo: `public class Foo { @AuraEnabled public static Object run() {\n${body}\n} ${members} }`,
            ...more
        },
        SYSTEM_MODE_VERSION
    );
    try {
        return database.transaction(ADMIN, 'request', (tx) => program.call(tx, 'Foo', 'run', {}, 'test'));
    } finally {
        database.close();
    }
};
/** The failure of statements, as `Type: message`. */
export const failureIn = (body: string, members = '', more: Sources = {}): string => {
    try {
        evaluate(`${body}\nreturn null;`, members, more);
    } catch (error) {
        if (error instanceof ApexFailure) return `${error.fault.exceptionType}: ${error.fault.message}`;
        return String(error);
    }
    return 'no failure';
};
