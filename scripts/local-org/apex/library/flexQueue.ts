/** The queue of batches that are held, as tests of it see it: outside of them the local org holds no job back. */
import type { Id } from '../../model/index.ts';
import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { idOf, listOf, need, raise } from './support.ts';

/** Source: Apex Reference Guide, Test.enqueueBatchJobs: five jobs are queued, up to 100 more are held. */
const QUEUED = 5;
const HELD = 100;
const QUEUE = Symbol('batch jobs that this test queued without content');

interface Queue {
    queued: number;
    readonly held: Id[];
}
/** @throws TypeException outside of tests */
const queueOfTest = (): Queue => {
    const cells = execution().test?.cells ?? raise('System.TypeException', 'Method is only valid in tests');
    let queue = cells.get(QUEUE) as Queue | undefined;
    if (!queue) cells.set(QUEUE, (queue = { queued: 0, held: [] }));
    return queue;
};
const newJob = (queue: Queue): Id => {
    const isHeld = queue.queued >= QUEUED;
    if (isHeld && queue.held.length >= HELD)
        raise('System.AsyncException', `The flex queue holds no more than ${HELD} batch jobs`);
    const { tx } = execution();
    const values = { JobType: 'BatchApex', Status: isHeld ? 'Holding' : 'Queued', CreatedById: tx.user.userId };
    const id = tx.systemRows.write('AsyncApexJob', undefined, values);
    if (isHeld) queue.held.push(id);
    else queue.queued++;
    return id;
};
/** Members of Test. */
export const flexQueueTests: LibraryType['members'] = {
    'static List<Id> enqueueBatchJobs(Integer count)': (count: number | null) => {
        const queue = queueOfTest();
        return listOf(
            'Id',
            Array.from({ length: need(count) }, () => newJob(queue))
        );
    },
    'static List<Id> getFlexQueueOrder()': () => listOf('Id', queueOfTest().held)
};

const placeOf = (held: readonly Id[], id: string | null): number => {
    const place = held.indexOf(idOf(need(id)));
    return place >= 0 ? place : raise('System.NoSuchElementException', `Job ${id} is not in the flex queue`);
};
/** Moves a held job to where it stands before the job that `target` gives. @returns whether the order changed */
const move = (id: string | null, target: (held: readonly Id[]) => number): boolean => {
    const held = execution().test ? queueOfTest().held : [];
    const from = placeOf(held, id);
    const to = target(held);
    if (to === from || to === from + 1) return false;
    const [job] = held.splice(from, 1);
    if (job !== undefined) held.splice(to > from ? to - 1 : to, 0, job);
    return true;
};
/** System.FlexQueue. Source: Apex Reference Guide, FlexQueue Class. */
export const flexQueue: LibraryType = {
    name: 'System.FlexQueue',
    kind: 'class',
    members: {
        'static Boolean moveAfterJob(Id job, Id other)': (job: string | null, other: string | null) =>
            move(job, (held) => placeOf(held, other) + 1),
        'static Boolean moveBeforeJob(Id job, Id other)': (job: string | null, other: string | null) =>
            move(job, (held) => placeOf(held, other)),
        'static Boolean moveJobToEnd(Id job)': (job: string | null) => move(job, (held) => held.length),
        'static Boolean moveJobToFront(Id job)': (job: string | null) => move(job, () => 0)
    }
};
