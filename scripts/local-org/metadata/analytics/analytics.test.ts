import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileFiles, xml } from '../testProject.ts';
import { columnOfType } from './reportTypes.ts';
import { ANALYTICS_FILES, criterion, grouping, REPORT_TYPE, reportColumn, reportXml } from './testReports.ts';

const REPORT = 'force-app/main/reports/Travel/Costs_by_kind.report-meta.xml';
const DASHBOARD = 'force-app/main/dashboards/Travel/Overview.dashboard-meta.xml';
const TYPE = 'force-app/main/reportTypes/Trips.reportType-meta.xml';

/** What a deployment would say of one file, the rest being in order. */
const problemsOf = (file: string, text: string): string[] =>
    compileFiles({ ...ANALYTICS_FILES, [file]: text })
        .problems.filter((problem) => problem.file === file)
        .map(({ message }) => message);
const summary = (body: string): string[] => problemsOf(REPORT, reportXml('Summary', 'Trips__c', body));

test('report types, reports, folders and dashboards are read', () => {
    const { model, problems } = compileFiles(ANALYTICS_FILES);
    assert.deepEqual(problems, []);
    const { analytics, folders, schema } = model ?? assert.fail();
    assert.deepEqual(
        analytics.reports.map(({ name, format, type }) => `${name} ${format} ${type.label}`),
        [
            'Hidden/Private Tabular Trips',
            'Travel/Costs_by_kind Summary Trips with or without costs',
            'Travel/Matrix Matrix Trips with or without costs',
            'Travel/Open_visits Tabular Trips'
        ]
    );
    assert.deepEqual(
        folders.map(({ kind, name, isPublic }) => [kind, name, isPublic]),
        [
            ['Report', 'Hidden', false],
            ['Report', 'Travel', true],
            ['Dashboard', 'Travel', true]
        ]
    );
    const [type] = analytics.reportTypes;
    const column = type && columnOfType(type, 'trip__c$OWNER', schema);
    assert.deepEqual([column?.path, column?.recordPath, column?.label], ['Owner.Name', 'OwnerId', 'Owner']);
});

test('a report type names objects, relationships and fields that exist', () => {
    const type = (from: string, to: string): string[] => problemsOf(TYPE, REPORT_TYPE.replace(from, to));
    assert.deepEqual(type('<baseObject>Trip__c', '<baseObject>Nope__c'), [
        'In field: baseObject - no CustomObject named Nope__c found'
    ]);
    assert.deepEqual(type('<relationship>Costs__r', '<relationship>Prices__r').slice(0, 1), [
        'Invalid relationship: Trip__c has no child relationship Prices__r'
    ]);
    assert.deepEqual(type('<field>Kind__c', '<field>Sort__c'), ['Invalid field: Trip__c has no field Sort__c']);
    assert.deepEqual(type('<field>Owner<', '<field>OwnerId<'), [
        'Invalid field: Trip__c has no field OwnerId; a look-up is named without Id: Owner'
    ]);
    assert.deepEqual(type('<category>other', '<category>trips'), [
        "Error parsing file: 'trips' is not a valid value for the enum 'ReportTypeCategory'"
    ]);
});

test('a report names columns of its type, and summaries that fit them', () => {
    const down = grouping('Down', 'Trip__c$Kind__c');
    assert.deepEqual(summary(reportColumn('Trip__c$Nope__c') + down), [
        'Invalid report column: Trip__c$Nope__c is not a column of the report type Trips__c'
    ]);
    assert.deepEqual(summary(reportColumn('Trip__c$Kind__c', 'Sum') + down), [
        'Sum is not available for the column Trip__c$Kind__c, which is no number'
    ]);
    assert.equal(
        summary(reportColumn('Trip__c$Kind__c', 'Total') + down)[0],
        "Error parsing file: 'Total' is not a valid value for the enum 'ReportSummaryType'"
    );
    assert.deepEqual(summary(reportColumn('Trip__c$Name')), ['A Summary report needs a grouping']);
    assert.deepEqual(
        summary(
            `${down}<filter><booleanFilter>1 AND 3</booleanFilter>${criterion('Trip__c$Kind__c', 'equals', 'Visit')}</filter>`
        ),
        ['The filter logic names filter 3, there are 1']
    );
    assert.deepEqual(
        summary(
            `${down}<chart><chartType>HorizontalBar</chartType><groupingColumn>Trip__c$Done__c</groupingColumn></chart>`
        ),
        ['Invalid chart: the report is not grouped by Trip__c$Done__c']
    );
    assert.deepEqual(summary(`${down}<colour>red</colour>`), [
        'Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location in type Report'
    ]);
});

test('what a report may have and the local org lacks is refused by name', () => {
    const down = grouping('Down', 'Trip__c$Kind__c');
    assert.deepEqual(summary(`${down}<buckets><developerName>B</developerName></buckets>`), [
        'not supported by the local org: bucket fields of a report'
    ]);
    assert.deepEqual(
        problemsOf(REPORT, reportXml('Tabular', 'CaseList', reportColumn('CASE_NUMBER')))[0],
        'not supported by the local org: the standard report type CaseList'
    );
    assert.deepEqual(problemsOf(REPORT, reportXml('Tabular', 'Nope__c', '')).slice(0, 1), [
        'Invalid value specified: no ReportType named Nope found'
    ]);
});

test('a dashboard names reports, their groups and their summaries', () => {
    const text = ANALYTICS_FILES[DASHBOARD] ?? '';
    const dashboard = (from: string, to: string): string[] => problemsOf(DASHBOARD, text.replace(from, to));
    assert.deepEqual(dashboard('<report>Travel/Costs_by_kind', '<report>Travel/Nope'), [
        'no Report named Travel/Nope found'
    ]);
    assert.deepEqual(dashboard('<aggregate>Sum', '<aggregate>Maximum'), [
        'Invalid chart summary: the report Travel/Costs_by_kind does not summarise Trip__c.Costs__r$Amount__c by Maximum'
    ]);
    assert.deepEqual(dashboard('<componentType>Bar', '<componentType>Map'), [
        "Error parsing file: 'Map' is not a valid value for the enum 'DashboardComponentType'"
    ]);
    assert.deepEqual(dashboard('LoggedInUser', 'MyTeamUser'), [
        'not supported by the local org: a dashboard that runs as MyTeamUser'
    ]);
    assert.deepEqual(
        dashboard(
            'Travel/Costs_by_kind</report></dashboardComponent><rowIndex>0</rowIndex><rowSpan>4',
            'Travel/Open_visits</report></dashboardComponent><rowIndex>0</rowIndex><rowSpan>4'
        ),
        ['A component of type Bar needs a grouped report; Travel/Open_visits has no grouping']
    );
});

test('a report stands in a folder that is deployed', () => {
    const file = 'force-app/main/reports/Nowhere/Lost.report-meta.xml';
    const { problems } = compileFiles({
        ...ANALYTICS_FILES,
        [file]: reportXml('Tabular', 'CustomEntity$Trip__c', reportColumn('CUST_NAME'))
    });
    assert.deepEqual(
        problems.map(({ message }) => message),
        ['Cannot find folder: Nowhere']
    );
    const loose = compileFiles({ 'x/reports/Loose.report-meta.xml': xml('Report', '') });
    assert.match(loose.problems[0]?.message ?? '', /in a folder of another type/);
});
