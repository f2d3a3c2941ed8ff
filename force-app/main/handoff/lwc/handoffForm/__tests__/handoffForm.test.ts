import { createElement } from 'lwc';
import HandoffForm from 'c/handoffForm';
import { handoff, listen } from '../../../../../../config/jest/fixtures';

const show = (): { element: HTMLElement; changed: jest.Mock } => {
    const element = createElement<HandoffForm>('c-handoff-form', { is: HandoffForm });
    Object.assign(element, { handoff: handoff() });
    const changed = listen(element, 'fieldchange');
    document.body.appendChild(element);
    return { element, changed };
};
const type = (element: HTMLElement, value: string): void => {
    const field = element.shadowRoot?.querySelector<HTMLElement & { name: string }>('lightning-textarea');
    field?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
};

describe('c-handoff-form', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('saves once after a pause, not on every key', () => {
        const { element, changed } = show();
        type(element, 'a');
        type(element, 'ab');
        expect(changed).not.toHaveBeenCalled();
        jest.advanceTimersByTime(1000);
        expect(changed).toHaveBeenCalledTimes(1);
        expect(changed).toHaveBeenCalledWith({ whyBought: 'ab' });
    });
    it('saves at once on leaving a field and does not save twice', () => {
        const { element, changed } = show();
        type(element, 'abc');
        element.shadowRoot?.querySelector('lightning-textarea')?.dispatchEvent(new CustomEvent('blur'));
        jest.advanceTimersByTime(1000);
        expect(changed).toHaveBeenCalledTimes(1);
    });
    it('loses nothing when the page is left while typing', () => {
        const { element, changed } = show();
        type(element, 'last words');
        element.remove();
        expect(changed).toHaveBeenCalledWith({ whyBought: 'last words' });
    });
    it('empties a field with null', () => {
        const { element, changed } = show();
        type(element, '');
        jest.advanceTimersByTime(1000);
        expect(changed).toHaveBeenCalledWith({ whyBought: null });
    });
    it('is accessible', async () => {
        jest.useRealTimers();
        await expect(show().element).toBeAccessible();
    });
});
