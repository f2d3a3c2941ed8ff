import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { SObject } from '../../model/index.ts';
import { ApexException, ApexList, ApexMap, cell, EnumValue, execution, SObjectTypeToken } from '../runtime/index.ts';
import { fakeType } from './fixture.ts';
import { describeObject, libraryTypes } from './index.ts';
import { inOrg, openTestOrg } from './orgFixture.ts';

const org = openTestOrg();
after(() => org.database.close());
cell.mode = 2;

const call = (typeName: string, signature: string, ...values: readonly unknown[]): unknown => {
    const member = libraryTypes.find((type) => type.name === typeName)?.members[signature];
    if (!member) throw new Error(`${typeName} has no member ${signature}`);
    return member(...values);
};
const object = (name: string) => org.model.schema.object(name) ?? assert.fail(name);
const account = (name: string | null): SObject => {
    const record = new SObject(object('Account'));
    if (name !== null) record.set('Name', name);
    return record;
};
const accounts = (...names: readonly (string | null)[]): ApexList =>
    new ApexList(fakeType('Account'), names.map(account));
const refuses = (type: string, message: RegExp, work: () => unknown): void =>
    assert.throws(work, (error) => {
        assert.ok(error instanceof ApexException, String(error));
        assert.equal(error.apexType, type);
        assert.match(error.apexMessage ?? '', message);
        return true;
    });
const INSERT = 'static List<Database.SaveResult> insert(List<SObject> records, Boolean allOrNone)';
const QUERY = 'static List<SObject> queryWithBinds(String soql, Map<String, Object> binds, AccessLevel accessLevel)';

test('Database saves, reports each row, and queries with binds', () =>
    inOrg(org, () => {
        const rows = accounts('A', null);
        const results = (call('System.Database', INSERT, rows, false) as ApexList).items;
        const of = (signature: string, index: number): unknown =>
            call('Database.SaveResult', signature, results[index]);
        assert.deepEqual([of('Boolean isSuccess()', 0), of('Boolean isSuccess()', 1)], [true, false]);
        const error = (of('List<Database.Error> getErrors()', 1) as ApexList).items[0];
        const code = call('Database.Error', 'System.StatusCode getStatusCode()', error) as EnumValue;
        assert.equal(code.name, 'REQUIRED_FIELD_MISSING');
        const binds = new ApexMap(fakeType('String'), fakeType('Object'), [
            ['NAMES', new ApexList(fakeType('String'), ['A', 'B'])]
        ]);
        const system = call('System.AccessLevel', 'static AccessLevel SYSTEM_MODE');
        const found = call(
            'System.Database',
            QUERY,
            'SELECT Id FROM Account WHERE Name IN :names',
            binds,
            system
        ) as ApexList;
        assert.equal(found.size, 1);
        refuses('System.QueryException', /Key 'other' does not exist/, () =>
            call('System.Database', QUERY, 'SELECT Id FROM Account WHERE Name = :other', binds, system)
        );
        refuses(
            'System.DmlException',
            /^Insert failed\. First exception on row 0; first error: REQUIRED_FIELD_MISSING/,
            () => call('System.Database', INSERT, accounts(null), true)
        );
    }));

test('a savepoint takes back rows and costs a DML statement', () =>
    inOrg(org, () => {
        const point = call('System.Database', 'static System.Savepoint setSavepoint()');
        call('System.Database', INSERT, accounts('A'), true);
        const count = (): unknown =>
            call('System.Database', 'static Integer countQuery(String soql)', 'SELECT COUNT() FROM Account');
        assert.equal(count(), 1);
        call('System.Database', 'static void rollback(System.Savepoint savepoint)', point);
        assert.equal(count(), 0);
        assert.equal(call('System.Limits', 'static Integer getDmlStatements()'), 3);
        assert.equal(call('System.Limits', 'static Integer getLimitQueries()'), 100);
    }));

test('records: unqueried fields, types, relationships', () =>
    inOrg(org, () => {
        const get = 'Object get(String field)';
        call('System.Database', INSERT, accounts('A'), true);
        const [row] = (
            call(
                'System.Database',
                'static List<SObject> query(String soql)',
                'SELECT Id, Name FROM Account'
            ) as ApexList
        ).items;
        assert.equal(call('System.SObject', get, row, 'name'), 'A');
        refuses('System.SObjectException', /without querying the requested field: Account\.Industry/, () =>
            call('System.SObject', get, row, 'Industry')
        );
        refuses('System.SObjectException', /^Invalid field Nope for Account$/, () =>
            call('System.SObject', get, row, 'Nope')
        );
        refuses('System.SObjectException', /^Illegal assignment from String to Decimal$/, () =>
            call('System.SObject', 'Object put(String field, Object value)', row, 'AnnualRevenue', 'x')
        );
        call('System.SObject', 'Object put(String field, Object value)', row, 'AnnualRevenue', 5);
        assert.equal(String(call('System.SObject', get, row, 'AnnualRevenue')), '5');
        const map = call('System.SObject', 'Map<String, Object> getPopulatedFieldsAsMap()', row) as ApexMap;
        assert.deepEqual(map.keys(), ['Id', 'Name', 'AnnualRevenue']);
        assert.equal(call('System.SObject', 'Boolean isSet(String field)', row, 'Industry'), false);
    }));

test('describes', () =>
    inOrg(org, () => {
        const all = call('Schema.Schema', 'static Map<String, Schema.SObjectType> getGlobalDescribe()') as ApexMap;
        const token = all.get('OPPORTUNITY') as SObjectTypeToken;
        const described = call('Schema.SObjectType', 'Schema.DescribeSObjectResult getDescribe()', token);
        assert.equal(call('Schema.DescribeSObjectResult', 'String getKeyPrefix()', described), '006');
        assert.equal(call('Schema.DescribeSObjectResult', 'Boolean isCreateable()', described), true);
        const fields = call('Schema.DescribeSObjectResult', 'Schema.SObjectTypeFields fields', described);
        const map = call('Schema.SObjectTypeFields', 'Map<String, Schema.SObjectField> getMap()', fields) as ApexMap;
        const stage = call('Schema.SObjectField', 'Schema.DescribeFieldResult getDescribe()', map.get('StageName'));
        const type = call('Schema.DescribeFieldResult', 'Schema.DisplayType getType()', stage) as EnumValue;
        assert.equal(type.name, 'PICKLIST');
        const values = call(
            'Schema.DescribeFieldResult',
            'List<Schema.PicklistEntry> getPicklistValues()',
            stage
        ) as ApexList;
        assert.ok(
            values.items.some((entry) => call('Schema.PicklistEntry', 'String getValue()', entry) === 'Closed Won')
        );
        const id = '006000000000001AAA';
        assert.equal(call('System.Id', 'Schema.SObjectType getSObjectType()', id), token);
        refuses('System.SObjectException', /^Invalid Id for SObject type Account/, () =>
            call('Schema.SObjectType', 'SObject newSObject(Id id)', all.get('account'), id)
        );
    }));

test('the running user; reading it costs no query', () =>
    inOrg(org, () => {
        assert.equal(call('System.UserInfo', 'static String getFirstName()'), 'Ada');
        assert.equal(call('System.UserInfo', 'static String getUserName()'), 'ada@example.test');
        assert.equal(call('System.Limits', 'static Integer getQueries()'), 0);
        assert.equal(call('System.FeatureManagement', 'static Boolean checkPermission(String name)', 'Nope'), false);
    }));

test('stripInaccessible and describes know what the user may do', () =>
    inOrg(org, () => {
        const { tx } = execution();
        const strip =
            'static SObjectAccessDecision stripInaccessible(AccessType access, List<SObject> records, Boolean enforceRootObjectCRUD)';
        const readable = new EnumValue('System.AccessType', 'READABLE', 1);
        const names = (enforce: boolean): unknown[] => {
            const decision = call('System.Security', strip, readable, accounts('A'), enforce);
            const records = call('System.SObjectAccessDecision', 'List<SObject> getRecords()', decision) as ApexList;
            return records.items.map((record) => (record as SObject).get('Name'));
        };
        assert.deepEqual(names(true), ['A']);
        tx.runAs(org.powerlessId, () => {
            refuses('System.NoAccessException', /^No access to entity: Account$/, () => names(true));
            const described = describeObject(object('Account'));
            assert.equal(call('Schema.DescribeSObjectResult', 'Boolean isAccessible()', described), false);
        });
    }));
