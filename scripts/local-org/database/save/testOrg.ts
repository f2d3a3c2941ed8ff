/** A small org for the tests of save/ and storage/: the real standard objects, a few custom ones, people with and without rights. */
import { baseComponents, compileMetadata, groupFiles } from '../../metadata/index.ts';
import type { MetadataModel } from '../../metadata/types.ts';
import { makeId, SObject } from '../../model/index.ts';
import type { FieldDef, Id, ObjectDef, Scalar } from '../../model/index.ts';
import { createAccessModel } from '../../security/index.ts';
import type { ExecutionMode } from '../../security/types.ts';
import { SYSTEM_MODE } from '../../security/types.ts';
import { createDatabase } from '../index.ts';
import type { Database, LimitScope, SaveRequest, SaveResult, Transaction, TriggerEvent, Triggers } from '../types.ts';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** `name` → the inner XML of its CustomField. */
export type Fields = Readonly<Record<string, string>>;
export interface ObjectSource {
    readonly sharing?: string;
    readonly fields: Fields;
    readonly rules?: Readonly<Record<string, string>>;
    readonly autoNumber?: boolean;
}

export const TEXT = (length = 40, more = ''): string =>
    `<label>T</label><type>Text</type><length>${length}</length>${more}`;
export const NUMBER = (precision = 10, scale = 2): string =>
    `<label>N</label><type>Number</type><precision>${precision}</precision><scale>${scale}</scale>`;
export const LOOKUP = (to: string, constraint: string, relationship: string): string =>
    `<label>L</label><type>Lookup</type><referenceTo>${to}</referenceTo><relationshipName>${relationship}</relationshipName><deleteConstraint>${constraint}</deleteConstraint>`;
export const MASTER = (to: string, relationship: string, more = ''): string =>
    `<label>M</label><type>MasterDetail</type><referenceTo>${to}</referenceTo><relationshipName>${relationship}</relationshipName>${more}`;
const ROLLUP = (operation: string, child: string, via: string, more = ''): string =>
    `<label>R</label><type>Summary</type><summaryForeignKey>${child}.${via}</summaryForeignKey><summaryOperation>${operation}</summaryOperation>${more}`;

export const OBJECTS: Readonly<Record<string, ObjectSource>> = {
    Plan__c: {
        sharing: 'Private',
        fields: {
            Key__c: TEXT(80, '<unique>true</unique><externalId>true</externalId>'),
            Exact__c: TEXT(20, '<unique>true</unique><caseSensitive>true</caseSensitive>'),
            Status__c:
                '<label>Status</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Open</fullName><default>true</default><label>Open</label></value><value><fullName>Done</fullName><default>false</default><label>Done</label></value></valueSetDefinition></valueSet>',
            Value__c: NUMBER(10, 2),
            Mail__c: '<label>Mail</label><type>Email</type>',
            Account__c: LOOKUP('Account', 'Restrict', 'Plans'),
            Contact__c: LOOKUP('Contact', 'SetNull', 'ContactPlans'),
            Item_Count__c: ROLLUP('count', 'Item__c', 'Plan__c'),
            Done_Count__c: ROLLUP(
                'count',
                'Item__c',
                'Plan__c',
                '<summaryFilterItems><field>Item__c.Done__c</field><operation>equals</operation><value>True</value></summaryFilterItems>'
            ),
            Days__c: ROLLUP('sum', 'Item__c', 'Plan__c', '<summarizedField>Item__c.Days__c</summarizedField>')
        }
    },
    Item__c: {
        sharing: 'ControlledByParent',
        fields: {
            Plan__c: MASTER('Plan__c', 'Items', '<reparentableMasterDetail>true</reparentableMasterDetail>'),
            Title__c: TEXT(255, '<required>true</required>'),
            Done__c: '<label>Done</label><type>Checkbox</type><defaultValue>false</defaultValue>',
            Days__c: NUMBER(5, 1)
        }
    },
    Note__c: {
        sharing: 'ControlledByParent',
        autoNumber: true,
        fields: { Item__c: MASTER('Item__c', 'Notes'), Text__c: TEXT(20) }
    }
};

const objectFiles = (name: string, source: ObjectSource): [string, string][] => {
    const folder = `force-app/main/objects/${name}`;
    const nameField = source.autoNumber
        ? '<label>No</label><type>AutoNumber</type><displayFormat>N-{0000}</displayFormat>'
        : '<label>Name</label><type>Text</type>';
    const files: [string, string][] = [
        [
            `${folder}/${name}.object-meta.xml`,
            `<CustomObject ${NAMESPACE}><deploymentStatus>Deployed</deploymentStatus><label>${name}</label><pluralLabel>${name} list</pluralLabel><nameField>${nameField}</nameField><sharingModel>${source.sharing ?? 'ReadWrite'}</sharingModel></CustomObject>`
        ]
    ];
    for (const [field, xml] of Object.entries(source.fields))
        files.push([
            `${folder}/fields/${field}.field-meta.xml`,
            `<CustomField ${NAMESPACE}><fullName>${field}</fullName>${xml.replace(/<label>.*?<\/label>/, `<label>${field}</label>`)}</CustomField>`
        ]);
    for (const [rule, xml] of Object.entries(source.rules ?? {}))
        files.push([
            `${folder}/validationRules/${rule}.validationRule-meta.xml`,
            `<ValidationRule ${NAMESPACE}><fullName>${rule}</fullName><active>true</active>${xml}</ValidationRule>`
        ]);
    return files;
};

const PERSONA = `<PermissionSet ${NAMESPACE}><label>Persona</label>
<fieldPermissions><editable>true</editable><field>Plan__c.Key__c</field><readable>true</readable></fieldPermissions>
<fieldPermissions><editable>false</editable><field>Plan__c.Value__c</field><readable>true</readable></fieldPermissions>
<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Plan__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>
<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Item__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>
<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Account</object><viewAllRecords>false</viewAllRecords></objectPermissions>
</PermissionSet>`;

const encode = (text: string): Uint8Array =>
    new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
const PREFIXES = new Map<string, string>();

/** Compiles the test objects. @throws Error with the first problem */
export const modelOf = (
    objects: Readonly<Record<string, ObjectSource>> = OBJECTS,
    extra: Readonly<Record<string, string>> = {}
): MetadataModel => {
    const files = new Map<string, Uint8Array>();
    for (const [name, source] of Object.entries(objects))
        for (const [path, xml] of objectFiles(name, source)) files.set(path, encode(xml));
    for (const [path, xml] of Object.entries(extra)) files.set(path, encode(xml));
    const { components, problems } = groupFiles(files, 'project');
    const result = compileMetadata([...baseComponents(), ...components], 1, new Map(PREFIXES));
    const problem = problems[0] ?? result.problems[0];
    if (!result.model) throw new Error(`${problem?.file}: ${problem?.message}`);
    return result.model;
};

/** With the permission set of the tests' persona. */
export const personaModel = (objects = OBJECTS): MetadataModel =>
    modelOf(objects, { 'force-app/main/permissionsets/Persona.permissionset-meta.xml': PERSONA });

/** Compiled once: a model is frozen, so all tests may share it. */
const DEFAULT_MODEL = personaModel();

export const ADMIN = makeId('005', 1);

/** Triggers of a test: handlers by `Object event`. */
export class FakeTriggers implements Triggers {
    readonly handlers = new Map<
        string,
        (tx: Transaction, news: readonly SObject[], olds: readonly SObject[]) => void
    >();
    readonly fired: string[] = [];
    on(
        object: string,
        event: TriggerEvent,
        handler: (tx: Transaction, news: readonly SObject[], olds: readonly SObject[]) => void = () => undefined
    ): this {
        this.handlers.set(`${object} ${event}`, handler);
        return this;
    }
    has(object: ObjectDef, event: TriggerEvent): boolean {
        return this.handlers.has(`${object.name} ${event}`);
    }
    fire(
        tx: Transaction,
        event: TriggerEvent,
        object: ObjectDef,
        news: readonly SObject[] = [],
        olds: readonly SObject[] = []
    ): void {
        this.fired.push(`${object.name} ${event} ${news.length || olds.length}`);
        this.handlers.get(`${object.name} ${event}`)?.(tx, news, olds);
    }
}

export class TestOrg {
    readonly database: Database = createDatabase();
    readonly triggers = new FakeTriggers();
    model: MetadataModel;

    constructor(model: MetadataModel = DEFAULT_MODEL, file: string | Uint8Array = ':memory:') {
        this.model = model;
        this.database.open(file);
        this.database.migrate(model.schema);
        this.use(model);
        if (file === ':memory:') this.firstRows();
    }
    use(model: MetadataModel): void {
        this.model = model;
        const { schema, labels, customMetadata, customPermissions } = model;
        this.database.use({
            schema,
            access: createAccessModel(model),
            labels,
            customMetadata,
            customPermissions: customPermissions.keys()
        });
        this.database.records.attach(this.triggers);
    }
    object(name: string): ObjectDef {
        const object = this.model.schema.object(name);
        if (!object) throw new Error(`no object ${name}`);
        return object;
    }
    field(object: string, name: string): FieldDef {
        const field = this.object(object).field(name);
        if (!field) throw new Error(`no field ${object}.${name}`);
        return field;
    }
    record(object: string, values: Readonly<Record<string, Scalar>>): SObject {
        const record = new SObject(this.object(object));
        for (const [name, value] of Object.entries(values)) {
            if (name === 'Id') record.id = value as Id;
            else record.set(this.field(object, name), value);
        }
        return record;
    }
    run<T>(body: (tx: Transaction) => T, user: Id = ADMIN, scope: LimitScope = 'request'): T {
        return this.database.transaction(user, scope, body);
    }
    save(
        tx: Transaction,
        operation: SaveRequest['operation'],
        records: readonly SObject[],
        options: Partial<SaveRequest> = {}
    ): readonly SaveResult[] {
        return this.database.records.save(tx, {
            operation,
            records,
            allOrNone: true,
            mode: SYSTEM_MODE,
            source: 'apex',
            ...options
        });
    }
    /** Inserts one record in a transaction of its own and returns its Id. */
    make(
        object: string,
        values: Readonly<Record<string, Scalar>>,
        user: Id = ADMIN,
        mode: ExecutionMode = SYSTEM_MODE
    ): Id {
        const [result] = this.run((tx) => this.save(tx, 'insert', [this.record(object, values)], { mode }), user);
        if (!result?.success) throw new Error(JSON.stringify(result?.errors));
        return result.id as Id;
    }
    /** A stored value, as SOQL in system mode sees it; undefined where the record is not there. */
    value(object: string, id: Id, field: string): Scalar | undefined {
        return this.run((tx) => {
            const query = this.database.soql.parse(`SELECT ${field} FROM ${object} WHERE Id = '${id}'`);
            return this.database.soql.query(tx, query, [], SYSTEM_MODE).rows[0]?.get(field);
        });
    }
    count(object: string): number {
        return this.run(
            (tx) =>
                this.database.soql.query(tx, this.database.soql.parse(`SELECT COUNT() FROM ${object}`), [], SYSTEM_MODE)
                    .totalSize
        );
    }
    /** A user of the profile without rights, with the persona's permission set unless told otherwise. */
    user(name: string, options: { readonly role?: Id; readonly persona?: boolean } = {}): Id {
        const profile = this.run((tx) =>
            this.database.soql.query(
                tx,
                this.database.soql.parse(`SELECT Id FROM Profile WHERE Name LIKE 'Minimum%'`),
                [],
                SYSTEM_MODE
            )
        );
        const id = this.make('User', {
            Username: `${name}@test.invalid`,
            LastName: name,
            Alias: name.slice(0, 8),
            Email: `${name}@test.invalid`,
            ProfileId: profile.rows[0]?.id ?? null,
            TimeZoneSidKey: 'Europe/London',
            LocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            UserRoleId: options.role ?? null
        });
        if (options.persona === false) return id;
        const set = this.run((tx) =>
            this.database.soql.query(
                tx,
                this.database.soql.parse(`SELECT Id FROM PermissionSet WHERE Name = 'Persona'`),
                [],
                SYSTEM_MODE
            )
        );
        this.make('PermissionSetAssignment', { AssigneeId: id, PermissionSetId: set.rows[0]?.id ?? null });
        return id;
    }
    private firstRows(): void {
        this.run((tx) => {
            const grants = (kind: string) => this.model.grants.filter((grant) => grant.kind === kind);
            this.database.mirror(
                tx,
                'Profile',
                'Name',
                grants('profile').map(({ label }) => ({ Name: label }))
            );
            this.database.mirror(
                tx,
                'PermissionSet',
                'Name',
                grants('permissionSet').map(({ name, label }) => ({ Name: name, Label: label }))
            );
            const query = this.database.soql.parse(`SELECT Id FROM Profile WHERE Name = 'System Administrator'`);
            const profile = this.database.soql.query(tx, query, [], SYSTEM_MODE).rows[0]?.id ?? null;
            this.database.mirror(tx, 'User', 'Username', [
                { Username: 'admin@test.invalid', LastName: 'Admin', Name: 'Admin', IsActive: true, ProfileId: profile }
            ]);
        });
    }
}
