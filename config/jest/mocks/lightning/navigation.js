/** Records what a component asked for, so that tests can assert it. */
export const mockNavigate = jest.fn();
export const mockGenerateUrl = jest.fn(() => Promise.resolve('https://example.com/record'));

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

export const NavigationMixin = (Base) =>
    class extends Base {
        [Navigate](page, replace) {
            mockNavigate(page, replace);
        }
        [GenerateUrl](page) {
            return mockGenerateUrl(page);
        }
    };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

export { CurrentPageReference } from '@salesforce/sfdx-lwc-jest/src/lightning-stubs/navigation/navigation';
