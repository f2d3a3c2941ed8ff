/** Calls that read records and descriptions. */
import { PlatformError, requireField, tryParseId } from '../../model/index.ts';
import type { SoqlQuery, Transaction } from '../../database/types.ts';
import { searchText } from '../../database/index.ts';
import { USER_MODE } from '../../security/types.ts';
import { instanceUrl } from '../http.ts';
import { firstPage, furtherPage, pageSize, parseClientQuery } from '../queryPages.ts';
import type { QueryPage } from '../queryPages.ts';
import { clientQuery } from '../queries.ts';
import { objectOfType } from '../records.ts';
import { recordJson, rowsJson } from '../rows.ts';
import type { Call } from '../types.ts';
import { soapChild, soapChildren, soapText } from './envelope.ts';
import type { SoapValue } from './envelope.ts';
import { described, restAnswer } from './rest.ts';
import type { Json } from './rest.ts';
import { SObjectWriter } from './sobjects.ts';
import type { SoapRequest } from './types.ts';

/** `QueryOptions/batchSize` of the header. */
const sizeOf = ({ soap }: SoapRequest): number => {
    const text = soapText(soapChild(soap.header, 'QueryOptions'), 'batchSize');
    return pageSize(text === undefined ? undefined : Number(text));
};

/** `QueryResult`: a query that only counts has its count as size and no records. */
const pageOf = ({ call, api }: SoapRequest, tx: Transaction, page: QueryPage): SoapValue => {
    const writer = new SObjectWriter(tx.schema, api);
    return {
        done: page.next === undefined,
        queryLocator: page.next ?? null,
        records: rowsJson(page.result, page.query, call.base).map((row) => writer.record(row)),
        size: page.totalSize
    };
};

const run = (request: SoapRequest, allRows: boolean): SoapValue => {
    const { call, soap } = request;
    const parsed = parseClientQuery(call.org, soapText(soap.body, 'queryString'));
    const query: SoqlQuery = allRows ? { ...parsed, allRows: true } : parsed;
    return call.transaction((tx) => pageOf(request, tx, firstPage(call, tx, query, sizeOf(request))));
};

export const query = (request: SoapRequest): SoapValue => run(request, false);
export const queryAll = (request: SoapRequest): SoapValue => run(request, true);
export const queryMore = (request: SoapRequest): SoapValue => {
    const locator = soapText(request.soap.body, 'queryLocator') ?? '';
    return request.call.transaction((tx) =>
        pageOf(request, tx, furtherPage(request.call, tx, locator, sizeOf(request)))
    );
};

/** Records by Id in the order asked for; nil where there is none for this user. Source: SOAP API Developer Guide, "retrieve()". */
export const retrieve = ({ call, soap, api }: SoapRequest): SoapValue => {
    const ids = soapChildren(soap.body, 'ids').map(({ text }) => text);
    if (ids.length > 2000)
        throw new PlatformError('EXCEEDED_ID_LIMIT', 'cannot retrieve more than 2000 records in this call');
    return call.transaction((tx) => {
        const object = objectOfType(tx.schema, soapText(soap.body, 'sObjectType') ?? '');
        const asked = (soapText(soap.body, 'fieldList') ?? 'Id').split(',').map((name) => name.trim());
        const names = asked.map((name) => requireField(object, name).name);
        const text = `SELECT ${names.join(', ')} FROM ${object.name} WHERE Id IN :ids`;
        const parsed = call.org.database.soql.parse(text);
        const wanted = ids.map((id) => {
            const found = tryParseId(id);
            if (found === undefined) throw new PlatformError('MALFORMED_ID', `malformed id ${id}`);
            return found;
        });
        const rows = new Map(clientQuery(call.org, tx, parsed, [wanted]).rows.map((row) => [row.id, row]));
        const writer = new SObjectWriter(tx.schema, api);
        return wanted.map((id) => {
            const row = rows.get(id);
            return row ? writer.record(recordJson(row, parsed, call.base)) : null;
        });
    });
};

export const search = ({ call, soap, api }: SoapRequest): SoapValue =>
    call.transaction((tx) => {
        const results = searchText(call.org.database.soql, tx, soapText(soap.body, 'searchString') ?? '', USER_MODE);
        const writer = new SObjectWriter(tx.schema, api);
        const searchRecords = results.flatMap((found) =>
            found.rows.map((row) => ({ record: writer.record(recordJson(row, found.query, call.base)) }))
        );
        return { queryId: '', searchRecords };
    });

const read = (call: Call, address: string, parameters: Readonly<Record<string, string>> = {}): Json =>
    restAnswer(call, address, { parameters }) as Json;

const withAddresses = (call: Call, json: Json): SoapValue => {
    const at = instanceUrl(call.request);
    const prefix = String(json.keyPrefix);
    return described({
        ...json,
        idEnabled: true,
        urlDetail: `${at}/{ID}`,
        urlEdit: `${at}/{ID}/e`,
        urlNew: `${at}/${prefix}/e`
    });
};

export const describeGlobal = ({ call }: SoapRequest): SoapValue => {
    const { encoding, maxBatchSize, sobjects } = read(call, '/sobjects') as Json & { sobjects: Json[] };
    return { encoding, maxBatchSize, sobjects: sobjects.map((one) => described({ ...one, idEnabled: true })) } as {
        [name: string]: SoapValue;
    };
};

const describeOne = (call: Call, name: string): SoapValue => {
    try {
        return withAddresses(call, read(call, `/sobjects/${encodeURIComponent(name)}/describe`));
    } catch (error) {
        if (!(error instanceof PlatformError && error.statusCode === 'NOT_FOUND')) throw error;
        throw new PlatformError('INVALID_TYPE', `sObject type '${name}' is not supported.`);
    }
};

export const describeSObject = ({ call, soap }: SoapRequest): SoapValue =>
    describeOne(call, soapText(soap.body, 'sObjectType') ?? '');

/** Up to 100 objects a call. Source: SOAP API Developer Guide, "describeSObjects()". */
export const describeSObjects = ({ call, soap }: SoapRequest): SoapValue => {
    const names = soapChildren(soap.body, 'sObjectType').map(({ text }) => text);
    if (names.length > 100)
        throw new PlatformError('EXCEEDED_ID_LIMIT', 'cannot describe more than 100 objects in this call');
    return names.map((name) => describeOne(call, name));
};

const span = ({ soap }: SoapRequest): Readonly<Record<string, string>> => ({
    start: soapText(soap.body, 'startDate') ?? '',
    end: soapText(soap.body, 'endDate') ?? ''
});
const replicated = (request: SoapRequest, what: 'updated' | 'deleted'): Json =>
    read(
        request.call,
        `/sobjects/${encodeURIComponent(soapText(request.soap.body, 'sObjectType') ?? '')}/${what}`,
        span(request)
    );
const moment = (value: unknown): string => String(value).replace(/\+0000$/, 'Z');

export const getUpdated = (request: SoapRequest): SoapValue => {
    const { ids, latestDateCovered } = replicated(request, 'updated') as { ids: string[]; latestDateCovered: string };
    return { ids, latestDateCovered: moment(latestDateCovered) };
};
export const getDeleted = (request: SoapRequest): SoapValue => {
    const found = replicated(request, 'deleted') as {
        deletedRecords: { deletedDate: string; id: string }[];
        earliestDateAvailable: string;
        latestDateCovered: string;
    };
    return {
        deletedRecords: found.deletedRecords.map(({ deletedDate, id }) => ({ deletedDate: moment(deletedDate), id })),
        earliestDateAvailable: moment(found.earliestDateAvailable),
        latestDateCovered: moment(found.latestDateCovered)
    };
};
