import HandoffCallModal from 'c/handoffCallModal';
import { mockClose } from '../../../../../../config/jest/mocks/lightning/modal';
import proposeIntroductionCall from '@salesforce/apex/HandoffController.proposeIntroductionCall';
import scheduleIntroductionCall from '@salesforce/apex/HandoffController.scheduleIntroductionCall';
import { allInside, emit, field, mount, press, words } from '../../../../../../config/jest/elements';
import { handoff, settle } from '../../../../../../config/jest/fixtures';

jest.mock('@salesforce/apex/HandoffController.proposeIntroductionCall', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/HandoffController.scheduleIntroductionCall', () => ({ default: jest.fn() }), {
    virtual: true
});

const proposal: Gangway.IntroductionCall = {
    subject: 'Introduction: Acme',
    startsAt: '2026-06-05T08:30:00.000Z',
    minutes: 30,
    attendees: [
        { id: 'u1', name: 'Alex', email: 'alex@gangway.example', side: 'Us', chosen: true },
        { id: 'c1', name: 'Ana Ruiz', email: 'ana@acme.example', side: 'Customer', chosen: true },
        { id: 'c2', name: 'Ben', email: null, side: 'Customer', chosen: false }
    ]
};
const show = async (call?: Gangway.IntroductionCall): Promise<HTMLElement> => {
    jest.mocked(proposeIntroductionCall).mockResolvedValue(proposal);
    const element = mount('c-handoff-call-modal', HandoffCallModal, { handoffId: 'handoff-1', call });
    await settle();
    for (const input of allInside<HTMLElement & { reportValidity: () => boolean }>(element, '[data-input]'))
        input.reportValidity = () => true;
    return element;
};
const sent = (): Gangway.IntroductionCall | undefined => jest.mocked(scheduleIntroductionCall).mock.calls[0]?.[0].call;

describe('c-handoff-call-modal', () => {
    it('proposes who takes part, with address or without, and schedules what was chosen', async () => {
        const done = handoff();
        jest.mocked(scheduleIntroductionCall).mockResolvedValue(done);
        const element = await show();
        expect(
            field<HTMLElement & { options: { label: string }[] }>(element, 'customers').options.map(
                ({ label }) => label
            )
        ).toEqual(['Ana Ruiz · ana@acme.example', 'Ben · c.Gangway_Call_No_Email']);
        await emit(field(element, 'customers'), 'change', { value: ['2'] });
        await emit(field(element, 'minutes'), 'change', { value: '45' });
        await emit(field(element, 'location'), 'change', { value: 'Video' });
        await press(element, 'c.Gangway_Call_Put_In_Calendar');
        expect(sent()).toMatchObject({ minutes: 45, location: 'Video', startsAt: '2026-06-05T08:30:00.000Z' });
        expect(sent()?.attendees.map(({ chosen }) => chosen)).toEqual([true, false, true]);
        expect(mockClose).toHaveBeenCalledWith(done);
        await expect(element).toBeAccessible();
    });
    it('keeps the time when the day changes, and the day when the time does, in the user’s zone', async () => {
        jest.mocked(scheduleIntroductionCall).mockResolvedValue(handoff());
        const element = await show();
        expect(field<HTMLElement & { value: string }>(element, 'time').value).toBe('90');
        await emit(field(element, 'day'), 'change', { value: '2026-06-09' });
        await emit(field(element, 'time'), 'change', { value: '600' });
        await press(element, 'c.Gangway_Call_Put_In_Calendar');
        expect(sent()?.startsAt).toBe('2026-06-09T17:00:00.000Z');
    });
    it('never claims an invitation', async () => {
        expect(words(await show())).toContain('c.Gangway_Call_Invite_Help');
    });
    it('is no introduction without somebody of the customer', async () => {
        const element = await show();
        await emit(field(element, 'customers'), 'change', { value: [] });
        await press(element, 'c.Gangway_Call_Put_In_Calendar');
        expect(scheduleIntroductionCall).not.toHaveBeenCalled();
        expect(words(element)).toContain('c.Gangway_Call_Nobody_Chosen');
    });
    it('changes a call that is in the calendar: who was chosen stays chosen', async () => {
        jest.mocked(scheduleIntroductionCall).mockResolvedValue(handoff());
        const call = {
            ...proposal,
            eventId: '00U1',
            minutes: 90,
            attendees: [{ ...proposal.attendees[2]!, chosen: true }]
        };
        const element = await show(call);
        await press(element, 'c.Gangway_Call_Put_In_Calendar');
        expect(sent()).toMatchObject({ eventId: '00U1', minutes: 90 });
        expect(sent()?.attendees.map(({ name, chosen }) => [name, chosen])).toEqual([
            ['Ben', true],
            ['Alex', false],
            ['Ana Ruiz', false]
        ]);
    });
    it('says what went wrong and keeps what was typed', async () => {
        jest.mocked(scheduleIntroductionCall).mockRejectedValue({ body: { message: 'No access to events.' } });
        const element = await show();
        await press(element, 'c.Gangway_Call_Put_In_Calendar');
        expect(allInside(element, 'c-gangway-error-panel')).toHaveLength(1);
        expect(field<HTMLElement & { value: string }>(element, 'subject').value).toBe('Introduction: Acme');
        expect(mockClose).not.toHaveBeenCalled();
    });
});
