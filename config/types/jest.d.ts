/** What component tests use beyond Jest's own types. */
import '@sa11y/jest';

declare global {
    interface HTMLElementTagNameMap {
        'lightning-button': HTMLElement & { label: string; disabled: boolean };
    }
    namespace jest {
        interface Matchers<R> {
            /** No axe violation: from @sa11y/jest. */
            toBeAccessible(): Promise<R>;
        }
    }
}
