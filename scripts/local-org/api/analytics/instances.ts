/** Runs of reports whose results are kept, to be fetched later. Source: Reports and Dashboards REST API Developer Guide, "Instances List". */
import { makeId } from '../../model/index.ts';
import type { Id } from '../../model/index.ts';
import { json, noContent, notFound } from '../http.ts';
import { dateTimeText } from '../tooling/dates.ts';
import type { ApiResponse, Call, Route } from '../types.ts';
import { reportOf } from './find.ts';

const PATH = '/services/data/:version/analytics/reports/:id/instances';
const PREFIX = 'report-instance/';
/** Source: same guide: results are kept for a day, and at most 2,000 a report. Fewer here: each holds all of its rows. */
const LIFE_MS = 24 * 3_600_000;
const KEPT = 20;

interface Instance {
    readonly id: Id;
    readonly reportId: Id;
    readonly ownerId: Id;
    readonly requested: number;
    readonly completed: number;
    readonly hasDetailRows: boolean;
    /** What the run answered. */
    readonly result: unknown;
}

/** Kept by user and report: each holds all rows of its run, and nobody reads those of others. */
const prefixOf = ({ userId }: Call, reportId: Id): string => `${PREFIX}${userId}/${reportId}/`;

/** One's own of a report, the newest first; those that are too old are forgotten. */
const instancesOf = (call: Call, reportId: Id): Instance[] => {
    const { store } = call.org.database;
    const prefix = prefixOf(call, reportId);
    const known = store.keys(prefix).flatMap((key) => {
        const bytes = store.get(key);
        return bytes ? [JSON.parse(Buffer.from(bytes).toString('utf8')) as Instance] : [];
    });
    const alive = known.filter(({ requested }) => Date.now() - requested < LIFE_MS);
    for (const one of known) if (!alive.includes(one)) store.delete(prefix + one.id);
    return alive.sort((left, right) => right.requested - left.requested || (left.id < right.id ? 1 : -1));
};

const summary = (call: Call, { id, reportId, ownerId, requested, completed, hasDetailRows }: Instance) => ({
    completionDate: dateTimeText(completed),
    hasDetailRows,
    id,
    ownerId,
    queryable: false,
    requestDate: dateTimeText(requested),
    status: 'Success',
    url: `${call.base}/analytics/reports/${reportId}/instances/${id}`
});

/**
 * Runs the report and keeps what it answered.
 * @param run answers as the report's own address does
 */
const start =
    (run: (call: Call) => ApiResponse) =>
    (call: Call): ApiResponse => {
        const requested = Date.now();
        const answer = run(call);
        const result: unknown = JSON.parse(String(answer.body));
        return call.transaction((tx) => {
            const reportId = reportOf(call.org, tx, call.parameters.id ?? '').id;
            const { store } = call.org.database;
            const prefix = prefixOf(call, reportId);
            const instance: Instance = {
                id: makeId('0LG', store.nextNumber(PREFIX)),
                reportId,
                ownerId: call.userId,
                requested,
                completed: Date.now(),
                hasDetailRows: call.query.get('includeDetails') === 'true',
                result
            };
            for (const { id } of instancesOf(call, reportId).slice(KEPT - 1)) store.delete(prefix + id);
            store.set(prefix + instance.id, Buffer.from(JSON.stringify(instance)));
            return json(200, { ...summary(call, instance), status: 'New', completionDate: null });
        });
    };

const withReport = (answer: (call: Call, instances: readonly Instance[]) => ApiResponse) => (call: Call) =>
    call.transaction((tx) => answer(call, instancesOf(call, reportOf(call.org, tx, call.parameters.id ?? '').id)));

const found = (call: Call, instances: readonly Instance[]): Instance => {
    const one = instances.find(({ id }) => id.slice(0, 15) === (call.parameters.instance ?? '').slice(0, 15));
    if (!one) throw notFound();
    return one;
};

const list = withReport((call, instances) =>
    json(
        200,
        instances.map((one) => summary(call, one))
    )
);
const read = withReport((call, instances) => {
    const one = found(call, instances);
    return json(200, { ...(one.result as object), attributes: { ...summary(call, one), type: 'ReportInstance' } });
});
const remove = withReport((call, instances) => {
    const { id, reportId } = found(call, instances);
    call.org.database.store.delete(prefixOf(call, reportId) + id);
    return noContent();
});

/** @param run answers as the report's own address does */
export const instanceRoutes = (run: (call: Call) => ApiResponse): readonly Route[] => [
    { method: 'GET', path: PATH, login: 'any', handle: list },
    { method: 'POST', path: PATH, login: 'any', handle: start(run) },
    { method: 'GET', path: `${PATH}/:instance`, login: 'any', handle: read },
    { method: 'DELETE', path: `${PATH}/:instance`, login: 'any', handle: remove }
];
