declare module '@salesforce/sfdx-lwc-jest' {
    /** A wire adapter that a test feeds by hand. */
    export function createApexTestWireAdapter(fn: jest.Mock): unknown;
}
