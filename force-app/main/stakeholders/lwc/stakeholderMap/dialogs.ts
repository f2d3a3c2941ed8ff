/** What is asked in a window of its own. */
import MapAddModal from 'c/mapAddModal';
import MapContactModal from 'c/mapContactModal';
import MapLeavingModal, { type Leaving } from 'c/mapLeavingModal';
import MapSnapshotsModal from 'c/mapSnapshotsModal';
import { linesOf } from 'c/mapWords';
import getSnapshot from '@salesforce/apex/StakeholderMapController.getSnapshot';
import getSnapshots from '@salesforce/apex/StakeholderMapController.getSnapshots';
import takeSnapshot from '@salesforce/apex/StakeholderMapController.takeSnapshot';
import { labels } from './tools';

/** A map as it was. */
export interface Snapshot {
    name: string;
    view: Gangway.MapView;
}

/** @returns whom to put on the map; nobody where it was given up */
export const askForPeople = async (
    { people }: Gangway.MapView,
    candidates: readonly Gangway.MapCandidate[],
    missingRole: Gangway.MapRole | null
): Promise<readonly Gangway.MapPersonInput[]> =>
    (await MapAddModal.open({ size: 'small', label: labels.addPeople, candidates, people, missingRole })) ?? [];

/** @returns whether somebody goes or stays, and who takes over what; nothing where it was given up */
export const askLeaving = async (view: Gangway.MapView, id: string): Promise<Leaving | undefined> => {
    const { people } = view;
    const person = people.find((one) => one.id === id);
    const lines = linesOf(view, id);
    return person && MapLeavingModal.open({ size: 'small', label: labels.leaving, person, people, lines });
};

/** @returns the contact that was made for somebody on the map; nothing where it was given up */
export const askContact = async ({ people, accountId }: Gangway.MapView, id: string): Promise<string | undefined> => {
    const person = people.find((one) => one.id === id);
    return person && MapContactModal.open({ size: 'small', label: labels.newContact, person, accountId });
};

/**
 * Lists the snapshots, takes another where that is wanted, and opens one.
 * @param taken told once one was taken
 * @returns the snapshot that was opened
 */
export const askSnapshot = async (
    { accountId, mayEdit }: Gangway.MapView,
    taken: () => void
): Promise<Snapshot | undefined> => {
    const snapshots = await getSnapshots({ accountId });
    const answer = await MapSnapshotsModal.open({
        size: 'small',
        label: labels.snapshots,
        snapshots,
        mayTake: mayEdit
    });
    if (answer?.takeAs) {
        await takeSnapshot({ accountId, name: answer.takeAs });
        taken();
    }
    if (!answer?.openId) return undefined;
    const name = snapshots.find(({ id }) => id === answer.openId)?.name ?? '';
    return { name, view: await getSnapshot({ snapshotId: answer.openId }) };
};
