import HandoffMeter from 'c/handoffMeter';
import { allInside, mount, words } from '../../../../../../config/jest/elements';
import { handoff, listen } from '../../../../../../config/jest/fixtures';

describe('c-handoff-meter', () => {
    it('names what is missing and leads to it', async () => {
        const element = mount('c-handoff-meter', HandoffMeter, { completeness: handoff().completeness });
        const jumped = listen(element, 'jump');
        const chips = allInside(element, 'button');
        expect(chips.map(({ textContent }) => textContent)).toEqual(['Name a technical owner']);
        chips[0]?.click();
        expect(jumped).toHaveBeenCalledWith({ key: 'technical', section: 'people' });
        await expect(element).toBeAccessible();
    });
    it('says complete when nothing is missing', () => {
        const requirements = [{ key: 'why', label: 'Why', section: 'why', met: true, hint: '' }];
        const element = mount('c-handoff-meter', HandoffMeter, { completeness: { met: 1, total: 1, requirements } });
        expect(words(element)).toContain('c.Gangway_Complete');
        expect(allInside(element, 'button')).toHaveLength(0);
    });
});
