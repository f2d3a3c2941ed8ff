import HandoffSections from 'c/handoffSections';
import { allInside, mount } from '../../../../../../config/jest/elements';
import { handoff, listen } from '../../../../../../config/jest/fixtures';

describe('c-handoff-sections', () => {
    it('lists the sections in order with how far each is, and leads there', async () => {
        const element = mount('c-handoff-sections', HandoffSections, {
            completeness: handoff().completeness,
            reasons: [{ section: 'risks', text: 'Which?' }],
            current: 'people'
        });
        const jumped = listen(element, 'jump');
        const buttons = allInside(element, 'button');
        expect(buttons.map(({ dataset, title }) => [dataset.section, title])).toEqual([
            ['why', 'c.Gangway_Section_Ready'],
            ['success', ''],
            ['promises', ''],
            ['people', 'c.Gangway_Section_Missing'],
            ['risks', 'c.Gangway_Section_Came_Back'],
            ['commercials', '']
        ]);
        expect(buttons.filter((one) => one.getAttribute('aria-current') === 'true')).toEqual([buttons[3]]);
        buttons[5]?.click();
        expect(jumped).toHaveBeenCalledWith({ section: 'commercials' });
        await expect(element).toBeAccessible();
    });
});
