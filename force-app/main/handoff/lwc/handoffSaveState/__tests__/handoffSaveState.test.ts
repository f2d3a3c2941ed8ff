import HandoffSaveState from 'c/handoffSaveState';
import { allInside, inside, mount, press, words } from '../../../../../../config/jest/elements';
import { listen, settle } from '../../../../../../config/jest/fixtures';

const show = (state: object): HTMLElement =>
    mount('c-handoff-save-state', HandoffSaveState, { state, savedAt: '2026-06-03T17:42:00.000Z' });

describe('c-handoff-save-state', () => {
    it('says when it was saved, and that it is being saved', () => {
        expect(words(show({ phase: 'saved' }))).toContain('c.Gangway_Saved_At');
        expect(words(show({ phase: 'saving' }))).toContain('c.Gangway_Saving');
        expect(words(show({ phase: 'unsaved' }))).toContain('c.Gangway_Not_Saved_Needs_You');
    });
    it('says that the connection is lost, that nothing is, and lets one try at once', async () => {
        const element = show({ phase: 'retrying' });
        const retried = listen(element, 'retry');
        expect(words(element)).toContain('c.Gangway_No_Connection');
        await press(element, 'c.Gangway_Try_Now');
        expect(retried).toHaveBeenCalledTimes(1);
        await expect(element).toBeAccessible();
    });
    it('says what the org refuses, and lets one try again', async () => {
        const error = { body: { message: 'A rule of this org says no.' } };
        const element = show({ phase: 'refused', error });
        const retried = listen(element, 'retry');
        const panel = inside<HTMLElement & { errors: unknown }>(element, 'c-gangway-error-panel');
        expect(panel.errors).toEqual(error);
        panel.dispatchEvent(new CustomEvent('retry'));
        await settle();
        expect(retried).toHaveBeenCalledTimes(1);
        expect(allInside(element, '.lost')).toHaveLength(0);
    });
});
