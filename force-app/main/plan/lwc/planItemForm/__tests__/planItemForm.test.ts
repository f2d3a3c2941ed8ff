import { createElement } from 'lwc';
import PlanItemForm from 'c/planItemForm';
import type { Field, FieldValue } from 'c/gangwayFields';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { emit, inside } from '../../../../../../config/jest/elements';

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
const form = (element: HTMLElement): HTMLElement & { fields: readonly Field[] } => inside(element, 'c-gangway-fields');
const field = (element: HTMLElement, name: string): Field | undefined =>
    form(element).fields.find((one) => one.name === name);
const enter = (element: HTMLElement, name: string, value: FieldValue): Promise<void> =>
    emit(form(element), 'fieldchange', { name, value });
const save = (element: HTMLElement): void => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button') ?? [])][1]?.click();
};

describe('c-plan-item-form', () => {
    it('gives back a new item with its stage', async () => {
        const element = show({ stageId: 'stage-1' });
        await enter(element, 'title', 'Security questionnaire');
        await enter(element, 'assigneeId', 'jo');
        await enter(element, 'isGate', true);
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
        await enter(element, 'side', 'Customer');
        expect(field(element, 'stakeholderId')?.options?.map(({ value }) => value)).toEqual(['', 'ana']);
        await enter(element, 'stakeholderId', 'ana');
        save(element);
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ stakeholderId: 'ana' }));
    });
    it('asks for the customer’s words only where the customer sees it, and empties what is emptied', async () => {
        const element = show({ id: 'item-1', title: 'Logo', dueDate: '2026-06-05' });
        expect(field(element, 'customerTitle')).toBeUndefined();
        await enter(element, 'isCustomerVisible', true);
        expect(field(element, 'customerTitle')).toBeDefined();
        await enter(element, 'dueDate', '');
        save(element);
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ dueDate: null, isCustomerVisible: true }));
    });
});
