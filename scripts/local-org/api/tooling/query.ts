/** `/tooling/query`, `/tooling/sobjects`: tests, coverage and the schema as rows; set-up objects as they are stored. */
import { NotSupported, PlatformError } from '../../model/index.ts';
import type { SoqlQuery, Transaction } from '../../database/types.ts';
import type { Org } from '../../org/types.ts';
import { USER_MODE } from '../../security/types.ts';
import { json, notFound, readObject } from '../http.ts';
import { rowsJson } from '../rows.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { queryRows } from './memoryQuery.ts';
import type { ToolingRow } from './memoryQuery.ts';
import {
    customFieldRows,
    customObjectRows,
    entityRows,
    fieldRows,
    flexiPageRows,
    particleRows,
    validationRuleRows
} from './schemaRows.ts';
import { addToSuite, createSuite } from './suites.ts';
import {
    aggregateRows,
    coverageRows,
    limitRows,
    membershipRows,
    orgWideRows,
    queueRows,
    resultRows,
    runRows,
    suiteRows
} from './testRows.ts';
import { abortRun, allRuns } from './testRuns.ts';

type Rows = (org: Org, tx: Transaction) => readonly ToolingRow[];

/** Objects whose rows are worked out. */
const ROWS: Readonly<Record<string, Rows>> = {
    ApexCodeCoverage: coverageRows,
    ApexCodeCoverageAggregate: aggregateRows,
    ApexLog: () => [],
    ApexOrgWideCoverage: orgWideRows,
    ApexTestQueueItem: queueRows,
    ApexTestResult: resultRows,
    ApexTestResultLimits: limitRows,
    ApexTestRunResult: runRows,
    ApexTestSuite: suiteRows,
    CustomField: customFieldRows,
    CustomObject: customObjectRows,
    EntityDefinition: entityRows,
    EntityParticle: particleRows,
    FieldDefinition: fieldRows,
    FlexiPage: flexiPageRows,
    InstalledSubscriberPackage: () => [],
    TestSuiteMembership: membershipRows,
    TraceFlag: () => [],
    ValidationRule: validationRuleRows
};
/** Set-up objects with rows in tables, which the Tooling API has too. */
const STORED = [
    'ApexClass',
    'ApexTrigger',
    'Organization',
    'PermissionSet',
    'Profile',
    'RecordType',
    'User',
    'UserRole'
];

const spelled = (name: string): string | undefined =>
    [...Object.keys(ROWS), ...STORED].find((known) => known.toLowerCase() === name.toLowerCase());

const PAGE = 2000;

interface Column {
    readonly columnName: string;
    readonly joinColumns: Column[];
    readonly [key: string]: unknown;
}

/** Shape of the answer to `columns=true`: what `sf data query` asks for to lay out its table. */
const columnMetadata = (query: SoqlQuery): ApiResponse => {
    const columns: Column[] = [];
    for (const selection of query.select) {
        if (selection.kind !== 'expression' || selection.expression.kind !== 'path') continue;
        let level = columns;
        for (const columnName of selection.expression.path) {
            let column = level.find((known) => known.columnName === columnName);
            if (!column)
                level.push(
                    (column = {
                        aggregate: false,
                        apexType: 'String',
                        booleanType: false,
                        columnName,
                        custom: false,
                        displayName: columnName,
                        foreignKeyName: null,
                        insertable: false,
                        joinColumns: [],
                        numberType: false,
                        textType: true,
                        updatable: false
                    })
                );
            level = column.joinColumns;
        }
    }
    return json(200, {
        columnMetadata: columns,
        entityName: query.from,
        groupBy: false,
        idSelected: columns.some(({ columnName }) => columnName.toLowerCase() === 'id'),
        keyPrefix: null
    });
};

const runQuery = (call: Call): ApiResponse => {
    const parsed = call.org.database.soql.parse(call.query.get('q') ?? '');
    const from = spelled(parsed.from);
    if (from === undefined) throw new PlatformError('INVALID_TYPE', `sObject type '${parsed.from}' is not supported.`);
    const query = { ...parsed, from };
    if (call.query.get('columns') === 'true') return columnMetadata(query);
    const rows = Object.hasOwn(ROWS, from) ? ROWS[from] : undefined;
    const base = `${call.base}/tooling`;
    return call.transaction((tx) => {
        if (!rows) {
            const result = call.org.database.soql.query(tx, query, [], USER_MODE);
            return answer(from, result.totalSize, rowsJson(result, query, base));
        }
        const { totalSize, records } = queryRows(query, rows(call.org, tx), (row) => ({
            type: from,
            url: `${base}/sobjects/${from}/${typeof row.Id === 'string' ? row.Id : ''}`
        }));
        return answer(from, totalSize, records);
    });
};

const answer = (from: string, totalSize: number, records: readonly unknown[]): ApiResponse => {
    if (records.length > PAGE * 25)
        throw new PlatformError('EXCEEDED_MAX_SIZE_REQUEST', 'The result of the query is too large: use LIMIT');
    return json(200, {
        size: records.length,
        totalSize,
        done: true,
        queryLocator: null,
        entityTypeName: from,
        records
    });
};

const list = (call: Call): ApiResponse =>
    json(200, {
        encoding: 'UTF-8',
        maxBatchSize: 200,
        sobjects: [...Object.keys(ROWS), ...STORED].sort().map((name) => ({
            name,
            label: name,
            queryable: true,
            createable: name === 'ApexTestSuite' || name === 'TestSuiteMembership',
            urls: { sobject: `${call.base}/tooling/sobjects/${name}` }
        }))
    });

/** Stored objects are the same in both APIs. */
const stored = (call: Call): ApiResponse => {
    const name = spelled(call.parameters.object ?? '');
    if (name === undefined || !STORED.includes(name)) throw notFound();
    const { method, path, query, headers, body } = call.request;
    return call.dispatch({ method, path: path.replace('/tooling/', '/'), query, headers, body });
};

const create = (call: Call): ApiResponse => {
    const type = call.parameters.object ?? '';
    const body = readObject(call.request);
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
    const created = (id: string): ApiResponse => json(201, { id, success: true, errors: [], warnings: [], infos: [] });
    return call.transaction((): ApiResponse => {
        if (type === 'ApexTestSuite') return created(createSuite(call.org, text('TestSuiteName')));
        if (type === 'TestSuiteMembership')
            return created(addToSuite(call.org, text('ApexTestSuiteId'), text('ApexClassId')));
        throw new NotSupported(`creating records of ${type} by the Tooling API`);
    });
};

/** `Status: Aborted` on a queue item ends its run. */
const abort = (call: Call, ids: readonly string[]): void => {
    for (const run of allRuns(call.org))
        if (run.items.some(({ id }) => ids.some((asked) => asked.slice(0, 15) === id.slice(0, 15))))
            abortRun(call.org, run);
};

const update = (call: Call): ApiResponse => {
    const type = call.parameters.object ?? '';
    const { Status: status } = readObject(call.request);
    if (type !== 'ApexTestQueueItem' || status !== 'Aborted')
        throw new NotSupported(`updating records of ${type} by the Tooling API`);
    call.transaction(() => abort(call, [call.parameters.id ?? '']));
    return { status: 204, headers: {}, body: '' };
};

const updateMany = (call: Call): ApiResponse => {
    const { records } = readObject(call.request);
    const rows = (Array.isArray(records) ? records : []) as {
        Id?: string;
        Status?: string;
        attributes?: { type?: string };
    }[];
    if (rows.some((row) => row.attributes?.type !== 'ApexTestQueueItem' || row.Status !== 'Aborted'))
        throw new NotSupported('updating records by the Tooling API, but for the abortion of tests');
    const ids = rows.flatMap(({ Id }) => Id ?? []);
    call.transaction(() => abort(call, ids));
    return json(
        200,
        ids.map((id) => ({ id, success: true, errors: [] }))
    );
};

const BASE = '/services/data/:version/tooling';

export const toolingQueryRoutes: readonly Route[] = [
    { method: 'GET', path: `${BASE}/query`, login: 'token', handle: runQuery },
    { method: 'GET', path: `${BASE}/sobjects`, login: 'token', handle: list },
    { method: 'GET', path: `${BASE}/sobjects/:object/describe`, login: 'token', handle: stored },
    { method: 'GET', path: `${BASE}/sobjects/:object/:id`, login: 'token', handle: stored },
    { method: 'POST', path: `${BASE}/sobjects/:object`, login: 'token', handle: create },
    { method: 'PATCH', path: `${BASE}/sobjects/:object/:id`, login: 'token', handle: update },
    { method: 'PATCH', path: `${BASE}/composite/sobjects`, login: 'token', handle: updateMany }
];
