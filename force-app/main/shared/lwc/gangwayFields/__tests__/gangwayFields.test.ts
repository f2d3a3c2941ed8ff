import GangwayFields, { type Field } from 'c/gangwayFields';
import { allInside, emit, field, fields, mount } from '../../../../../../config/jest/elements';
import { listen } from '../../../../../../config/jest/fixtures';

type Form = HTMLElement & { reportValidity(): boolean; focusField(name: string): void };
const options = [{ value: 'a', label: 'A' }];
const FIELDS: Field[] = [
    { name: 'title', label: 'Title', required: true, maxLength: 80 },
    { name: 'on', label: 'On', kind: 'date' },
    { name: 'amount', label: 'Amount', kind: 'money' },
    { name: 'note', label: 'Note', kind: 'long', isWide: true },
    { name: 'role', label: 'Role', kind: 'choice', options },
    { name: 'side', label: 'Side', kind: 'radio', options, value: 'a' },
    { name: 'others', label: 'Others', kind: 'choices', options, value: [] },
    { name: 'isGate', label: 'Gate', kind: 'check', value: true }
];
const show = (properties: object = {}): Form =>
    mount('c-gangway-fields', GangwayFields, { fields: FIELDS, ...properties }) as Form;

describe('c-gangway-fields', () => {
    it('shows each kind of field by its base component, in order', async () => {
        const form = show();
        expect(fields(form).map(({ tagName, name }) => `${tagName.toLowerCase()} ${name}`)).toEqual([
            'lightning-input title',
            'lightning-input on',
            'lightning-input amount',
            'lightning-textarea note',
            'lightning-combobox role',
            'lightning-radio-group side',
            'lightning-checkbox-group others',
            'lightning-input isGate'
        ]);
        expect(field<HTMLElement & { formatter: string }>(form, 'amount').formatter).toBe('currency');
        await expect(form).toBeAccessible();
    });
    it('tells what was typed, chosen and ticked, and what was left', async () => {
        const form = show();
        const changed = listen(form, 'fieldchange');
        const left = listen(form, 'fieldleave');
        await emit(field(form, 'title'), 'change', { value: 'Kickoff' });
        await emit(field(form, 'others'), 'change', { value: ['a'] });
        await emit(field(form, 'isGate'), 'change', { checked: false });
        await emit(field(form, 'note'), 'blur');
        expect(changed.mock.calls).toEqual([
            [{ name: 'title', value: 'Kickoff' }],
            [{ name: 'others', value: ['a'] }],
            [{ name: 'isGate', value: false }]
        ]);
        expect(left).toHaveBeenCalledWith({ name: 'note' });
    });
    it('lets every field say what it lacks', () => {
        const form = show();
        const asked = fields<HTMLElement & { reportValidity?: () => boolean }>(form).map((input, position) => {
            const report = jest.fn(() => position !== 0);
            input.reportValidity = report;
            return report;
        });
        expect(form.reportValidity()).toBe(false);
        expect(asked.every((report) => report.mock.calls.length === 1)).toBe(true);
    });
    it('moves the focus to a field', () => {
        Element.prototype.scrollIntoView = jest.fn();
        const form = show();
        const focus = jest.fn();
        Object.assign(field(form, 'role'), { focus });
        form.focusField('role');
        form.focusField('gone');
        expect(focus).toHaveBeenCalledTimes(1);
    });
    it('changes nothing for who only reads', () => {
        const form = show({ isReadOnly: true });
        expect(allInside<HTMLElement & { disabled: boolean }>(form, '[data-name]').every((one) => one.disabled)).toBe(
            true
        );
    });
});
