import { createElement } from 'lwc';
import PlanItemForm from 'c/planItemForm';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { settle } from '../../../../../../config/jest/fixtures';

const choice = (value: string): Gangway.Choice => ({ value, label: value });
const show = (item: Partial<Gangway.ItemInput>): HTMLElement => {
    const element = createElement<PlanItemForm>('c-plan-item-form', { is: PlanItemForm });
    Object.assign(element, {
        form: {
            item: { isGate: false, isCustomerVisible: false, side: 'Us', ...item },
            stages: [choice('stage-1')],
            kinds: [choice('Task')],
            roles: [choice('Champion')],
            colleagues: [choice('jo')],
            customers: [choice('ana')]
        }
    });
    document.body.appendChild(element);
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => true;
    return element;
};
const field = (element: HTMLElement, name: string): (HTMLElement & { options?: Gangway.Choice[] }) | undefined =>
    [
        ...(element.shadowRoot?.querySelectorAll<HTMLElement & { name?: string }>(
            'lightning-input, lightning-combobox, lightning-textarea'
        ) ?? [])
    ].find((input) => input.name === name);
const enter = async (element: HTMLElement, name: string, detail: object): Promise<void> => {
    field(element, name)?.dispatchEvent(new CustomEvent('change', { detail }));
    await settle();
};
const save = (element: HTMLElement): void => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])][1]?.click();
};

describe('c-plan-item-form', () => {
    it('gives back a new item with its stage', async () => {
        const element = show({ stageId: 'stage-1' });
        await enter(element, 'title', { value: 'Security questionnaire' });
        await enter(element, 'person', { value: 'jo' });
        await enter(element, 'isGate', { checked: true });
        save(element);
        expect(mockClose).toHaveBeenCalledWith(
            expect.objectContaining({
                title: 'Security questionnaire',
                stageId: 'stage-1',
                assigneeId: 'jo',
                isGate: true
            })
        );
        await expect(element).toBeAccessible();
    });
    it('offers the customer’s people for what is theirs, and no other stage of what is there', async () => {
        const element = show({ id: 'item-1', title: 'Logo' });
        expect(field(element, 'stageId')).toBeUndefined();
        await enter(element, 'side', { value: 'Customer' });
        expect(field(element, 'person')?.options?.map(({ value }) => value)).toEqual(['', 'ana']);
        await enter(element, 'person', { value: 'ana' });
        save(element);
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ stakeholderId: 'ana' }));
    });
    it('asks for the customer’s words only where the customer sees it, and empties what is emptied', async () => {
        const element = show({ id: 'item-1', title: 'Logo', dueDate: '2026-06-05' });
        expect(field(element, 'customerTitle')).toBeUndefined();
        await enter(element, 'isCustomerVisible', { checked: true });
        expect(field(element, 'customerTitle')).toBeDefined();
        await enter(element, 'dueDate', { value: '' });
        save(element);
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ dueDate: null, isCustomerVisible: true }));
    });
});
