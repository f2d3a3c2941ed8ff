import HandoffEditor from 'c/handoffEditor';
import deleteItem from '@salesforce/apex/HandoffController.deleteItem';
import saveHandoff from '@salesforce/apex/HandoffController.saveHandoff';
import saveItem from '@salesforce/apex/HandoffController.saveItem';
import savePerson from '@salesforce/apex/HandoffController.savePerson';
import { emit, inside, mount, words } from '../../../../../../config/jest/elements';
import { handoff, listen, settle } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/HandoffController.deleteItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandoffController.saveHandoff', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandoffController.saveItem', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/HandoffController.savePerson', () => ({ default: jest.fn() }), { virtual: true });

interface Editor extends HTMLElement {
    flush(): Promise<boolean>;
    isDirty: boolean;
}
interface Form extends HTMLElement {
    handoff: Gangway.HandoffView;
    conflicts: unknown[];
    focusRequirement: jest.Mock;
    focusSection: jest.Mock;
}
let count = 0;
/** Each test edits another handoff: sessions live as long as the app's page. */
const view = (changes: Partial<Gangway.HandoffView> = {}): Gangway.HandoffView =>
    handoff({ id: `handoff-${++count}`, ...changes });
const show = (given: Gangway.HandoffView): { editor: Editor; form: Form; state: () => { phase: string } } => {
    const editor = mount('c-handoff-editor', HandoffEditor, { handoff: given }) as Editor;
    return {
        editor,
        form: inside<Form>(editor, 'c-handoff-form'),
        state: () => inside<HTMLElement & { state: { phase: string } }>(editor, 'c-handoff-save-state').state
    };
};
const leave = (): Event => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event;
};
const LOST = { status: 0, body: { message: 'Disconnected' } };

describe('c-handoff-editor', () => {
    it('saves what is typed and tells its parent what the org made of it', async () => {
        const given = view();
        const saved = { ...given, whyBought: 'Audit' };
        jest.mocked(saveHandoff).mockResolvedValue({ handoff: saved, conflicts: [] });
        const { editor, form, state } = show(given);
        const changed = listen(editor, 'handoffchange');
        await emit(form, 'fieldtype', { name: 'whyBought', value: 'Audit' });
        expect(form.handoff.whyBought).toBe('Audit');
        expect(state().phase).toBe('saving');
        await emit(form, 'fieldleave');
        expect(saveHandoff).not.toHaveBeenCalled();
        await editor.flush();
        await settle();
        expect(saveHandoff).toHaveBeenCalledWith({
            handoffId: given.id,
            base: { whyBought: 'Replace three spreadsheets' },
            change: { whyBought: 'Audit' }
        });
        expect(changed).toHaveBeenCalledWith({ handoff: saved });
        expect(state().phase).toBe('saved');
        expect(editor.isDirty).toBe(false);
    });
    it('asks before unsaved words are left, and not once they are saved', async () => {
        const given = view();
        jest.mocked(saveHandoff)
            .mockRejectedValueOnce(LOST)
            .mockResolvedValue({ handoff: { ...given, whyBought: 'Audit' }, conflicts: [] });
        const { editor, form, state } = show(given);
        expect(leave().defaultPrevented).toBe(false);
        await emit(form, 'fieldtype', { name: 'whyBought', value: 'Audit' });
        expect(leave().defaultPrevented).toBe(true);
        await settle();
        expect(state().phase).toBe('retrying');
        await expect(editor.flush()).resolves.toBe(true);
        expect(leave().defaultPrevented).toBe(false);
    });
    it('saves at once when the connection is back', async () => {
        const given = view();
        jest.mocked(saveHandoff)
            .mockRejectedValueOnce(LOST)
            .mockResolvedValue({ handoff: { ...given, whyBought: 'Audit' }, conflicts: [] });
        const { editor, form, state } = show(given);
        await emit(form, 'fieldtype', { name: 'whyBought', value: 'Audit' });
        await editor.flush();
        window.dispatchEvent(new Event('online'));
        await settle();
        await settle();
        expect(saveHandoff).toHaveBeenCalledTimes(2);
        expect(state().phase).toBe('saved');
    });
    it('goes on saving after another page of the app was opened, and shows what was typed to whoever comes back', async () => {
        const given = view();
        jest.mocked(saveHandoff).mockRejectedValue(LOST);
        const { editor, form } = show(given);
        await emit(form, 'fieldtype', { name: 'whyBought', value: 'Kept' });
        editor.remove();
        await settle();
        expect(leave().defaultPrevented).toBe(true);
        await settle();
        const again = show(given);
        expect(again.form.handoff.whyBought).toBe('Kept');
        jest.mocked(saveHandoff).mockResolvedValue({ handoff: { ...given, whyBought: 'Kept' }, conflicts: [] });
        await expect(again.editor.flush()).resolves.toBe(true);
        again.editor.remove();
        await settle();
        expect(leave().defaultPrevented).toBe(false);
    });
    it('keeps nothing in the browser’s storage', async () => {
        const given = view();
        jest.mocked(saveHandoff).mockRejectedValue(LOST);
        const store = jest.spyOn(Storage.prototype, 'setItem');
        const { editor, form } = show(given);
        await emit(form, 'fieldtype', { name: 'whyBought', value: 'A customer’s words' });
        await editor.flush();
        expect(store).not.toHaveBeenCalled();
        expect(document.cookie).toBe('');
    });
    it('shows a conflict, and saves mine over it when told', async () => {
        const given = view();
        const theirs = { ...given, whyBought: 'Theirs' };
        const conflict = { member: 'whyBought', label: 'Why', mine: 'Mine', theirs: 'Theirs', changedByName: 'Noor' };
        jest.mocked(saveHandoff)
            .mockResolvedValueOnce({ handoff: theirs, conflicts: [conflict] })
            .mockResolvedValueOnce({ handoff: { ...theirs, whyBought: 'Mine' }, conflicts: [] });
        const { editor, form, state } = show(given);
        await emit(form, 'fieldtype', { name: 'whyBought', value: 'Mine' });
        await editor.flush();
        await settle();
        expect(form.conflicts).toEqual([{ ...conflict, rowKey: 'form' }]);
        expect(state().phase).toBe('unsaved');
        await emit(form, 'resolve', { rowKey: 'form', member: 'whyBought', keep: 'mine' });
        await settle();
        expect(saveHandoff).toHaveBeenLastCalledWith(
            expect.objectContaining({ base: { whyBought: 'Theirs' }, change: { whyBought: 'Mine' } })
        );
        expect(form.conflicts).toEqual([]);
    });
    it('saves rows, removes them, and puts people on the map', async () => {
        const given = view();
        jest.mocked(saveItem).mockResolvedValue({ handoff: given, conflicts: [] });
        jest.mocked(deleteItem).mockResolvedValue(given);
        jest.mocked(savePerson).mockResolvedValue({ handoff: given, conflicts: [] });
        const { editor, form } = show(given);
        await emit(form, 'rowtype', { rowKey: 'p1', change: { certainty: 'Confirmed' } });
        await editor.flush();
        expect(saveItem).toHaveBeenCalledWith(
            expect.objectContaining({ item: expect.objectContaining({ id: 'p1', certainty: 'Confirmed' }) })
        );
        await emit(form, 'rowremove', { rowKey: 'o1' });
        await settle();
        expect(deleteItem).toHaveBeenCalledWith({ handoffId: given.id, itemId: 'o1' });
        await emit(form, 'personsave', {
            base: null,
            person: { name: 'Head of IT', role: 'Technical Owner', isPlaceholder: true }
        });
        await settle();
        expect(savePerson).toHaveBeenCalledWith({
            handoffId: given.id,
            base: null,
            person: {
                name: 'Head of IT',
                role: 'Technical Owner',
                isPlaceholder: true,
                key: expect.stringMatching(/^new-/)
            }
        });
    });
    it('leads from the meter to what is missing, and from the sections to theirs', async () => {
        const { editor, form } = show(view());
        Object.assign(form, { focusRequirement: jest.fn(), focusSection: jest.fn() });
        await emit(inside(editor, 'c-handoff-meter'), 'jump', { key: 'technical', section: 'people' });
        expect(form.focusRequirement).toHaveBeenCalledWith('technical', 'people');
        await emit(inside(editor, 'c-handoff-sections'), 'jump', { section: 'risks' });
        expect(form.focusSection).toHaveBeenCalledWith('risks');
        expect(inside<HTMLElement & { current: string }>(editor, 'c-handoff-sections').current).toBe('risks');
    });
    it('shows reasons of no section above the form', async () => {
        const { editor } = show(view({ returnReasonList: [{ section: 'general', text: 'Call me first.' }] }));
        expect(words(editor)).toContain('Call me first.');
        await expect(editor).toBeAccessible();
    });
});
