import { createElement } from 'lwc';
import PlanItemModal from 'c/planItemModal';
import type { Field } from 'c/gangwayFields';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import { inside } from '../../../../../../config/jest/elements';
import { item, settle } from '../../../../../../config/jest/fixtures';

const show = (mode: string, valid: boolean): HTMLElement => {
    const element = createElement<PlanItemModal>('c-plan-item-modal', { is: PlanItemModal });
    Object.assign(element, { mode, item: item(), today: '2026-06-03' });
    document.body.appendChild(element);
    for (const input of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        input.reportValidity = () => valid;
    return element;
};
const press = (element: HTMLElement, which: 'cancel' | 'save'): void => {
    const buttons = element.shadowRoot?.querySelectorAll<HTMLElement>('lightning-button');
    buttons?.[which === 'cancel' ? 0 : 1]?.click();
};
const form = (element: HTMLElement): HTMLElement & { fields: readonly Field[] } => inside(element, 'c-gangway-fields');
const enter = (element: HTMLElement, name: string, value: string): void => {
    form(element).dispatchEvent(new CustomEvent('fieldchange', { detail: { name, value } }));
};

describe('c-plan-item-modal', () => {
    it('closes with today for a completion unless another day is chosen', async () => {
        const element = show('completeOn', true);
        press(element, 'save');
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ day: '2026-06-03' }));
        await expect(element).toBeAccessible();
    });
    it('offers the due date there is when it is to be changed', () => {
        press(show('move', true), 'save');
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ day: '2026-06-05' }));
    });
    it('stays open while a field lacks something', () => {
        press(show('waive', false), 'save');
        expect(mockClose).not.toHaveBeenCalled();
    });
    it('closes with nothing on cancel', () => {
        press(show('wait', true), 'cancel');
        expect(mockClose).toHaveBeenCalledWith(undefined);
    });
    it('shows what another day would do, and only for the last day chosen', async () => {
        const element = show('move', true);
        const preview = (goLiveAfter: string): Gangway.SchedulePreview => ({
            toDue: goLiveAfter,
            moves: [],
            conflicts: [],
            goLiveAfter
        });
        const answers: ((value: Gangway.SchedulePreview) => void)[] = [];
        Object.assign(element, {
            previewMove: () =>
                new Promise<Gangway.SchedulePreview>((resolve) => {
                    answers.push(resolve);
                })
        });
        for (const value of ['2026-06-08', '2026-06-09']) enter(element, 'day', value);
        await settle();
        answers[1]?.(preview('2026-06-09'));
        answers[0]?.(preview('2026-06-08'));
        await settle();
        const moves = element.shadowRoot?.querySelector<HTMLElement & { preview: Gangway.SchedulePreview }>(
            'c-plan-moves'
        );
        expect(moves?.preview.goLiveAfter).toBe('2026-06-09');
        press(element, 'save');
        expect(mockClose).toHaveBeenCalledWith(expect.objectContaining({ day: '2026-06-09' }));
        await expect(element).toBeAccessible();
    });
    it('says when the server could not look', async () => {
        const element = show('move', true);
        Object.assign(element, { previewMove: () => Promise.reject(new Error('gone')) });
        enter(element, 'day', '2026-06-08');
        await settle();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
    });
    it('lets an item wait for another', async () => {
        const element = show('connect', true);
        Object.assign(element, { others: [item({ id: 'item-2', title: 'Kickoff' })] });
        await settle();
        expect(form(element).fields[0]?.options).toEqual([{ label: 'Kickoff', value: 'item-2' }]);
        enter(element, 'itemId', 'item-2');
        press(element, 'save');
        expect(mockClose).toHaveBeenCalledWith(
            expect.objectContaining({ itemId: 'item-2', kind: 'Finish to Start', lagDays: '0' })
        );
        await expect(element).toBeAccessible();
    });
});
