import HandoffCall from 'c/handoffCall';
import { allInside, inside, mount, press, words } from '../../../../../../config/jest/elements';
import { listen } from '../../../../../../config/jest/fixtures';

const call: Gangway.IntroductionCall = {
    eventId: '00U1',
    subject: 'Introduction: Acme',
    startsAt: '2026-06-05T08:30:00.000Z',
    minutes: 30,
    attendees: [
        { id: '005000000000000000', name: 'Alex', email: 'alex@gangway.example', side: 'Us', chosen: true },
        { id: 'c1', name: 'Ana Ruiz', email: 'ana@acme.example', side: 'Customer', chosen: true },
        { id: 'c2', name: 'Ben', email: 'ben@acme.example', side: 'Customer', chosen: false },
        { id: null, name: 'Head of IT', email: null, side: 'Customer', chosen: true }
    ]
};

describe('c-handoff-call', () => {
    it('says when and with whom, and that nobody was invited', async () => {
        const element = mount('c-handoff-call', HandoffCall, { call, mayEdit: true });
        expect(words(element)).toContain('c.Gangway_Call_When');
        expect(words(element)).toContain('Alex, Ana Ruiz, Head of IT');
        expect(words(element)).toContain('c.Gangway_Call_Not_Invited');
        await expect(element).toBeAccessible();
    });
    it('gives a calendar file to send', () => {
        const link = inside<HTMLAnchorElement>(mount('c-handoff-call', HandoffCall, { call }), 'a');
        expect(link.getAttribute('download')).toBe('introduction-acme.ics');
        const file = decodeURIComponent(link.href.slice(link.href.indexOf(',') + 1));
        expect(file).toContain('DTSTART:20260605T083000Z\r\n');
        expect(file).toContain('UID:00U1@gangway\r\n');
        expect(file).not.toContain('ben@acme.example');
    });
    it('offers to schedule where there is none, to who may', async () => {
        const element = mount('c-handoff-call', HandoffCall, { mayEdit: true });
        const scheduled = listen(element, 'schedule');
        await press(element, 'c.Gangway_Call_Schedule');
        expect(scheduled).toHaveBeenCalledTimes(1);
        expect(allInside(mount('c-handoff-call', HandoffCall), 'section')).toHaveLength(0);
    });
});
