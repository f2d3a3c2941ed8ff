import { createElement } from 'lwc';
import PlanPlaybook from 'c/planPlaybook';
import getChanges from '@salesforce/apex/PlanPlaybookController.getChanges';
import getOpenRoles from '@salesforce/apex/PlanPlaybookController.getOpenRoles';
import previewChanges from '@salesforce/apex/PlanPlaybookController.previewChanges';
import takeOver from '@salesforce/apex/PlanPlaybookController.takeOver';
import { settle } from '../../../../../../config/jest/fixtures';

jest.mock(
    '@salesforce/apex/PlanPlaybookController.getOpenRoles',
    () => {
        const { createApexTestWireAdapter } =
            jest.requireActual<typeof import('@salesforce/sfdx-lwc-jest')>('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/PlanPlaybookController.getChanges', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanPlaybookController.previewChanges', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/PlanPlaybookController.takeOver', () => ({ default: jest.fn() }), { virtual: true });
const roles = getOpenRoles as unknown as { emit(value: unknown): void };

const difference = (id: string): Gangway.PlaybookDifference => ({
    id,
    part: 'Item',
    kind: 'Added',
    title: id,
    fields: []
});
const newer = (changes: Partial<Gangway.PlanTakeover> = {}): Gangway.PlanTakeover => ({
    versions: ['guided@1'],
    newer: ['guided@2'],
    mayEdit: true,
    changes: [
        { difference: difference('item:a') },
        { difference: difference('item:b'), blocked: 'Already begun.' },
        { difference: difference('item:c') }
    ],
    ...changes
});
const preview: Gangway.PlanTakeoverPreview = {
    added: 1,
    changed: 0,
    removed: 0,
    schedule: { moves: [], conflicts: [] }
};

const show = async (value: Gangway.PlanTakeover | Error): Promise<HTMLElement> => {
    if (value instanceof Error) jest.mocked(getChanges).mockRejectedValueOnce(value);
    else jest.mocked(getChanges).mockResolvedValueOnce(value);
    const element = createElement<PlanPlaybook>('c-plan-playbook', { is: PlanPlaybook });
    Object.assign(element, { recordId: 'plan-1' });
    document.body.appendChild(element);
    await settle();
    return element;
};
const all = <T extends HTMLElement = HTMLElement>(element: HTMLElement, selector: string): T[] => [
    ...(element.shadowRoot?.querySelectorAll<T>(selector) ?? [])
];
const press = async (element: HTMLElement, index: number): Promise<void> => {
    all(element, 'lightning-button')[index]?.click();
    await settle();
};

describe('c-plan-playbook', () => {
    it('says that a plan runs the newest version, and lists the roles nobody holds', async () => {
        const element = await show(newer({ newer: [], changes: [] }));
        roles.emit([{ role: 'Champion', side: 'Customer', items: 3 }]);
        await settle();
        expect(element.shadowRoot?.querySelector('.quiet')?.textContent).toBe('c.Gangway_Takeover_Current');
        expect(all(element, 'c-gangway-status')).toHaveLength(1);
        await expect(element).toBeAccessible();
    });
    it('lists what changed; what has begun cannot be chosen', async () => {
        const element = await show(newer());
        const boxes = all<HTMLInputElement>(element, 'lightning-input');
        expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
            [true, false],
            [false, true],
            [true, false]
        ]);
        await expect(element).toBeAccessible();
    });
    it('previews what was chosen before it is taken over', async () => {
        const element = await show(newer());
        expect(all(element, 'lightning-button')).toHaveLength(1);
        const [, , box] = all<HTMLInputElement>(element, 'lightning-input');
        Object.assign(box ?? {}, { checked: false });
        box?.dispatchEvent(new CustomEvent('change'));
        jest.mocked(previewChanges).mockResolvedValueOnce(preview);
        await press(element, 0);
        expect(previewChanges).toHaveBeenCalledWith({ planId: 'plan-1', changeIds: ['item:a'] });
        expect(element.shadowRoot?.querySelector('c-plan-moves')).not.toBeNull();
        jest.mocked(takeOver).mockResolvedValueOnce(newer({ newer: [], changes: [] }));
        const refreshed = jest.fn();
        document.body.addEventListener('lightning__refresh', refreshed, { once: true });
        await press(element, 1);
        expect(refreshed).toHaveBeenCalledTimes(1);
        expect(takeOver).toHaveBeenCalledWith({ planId: 'plan-1', changeIds: ['item:a'] });
        expect(element.shadowRoot?.querySelector('.changes')).toBeNull();
    });
    it('shows why it was refused, and keeps the choice', async () => {
        const element = await show(newer());
        jest.mocked(previewChanges).mockRejectedValueOnce({ body: { message: 'A circle' } });
        await press(element, 0);
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
        expect(all(element, 'lightning-input')).toHaveLength(3);
    });
    it('offers nothing to whoever only reads', async () => {
        const element = await show(newer({ mayEdit: false }));
        expect(all(element, 'lightning-button')).toHaveLength(0);
        expect(all<HTMLInputElement>(element, 'lightning-input').every(({ disabled }) => disabled)).toBe(true);
    });
    it('says when it cannot be loaded', async () => {
        const element = await show(new Error('gone'));
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
    });
});
