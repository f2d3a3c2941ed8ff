import { reduceErrors } from 'c/gangwayErrors';

describe('reduceErrors', () => {
    it.each([
        ['nothing', undefined, []],
        ['a text', 'No', ['No']],
        ['an Apex error', { body: { message: 'Refused' } }, ['Refused']],
        ['a list from a wire', { body: [{ message: 'One' }, { message: 'Two' }] }, ['One', 'Two']],
        [
            'page errors before the general message',
            { body: { message: 'General', pageErrors: [{ message: 'Page' }] } },
            ['Page']
        ],
        ['field errors', { body: { fieldErrors: { Name: [{ message: 'Too long' }] } } }, ['Too long']],
        [
            'a rejected UI API save',
            { body: { message: 'General', output: { errors: [], fieldErrors: { Name: [{ message: 'Required' }] } } } },
            ['Required']
        ],
        ['a JavaScript error', new Error('Broken'), ['Broken']],
        ['a network answer', { statusText: 'Bad Gateway' }, ['Bad Gateway']],
        ['several, said once each', [new Error('Same'), { body: { message: 'Same' } }], ['Same']]
    ])('reads %s', (_name, error, expected) => {
        expect(reduceErrors(error)).toEqual(expected);
    });
});
