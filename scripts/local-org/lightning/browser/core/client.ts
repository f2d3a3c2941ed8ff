/** `@salesforce/client/formFactor`: what the device is, decided once when the page loads, as the platform does. */
export const formFactor: 'Large' | 'Small' = matchMedia('(max-width: 47.9rem)').matches ? 'Small' : 'Large';
