import { createElement } from 'lwc';
import ReassignWork from 'c/reassignWork';
import getPeople from '@salesforce/apex/ReassignController.getPeople';
import preview from '@salesforce/apex/ReassignController.preview';
import reassign from '@salesforce/apex/ReassignController.reassign';
import undo from '@salesforce/apex/ReassignController.undo';
import { settle } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/ReassignController.getPeople', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReassignController.preview', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReassignController.reassign', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/ReassignController.undo', () => ({ default: jest.fn() }), { virtual: true });

const person = (id: string, isActive = true): Gangway.ReassignPerson => ({ id, name: id, isActive, openPlans: 2 });
const outcome = (changes: Partial<Gangway.ReassignOutcome> = {}): Gangway.ReassignOutcome => ({
    items: 12,
    plans: 3,
    refused: 0,
    isQueued: false,
    ...changes
});
const show = async (people: Gangway.ReassignPeople): Promise<HTMLElement> => {
    jest.mocked(getPeople).mockResolvedValue(people);
    const element = createElement<ReassignWork>('c-reassign-work', { is: ReassignWork });
    document.body.appendChild(element);
    await settle();
    return element;
};
const PEOPLE = { holders: [person('jo', false)], successors: [person('noor'), person('jo')] };
const choose = async (element: HTMLElement, name: string, value: string): Promise<void> => {
    [...(element.shadowRoot?.querySelectorAll<HTMLElement & { name?: string }>('lightning-combobox') ?? [])]
        .find((box) => box.name === name)
        ?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settle();
    for (const box of element.shadowRoot?.querySelectorAll<HTMLElement & { reportValidity?: () => boolean }>(
        '[data-input]'
    ) ?? [])
        box.reportValidity = () => true;
};
const give = (element: HTMLElement): HTMLElement & { disabled?: boolean } => {
    const button = element.shadowRoot?.querySelector<HTMLElement & { disabled?: boolean }>('.actions lightning-button');
    if (!button) throw new Error('No button');
    return button;
};

describe('c-reassign-work', () => {
    it('says so where nobody has open work', async () => {
        const element = await show({ holders: [], successors: [] });
        expect(element.shadowRoot?.textContent).toContain('c.Gangway_Reassign_Empty');
        await expect(element).toBeAccessible();
    });
    it('says why it could not load', async () => {
        jest.mocked(getPeople).mockRejectedValueOnce({ body: { message: 'No access' } });
        const element = createElement<ReassignWork>('c-reassign-work', { is: ReassignWork });
        document.body.appendChild(element);
        await settle();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
    });
    it('counts first, gives then, and takes back when asked', async () => {
        jest.mocked(preview).mockResolvedValue(outcome());
        jest.mocked(reassign).mockResolvedValue(outcome({ key: 'R1', refused: 1, refusal: 'Not yours' }));
        jest.mocked(undo).mockResolvedValue(outcome());
        const element = await show(PEOPLE);
        await choose(element, 'leaver', 'jo');
        expect(preview).toHaveBeenCalledWith({ leaverId: 'jo' });
        expect(element.shadowRoot?.querySelector('.work')?.textContent).toBe('c.Gangway_Reassign_What');
        expect(give(element).disabled).toBe(true);
        await choose(element, 'successor', 'noor');
        expect(give(element).disabled).toBe(false);
        give(element).click();
        await settle();
        expect(reassign).toHaveBeenCalledWith({ leaverId: 'jo', successorId: 'noor' });
        const said = [
            ...(element.shadowRoot?.querySelectorAll<HTMLElement & { label: string }>('.outcome c-gangway-status') ??
                [])
        ].map(({ label }) => label);
        expect(said).toEqual(['c.Gangway_Reassign_Done', 'c.Gangway_Reassign_Refused']);
        await expect(element).toBeAccessible();
        element.shadowRoot?.querySelector<HTMLElement>('.outcome lightning-button')?.click();
        await settle();
        expect(undo).toHaveBeenCalledWith({ key: 'R1' });
        expect(element.shadowRoot?.querySelector('.outcome lightning-button')).toBeNull();
    });
    it('keeps everything where the server refuses', async () => {
        jest.mocked(preview).mockResolvedValue(outcome());
        jest.mocked(reassign).mockRejectedValueOnce({ body: { message: 'May not run onboardings' } });
        const element = await show(PEOPLE);
        await choose(element, 'leaver', 'jo');
        await choose(element, 'successor', 'noor');
        give(element).click();
        await settle();
        expect(element.shadowRoot?.querySelector('c-gangway-error-panel')).not.toBeNull();
        expect(element.shadowRoot?.querySelector('.work')).not.toBeNull();
    });
});
