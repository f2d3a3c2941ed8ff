import { reportInputs } from 'c/gangwayInputs';

const formOf = (...answers: boolean[]): { form: HTMLElement; asked: jest.Mock<boolean, []>[] } => {
    const form = document.createElement('div');
    const asked = answers.map((answer) => {
        const input = document.createElement('input');
        input.dataset.input = '';
        const report = jest.fn<boolean, []>(() => answer);
        input.reportValidity = report;
        form.appendChild(input);
        return report;
    });
    return { form, asked };
};

describe('reportInputs', () => {
    it('asks every input, also after one that is not valid', () => {
        const { form, asked } = formOf(false, true, false);
        expect(reportInputs(form)).toBe(false);
        for (const report of asked) expect(report).toHaveBeenCalledTimes(1);
    });
    it('is true where all are valid, and where there is nothing to fill', () => {
        expect(reportInputs(formOf(true, true).form)).toBe(true);
        expect(reportInputs(null)).toBe(true);
    });
});
