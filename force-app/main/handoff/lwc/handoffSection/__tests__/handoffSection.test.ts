import HandoffSection from 'c/handoffSection';
import { inside, mount, states, words } from '../../../../../../config/jest/elements';
import { handoff } from '../../../../../../config/jest/fixtures';

const { completeness } = handoff();

describe('c-handoff-section', () => {
    it('says how many things are missing in it', async () => {
        const element = mount('c-handoff-section', HandoffSection, { name: 'people', completeness });
        expect(states(element)).toEqual(['c.Gangway_Section_Missing']);
        expect(words(element)).toContain('c.Gangway_Section_People');
        await expect(element).toBeAccessible();
    });
    it('says that it is ready, and nothing where nothing is asked for', () => {
        expect(states(mount('c-handoff-section', HandoffSection, { name: 'why', completeness }))).toEqual([
            'c.Gangway_Section_Ready'
        ]);
        expect(states(mount('c-handoff-section', HandoffSection, { name: 'risks', completeness }))).toEqual([]);
    });
    it('shows its own reasons only', () => {
        const reasons = [
            { section: 'people', text: 'Who owns IT?' },
            { section: 'why', text: 'Why now?' }
        ];
        const element = mount('c-handoff-section', HandoffSection, { name: 'people', completeness, reasons });
        expect(words(element)).toContain('Who owns IT?');
        expect(words(element)).not.toContain('Why now?');
    });
    it('takes the focus at its heading', () => {
        Element.prototype.scrollIntoView = jest.fn();
        const element = mount('c-handoff-section', HandoffSection, { name: 'people' });
        element.focus();
        expect(element.shadowRoot?.activeElement).toBe(inside(element, 'h3'));
    });
});
