/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- answers are JSON */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openTestOrg, V, xml, type Answer, type TestOrg } from '../testOrg.ts';
import { ANALYTICS_FILES } from '../../metadata/analytics/testReports.ts';

/** May run reports; may make some; may read trips too, but none of their fields. */
const readerSet = (label: string, body: string): string =>
    xml('PermissionSet', `<hasActivationRequired>false</hasActivationRequired><label>${label}</label>${body}`);
const READERS = {
    'x/permissionsets/Reporter.permissionset-meta.xml': readerSet(
        'Reporter',
        '<userPermissions><enabled>true</enabled><name>RunReports</name></userPermissions>'
    ),
    'x/permissionsets/Author.permissionset-meta.xml': readerSet(
        'Author',
        '<userPermissions><enabled>true</enabled><name>CreateCustomizeReports</name></userPermissions>'
    ),
    'x/permissionsets/Trip_Reader.permissionset-meta.xml': readerSet(
        'Trip Reader',
        '<objectPermissions><allowCreate>false</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Trip__c</object><viewAllRecords>false</viewAllRecords></objectPermissions>'
    )
};

let t: TestOrg;
const query = (soql: string): Answer['body'] => t.call('GET', `${V}/query?q=${encodeURIComponent(soql)}`).body.records;
const create = (as: string | undefined, type: string, values: object): string => {
    const answer =
        as === undefined
            ? t.call('POST', `${V}/sobjects/${type}`, values)
            : t.as(as, 'POST', `${V}/sobjects/${type}`, values);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return String(answer.body.id);
};
const idOf = (type: 'Report' | 'Dashboard', name: string): string =>
    query(`SELECT Id FROM ${type} WHERE DeveloperName = '${name}'`)[0].Id as string;
const run = (user: string, name: string, more = ''): Answer =>
    t.as(user, 'GET', `${V}/analytics/reports/${idOf('Report', name)}?includeDetails=true${more}`);
const labels = (groups: { label: string }[]): string[] => groups.map(({ label }) => label);

before(() => {
    t = openTestOrg({ ...ANALYTICS_FILES, ...READERS });
    const set = query(`SELECT Id FROM PermissionSet WHERE Name = 'Traveller'`)[0].Id as string;
    for (const AssigneeId of [t.org.administratorId, t.ann])
        create(undefined, 'PermissionSetAssignment', { AssigneeId, PermissionSetId: set });
    const acme = create(t.ann, 'Account', { Name: 'Acme', Key__c: 'acme' });
    const other = create(t.ann, 'Account', { Name: 'Other', Key__c: 'other' });
    const trip = (
        Name: string,
        Kind__c: string | null,
        Started__c: string | null,
        Account__c: string,
        ...costs: number[]
    ): void => {
        const Trip__c = create(t.ann, 'Trip__c', { Name, Kind__c, Started__c, Account__c });
        for (const Amount__c of costs) create(t.ann, 'Cost__c', { Name: `${Name} cost`, Trip__c, Amount__c });
    };
    trip('Alps', 'Fair', '2026-03-04', acme, 100.1, 200.2);
    trip('Berlin', 'Visit', '2026-03-30', acme, 50);
    trip('Cork', 'Visit', '2026-05-01', other);
    trip('Delhi', null, null, other, 7);
    create(undefined, 'Trip__c', { Name: "Zoe's", Kind__c: 'Visit', Done__c: true });
});

test('groups by picklist and by month, with subtotals, a formula and trips without costs', () => {
    const { status, body } = run(t.ann, 'Costs_by_kind');
    assert.equal(status, 200, JSON.stringify(body));
    const kinds = body.groupingsDown.groupings;
    // Values of the picklist stand in its order, nothing comes first.
    assert.deepEqual(labels(kinds), ['-', 'A visit', 'A fair']);
    assert.deepEqual(labels(kinds[1].groupings), ['May 2026', 'March 2026']);
    assert.deepEqual(body.reportMetadata.aggregates, [
        'u!Trip__c$Name',
        's!Trip__c.Costs__r$Amount__c',
        'a!Trip__c.Costs__r$Amount__c',
        'FORMULA1',
        'RowCount'
    ]);
    const values = (key: string): unknown[] =>
        body.factMap[key].aggregates.map(({ value }: { value: unknown }) => value);
    assert.deepEqual(values('2!T'), [1, 300.3, 150.15, 300.3, 2]);
    assert.deepEqual(values('T!T'), [4, 357.3, 89.325, 89.325, 5]);
    assert.deepEqual(values('1!T'), [2, 50, 50, 25, 2]);
    // The row without a cost is there, and empty; the hidden column is not.
    assert.deepEqual(body.reportMetadata.detailColumns, ['Trip__c$Name', 'Trip__c.Costs__r$Amount__c']);
    const cells = body.factMap['1_0!T'].rows[0].dataCells;
    assert.deepEqual([cells[0].label, cells[1].label, cells[1].value], ['Cork', '-', null]);
    assert.match(String(cells[0].value), /^a0/);
    assert.equal(body.factMap['T!T'].aggregates[1].label, '$357.30');
});

test('a matrix crosses groups down and across; look-ups group by record and show names', () => {
    const { body } = run(t.ann, 'Matrix');
    assert.deepEqual(labels(body.groupingsDown.groupings), ['Acme', 'Other']);
    assert.deepEqual(labels(body.groupingsAcross.groupings), ['-', 'A visit', 'A fair']);
    assert.equal(body.factMap['0!2'].aggregates[0].value, 300.3);
    assert.equal(body.factMap['1!T'].aggregates[0].value, 7);
    assert.equal(body.factMap['1!2'].aggregates[1].value, 0);
});

test('filters with logic, time frames, order; sharing holds', () => {
    const mine = run(t.ann, 'Open_visits').body;
    assert.deepEqual(
        mine.factMap['T!T'].rows.map(({ dataCells }: { dataCells: { label: string }[] }) => labels(dataCells)),
        [
            ['Cork', '5/1/2026'],
            ['Berlin', '3/30/2026']
        ]
    );
    const all = run(t.org.administratorId, 'Open_visits').body;
    assert.equal(all.factMap['T!T'].aggregates[0].value, 3);
});

test('who may not run reports, read an object or a field of it sees nothing of them', () => {
    const assigned: string[] = [];
    const assign = (name: string): void => {
        const PermissionSetId = query(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`)[0].Id as string;
        assigned.push(create(undefined, 'PermissionSetAssignment', { AssigneeId: t.ben, PermissionSetId }));
    };
    const refusal = (): string => {
        const { status, body } = run(t.ben, 'Open_visits');
        assert.equal(status, 403, JSON.stringify(body));
        assert.doesNotMatch(JSON.stringify(body), /Berlin|Cork|Zoe/);
        return String(body[0].message);
    };
    assert.match(refusal(), /need the user permission Run Reports/);
    assign('Reporter');
    assert.match(refusal(), /don't have access to Trips/);
    assign('Trip_Reader');
    assert.match(refusal(), /don't have access to the field .*, which this report filters by/);
    // With every right of Ann's, Ben still has no record of hers.
    assign('Traveller');
    const { status, body } = run(t.ben, 'Open_visits');
    assert.deepEqual([status, body.factMap['T!T'].rows], [200, []]);
    for (const id of assigned) t.call('DELETE', `${V}/sobjects/PermissionSetAssignment/${id}`);
});

test('a run may have other filters', () => {
    const id = idOf('Report', 'Open_visits');
    const reportFilters = [{ column: 'Trip__c.Started__c', operator: 'greaterOrEqual', value: '2026-04-01' }];
    const filtered = t.as(t.ann, 'POST', `${V}/analytics/reports/${id}`, {
        reportMetadata: { reportFilters, reportBooleanFilter: null }
    });
    assert.equal(filtered.body.factMap['T!T'].aggregates[0].value, 1);
    const refused = t.as(t.ann, 'POST', `${V}/analytics/reports/${id}`, {
        reportMetadata: { detailColumns: ['CUST_NAME'] }
    });
    assert.equal(refused.status, 501);
    const bad = t.as(t.ann, 'POST', `${V}/analytics/reports/${id}`, {
        reportMetadata: { reportFilters: [{ column: 'Nope', operator: 'equals', value: '' }] }
    });
    assert.equal(bad.status, 400);
});

test('who may see which report', () => {
    assert.deepEqual(
        t
            .as(t.ann, 'GET', `${V}/analytics/reports`)
            .body.map(({ name, folderName }: Record<string, string>) => `${folderName}/${name}`),
        ['Travel/A report', 'Travel/A report', 'Travel/A report']
    );
    assert.equal(t.call('GET', `${V}/analytics/reports`).body.length, 4);
    assert.equal(run(t.ann, 'Private').status, 404);
    // Ben has no Run Reports.
    assert.equal(t.as(t.ben, 'GET', `${V}/analytics/reports`).status, 403);
    assert.deepEqual(
        query(`SELECT Name, FolderName, Format, Owner.Name FROM Report WHERE DeveloperName = 'Matrix'`)[0].FolderName,
        'Travel'
    );
});

test('a dashboard is its components, each with its report', () => {
    const { body } = t.as(t.ann, 'GET', `${V}/analytics/dashboards/${idOf('Dashboard', 'Overview')}`);
    assert.deepEqual(
        body.dashboardMetadata.components.map(({ header }: { header: string }) => header),
        ['All costs', 'By kind']
    );
    assert.equal(body.componentData[0].summary.text, '$357.30');
    assert.equal(body.componentData[1].reportResult.factMap['2!T'].aggregates[1].value, 300.3);
});

test('a run is kept to be fetched later; a report is cloned under a new name and deleted', () => {
    const id = idOf('Report', 'Costs_by_kind');
    const at = `${V}/analytics/reports/${id}`;
    const started = t.call('POST', `${at}/instances?includeDetails=true`).body;
    assert.deepEqual([started.status, started.completionDate, started.hasDetailRows], ['New', null, true]);
    const [listed] = t.call('GET', `${at}/instances`).body;
    assert.deepEqual(
        [listed.id, listed.status, listed.url],
        [started.id, 'Success', `${at}/instances/${String(started.id)}`]
    );
    const kept = t.call('GET', listed.url).body;
    const now = t.call('GET', `${at}?includeDetails=true`).body;
    assert.deepEqual([kept.factMap, kept.attributes.type], [now.factMap, 'ReportInstance']);
    assert.equal(t.call('DELETE', listed.url).status, 204);
    assert.deepEqual(t.call('GET', `${at}/instances`).body, []);
    const clone = { reportMetadata: { name: 'A clone of it' } };
    const made = t.call('POST', `${V}/analytics/reports?cloneId=${id}`, clone);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal(made.body.reportMetadata.name, 'A clone of it');
    const own = `${V}/analytics/reports/${String(made.body.attributes.reportId)}`;
    assert.deepEqual(t.call('GET', own).body.factMap, t.call('GET', at).body.factMap);
    const [{ Id: PermissionSetId }] = query("SELECT Id FROM PermissionSet WHERE Name = 'Author'");
    const assigned = create(undefined, 'PermissionSetAssignment', { AssigneeId: t.ann, PermissionSetId });
    assert.equal(t.as(t.ann, 'DELETE', own).status, 403, 'her permission is for reports of her own');
    assert.equal(t.as(t.ann, 'POST', `${V}/analytics/reports?cloneId=${id}`, clone).status, 403);
    t.call('DELETE', `${V}/sobjects/PermissionSetAssignment/${assigned}`);
    assert.equal(t.call('DELETE', own).status, 204);
    assert.equal(t.call('GET', own).status, 404);
    assert.equal(t.call('POST', `${V}/analytics/reports`, clone).status, 501);
});
