/** Callbacks of EventBus.publish: told, in a transaction of their own, what became of the events that they were given with. */
import type { AsyncJob } from '../../database/types.ts';
import { execution, invoke, isA, isApexObject } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { operationId, type SaveRow } from './databaseResults.ts';
import { freeze, thaw } from './state.ts';
import { listOf, need, raise } from './support.ts';

const SUCCESS = 'EventBus.EventPublishSuccessCallback';
const FAILURE = 'EventBus.EventPublishFailureCallback';

/** `EventBus.SuccessResult`, `EventBus.FailureResult`. */
class PublishResult {
    readonly uuids: readonly string[];
    readonly isSuccess: boolean;
    constructor(uuids: readonly string[], isSuccess: boolean) {
        this.uuids = uuids;
        this.isSuccess = isSuccess;
    }
}
const tell = (callback: unknown, uuids: readonly string[], isSuccess: boolean): void => {
    if (uuids.length === 0 || !isA(callback, isSuccess ? SUCCESS : FAILURE)) return;
    invoke(callback, isSuccess ? 'onSuccess' : 'onFailure', new PublishResult(uuids, isSuccess));
};

interface Waiting {
    readonly callback: unknown;
    readonly uuids: readonly string[];
}
const WAITING = Symbol('callbacks of events that this test published');
const waitingOf = (cells: Map<symbol, unknown>): Waiting[] => {
    let found = cells.get(WAITING) as Waiting[] | undefined;
    if (!found) cells.set(WAITING, (found = []));
    return found;
};

interface CallbackState {
    readonly callback: string;
    readonly uuids: readonly string[];
}
/**
 * Notes whom to tell what becomes of published events. In a test the test's event bus decides that; otherwise what was queued is published.
 * @throws TypeException for what is no callback
 */
export const noteCallback = (callback: unknown, rows: readonly SaveRow[]): void => {
    if (!isApexObject(need(callback)) || !(isA(callback, SUCCESS) || isA(callback, FAILURE)))
        return raise('System.TypeException', `The callback must implement ${SUCCESS} or ${FAILURE}`);
    const uuids = rows.flatMap((row) => operationId(row) ?? []);
    const { tx, test } = execution();
    if (test) {
        waitingOf(test.cells).push({ callback, uuids });
        return undefined;
    }
    const state: CallbackState = { callback: freeze(callback), uuids };
    const className = (callback as { $class: { name: string } }).$class.name;
    tx.afterCommit({ kind: 'callback', className, state: JSON.stringify(state), userId: tx.user.userId });
    return undefined;
};
/** Runs the callback that a job is. */
export const runCallback = (job: AsyncJob): void => {
    const { callback, uuids } = JSON.parse(job.state) as CallbackState;
    tell(thaw(callback), uuids, true);
};
/** Tells the callbacks of this test's events that these were published, or that they were not. */
export const tellCallbacks = (isSuccess: boolean): void => {
    const cells = execution().test?.cells;
    const waiting = cells ? waitingOf(cells) : [];
    for (const { callback, uuids } of waiting.splice(0)) tell(callback, uuids, isSuccess);
};
/** Test.getEventBus().fail(): the events are lost. */
export const failEvents = (): void => {
    const { queue } = execution().database;
    for (let next = queue.next('event'); next; next = queue.next('event')) queue.done(next.id);
    tellCallbacks(false);
};

const resultType = (name: string, isSuccess: boolean): LibraryType => ({
    name: `EventBus.${name}`,
    kind: 'interface',
    is: (value) => value instanceof PublishResult && value.isSuccess === isSuccess,
    members: {
        'List<String> getEventUuids()': (self: unknown) =>
            self instanceof PublishResult ? listOf('String', self.uuids) : invoke(self, 'getEventUuids')
    },
    abstractMembers: ['List<String> getEventUuids()']
});
const callbackType = (name: string, signature: string, method: string): LibraryType => ({
    name,
    kind: 'interface',
    members: { [signature]: (self: unknown, result: unknown) => invoke(self, method, result) },
    abstractMembers: [signature]
});

/** Source: Platform Events Developer Guide, "Get the Result of Asynchronous Platform Event Publishing with Apex Publish Callbacks". */
export const publishCallbackTypes: readonly LibraryType[] = [
    resultType('SuccessResult', true),
    resultType('FailureResult', false),
    callbackType(SUCCESS, 'void onSuccess(EventBus.SuccessResult result)', 'onSuccess'),
    callbackType(FAILURE, 'void onFailure(EventBus.FailureResult result)', 'onFailure')
];
