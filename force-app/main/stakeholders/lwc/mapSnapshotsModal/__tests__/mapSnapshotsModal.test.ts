import { createElement } from 'lwc';
import MapSnapshotsModal from 'c/mapSnapshotsModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { settle } from '../../../../../../config/jest/fixtures';

const show = async (changes: object): Promise<HTMLElement> => {
    const element = createElement<MapSnapshotsModal>('c-map-snapshots-modal', { is: MapSnapshotsModal });
    Object.assign(element, { snapshots: [], mayTake: true, ...changes });
    document.body.appendChild(element);
    await settle();
    return element;
};
const input = (element: HTMLElement, valid: boolean): void => {
    const name = element.shadowRoot?.querySelector<HTMLElement & { reportValidity?: () => boolean }>('lightning-input');
    if (name) name.reportValidity = () => valid;
    name?.dispatchEvent(new CustomEvent('change', { detail: { value: 'Kickoff' } }));
};
const buttons = (element: HTMLElement): HTMLElement[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])
];

describe('c-map-snapshots-modal', () => {
    it('opens one of those there are', async () => {
        const element = await show({ snapshots: [{ id: 's1', name: 'Kickoff', takenAt: '2026-05-01T10:00:00Z' }] });
        await expect(element).toBeAccessible();
        buttons(element)[0]?.click();
        expect(mockClose).toHaveBeenCalledWith({ openId: 's1' });
    });
    it('takes one under a name, not without', async () => {
        const element = await show({});
        input(element, false);
        buttons(element)[0]?.click();
        expect(mockClose).not.toHaveBeenCalled();
        input(element, true);
        buttons(element)[0]?.click();
        expect(mockClose).toHaveBeenCalledWith({ takeAs: 'Kickoff' });
    });
    it('only lists where none may be taken', async () => {
        expect(buttons(await show({ mayTake: false }))).toHaveLength(1);
    });
});
