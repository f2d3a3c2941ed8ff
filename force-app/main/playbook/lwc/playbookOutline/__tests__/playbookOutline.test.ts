import { createElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import PlaybookOutline from 'c/playbookOutline';
import { mockNavigate } from '../../../../../../config/jest/mocks/lightning/navigation';
import getOutline from '@salesforce/apex/PlaybookController.getOutline';
import compareVersions from '@salesforce/apex/PlaybookController.compareVersions';
import makeNextVersion from '@salesforce/apex/PlaybookController.makeNextVersion';
import publish from '@salesforce/apex/PlaybookController.publish';
import { settle } from '../../../../../../config/jest/fixtures';
import { playbookOutline } from '../../../../../../config/jest/playbooks';

jest.mock(
    '@salesforce/apex/PlaybookController.getOutline',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/PlaybookController.compareVersions', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlaybookController.makeNextVersion', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlaybookController.publish', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlaybookController.retire', () => ({ default: jest.fn() }), { virtual: true });
const wire = getOutline as unknown as { emit(value: unknown): void; error(body: unknown): void };

const show = async (value?: Gangway.PlaybookOutline): Promise<HTMLElement> => {
    const element = createElement<PlaybookOutline>('c-playbook-outline', { is: PlaybookOutline });
    Object.assign(element, { recordId: 'playbook-2' });
    document.body.appendChild(element);
    await settle();
    if (value) wire.emit(value);
    await settle();
    return element;
};
const buttons = (element: HTMLElement): (HTMLElement & { label: string })[] => [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>('lightning-button') ?? [])
];
const press = async (element: HTMLElement, label: string): Promise<void> => {
    buttons(element)
        .find((button) => button.label.startsWith(label))
        ?.click();
    await settle();
};

describe('c-playbook-outline', () => {
    it('shows a published version: frozen, with its stages and versions', async () => {
        const element = await show(playbookOutline());
        expect(element.shadowRoot?.querySelectorAll('c-playbook-stage')).toHaveLength(1);
        expect(element.shadowRoot?.querySelectorAll('.version')).toHaveLength(2);
        expect(buttons(element).map(({ label }) => label)).toEqual(
            expect.arrayContaining(['c.Gangway_New_Version', 'c.Gangway_Retire'])
        );
        await expect(element).toBeAccessible();
    });
    it('offers nothing to whoever only reads', async () => {
        const element = await show(playbookOutline({ mayEdit: false, mayPublish: false }));
        expect(buttons(element).map(({ label }) => label)).toEqual(['c.Gangway_Compare_With']);
    });
    it('says what keeps a draft from being published, and what belongs in an empty one', async () => {
        const element = await show(
            playbookOutline({ status: 'Draft', stages: [], problems: ['There are no stages.'], hints: ['No go-live.'] })
        );
        expect(element.shadowRoot?.querySelectorAll('.findings li')).toHaveLength(2);
        expect(element.shadowRoot?.querySelector('.stages .quiet')?.textContent).toBe('c.Gangway_Playbook_Empty');
        await expect(element).toBeAccessible();
    });
    it('says when it cannot be loaded', async () => {
        const element = await show();
        wire.error({ message: 'gone' });
        await settle();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
    });
    it('opens the draft that the next version is', async () => {
        jest.mocked(makeNextVersion).mockResolvedValueOnce('playbook-3');
        const element = await show(playbookOutline());
        await press(element, 'c.Gangway_New_Version');
        expect(mockNavigate).toHaveBeenCalledWith(
            expect.objectContaining({ attributes: expect.objectContaining({ recordId: 'playbook-3' }) }),
            undefined
        );
    });
    it('publishes when it is confirmed, and not otherwise', async () => {
        const draft = playbookOutline({ status: 'Draft' });
        const element = await show(draft);
        jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(false);
        await press(element, 'c.Gangway_Publish');
        expect(publish).not.toHaveBeenCalled();
        jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(true);
        jest.mocked(publish).mockResolvedValueOnce(playbookOutline());
        await press(element, 'c.Gangway_Publish');
        expect(publish).toHaveBeenCalledWith({ playbookId: 'playbook-2' });
    });
    it('shows why publishing was refused', async () => {
        const element = await show(playbookOutline({ status: 'Draft' }));
        jest.spyOn(LightningConfirm, 'open').mockResolvedValueOnce(true);
        jest.mocked(publish).mockRejectedValueOnce({ body: { message: 'Problems: 2' } });
        await press(element, 'c.Gangway_Publish');
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
    });
    it('compares with another version', async () => {
        jest.mocked(compareVersions).mockResolvedValueOnce([
            { id: 'item:a', part: 'Item', kind: 'Added', title: 'A', fields: [] }
        ]);
        const element = await show(playbookOutline());
        await press(element, 'c.Gangway_Compare_With');
        expect(compareVersions).toHaveBeenCalledWith({ olderId: 'playbook-1', newerId: 'playbook-2' });
        expect(element.shadowRoot?.querySelectorAll('c-playbook-difference')).toHaveLength(1);
    });
});
